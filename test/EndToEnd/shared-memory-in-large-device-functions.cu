// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Device functions that are too large to be inlined write a shared object that is handed to them.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
constexpr int Size = 64, Width = Size + 3, Rows = 12;

struct Window {
  int cells[Rows * Width];

  __device__ void load(const int *in, int column, int step) {
    for (int row = 0; row < Rows; ++row) {
      int value = in[row * Width + column];
      cells[row * Width + column] = value % 3 ? value : value / 3 + step;
    }
    for (int row = 1; row + 1 < Rows; row += 2)
      cells[row * Width + column] -=
          (cells[(row - 1) * Width + column] + cells[(row + 1) * Width + column]) / 2;
    for (int row = 2; row + 1 < Rows; row += 2)
      cells[row * Width + column] +=
          (cells[(row - 1) * Width + column] + cells[(row + 1) * Width + column] + 2) / 4;
  }
};

__global__ void transform(const int *in, int *out, int steps) {
  __shared__ Window window;
  for (int step = 0; step < steps; ++step) {
    window.load(in, threadIdx.x, step);
    if (threadIdx.x < 3)
      window.load(in, threadIdx.x + Size, step);
    __syncthreads();
    for (int row = 0; row < Rows; ++row)
      out[(step * Rows + row) * Width + threadIdx.x] = window.cells[row * Width + Width - 1 - threadIdx.x];
    __syncthreads();
  }
}

int main() {
  int *in = managed<int>(Rows * Width), *out = managed<int>(3 * Rows * Width);
  for (int i = 0; i < Rows * Width; ++i)
    in[i] = i * 7 % 101;
  transform<<<1, Size>>>(in, out, 3);
  LAUNCH_OK();
  for (int step = 0; step < 3; ++step)
    for (int column = 3; column < Width; ++column) { // thread t writes out column Width - 1 - t
      int v[Rows];
      for (int row = 0; row < Rows; ++row) {
        int x = in[row * Width + column];
        v[row] = x % 3 == 0 ? x / 3 + step : x;
      }
      for (int row = 1; row < Rows - 1; row += 2)
        v[row] -= (v[row - 1] + v[row + 1]) / 2;
      for (int row = 2; row < Rows - 1; row += 2)
        v[row] += (v[row - 1] + v[row + 1] + 2) / 4;
      for (int row = 0; row < Rows; ++row)
        EXPECT(out[(step * Rows + row) * Width + Width - 1 - column] == v[row]);
    }
  return finish();
}
