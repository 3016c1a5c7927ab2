// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Shared arrays of numbers and of structs whose rows belong to neighbouring threads: read across, written along.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
struct Pair {
  int a, b;
};
__global__ void scores(const int *in, int *out) {
  __shared__ int left[16][48], right[16][49];
  __shared__ Pair pairs[16][40];
  int x = threadIdx.x, y = threadIdx.y;
  for (int i = x; i < 48; i += 16) {
    left[y][i] = in[y * 48 + i];
    right[y][i] = in[768 + y * 48 + i];
  }
  for (int i = x; i < 40; i += 16)
    pairs[y][i] = Pair{y, i};
  __syncthreads();
  int sum = 0;
  for (int i = 0; i < 48; ++i)
    sum += left[y][i] * right[x][i];
  for (int i = 0; i < 40; ++i)
    sum += pairs[x][i].a * 3 - pairs[x][i].b * y;
  __syncthreads();
  ++right[y][x];
  __syncthreads();
  int again = 0;
  for (int i = 0; i < 48; ++i)
    again += right[x][i];
  out[y * 16 + x] = sum * 100 + right[y][x] + static_cast<int>(sizeof(right[0][0]));
  out[256 + y * 16 + x] = again;
}
// Written by columns, too; and a copy of more rows and columns than there are whole blocks of.
__global__ void changed(const int *in, double *out) {
  __shared__ int sums[19][50];
  __shared__ double other[19][21];
  int x = threadIdx.x, y = threadIdx.y;
  for (int i = x; i < 50; i += 19)
    sums[y][i] = in[y * 50 + i];
  if (x < 7)
    for (int i = 0; i < 3; ++i)
      other[y][x + 7 * i] = in[y + x * 7 + i] * 0.5;
  __syncthreads();
  if (y == 0)
    for (int i = 1; i < 50; ++i)
      sums[x][i] += sums[x][i - 1];
  __syncthreads();
  double sum = 0;
  for (int i = 0; i < 21; ++i)
    sum += other[x][i];
  for (int i = 0; i < 50; ++i)
    sum += sums[x][i];
  out[y * 19 + x] = sum;
}

int main() {
  int *in = managed<int>(1536), *out = managed<int>(512);
  double *others = managed<double>(361);
  for (int i = 0; i < 1536; ++i)
    in[i] = i % 11 - 4 + i / 100;
  scores<<<1, dim3(16, 16)>>>(in, out);
  LAUNCH_OK();
  for (int y = 0; y < 16; ++y)
    for (int x = 0; x < 16; ++x) {
      int sum = 0;
      for (int i = 0; i < 48; ++i)
        sum += in[y * 48 + i] * in[768 + x * 48 + i];
      for (int i = 0; i < 40; ++i)
        sum += x * 3 - i * y;
      EXPECT(out[y * 16 + x] == sum * 100 + in[768 + y * 48 + x] + 1 + 4);
      int again = 0;
      for (int i = 0; i < 48; ++i)
        again += in[768 + x * 48 + i] + (i < 16);
      EXPECT(out[256 + y * 16 + x] == again);
    }
  changed<<<1, dim3(19, 19)>>>(in, others);
  LAUNCH_OK();
  for (int i = 0; i < 19 * 19; ++i) {
    int x = i % 19;
    double sum = 0;
    for (int j = 0; j < 50; ++j)
      sum += (50 - j) * in[x * 50 + j];
    for (int j = 0; j < 21; ++j)
      sum += in[x + j % 7 * 7 + j / 7] * 0.5;
    EXPECT(others[i] == sum);
  }
  return finish();
}
