// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A block asks for what the next one loads first; the variables that tell where are made again for that block.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
constexpr int Size = 256;

// CHECK-LABEL: static void turn_block
// CHECK: tile[t] = in[i];
// CHECK-NEXT: });
// CHECK-NEXT: lorcha::fetchNextBlock(lorchaBlock, [&](const lorcha::Block &lorchaBlock, const lorcha::RegionThread &lorchaThread) {
// CHECK-SAME: const uint3 blockIdx = lorchaBlock.blockIdx;
// CHECK-SAME: const uint3 threadIdx = lorchaThread.threadIdx; int t = threadIdx.x; int i = blockIdx.x * Size + t; return &in[i]; });
// CHECK: __syncthreads();
__global__ void turn(const float *in, float *out) {
  __shared__ float tile[Size];
  int t = threadIdx.x, i = blockIdx.x * Size + t;
  tile[t] = in[i];
  __syncthreads();
  out[i] = tile[Size - 1 - t];
}

// Each row of threads, and what they change behind the wait.
// CHECK-LABEL: static void tiles_block
// CHECK: tile[y][x] = m[lorcha::wide(y * n) + toX];
// CHECK-NEXT: });
// CHECK-NEXT: lorcha::fetchRowsOfNextBlock(lorchaBlock, [&](const lorcha::Block &lorchaBlock, const lorcha::RegionThread &lorchaThread) {
// CHECK-SAME: int y = threadIdx.y; {{.*}}int toX = (blockIdx.x + 1) * 16 + x; return &m[lorcha::wide(y * n) + toX]; }, [&]
// CHECK-SAME: return &m[lorcha::wide(toY * n) + toX]; });
__global__ void tiles(float *m, int n) {
  __shared__ float tile[16][16];
  int x = threadIdx.x, y = threadIdx.y;
  int toX = (blockIdx.x + 1) * 16 + x, toY = (blockIdx.y + 1) * 16 + y;
  tile[y][x] = m[y * n + toX];
  __syncthreads();
  m[toY * n + toX] -= tile[x][y];
}

// CHECK-LABEL: static void rows_block
// CHECK: i_s.run(
// CHECK: i_s.fetchNextBlock(lorchaBlock, [&]
// CHECK-SAME: const float * row = in + blockIdx.x * n; int i = threadIdx.x; return &row[i]; });
__global__ void rows(const float *in, float *out, int n) {
  const float *row = in + blockIdx.x * n;
  float sum = 0;
  for (int i = threadIdx.x; i < n; i += Size)
    sum += row[i];
  for (int offset = 16; offset > 0; offset /= 2)
    sum += __shfl_xor_sync(0xffffffff, sum, offset);
  out[blockIdx.x * Size + threadIdx.x] = sum;
}
