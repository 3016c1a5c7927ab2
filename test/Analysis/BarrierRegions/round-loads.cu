// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a block of rows loads in the next round of a loop in which it waits.
// RUN: %inspect --print=plan %s | FileCheck %s

// Rows of a follow each other; those of b lie apart.
// CHECK-LABEL: kernel 'product'
// CHECK-NOT: next round
// CHECK: the next round's load {{.*}}:[[#@LINE+7]] is asked for behind {{.*}}:[[#@LINE+6]]
// CHECK-NOT: next round
__global__ void product(const float *a, const float *b, float *c, int n) {
  __shared__ float tileA[16][16], tileB[16][16];
  int x = threadIdx.x, y = threadIdx.y, column = blockIdx.x * 16 + x, row = blockIdx.y * 16 + y;
  for (int first = 0; first < n; first += 16) {
    tileA[y][x] = a[row * n + first + x];
    tileB[y][x] = b[(first + y) * n + column];
    __syncthreads();
    c[row * n + column] += tileA[y][x] * tileB[x][y];
    __syncthreads();
  }
}

// Blocks that have one row get the next one from the processor.
// CHECK-LABEL: kernel 'row'
// CHECK-NOT: next round
__global__ void row(const float *a, float *c, int n) {
  __shared__ float tile[256];
  for (int first = 0; first < n; first += 4096) {
    tile[threadIdx.x] = a[first + threadIdx.x];
    __syncthreads();
    c[threadIdx.x] += tile[255 - threadIdx.x];
    __syncthreads();
  }
}

// The round itself changes where the next one is; a divisor may be zero; the next round's index is in memory.
// CHECK-LABEL: kernel 'others'
// CHECK-NOT: next round
__global__ void others(const float *a, const int *places, float *c, int n, int parts) {
  __shared__ float tile[16][16];
  float sum = 0;
  for (int i = 0, from = 0; i < n; i += 4096) {
    tile[threadIdx.y][threadIdx.x] = a[from * threadIdx.y + threadIdx.x];
    __syncthreads();
    sum += tile[threadIdx.x][threadIdx.y];
    from += n;
    __syncthreads();
  }
  for (int i = 0; i < n; i += 4096) {
    if (parts)
      tile[threadIdx.y][threadIdx.x] = a[i / parts * threadIdx.y + threadIdx.x];
    __syncthreads();
    sum += tile[threadIdx.x][threadIdx.y];
    __syncthreads();
  }
  for (int i = 0; i < n; i += 4096) {
    tile[threadIdx.y][threadIdx.x] = a[places[i] + threadIdx.x];
    __syncthreads();
    sum += tile[threadIdx.x][threadIdx.y];
    __syncthreads();
  }
  c[threadIdx.y * 16 + threadIdx.x] = sum;
}
