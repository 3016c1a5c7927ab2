// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a kernel that waits loads before it does so first is asked for, one block ahead, if the block's place in x and
// variables that never change tell where it lies.
// RUN: %inspect --print=plan %s | FileCheck %s

// CHECK: kernel 'sums'
// CHECK: the next block's load {{.*}}:[[#@LINE+6]] is asked for behind {{.*}}:[[#@LINE+5]]
// CHECK-NEXT: the next block's load {{.*}}:[[#@LINE+9]] is asked for behind {{.*}}:[[#@LINE+4]]
// CHECK-NOT: next block's load
__global__ void sums(const float *in, const int *order, float *out, int n) {
  __shared__ float partial[256];
  int i = blockIdx.x * 512 + threadIdx.x;
  float sum = in[i];
  int other = order[0];
  sum += in[other + threadIdx.x];
  if (i + 256 < n)
    sum += in[i + 256];
  partial[threadIdx.x] = sum;
  __syncthreads();
  out[i] = partial[255 - threadIdx.x] + in[i + 1];
}

// A loop whose rounds are spans is the first that loads.
// CHECK: kernel 'rows'
// CHECK: the next block's load {{.*}}:[[#@LINE+6]] is asked for behind {{.*}}:[[#@LINE+5]]
__global__ void rows(const float *in, float *out, int columns) {
  __shared__ float sums[256];
  const float *row = in + blockIdx.x * columns;
  float sum = 0;
  for (int i = threadIdx.x; i < columns; i += 256)
    sum += row[i];
  sums[threadIdx.x] = sum;
  __syncthreads();
  out[blockIdx.x * 256 + threadIdx.x] = sums[255 - threadIdx.x];
}

// All blocks of a row of the grid load the same; others do not wait. Blocks with rows ask for what they store, too.
// CHECK: kernel 'same'
// CHECK-NOT: next block's load
__global__ void same(const float *in, float *out) {
  __shared__ float tile[32];
  tile[threadIdx.x] = in[blockIdx.y * 32 + threadIdx.x];
  __syncthreads();
  out[blockIdx.x * 32 + threadIdx.x] = tile[31 - threadIdx.x];
}
__global__ void alone(const float *in, float *out, int n) {
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x)
    out[i] = in[i];
}
// CHECK: kernel 'edges'
// CHECK: the next block's store {{.*}}:[[#@LINE+8]] is asked for behind {{.*}}:[[#@LINE+3]]
__global__ void edges(const float *in, float *out) {
  __shared__ float tile[9][32];
  int x = blockIdx.x * 32 + threadIdx.x;
  if (threadIdx.y == 7)
    tile[8][threadIdx.x] = in[x];
  tile[threadIdx.y][threadIdx.x] = 1;
  __syncthreads();
  out[x] = tile[8][threadIdx.x] + tile[0][31 - threadIdx.x];
}
