// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Blocks with several rows whose threads do not ask for their row: devices that run the rows in step make each sum once,
// which running them one after the other does not. Atomic operations count every thread.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %run %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
// RUN: %lorchacc -O1 --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
#include "check.h"
__global__ void sumRow(const int *a, int *y, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    for (int j = 0; j < n; j++)
      y[i] += a[i * n + j];
}
__global__ void sumColumn(const int *a, int *y, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    for (int j = 0; j < n; j++)
      y[i] += a[j * n + i];
}
__global__ void countThreads(int *y, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    atomicAdd(&y[i], 1);
}
__global__ void writeRows(int *y) {
  uint3 place = threadIdx; // its .y is asked for, only not by that name
  y[place.y * 32 + place.x] = place.y;
}

int main() {
  const int n = 70;
  int *a = managed<int>(n * n), *rows = managed<int>(n), *columns = managed<int>(n), *count = managed<int>(n);
  int *places = managed<int>(4 * 32);
  for (int i = 0; i < n * n; ++i)
    a[i] = i % 13;
  for (int i = 0; i < n; ++i)
    rows[i] = columns[i] = count[i] = 0;
  sumRow<<<3, dim3(32, 4)>>>(a, rows, n);
  sumColumn<<<3, dim3(32, 2, 2)>>>(a, columns, n);
  countThreads<<<3, dim3(32, 4, 2)>>>(count, n);
  writeRows<<<1, dim3(32, 4)>>>(places);
  LAUNCH_OK();
  for (int i = 0; i < n; ++i) {
    int row = 0, column = 0;
    for (int j = 0; j < n; ++j)
      row += a[i * n + j], column += a[j * n + i];
    EXPECT(rows[i] == row);
    EXPECT(columns[i] == column);
    EXPECT(count[i] == 8);
  }
  for (int i = 0; i < 4 * 32; ++i)
    EXPECT(places[i] == i / 32);
  return finish();
}
