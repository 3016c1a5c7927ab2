// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Long uniform loops, which may run around the loop over threads: in blocks of one row, in blocks whose rows all do the
// same, and with conditions around them.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %t.O2
// RUN: %lorchacc -O1 --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
#include "check.h"
__global__ void transposedProduct(const int *a, const int *x, int *y, int n) {
  int j = blockIdx.x * blockDim.x + threadIdx.x;
  if (j < n) {
    y[j] = 0;
    int i;
    for (i = 0; i < n; i++)
      y[j] += a[i * n + j] * x[i];
  }
}
template <class T> __global__ void product(const T *a, const T *b, T *c, int n, T scale) {
  int row = blockIdx.y * blockDim.y + threadIdx.y, col = blockIdx.x * blockDim.x + threadIdx.x;
  T sum = 0;
  if (row >= n || col >= n)
    return;
  scale *= 2;
  for (int k = 0; k < n; ++k)
    sum += a[row * n + k] * b[k * n + col];
  c[row * n + col] = sum * scale;
}

int main() {
  const int n = 70;
  int *a = managed<int>(n * n), *x = managed<int>(n), *y = managed<int>(n), *c = managed<int>(n * n);
  for (int i = 0; i < n * n; ++i)
    a[i] = i % 13;
  for (int i = 0; i < n; ++i)
    x[i] = i % 5;
  for (int rows = 1; rows <= 4; rows += 3) {
    transposedProduct<<<3, dim3(32, rows)>>>(a, x, y, n);
    LAUNCH_OK();
    for (int j = 0; j < n; ++j) {
      int sum = 0;
      for (int i = 0; i < n; ++i)
        sum += i * n + j < n * n ? ((i * n + j) % 13) * (i % 5) : 0;
      EXPECT(y[j] == sum);
    }
  }
  for (int width = 16; width <= 32; width += 8) {
    product<<<dim3((n + width - 1) / width, 18), dim3(width, 4)>>>(a, a, c, n, 3);
    LAUNCH_OK();
    for (int i = 0; i < n * n; ++i) {
      int sum = 0;
      for (int k = 0; k < n; ++k)
        sum += a[i / n * n + k] * a[k * n + i % n];
      EXPECT(c[i] == 6 * sum);
    }
  }
  return finish();
}
