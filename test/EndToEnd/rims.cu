// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Bounds at the ends of rows: grids that end before, at and behind the end of the data, blocks of all shapes, early returns,
// neighbours that are not there, bounds of all types.
// RUN: %lorchacc -O0 %s -o %t && %run %t
// RUN: %lorchacc -O3 %s -o %t.fast && %run %t.fast
// RUN: %lorchacc -ccbin %gxx -O2 %s -o %t.gcc && %t.gcc
#include "Inputs/check.h"
#include <vector>

constexpr int Width = 75, Height = 23;

__global__ void guarded(int *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    out[i] = i + 1;
}

__global__ void wide(int *out, unsigned long long first, unsigned long long end) {
  unsigned long long i = first + blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= end)
    return;
  out[i - first] = 7;
}

__global__ void below(int *out, unsigned n) {
  int i = static_cast<int>(blockIdx.x * blockDim.x + threadIdx.x) - 5;
  if (i >= 0 && static_cast<unsigned>(i) < n)
    out[i] = 3;
}

// threadIdx.x is unsigned, but what it is converted to goes on below zero; as an unsigned number it jumps.
__global__ void shifted(int *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x - 5;
  unsigned jumping = threadIdx.x - 5;
  long long wide = blockIdx.x * blockDim.x + threadIdx.x - 5;
  if (i >= 0 && i < n)
    out[i] = (i < 2 ? 1 : 2) + (jumping < 20u ? 10 : 20) + (wide < n ? 100 : 200);
}

__global__ void neighbours(const int *in, int *out, int width, int height) {
  int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
  if (x >= width || y >= height)
    return;
  int west = x > 0 ? in[y * width + x - 1] : -1, east = x < width - 1 ? in[y * width + x + 1] : -2;
  int north = y >= 1 ? in[(y - 1) * width + x] : -3, south = y + 1 < height ? in[(y + 1) * width + x] : -4;
  out[y * width + x] = west + 2 * east + 4 * north + 8 * south;
}

__global__ void counted(const int *in, int *counts, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  bool isLarge = i + 1 < n && in[i] < in[i + 1];
  int count = __syncthreads_count(isLarge);
  if (i < n)
    atomicAdd(&counts[i], count);
}

// The bounded index gets its value in two steps.
__global__ void stepped(const int *in, int *out, int n) {
  __shared__ int tile[1024];
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  i += 3;
  tile[threadIdx.x] = i < n ? in[i] : -1;
  __syncthreads();
  if (i < n)
    out[i] = tile[(threadIdx.x + 1) % blockDim.x];
}

// Threads at both ends do something else.
__global__ void ends(int *out, int n, int low, int high) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  int value = i < low ? 1 : i >= high ? 2 : 3;
  if (i >= n)
    value = 100;
  if (i < Width * Height)
    out[i] = value;
}

int main() {
  const int size = Width * Height;
  std::vector<int> in(size), host(size);
  for (int i = 0; i < size; ++i)
    in[i] = i * 7919 % 1009;
  int *a = nullptr, *b = nullptr;
  cudaMalloc(&a, size * sizeof(int));
  cudaMalloc(&b, size * sizeof(int));
  cudaMemcpy(a, in.data(), size * sizeof(int), cudaMemcpyHostToDevice);
  auto clear = [&] { cudaMemset(b, 0, size * sizeof(int)); };
  auto fetch = [&] { cudaMemcpy(host.data(), b, size * sizeof(int), cudaMemcpyDeviceToHost); };

  for (int block : {1, 7, 16, 32, 33, 256, 1000})
    for (int n : {0, 1, 31, 32, 257, size - 1, size}) {
      int blocks = (size + 3 * block - 1) / block;
      clear();
      guarded<<<blocks, block>>>(b, n);
      fetch();
      for (int i = 0; i < size; ++i)
        EXPECT(host[i] == (i < n ? i + 1 : 0));
      clear();
      wide<<<blocks, block>>>(b, (1ull << 33) - 9, (1ull << 33) - 9 + n);
      fetch();
      for (int i = 0; i < size; ++i)
        EXPECT(host[i] == (i < n ? 7 : 0));
      clear();
      below<<<blocks, block>>>(b, n);
      fetch();
      int reached = blocks * block - 5;
      for (int i = 0; i < size; ++i)
        EXPECT(host[i] == (i < n && i < reached ? 3 : 0));
      clear();
      shifted<<<blocks, block>>>(b, n);
      fetch();
      for (int i = 0; i < size; ++i) {
        int expected = (i < 2 ? 1 : 2) + (unsigned((i + 5) % block) - 5 < 20u ? 10 : 20) + 100;
        EXPECT(host[i] == (i < n && i < reached ? expected : 0));
      }
      clear();
      ends<<<blocks, block>>>(b, n, 11, n / 2);
      fetch();
      for (int i = 0; i < size; ++i)
        EXPECT(host[i] == (i >= n ? 100 : i < 11 ? 1 : i >= n / 2 ? 2 : 3));
      clear();
      stepped<<<(size + block - 1) / block, block>>>(a, b, n);
      fetch();
      for (int i = 3; i < n; ++i) {
        int next = (i - 3) % block == block - 1 ? i - block + 1 : i + 1;
        EXPECT(host[i] == (next < n ? in[next] : -1));
      }
      clear();
      counted<<<(size + block - 1) / block, block>>>(a, b, n);
      fetch();
      for (int first = 0; first < n; first += block) {
        int count = 0;
        for (int i = first; i < first + block; ++i)
          count += i + 1 < n && in[i] < in[i + 1];
        for (int i = first; i < first + block && i < n; ++i)
          EXPECT(host[i] == count);
      }
    }

  auto at = [&](int x, int y, int none) {
    return x < 0 || y < 0 || x >= Width || y >= Height ? none : in[y * Width + x];
  };
  for (dim3 block : {dim3(1), dim3(16, 16), dim3(32, 8), dim3(8, 4), dim3(75, 1), dim3(128, 2), dim3(5, 50)}) {
    clear();
    neighbours<<<dim3(Width / block.x + 2, Height / block.y + 2), block>>>(a, b, Width, Height);
    fetch();
    for (int y = 0; y < Height; ++y)
      for (int x = 0; x < Width; ++x)
        EXPECT(host[y * Width + x] ==
               at(x - 1, y, -1) + 2 * at(x + 1, y, -2) + 4 * at(x, y - 1, -3) + 8 * at(x, y + 1, -4));
  }
  EXPECT(cudaGetLastError() == cudaSuccess);
  return finish();
}
