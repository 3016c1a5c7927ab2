// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the model knows of each function, variable and launch.
// RUN: %inspect --print=model %s | FileCheck %s
__constant__ int table[2];
__device__ int lane(int x) { return x + threadIdx.x; }
template <class T> __global__ void k(T *p, int n) {
  __shared__ T tile[32];
  n += lane(table[0]);
  tile[threadIdx.x] = n;
  __syncthreads();
  atomicAdd(p, tile[0]);
}
void run(int *p) { k<<<1, 32>>>(p, 1); }
// CHECK: device function 'lane' model.cu:5
// CHECK-NEXT:   reads threadIdx
// CHECK: kernel 'k' model.cu:6
// CHECK-NEXT:   reads threadIdx
// CHECK-NEXT:   block barrier at model.cu:10
// CHECK-NEXT:   static shared variable 'tile'
// CHECK-NEXT:   may write parameter 'n'
// CHECK: constant variable 'table' model.cu:4
// CHECK: launch model.cu:13
