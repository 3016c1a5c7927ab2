// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Shared arrays that blocks find filled by the block before: along x and along y, with copies that are transposed, in grids of
// all shapes. A new launch sees new contents of memory.
// RUN: %lorchacc -O0 -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -ccbin %gxx -I%S/Inputs %s -o %t.gxx && %t.gxx
// RUN: %lorchacc -O2 --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
// RUN: %lorchacc -O3 -I%S/Inputs %s -o %t.O3 && %run %t.O3
#include "check.h"

constexpr unsigned words = 256;

// For all blocks: each thread fills some, in rounds; some of it under a condition.
__global__ void table(const unsigned *in, const unsigned *values, unsigned *out, unsigned n) {
  __shared__ unsigned contents[words], sums[2];
  for (unsigned i = threadIdx.x; i < words; i += blockDim.x)
    contents[i] = in[i] * 3;
  if (threadIdx.x < 2)
    sums[threadIdx.x] = blockIdx.x + threadIdx.x;
  __syncthreads();
  unsigned i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    out[i] = contents[values[i] % words] + sums[1];
}

// For the blocks of a row of the grid, of a layer, and of a column.
__global__ void places(const int *in, int *out) {
  __shared__ int ofRow[64], ofLayer[64], ofColumn[64], own[64];
  unsigned t = threadIdx.x;
  if (blockIdx.z % 2)
    ofLayer[t] = in[blockIdx.z * 64 + t];
  else
    ofLayer[63 - t] = in[blockIdx.z * 64 + t] + 1;
  ofRow[t] = in[blockIdx.y * 128 + blockIdx.z + t];
  ofColumn[t] = in[blockIdx.x * 32 + t];
  own[t] = in[blockIdx.x + blockIdx.y + t];
  __syncthreads();
  unsigned block = (blockIdx.z * gridDim.y + blockIdx.y) * gridDim.x + blockIdx.x;
  out[block * 64 + t] = ofRow[63 - t] + 3 * ofLayer[(t + 5) % 64] + 7 * ofColumn[(t + 1) % 64] + 11 * own[t / 2];
}

// The copy of what is read by columns lasts as well.
__global__ void scores(const float *a, const float *b, float *c, int n) {
  __shared__ float rows[16][64], columns[16][65];
  int x = threadIdx.x, y = threadIdx.y;
  for (int i = x; i < 64; i += 16) {
    rows[y][i] = a[(blockIdx.y * 16 + y) * 64 + i];
    columns[y][i] = b[((blockIdx.z * gridDim.x + blockIdx.x) * 16 + y) * 64 + i];
  }
  __syncthreads();
  float sum = 0;
  for (int i = 0; i < 64; ++i)
    sum += rows[y][i] * columns[x][i];
  c[((blockIdx.z * gridDim.y + blockIdx.y) * 16 + y) * n + blockIdx.x * 16 + x] = sum;
}

// Counts in shared memory are each block's own.
__global__ void counting(const unsigned *in, unsigned *out) {
  __shared__ unsigned kinds[words], bins[8];
  for (unsigned i = threadIdx.x; i < words; i += blockDim.x)
    kinds[i] = in[i] % 8;
  if (threadIdx.x < 8)
    bins[threadIdx.x] = 0;
  __syncthreads();
  atomicAdd(&bins[kinds[(blockIdx.x * 3 + threadIdx.x * 5) % words]], 1 + blockIdx.x % 2);
  __syncthreads();
  if (threadIdx.x < 8)
    out[blockIdx.x * 8 + threadIdx.x] = bins[threadIdx.x];
}

// Blocks that return early fill nothing: all of a row do.
__global__ void returning(const int *in, int *out, unsigned rows) {
  __shared__ int contents[128];
  if (blockIdx.y * 3 + in[0] >= rows)
    return;
  contents[threadIdx.x] = in[blockIdx.y * 4 + threadIdx.x];
  __syncthreads();
  out[(blockIdx.y * gridDim.x + blockIdx.x) * 128 + threadIdx.x] = contents[127 - threadIdx.x];
}

static void checkTable(unsigned blocks, unsigned threads, unsigned shift) {
  unsigned n = blocks * threads - 3;
  unsigned *in = managed<unsigned>(words), *values = managed<unsigned>(n), *out = managed<unsigned>(n);
  for (unsigned round = 0; round < 2; ++round) { // the second launch must not find what the first has left
    for (unsigned i = 0; i < words; ++i)
      in[i] = i * 17 + round + shift;
    for (unsigned i = 0; i < n; ++i)
      values[i] = i * 7919;
    table<<<blocks, threads>>>(in, values, out, n);
    LAUNCH_OK();
    unsigned wrong = 0;
    for (unsigned i = 0; i < n; ++i)
      wrong += out[i] != in[i * 7919 % words] * 3 + i / threads + 1;
    EXPECT(wrong == 0);
  }
}

static void checkPlaces(dim3 grid) {
  int *in = managed<int>(4096), *out = managed<int>(grid.x * grid.y * grid.z * 64);
  for (int i = 0; i < 4096; ++i)
    in[i] = i * i % 1009;
  places<<<grid, 64>>>(in, out);
  LAUNCH_OK();
  unsigned wrong = 0;
  for (unsigned z = 0; z < grid.z; ++z)
    for (unsigned y = 0; y < grid.y; ++y)
      for (unsigned x = 0; x < grid.x; ++x)
        for (unsigned t = 0; t < 64; ++t) {
          auto layer = [&](unsigned i) {
            return z % 2 ? in[z * 64 + i] : in[z * 64 + 63 - i] + 1;
          };
          int expected = in[y * 128 + z + 63 - t] + 3 * layer((t + 5) % 64) +
                         7 * in[x * 32 + (t + 1) % 64] + 11 * in[x + y + t / 2];
          wrong += out[((z * grid.y + y) * grid.x + x) * 64 + t] != expected;
        }
  EXPECT(wrong == 0);
}

static void checkScores(dim3 grid) {
  unsigned n = grid.x * 16, m = grid.y * 16;
  float *a = managed<float>(m * 64), *b = managed<float>(grid.z * n * 64), *c = managed<float>(grid.z * m * n);
  for (unsigned i = 0; i < m * 64; ++i)
    a[i] = static_cast<float>(i % 13);
  for (unsigned i = 0; i < grid.z * n * 64; ++i)
    b[i] = static_cast<float>(i % 7);
  scores<<<grid, dim3(16, 16)>>>(a, b, c, n);
  LAUNCH_OK();
  unsigned wrong = 0;
  for (unsigned z = 0; z < grid.z; ++z)
    for (unsigned y = 0; y < m; ++y)
      for (unsigned x = 0; x < n; ++x) {
        float sum = 0;
        for (unsigned i = 0; i < 64; ++i)
          sum += a[y * 64 + i] * b[(z * n + x) * 64 + i];
        wrong += c[(z * m + y) * n + x] != sum;
      }
  EXPECT(wrong == 0);
}

static void checkCounting() {
  constexpr unsigned blocks = 70, threads = 96;
  unsigned *in = managed<unsigned>(words), *out = managed<unsigned>(blocks * 8);
  for (unsigned i = 0; i < words; ++i)
    in[i] = i * i % 23;
  counting<<<blocks, threads>>>(in, out);
  LAUNCH_OK();
  unsigned wrong = 0;
  for (unsigned b = 0; b < blocks; ++b) {
    unsigned bins[8] = {};
    for (unsigned t = 0; t < threads; ++t)
      bins[in[(b * 3 + t * 5) % words] % 8] += 1 + b % 2;
    for (unsigned i = 0; i < 8; ++i)
      wrong += out[b * 8 + i] != bins[i];
  }
  EXPECT(wrong == 0);
}

static void checkReturning() {
  constexpr unsigned columns = 9, rows = 20;
  int *in = managed<int>(1024), *out = managed<int>(columns * rows * 128);
  for (int i = 0; i < 1024; ++i)
    in[i] = i + 1;
  for (unsigned i = 0; i < columns * rows * 128; ++i)
    out[i] = -1;
  returning<<<dim3(columns, rows), 128>>>(in, out, 40);
  LAUNCH_OK();
  unsigned wrong = 0;
  for (unsigned y = 0; y < rows; ++y)
    for (unsigned x = 0; x < columns; ++x)
      for (unsigned t = 0; t < 128; ++t)
        wrong += out[(y * columns + x) * 128 + t] != (y * 3 + 1 >= 40 ? -1 : in[y * 4 + 127 - t]);
  EXPECT(wrong == 0);
}

int main() {
  for (unsigned blocks : {1, 2, 7, 300})
    for (unsigned threads : {32, 100, 256})
      checkTable(blocks, threads, blocks + threads);
  for (dim3 grid : {dim3(1), dim3(13), dim3(1, 11), dim3(5, 4, 3), dim3(40, 16, 7), dim3(1, 1, 30)})
    checkPlaces(grid);
  for (dim3 grid : {dim3(1), dim3(7), dim3(1, 9), dim3(5, 6, 3), dim3(12, 31, 2)})
    checkScores(grid);
  checkCounting();
  checkReturning();
  return finish();
}
