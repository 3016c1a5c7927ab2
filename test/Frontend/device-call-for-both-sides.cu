// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A function for both sides may call a device function, whoever else can call it; a host function may not.
// RUN: %lorcha translate %s -o - | sed 's,//.*,,' | FileCheck %s
// RUN: not %lorcha translate -DON_HOST %s -o %t.cpp 2>&1 | FileCheck --check-prefix=HOST %s
__device__ int twice(int x) { return 2 * x; }
template <class T> __device__ T next(T x) { return x + 1; }

// CHECK: {{^}}int both(int x) { return twice(x) + next(x); }
__host__ __device__ int both(int x) { return twice(x) + next(x); }
// CHECK: {{^}}inline int twiceAsMuch(int x) { return twice(x); }
__host__ __device__ inline int twiceAsMuch(int x) { return twice(x); }
struct Both {
  // CHECK: int method(int x) const;
  __host__ __device__ int method(int x) const;
};
// CHECK: int Both::method(int x) const { return twice(x); }
__host__ __device__ int Both::method(int x) const { return twice(x); }

__global__ void kernel(int *out) { *out = both(1) + twiceAsMuch(2) + Both().method(3); }

#ifdef ON_HOST
// HOST: device-call-for-both-sides.cu:[[@LINE+1]]:23: error: no matching function for call to 'twice'
int onHost() { return twice(1); }
#endif
int main() { return both(0) + twiceAsMuch(0); }
