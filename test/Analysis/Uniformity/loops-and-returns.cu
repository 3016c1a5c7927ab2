// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Conditions of loops, ways out of loops, and threads that have returned.
// RUN: %inspect --print=uniformity %s | FileCheck %s
__global__ void k(int *data, int n) {
  __shared__ int tile[64];
  if (n == 0)
    return;
  for (int s = blockDim.x / 2; s > 0; s >>= 1) {
    tile[threadIdx.x] += tile[threadIdx.x + s];
    __syncthreads();
  }
  if (threadIdx.x >= n)
    return;
  __syncthreads();
  int rounds = 0;
  while (true) {
    if (data[threadIdx.x] == rounds)
      break;
    rounds++;
  }
  for (int i = threadIdx.x; i < n; i += blockDim.x)
    __syncthreads();
}
// CHECK: if 'n == 0' {{.*}}: block-uniform
// CHECK-NEXT: for loop {{.*}}: condition block-uniform, body under block-uniform control{{$}}
// CHECK-NEXT: variable 's' {{.*}}: block-uniform
// CHECK-NEXT: call of '__syncthreads' {{.*}}:10: block-uniform control{{$}}
// CHECK-NEXT: if 'threadIdx.x >= n' {{.*}}: divergent
// CHECK-NEXT: call of '__syncthreads' {{.*}}:14: block-uniform control, some threads may have returned
// CHECK-NEXT: variable 'rounds' {{.*}}: divergent
// CHECK-NEXT: while loop {{.*}}: condition block-uniform, body under divergent control, some threads
// CHECK: for loop {{.*}}: condition divergent, body under divergent control
// CHECK-NEXT: variable 'i' {{.*}}: divergent
// CHECK-NEXT: call of '__syncthreads' {{.*}}:22: divergent control
