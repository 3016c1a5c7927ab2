// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A device function that the OpenCL library does not have yet.
// RUN: %inspect --print=opencl --no-line-directives %s | FileCheck %s
__global__ void run(unsigned *out) { *out = __builtin_rotateleft32(*out, 3); }
// CHECK: // kernel 'run' has no OpenCL form: '__builtin_rotateleft32' is not in the OpenCL device library yet [LOR2104]
