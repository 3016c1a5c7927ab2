// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels that make rows out of threadIdx.x by remainders and quotients: blocks of sizes that rows fit into and do not fit into, of
// several launched rows, in grids; spans, masks, strides, exchanges and barriers inside; places in variables, macros and templates.
// RUN: %lorchacc -O0 %s -o %t && %run %t
// RUN: %lorchacc -O3 %s -o %t.fast && %run %t.fast
// RUN: %lorchacc -O3 --force-form=fiber %s -o %t.fiber && %t.fiber
// RUN: %lorchacc -ccbin %gxx -O2 %s -o %t.gcc && %t.gcc
#include "Inputs/check.h"
#include <cooperative_groups.h>
#include <cooperative_groups/reduce.h>
#include <functional>
#include <vector>

namespace cg = cooperative_groups;

#define TIMES(A, B) ((A) * (B))

__global__ void product(const int *a, const int *b, int *c, int n) {
  __shared__ int as[16][16], bs[16][16];
  int tx = threadIdx.x % 16, ty = threadIdx.x / 16, sum = 0;
  int row = blockIdx.y * 16 + ty, column = blockIdx.x * 16 + tx;
  for (int k0 = 0; k0 < n; k0 += 16) {
    as[ty][tx] = a[row * n + k0 + tx];
    bs[ty][tx] = b[(k0 + ty) * n + column];
    __syncthreads();
    for (int k = 0; k < 16; ++k)
      sum += as[ty][k] * bs[k][tx];
    __syncthreads();
  }
  c[row * n + column] = sum;
}

// One row of numbers for each warp.
__global__ void byWarps(const int *in, int *out, int n) {
  const int lane = threadIdx.x & 31, warp = threadIdx.x >> 5;
  const int *from = in + (blockIdx.x * 8 + warp) * n;
  int *to = out + (blockIdx.x * 8 + warp) * n;
  for (int i = lane; i < n; i += 32)
    to[i] = 3 * from[i] + lane;
}

// Loops of the whole block beside places in rows.
__global__ void beside(const int *in, int *out, int n) {
  __shared__ int sums[1024];
  const int tid = threadIdx.x, column = tid % 16, row = tid / 16;
  int own = 0;
  for (int i = tid; i < n; i += blockDim.x)
    own += in[i] * (column + 1);
  sums[row * 16 + column] = own;
  __syncthreads();
  for (int i = column; i < 16; i += 16)
    own += sums[row * 16 + i] + in[row * 16 + i] + in[i];
  __syncthreads();
  if (column < 5)
    sums[row * 16 + column] += 100 * row;
  if (row == 1)
    sums[row * 16 + column] += 7;
  if (column == 3)
    sums[row * 16 + 3] += 1000;
  __syncthreads();
  out[blockIdx.x * blockDim.x + tid] = own + sums[tid];
}

// The place among all threads; two widths.
__global__ void everywhere(const int *in, int *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  int column = i % 24, row = i / 48;
  if (i >= n || column == 23)
    return;
  out[row * 48 + i % 48] = in[column] + in[row * 24 + column];
}

template <int Width> __global__ void withWidth(const int *in, int *out, int n) {
  unsigned t = threadIdx.x;
  long long column = t % Width, row = TIMES(threadIdx.x / Width, 1);
  for (int k = 0; k < n; ++k)
    out[row * Width + column] += in[k * Width + column] - static_cast<int>(row);
}

// One width in all instantiations.
template <class T, int Width> __global__ void oneWidth(const T *in, T *out, int n) {
  int tid = threadIdx.x, column = tid % Width, row = tid / Width;
  const T *from = in + row * n;
  n /= 2;
  for (int i = column; i < n; i += Width)
    out[row * n + i] = from[2 * i] - from[i];
}

// Each warp sums up a row.
__global__ void sumRows(const int *in, int *out, int n) {
  int lane = threadIdx.x % 32, row = blockIdx.x * (blockDim.x / 32) + threadIdx.x / 32, sum = 0;
  const int *from = in + row * n;
  for (int i = lane; i < n; i += 32)
    sum += from[i];
  for (int offset = 16; offset > 0; offset /= 2)
    sum += __shfl_down_sync(0xffffffff, sum, offset);
  if (lane == 0)
    out[row] = sum;
}

// Tiles of groups, in blocks of one launched row or of several.
__global__ void sumByTiles(const int *in, int *out, int n) {
  cg::thread_block block = cg::this_thread_block();
  cg::thread_block_tile<32> warp = cg::tiled_partition<32>(block);
  int row = blockIdx.x * warp.meta_group_size() + warp.meta_group_rank(), sum = 0;
  const int *from = in + row * n;
  for (int i = warp.thread_rank(); i < n; i += warp.size())
    sum += from[i];
  sum = cg::reduce(warp, sum, cg::plus<int>());
  if (warp.thread_rank() == 0)
    out[row] = sum;
}

__global__ void copyByTiles(const int *in, int *out, int n) {
  const cg::thread_block block = cg::this_thread_block();
  auto tile = cg::tiled_partition<16>(block);
  auto part = cg::tiled_partition<8>(tile);
  int row = tile.meta_group_rank();
  for (unsigned i = tile.thread_rank(); i < n; i += tile.num_threads())
    out[row * n + i] = in[row * n + i] + part.thread_rank() + 10 * part.meta_group_rank();
  for (int i = block.thread_rank(); i < n; i += block.size())
    out[block.size() / 16 * n + i] = in[i];
}

// The columns of the last row are fewer than a row's; the loop goes over columns in twos.
__global__ void pairs(const int *in, int *out) {
  int t = threadIdx.x, column = t & 7, row = t >> 3;
  for (int i = column; i < 16; i += 8) {
    int value = in[row * 16 + i];
    for (int k = 0; k < 40; ++k)
      value += in[k * 16 + i];
    out[row * 16 + i] = value;
  }
}

// Rows of threads take turns with rows of numbers, and leave at different times.
__global__ void turns(int *out, int height) {
  int column = threadIdx.x & 15, rows = blockDim.x / 16;
  for (int y = threadIdx.x / 16; y < height; y += rows) {
    if (column > y)
      continue;
    out[y * 16 + column] = y * 100 + column;
  }
}

using Ints = std::vector<int>;

static Ints numbers(int count) {
  Ints Result(count);
  for (int i = 0; i < count; ++i)
    Result[i] = i * 37 % 101 - 50;
  return Result;
}

static void compare(const char *name, int size, const Ints &in, Ints expected, const std::function<void(const int *, int *)> &run) {
  int *from = nullptr, *to = nullptr;
  CUDA_OK(cudaMalloc(&from, in.size() * sizeof(int)));
  CUDA_OK(cudaMalloc(&to, expected.size() * sizeof(int)));
  CUDA_OK(cudaMemcpy(from, in.data(), in.size() * sizeof(int), cudaMemcpyHostToDevice));
  CUDA_OK(cudaMemset(to, 0, expected.size() * sizeof(int)));
  run(from, to);
  Ints found(expected.size());
  CUDA_OK(cudaMemcpy(found.data(), to, found.size() * sizeof(int), cudaMemcpyDeviceToHost));
  for (size_t i = 0; i < found.size(); ++i)
    if (found[i] != expected[i]) {
      printf("%s, blocks of %d: %d in place of %d at %zu\n", name, size, found[i], expected[i], i);
      exit(1);
    }
  CUDA_OK(cudaFree(from));
  CUDA_OK(cudaFree(to));
}

static void products(const char *name, int size, int width, void (*product)(const int *, const int *, int *, int)) {
  const int n = 3 * width;
  Ints in = numbers(n * n), expected(n * n);
  for (int y = 0; y < n; ++y)
    for (int x = 0; x < n; ++x)
      for (int k = 0; k < n; ++k)
        expected[y * n + x] += in[y * n + k] * in[k * n + x];
  compare(name, size, in, expected, [=](const int *from, int *to) { product<<<dim3(3, 3), size>>>(from, from, to, n); });
}

// Tiles that are filled in rows of 8 and of 64 and used in rows of 64, with eight sums for each thread.
__global__ void wideProduct(const int *a, const int *b, int *c, int n) {
  __shared__ int tileA[64 * 8], tileB[8 * 64];
  const int column = threadIdx.x % 64, row = threadIdx.x / 64;
  const int columnA = threadIdx.x % 8, rowA = threadIdx.x / 8;
  a += blockIdx.y * 64 * n;
  b += blockIdx.x * 64;
  c += blockIdx.y * 64 * n + blockIdx.x * 64;
  int sums[8] = {0};
  for (int first = 0; first < n; first += 8) {
    tileA[rowA * 8 + columnA] = a[rowA * n + columnA];
    tileB[row * 64 + column] = b[row * n + column];
    __syncthreads();
    a += 8;
    b += 8 * n;
    for (int k = 0; k < 8; ++k) {
      int factor = tileB[k * 64 + column];
      for (int i = 0; i < 8; ++i)
        sums[i] += tileA[(row * 8 + i) * 8 + k] * factor;
    }
    __syncthreads();
  }
  for (int i = 0; i < 8; ++i)
    c[(row * 8 + i) * n + column] = sums[i];
}
static void rowsOfWarps(int n) {
  Ints in = numbers(16 * n), expected(16 * n), sums(16);
  for (int i = 0; i < 16 * n; ++i) {
    expected[i] = 3 * in[i] + i % n % 32;
    sums[i / n] += in[i];
  }
  compare("byWarps", 256, in, expected, [=](const int *from, int *to) { byWarps<<<2, 256>>>(from, to, n); });
  for (int size : {32, 64, 256, 512})
    compare("sumRows", size, in, sums, [=](const int *from, int *to) { sumRows<<<16 * 32 / size, size>>>(from, to, n); });
}

static void tiles(dim3 block) {
  constexpr int N = 77;
  const int threads = block.x * block.y * block.z, rows = 32;
  Ints in = numbers(rows * N), sums(rows), copies((threads / 16 + 1) * N);
  for (int i = 0; i < rows * N; ++i)
    sums[i / N] += in[i];
  compare("sumByTiles", threads, in, sums, [=](const int *from, int *to) { sumByTiles<<<rows * 32 / threads, block>>>(from, to, N); });
  for (int i = 0; i < threads / 16 * N; ++i)
    copies[i] = in[i] + i % N % 16 % 8 + 10 * (i % N % 16 / 8);
  for (int i = 0; i < N; ++i)
    copies[threads / 16 * N + i] = in[i];
  compare("copyByTiles", threads, in, copies, [=](const int *from, int *to) { copyByTiles<<<1, block>>>(from, to, N); });
}

static void besides(int size) {
  constexpr int N = 1000;
  Ints in = numbers(1100), expected(2 * size), sums(1024), later;
  for (int t = 0; t < size; ++t)
    for (int i = t; i < N; i += size)
      sums[t] += in[i] * (t % 16 + 1);
  later = sums;
  for (int t = 0; t < size; ++t)
    later[t] += (t % 16 < 5 ? 100 * (t / 16) : 0) + (t / 16 == 1 ? 7 : 0) + (t % 16 == 3 ? 1000 : 0);
  for (int t = 0; t < size; ++t)
    expected[t] = expected[size + t] = sums[t] + sums[t] + in[t] + in[t % 16] + later[t];
  compare("beside", size, in, expected, [=](const int *from, int *to) { beside<<<2, size>>>(from, to, N); });
}

static void everyPlace(int size, dim3 launched) {
  const int n = size * 5 - 3;
  Ints in = numbers(size * 5 + 48), expected(size * 5 + 48);
  for (int i = 0; i < n; ++i)
    if (i % 24 != 23)
      expected[i / 48 * 48 + i % 48] = in[i % 24] + in[i / 48 * 24 + i % 24];
  compare("everywhere", size, in, expected, [=](const int *from, int *to) { everywhere<<<5, launched>>>(from, to, n); });
}

template <int Width> static void widths(int size) {
  Ints in = numbers(4 * Width), expected(size);
  for (int t = 0; t < size; ++t)
    for (int k = 0; k < 4; ++k)
      expected[t] += in[k * Width + t % Width] - t / Width;
  compare("withWidth", size, in, expected, [=](const int *from, int *to) { withWidth<Width><<<1, size>>>(from, to, 4); });
}

template <class T> static void halves(int rows) {
  constexpr int N = 100;
  Ints in = numbers(rows * N), expected(rows * N / 2);
  for (int y = 0; y < rows; ++y)
    for (int x = 0; x < N / 2; ++x)
      expected[y * N / 2 + x] = in[y * N + 2 * x] - in[y * N + x];
  compare("oneWidth", rows * 16, in, expected, [=](const int *from, int *to) {
    oneWidth<T, 16><<<1, rows * 16>>>(reinterpret_cast<const T *>(from), reinterpret_cast<T *>(to), N);
  });
}

static void inPairs(int size) {
  Ints in = numbers(2000), expected(2048);
  for (int t = 0; t < size; ++t)
    for (int i = t % 8; i < 16; i += 8) {
      int &value = expected[t / 8 * 16 + i] = in[t / 8 * 16 + i];
      for (int k = 0; k < 40; ++k)
        value += in[k * 16 + i];
    }
  compare("pairs", size, in, expected, [=](const int *from, int *to) { pairs<<<1, size>>>(from, to); });
}

static void takeTurns(int size) {
  Ints expected(40 * 16);
  for (int y = 0; y < 40; ++y)
    for (int x = 0; x < 16 && x <= y; ++x)
      expected[y * 16 + x] = y * 100 + x;
  compare("turns", size, Ints(1), expected, [=](const int *, int *to) { turns<<<1, size>>>(to, 40); });
}

int main() {
  products("product", 256, 16, product);
  products("wide product", 512, 64, wideProduct);
  for (int n : {5, 32, 100})
    rowsOfWarps(n);
  for (dim3 block : {dim3(256), dim3(32), dim3(16, 16), dim3(8, 2, 4), dim3(64, 2)})
    tiles(block);
  for (int size : {256, 96, 100, 24, 7, 1024})
    besides(size);
  for (int size : {256, 96, 48, 100, 7})
    everyPlace(size, size);
  everyPlace(64, dim3(64, 3));
  for (int size : {256, 96, 40, 7})
    widths<16>(size), widths<8>(size), widths<3>(size);
  for (int rows : {1, 3, 16})
    halves<int>(rows), halves<unsigned>(rows);
  for (int size : {256, 8, 100, 12, 5, 6})
    inPairs(size);
  for (int size : {256, 16, 48})
    takeTurns(size);
  puts("ok");
}
