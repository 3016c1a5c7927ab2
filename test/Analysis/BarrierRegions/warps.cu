// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Regions that exchange within warps are run warp by warp, up to a branch of one lane, also inside of a loop that each thread
// decides. Votes of the block and lanes that each thread chooses are left out.
// RUN: %lorcha-inspect --print=plan %s | FileCheck %s

// CHECK-LABEL: kernel 'loop'
// CHECK: span of threads, one in 32
// CHECK: warp by warp from {{.*}}:[[#@LINE+5]] to {{.*}}:[[#@LINE+7]]
// CHECK-NOT: warp by warp
__global__ void loop(float *data) {
  __shared__ float all[32];
  float v = data[threadIdx.x];
  for (int offset = 16; offset > 0; offset >>= 1)
    v += __shfl_down_sync(0xffffffff, v, offset);
  if (threadIdx.x % 32 == 0)
    all[threadIdx.x / 32] = v;
  __syncthreads();
  data[threadIdx.x] = all[0];
}

// CHECK-LABEL: kernel 'votes'
// CHECK: warp by warp from {{.*}}:[[#@LINE+3]] to {{.*}}:[[#@LINE+4]]
// CHECK-NOT: warp by warp
__global__ void votes(unsigned *data) {
  bool odd = data[threadIdx.x] % 2;
  unsigned mask = __ballot_sync(0xffffffff, odd);
  __syncthreads();
  data[threadIdx.x] = mask + __syncthreads_count(odd);
}

// CHECK-LABEL: kernel 'others'
// CHECK-NOT: warp by warp
__global__ void others(int *data) {
  data[threadIdx.x] = __shfl_sync(0xffffffff, data[threadIdx.x], data[threadIdx.x + 32]);
}

// CHECK-LABEL: kernel 'inside'
// CHECK: warp by warp from {{.*}}:[[#@LINE+4]] to {{.*}}:[[#@LINE+4]]
__global__ void inside(int *data) {
  int v = data[threadIdx.x];
  for (int i = 0; i < data[threadIdx.x]; ++i)
    v += __shfl_xor_sync(0xffffffff, v, 1);
  data[threadIdx.x] = v;
}
