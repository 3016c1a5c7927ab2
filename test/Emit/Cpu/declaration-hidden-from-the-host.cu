// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A conditional that gives the host another text than the device.
// RUN: not %lorcha translate %s -o %t.cpp 2>&1 | FileCheck %s
#ifdef __CUDA_ARCH__
__device__ int f() { return 1; }
#else
int f() { return 2; }
#endif
__global__ void k(int *p) {
#ifdef __CUDA_ARCH__
  *p = f();
#endif
}
// CHECK: declaration-hidden-from-the-host.cu:5:{{[0-9]+}}: error: 'f' is declared differently for host and device{{.*}}[LOR1009]
