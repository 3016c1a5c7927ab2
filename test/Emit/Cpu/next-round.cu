// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A block of rows asks for what it loads in the next round of a loop in which it waits, if the counters tell
// where that is, and it does not follow by itself.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s

// Rows of a follow each other; those of b lie apart.
// CHECK-LABEL: static void product_block
// CHECK: tileB[y][x] = b[lorcha::wide((first + y) * n) + column];
// CHECK-NEXT: });
// CHECK-NEXT: [&, first = first]() mutable { first += 16; lorcha::fetchRows(lorchaBlock, [&](const lorcha::RegionThread &lorchaThread) {
// CHECK-SAME: int column = blockIdx.x * 16 + x; return &b[lorcha::wide((first + y) * n) + column]; }); }();
// CHECK-NEXT: __syncthreads();
__global__ void product(const float *a, const float *b, float *c, int n) {
  __shared__ float tileA[16][16], tileB[16][16];
  int x = threadIdx.x, y = threadIdx.y, column = blockIdx.x * 16 + x, row = blockIdx.y * 16 + y;
  float sum = 0;
  for (int first = 0; first < n; first += 16) {
    tileA[y][x] = a[row * n + first + x];
    tileB[y][x] = b[(first + y) * n + column];
    __syncthreads();
    for (int k = 0; k < 16; ++k)
      sum += tileA[y][k] * tileB[k][x];
    __syncthreads();
  }
  c[row * n + column] = sum;
}

// Two counters, and what they become follows from variables of the block.
// CHECK-LABEL: static void steps_block
// CHECK: [&, from = from, to = to]() mutable { from += 16, to += step; lorcha::fetchRows(lorchaBlock, [&]
// CHECK-SAME: return &b[to + n * threadIdx.y + threadIdx.x]; }); }();
__global__ void steps(const float *a, const float *b, float *c, int n) {
  int step = 16 * n;
  float sum = 0;
  for (int from = 0, to = 0; from < n; from += 16, to += step) {
    __shared__ float tileA[16][16], tileB[16][16];
    tileA[threadIdx.y][threadIdx.x] = a[from + n * threadIdx.y + threadIdx.x];
    tileB[threadIdx.y][threadIdx.x] = b[to + n * threadIdx.y + threadIdx.x];
    __syncthreads();
    for (int k = 0; k < 16; ++k)
      sum += tileA[threadIdx.y][k] * tileB[k][threadIdx.x];
    __syncthreads();
  }
  c[threadIdx.y * n + threadIdx.x] = sum;
}
