// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions: what they return for uniform arguments, and what they are called with.
// RUN: %inspect --print=uniformity %s | FileCheck %s
__device__ int twice(int x) { return x * 2; }
__device__ int mine() { return threadIdx.x; }
__device__ void store(int *where, int value) { *where = value; }
template <class T> __device__ void wait(T) { __syncthreads(); }
__global__ void k(int *out, int n) {
  int a = twice(n), b = twice(threadIdx.x), c = mine(), d = 0;
  store(&d, n);
  if (a > 0)
    wait(a);
  out[b + c] = d;
}
// CHECK: kernel 'k'
// CHECK: variable 'a' {{.*}}: block-uniform
// CHECK: variable 'b' {{.*}}: divergent
// CHECK: variable 'c' {{.*}}: divergent
// CHECK: variable 'd' {{.*}}: divergent
// CHECK: synchronising call of 'wait' {{.*}}: block-uniform control
// CHECK: calls 'twice' calls.cu:4: returns block-uniform for uniform arguments
// CHECK-NEXT: variable 'x' {{.*}}: divergent
// CHECK: calls 'mine' calls.cu:5: returns divergent for uniform arguments
// CHECK: calls 'store'
// CHECK: calls 'wait<int>'
// CHECK: synchronising call of '__syncthreads' calls.cu:7: block-uniform control
