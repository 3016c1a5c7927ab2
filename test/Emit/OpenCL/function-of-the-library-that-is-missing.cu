// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A device function that the OpenCL library does not have yet.
// RUN: %inspect --print=opencl --no-line-directives %s | FileCheck %s
__global__ void run(int *out) { *out = __nv_atomic_load_n(out, __NV_ATOMIC_RELAXED); }
// CHECK: // kernel 'run' has no OpenCL form: '__nv_atomic_load_n' is not in the OpenCL device library yet [LOR2104]
