// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A device function with a barrier whose parameter one kernel gives alike for all threads and another does not: one text
// cannot be printed for both.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__device__ int sumOfSteps(int *shared, int rounds) {
  int sum = 0;
  for (int i = 0; i < 4; ++i) {
    shared[threadIdx.x] = i < rounds ? threadIdx.x + i : 0;
    __syncthreads();
    sum += shared[(threadIdx.x + 1) % blockDim.x];
    __syncthreads();
  }
  return sum;
}
__global__ void alike(int *out, int rounds) {
  __shared__ int shared[64];
  out[threadIdx.x] = sumOfSteps(shared, rounds);
}
__global__ void byThread(int *out) {
  __shared__ int shared[64];
  out[threadIdx.x] = sumOfSteps(shared, threadIdx.x % 5);
}

int main() {
  int *out = managed<int>(128);
  alike<<<1, 64>>>(out, 3);
  byThread<<<1, 64>>>(out + 64);
  LAUNCH_OK();
  for (int i = 0; i < 64; ++i) {
    int next = (i + 1) % 64, alikeSum = 3 * next + 3, ownSum = 0;
    for (int step = 0; step < 4 && step < next % 5; ++step)
      ownSum += next + step;
    EXPECT(out[i] == alikeSum);
    EXPECT(out[64 + i] == ownSum);
  }
  return finish();
}
