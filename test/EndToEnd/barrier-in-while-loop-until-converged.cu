// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A loop that ends when a shared flag says so, with barriers at several places.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
// Sorts 64 numbers by odd-even transposition.
__global__ void sort(int *data) {
  __shared__ int values[64];
  __shared__ int swapped;
  int t = threadIdx.x;
  values[t] = data[t];
  __syncthreads();
  do {
    if (t == 0)
      swapped = 0;
    __syncthreads();
    for (int parity = 0; parity < 2; ++parity) {
      int left = 2 * t + parity;
      if (left + 1 < 64 && values[left] > values[left + 1]) {
        int saved = values[left];
        values[left] = values[left + 1];
        values[left + 1] = saved;
        swapped = 1;
      }
      __syncthreads();
    }
    if (!swapped)
      break;
    __syncthreads();
  } while (true);
  data[t] = values[t];
}

int main() {
  int *data = managed<int>(64);
  for (int i = 0; i < 64; ++i)
    data[i] = i * 37 % 64;
  sort<<<1, 64>>>(data);
  LAUNCH_OK();
  for (int i = 0; i < 64; ++i)
    EXPECT(data[i] == i);
  return finish();
}
