// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What cannot have two versions keeps the one of the host, with a warning.
// RUN: %lorcha translate %s -o %t.cpp 2>&1 | FileCheck %s
struct Scale {
  __host__ __device__ int operator()(int x) const {
#ifdef __CUDA_ARCH__
    return x;
#else
    return 2 * x;
#endif
  }
};
__global__ void k(int *p) { *p = Scale()(1); }
// CHECK: arch-variant-of-an-operator.cu:5:{{[0-9]+}}: warning: 'Scale::operator()' differs between host and device{{.*}}[LOR2002]
