// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Structs by value: with pointers, arrays and padding; small, large and empty.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
struct Matrix {
  int rows, columns;
  float *data;
  char tag;
  double weights[40];
};
struct Empty {};

__global__ void scale(Matrix in, Matrix out, Empty, double factor) {
  int r = blockIdx.x, c = threadIdx.x;
  if (r < in.rows && c < in.columns)
    out.data[r * out.columns + c] = in.data[r * in.columns + c] * factor + in.weights[c % 40] + (in.tag == 'x');
}

int main() {
  Matrix in{5, 30, managed<float>(150), 'x', {}}, out{5, 30, managed<float>(150), 'y', {}};
  for (int i = 0; i < 40; ++i)
    in.weights[i] = i;
  for (int i = 0; i < 150; ++i)
    in.data[i] = i;
  scale<<<5, 32>>>(in, out, Empty(), 0.5);
  LAUNCH_OK();
  for (int i = 0; i < 150; ++i)
    EXPECT(out.data[i] == i * 0.5f + i % 30 + 1);
  return finish();
}
