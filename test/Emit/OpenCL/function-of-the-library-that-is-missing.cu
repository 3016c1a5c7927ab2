// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A device function that the OpenCL library does not have yet.
// RUN: %inspect --print=opencl --no-line-directives %s | FileCheck %s
__global__ void run(float *out, cudaTextureObject_t t) { *out = tex1Dfetch<float>(t, 1); }
// CHECK: // kernel 'run' has no OpenCL form: 'tex1Dfetch' is not in the OpenCL device library yet [LOR2104]
