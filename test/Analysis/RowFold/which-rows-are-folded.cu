// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Rows are folded where remainders and quotients of threadIdx.x bring more elements side by side than lie there as it is.
// RUN: %inspect --print=plan %s | FileCheck %s

#include <cooperative_groups.h>
namespace cg = cooperative_groups;

// CHECK-LABEL: kernel 'columns'
// CHECK: folds rows to 16 threads
__global__ void columns(const float *in, float *out, int n) {
  int column = threadIdx.x % 16, row = threadIdx.x / 16;
  out[row * n + column] = 2 * in[row * n + column];
}

// CHECK-LABEL: kernel 'lanes'
// CHECK: folds rows to 32 threads
__global__ void lanes(const float *in, float *out, int n) {
  const int tid = threadIdx.x, lane = tid & 31, warp = tid >> 5;
  for (int i = lane; i < n; i += 32)
    out[warp * n + i] = in[warp * n + i];
}

// Both divisors are multiples of the width, and so are the sizes of most blocks.
// CHECK-LABEL: kernel 'twoWidths'
// CHECK: folds rows to 8 threads
__global__ void twoWidths(const float *in, float *out) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  out[i / 48 * 50 + i % 48] = in[i / 24 * 25 + i % 24];
}

// A product whose tiles are filled in rows of 8 and used in rows of 64: those of 8 stay as they are.
// CHECK-LABEL: kernel 'mostlyWide'
// CHECK: folds rows to 64 threads
__global__ void mostlyWide(const float *a, const float *b, float *c, int n) {
  __shared__ float tileA[8 * 8], tileB[8 * 64];
  int column = threadIdx.x % 64, row = threadIdx.x / 64;
  if (threadIdx.x < 64)
    tileA[threadIdx.x / 8 * 8 + threadIdx.x % 8] = a[threadIdx.x / 8 * n + threadIdx.x % 8];
  tileB[row * 64 + column] = b[row * n + column];
  __syncthreads();
  float sum = 0;
  for (int k = 0; k < 8; ++k)
    sum += tileA[row * 8 + k] * tileB[k * 64 + column];
  c[row * n + column] = sum;
}

// Blocks of 256 threads would have rows of four.
// CHECK-LABEL: kernel 'hundreds'
// CHECK-NOT: folds
__global__ void hundreds(const float *in, float *out) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  out[i / 100 * 101 + i % 100] = in[i / 100 * 102 + i % 100];
}

// The first thread of a row has to be at a multiple of the width.
// CHECK-LABEL: kernel 'blocksOf20'
// CHECK-NOT: folds
__global__ void blocksOf20(const float *in, float *out) {
  int i = blockIdx.x * 20 + threadIdx.x;
  out[i / 16 * 17 + i % 16] = in[i / 16 * 18 + i % 16];
}

// CHECK-LABEL: kernel 'mostlyWhole'
// CHECK-NOT: folds
__global__ void mostlyWhole(const float *in, float *out, int n) {
  __shared__ float sums[32];
  float sum = 0;
  for (int i = threadIdx.x; i < n; i += blockDim.x)
    sum += in[i];
  if (threadIdx.x / 32 == 1)
    sums[threadIdx.x % 32] = sum;
  __syncthreads();
  out[threadIdx.x] = sums[threadIdx.x % 32];
}

// Too short for vectors.
// CHECK-LABEL: kernel 'inFours'
// CHECK-NOT: folds
__global__ void inFours(const float *in, float *out) {
  out[threadIdx.x / 4 * 5 + threadIdx.x % 4] = in[threadIdx.x / 4 * 6 + threadIdx.x % 4];
}

// Blocks have rows as they are.
// CHECK-LABEL: kernel 'rowsOfItsOwn'
// CHECK-NOT: folds
__global__ void rowsOfItsOwn(const float *in, float *out) {
  int column = threadIdx.x % 16, row = threadIdx.y * 2 + threadIdx.x / 16;
  out[row * 17 + column] = in[row * 18 + column];
}

__device__ int place() { return threadIdx.x; }

// A function takes threadIdx from its caller.
// CHECK-LABEL: kernel 'asks'
// CHECK-NOT: folds
__global__ void asks(const float *in, float *out) {
  out[threadIdx.x / 16 * 17 + threadIdx.x % 16] = in[threadIdx.x / 16 * 18 + threadIdx.x % 16] + place();
}

// Lanes of a warp must stand in one row.
// CHECK-LABEL: kernel 'exchanges'
// CHECK-NOT: folds
__global__ void exchanges(const float *in, float *out, int n) {
  int column = threadIdx.x % 16, row = threadIdx.x / 16;
  float value = in[row * n + column];
  out[row * n + column] = __shfl_xor_sync(0xffffffff, value, 1);
}

#define COLUMN (threadIdx.x % 16)

// The text is not the kernel's alone.
// CHECK-LABEL: kernel 'macros'
// CHECK-NOT: folds
__global__ void macros(const float *in, float *out) {
  int column = COLUMN;
  out[column] = in[column];
}

// CHECK-LABEL: kernel 'widths'
// CHECK-NOT: folds
template <int Width> __global__ void widths(const float *in, float *out, int n) {
  int column = threadIdx.x % Width, row = threadIdx.x / Width;
  out[row * n + column] = in[row * n + column];
}
// CHECK-LABEL: kernel 'oneWidth'
// CHECK: folds rows to 32 threads
template <class T, int Width> __global__ void oneWidth(const T *in, T *out, int n) {
  int column = threadIdx.x % Width, row = threadIdx.x / Width;
  out[row * n + column] = in[row * n + column];
}

// CHECK-LABEL: kernel 'tiles'
// CHECK: folds rows to 32 threads
__global__ void tiles(const float *in, float *out, int n) {
  cg::thread_block_tile<32> warp = cg::tiled_partition<32>(cg::this_thread_block());
  const float *row = in + (blockIdx.x * warp.meta_group_size() + warp.meta_group_rank()) * n;
  for (int i = warp.thread_rank(); i < n; i += warp.size())
    out[i] += row[i];
}

// What groups say of the block's form is of the block as it was launched.
// CHECK-LABEL: kernel 'tilesInRows'
// CHECK-NOT: folds
__global__ void tilesInRows(const float *in, float *out, int n) {
  cg::thread_block_tile<32> warp = cg::tiled_partition<32>(cg::this_thread_block());
  const float *row = in + (blockIdx.x * warp.meta_group_size() + warp.meta_group_rank()) * n;
  for (int i = warp.thread_rank(); i < n; i += warp.size())
    out[i] += row[i] + cg::this_thread_block().thread_index().y;
}

int main() {
  widths<16><<<1, 64>>>(nullptr, nullptr, 1);
  widths<8><<<1, 64>>>(nullptr, nullptr, 1);
  oneWidth<float, 32><<<1, 64>>>(nullptr, nullptr, 1);
  oneWidth<int, 32><<<1, 64>>>(nullptr, nullptr, 1);
}
