// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A call tree that doubles at each of 17 levels is given up.
// RUN: %inspect --print=opencl --no-line-directives %s | FileCheck %s
template <int N> __device__ void step(int *p) {
  if constexpr (N > 0) {
    step<N - 1>(p);
    step<N - 1>(p + 1);
  } else {
    ++*p;
  }
}
__global__ void run(int *out) { step<17>(out); }
// CHECK: // kernel 'run' has no OpenCL form: the kernel's call tree has more than 50000 calls [LOR2108]
