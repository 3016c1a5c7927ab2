// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Shared arrays stay filled where the next block would fill them with the same.
// RUN: %inspect --print=plan %s | FileCheck %s

// A table for all blocks.
// CHECK: kernel 'table'
// CHECK: shared 'words' stays filled along x
__global__ void table(const int *in, int *out) {
  __shared__ int words[256];
  for (int i = threadIdx.x; i < 256; i += blockDim.x)
    words[i] = in[i] * 3;
  __syncthreads();
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  out[i] = words[out[i] & 255];
}

// What rows of the grid have in common, through variables, conditions and functions.
// CHECK: kernel 'row'
// CHECK-NOT: shared 'own' stays
// CHECK: shared 'common' stays filled along x
// CHECK-NOT: shared 'own' stays
__device__ int twice(int a) { return 2 * a; }
__global__ void row(const int *in, int *out, int n) {
  __shared__ int common[16][16], own[16][16];
  int x = threadIdx.x, y = threadIdx.y;
  const int *of = in + blockIdx.y * 16 * n;
  if (blockIdx.y > 2)
    of += 16;
  if (x < 15)
    common[y][x] = twice(of[y * n + x]);
  own[y][x] = in[blockIdx.x * 16 + x];
  __syncthreads();
  int sum = 0;
  for (int i = 0; i < 15; ++i)
    sum += common[y][i] * own[i][x];
  out[(blockIdx.y * 16 + y) * n + blockIdx.x * 16 + x] = sum;
}

// Columns of a grid: what is worth it, as the copy that is transposed.
// CHECK: kernel 'column'
// CHECK-NOT: shared 'rows' stays
// CHECK: shared 'columns' stays filled along y
__global__ void column(const float *a, const float *b, float *c, int n) {
  __shared__ float rows[16][64], columns[16][65];
  int x = threadIdx.x, y = threadIdx.y;
  for (int i = x; i < 64; i += 16) {
    rows[y][i] = a[(blockIdx.y * 16 + y) * 64 + i];
    columns[y][i] = b[(blockIdx.x * 16 + y) * 64 + i];
  }
  __syncthreads();
  float sum = 0;
  for (int i = 0; i < 64; ++i)
    sum += rows[y][i] * columns[x][i];
  c[(blockIdx.y * 16 + y) * n + blockIdx.x * 16 + x] = sum;
}

// Threads may have returned, as long as the same ones have in the next block.
// CHECK: kernel 'returns'
// CHECK: shared 'words' stays filled along x
__global__ void returns(const int *in, int *out, int n) {
  __shared__ int words[256];
  if (blockIdx.y * 256 + threadIdx.x >= n)
    return;
  words[threadIdx.x] = in[threadIdx.x];
  __syncthreads();
  out[blockIdx.x * 256 + threadIdx.x] = words[n - threadIdx.x];
}

// Atomics on shared memory are the block's own; what they change is its own, too.
// CHECK: kernel 'counts'
// CHECK-NOT: shared 'bins' stays
// CHECK: shared 'words' stays filled along x
// CHECK-NOT: stays
__global__ void counts(const int *in, int *out) {
  __shared__ int words[256], bins[256], places[256];
  words[threadIdx.x] = in[threadIdx.x];
  bins[threadIdx.x] = 0;
  __syncthreads();
  places[threadIdx.x] = atomicAdd(&bins[words[255 - threadIdx.x] & 255], 1);
  __syncthreads();
  out[blockIdx.x * 256 + threadIdx.x] = bins[threadIdx.x] + (places[255 - threadIdx.x] >= 0);
}
