// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Products of matrices in tiles of one and of two vectors: blocks of several widths, alone and joined, odd
// numbers of them, and edges at which threads sit out.
// RUN: %lorchacc -O0 -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -ccbin %gxx -I%S/Inputs %s -o %t.gxx && %t.gxx
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <vector>

template <class T> struct Managed {
  T *data;
  explicit Managed(size_t count) { CUDA_OK(cudaMallocManaged(&data, count * sizeof(T))); }
  ~Managed() { cudaFree(data); }
};

__global__ void product(const float *a, const float *b, float *c, int rows, int columns, int depth) {
  int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
  if (x < columns && y < rows) {
    float sum = 0;
    for (int k = 0; k < depth; ++k)
      sum += a[y * depth + k] * b[k * columns + x];
    c[y * columns + x] = sum;
  }
}
// Blocks of 16 x 16, which the text takes for granted.
__global__ void square(const float *a, const float *b, float *c, int columns, int depth) {
  int x = blockIdx.x * 16 + threadIdx.x, y = blockIdx.y * 16 + threadIdx.y;
  float sum = 0;
  for (int k = 0; k < depth; ++k)
    sum += a[y * depth + k] * b[k * columns + x];
  c[y * columns + x] = sum;
}
// Code of its own for the size of blocks: they cannot be joined.
template <int Width, int Height>
__global__ void apart(const float *a, const float *b, float *c, int columns, int depth) {
  int x = blockIdx.x * Width + threadIdx.x, y = blockIdx.y * Height + threadIdx.y;
  __shared__ int block;
  if (threadIdx.x + threadIdx.y == 0)
    block = blockIdx.x;
  __syncthreads();
  float sum = 0;
  for (int k = 0; k < depth; ++k)
    sum += a[y * depth + k] * b[k * columns + x];
  c[y * columns + x] = sum + block - x / Width;
}

/// Whether launching computes a product; rows and columns are of c.
template <class LaunchT> void check(int rows, int columns, int depth, const LaunchT &launch) {
  Managed<float> a(rows * depth), b(depth * columns), c(rows * columns);
  for (int i = 0; i < rows * depth; ++i)
    a.data[i] = i * 7 % 11;
  for (int i = 0; i < depth * columns; ++i)
    b.data[i] = i * 5 % 13;
  launch(a.data, b.data, c.data);
  LAUNCH_OK();
  int wrong = 0;
  for (int y = 0; y < rows; ++y)
    for (int x = 0; x < columns; ++x) {
      float sum = 0;
      for (int k = 0; k < depth; ++k)
        sum += a.data[y * depth + k] * b.data[k * columns + x];
      wrong += c.data[y * columns + x] != sum;
    }
  EXPECT(wrong == 0);
}

void checkProduct(dim3 block, int rows, int columns) {
  dim3 grid((columns + block.x - 1) / block.x, (rows + block.y - 1) / block.y);
  check(rows, columns, 37, [&](const float *a, const float *b, float *c) {
    product<<<grid, block>>>(a, b, c, rows, columns, 37);
  });
}
void checkSquare(int gridX, int gridY) {
  check(gridY * 16, gridX * 16, 20, [&](const float *a, const float *b, float *c) {
    square<<<dim3(gridX, gridY), dim3(16, 16)>>>(a, b, c, gridX * 16, 20);
  });
}
template <int Width, int Height> void checkApart(int gridX, int gridY) {
  check(gridY * Height, gridX * Width, 35, [&](const float *a, const float *b, float *c) {
    apart<Width, Height><<<dim3(gridX, gridY), dim3(Width, Height)>>>(a, b, c, gridX * Width, 35);
  });
}

int main() {
  for (int width : {8, 16, 20, 32, 48})
    for (int height : {1, 8, 16})
      for (int columns : {width, 3 * width, 5 * width, 6 * width, 7 * width - 9})
        if (width * height <= 1024)
          checkProduct(dim3(width, height), 160, columns);
  for (int gridX : {1, 2, 3, 7, 16})
    checkSquare(gridX, 40);
  checkApart<16, 16>(3, 4);
  checkApart<32, 8>(3, 4);
  checkApart<32, 32>(1, 2);
  checkApart<16, 8>(3, 4);
  checkApart<64, 16>(2, 1);
  return finish();
}
