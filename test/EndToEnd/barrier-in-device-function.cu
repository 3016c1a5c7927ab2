// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The barrier stands in a function two calls away from the kernel.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__device__ void publish(int *tile, int value) {
  tile[threadIdx.x] = value;
  __syncthreads();
}

__device__ int exchange(int *tile, int value) {
  publish(tile, value);
  int other = tile[blockDim.x - 1 - threadIdx.x];
  __syncthreads();
  return other;
}

__global__ void swapTwice(int *data) {
  __shared__ int tile[50];
  int mirrored = exchange(tile, data[threadIdx.x]);
  data[threadIdx.x] = 1000 * mirrored + exchange(tile, mirrored);
}

int main() {
  int *data = managed<int>(50);
  for (int i = 0; i < 50; ++i)
    data[i] = i;
  swapTwice<<<1, 50>>>(data);
  LAUNCH_OK();
  for (int i = 0; i < 50; ++i)
    EXPECT(data[i] == 1000 * (49 - i) + i);
  return finish();
}
