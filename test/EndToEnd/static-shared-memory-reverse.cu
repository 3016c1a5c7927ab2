// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A static shared array and one barrier at the top level.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__global__ void reverse(int *data) {
  __shared__ int tile[64];
  int t = threadIdx.x, base = blockIdx.x * 64;
  tile[t] = data[base + t];
  __syncthreads();
  data[base + t] = tile[63 - t];
}

int main() {
  int *data = managed<int>(256);
  for (int i = 0; i < 256; ++i)
    data[i] = i;
  reverse<<<4, 64>>>(data);
  LAUNCH_OK();
  for (int i = 0; i < 256; ++i)
    EXPECT(data[i] == i / 64 * 64 + 63 - i % 64);
  return finish();
}
