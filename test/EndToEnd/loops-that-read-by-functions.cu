// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops around the threads whose bodies read by functions, methods and operators: matrices by value and behind
// pointers, rows and columns, and one matrix that each thread chooses for itself.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"

struct Matrix {
  int *values;
  int width;
  __host__ __device__ int at(int row, int column) const { return values[row * width + column]; }
  __host__ __device__ int operator()(int row, int column) const { return at(row, column) + width; }
  __host__ __device__ int &operator[](int i) { return values[i]; }
};
__host__ __device__ int element(const int *p, int width, int row, int column) { return p[row * width + column]; }
__host__ __device__ int product(Matrix a, Matrix b, int row, int column, int n) {
  int sum = 0;
  for (int k = 0; k < n; ++k)
    sum += a(row, k) * b.at(k, column) - element(b.values, n, k, column);
  return sum;
}

__global__ void multiply(Matrix a, Matrix b, Matrix c, int n) {
  int row = blockIdx.y, column = blockIdx.x * blockDim.x + threadIdx.x;
  if (column >= n)
    return;
  int sum = 0;
  for (int k = 0; k < n; ++k)
    sum += a(row, k) * b.at(k, column) - element(b.values, n, k, column);
  c[row * n + column] = sum;
}
__global__ void calls(Matrix a, Matrix b, Matrix c, int n) {
  int column = blockIdx.x * blockDim.x + threadIdx.x;
  if (column < n)
    c[blockIdx.y * n + column] = product(a, b, blockIdx.y, column, n);
}
__global__ void chooses(const Matrix *both, int *out, int n) {
  const Matrix own = both[threadIdx.x % 2];
  int sum = 0;
  for (int k = 0; k < n; ++k)
    sum += own(k, threadIdx.x) + both[1].at(threadIdx.x, k);
  out[threadIdx.x] = sum;
}

constexpr int N = 75;

int main() {
  Matrix *both = managed<Matrix>(2);
  for (int m = 0; m < 2; ++m) {
    both[m] = {managed<int>(N * N), N};
    for (int i = 0; i < N * N; ++i)
      both[m].values[i] = (i * 31 + m * 17 + i / 7) % 23 - 11;
  }
  Matrix c = {managed<int>(N * N), N};
  for (auto kernel : {multiply, calls}) {
    kernel<<<dim3(3, N), 32>>>(both[0], both[1], c, N);
    LAUNCH_OK();
    for (int i = 0; i < N * N; ++i)
      EXPECT(c.values[i] == product(both[0], both[1], i / N, i % N, N));
  }
  chooses<<<1, N>>>(both, c.values, N);
  LAUNCH_OK();
  for (int t = 0; t < N; ++t) {
    int sum = 0;
    for (int k = 0; k < N; ++k)
      sum += both[t % 2](k, t) + both[1].at(t, k);
    EXPECT(c.values[t] == sum);
  }
}
