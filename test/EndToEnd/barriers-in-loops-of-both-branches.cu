// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// All threads of a block go one way at a branch whose arms hold loops with barriers and end alike.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
constexpr int Size = 64;

// The sum of a block's numbers; a block that is not full adds up its first half pairwise, then the rest.
__global__ void reduce(int n, float *sums) {
  __shared__ float part[Size];
  int t = threadIdx.x, first = blockIdx.x * Size, left = n - first;
  part[t] = t < left ? sums[first + t] : 0;
  __syncthreads();
  if (left >= Size) {
    for (int i = 2; i <= Size; i *= 2) {
      if ((t + 1) % i == 0)
        part[t] += part[t - i / 2];
      __syncthreads();
    }
    if (t == Size - 1)
      sums[first] = part[t];
  } else {
    for (int i = Size / 2; i > 0; i /= 2) {
      if (t < i)
        part[t] += part[t + i];
      __syncthreads();
    }
    if (t == 0)
      sums[first] = part[t];
  }
}

// The same with a return in the middle of the kernel, and a loop that is left early.
__global__ void reduceOrLeave(int n, float *sums) {
  __shared__ float part[Size];
  int t = threadIdx.x, first = blockIdx.x * Size, left = n - first;
  part[t] = t < left ? sums[first + t] : 0;
  __syncthreads();
  if (left < Size) {
    if (t == Size - 1)
      sums[first] = -1;
    return;
  }
  for (int i = 2; i <= Size; i *= 2) {
    if ((t + 1) % i == 0)
      part[t] += part[t - i / 2];
    __syncthreads();
  }
  if (t == Size - 1)
    sums[first] = part[t];
}

int main() {
  float *data = managed<float>(4 * Size);
  for (int n : {4 * Size, 3 * Size + 5})
    for (bool leaves : {false, true}) {
      for (int i = 0; i < 4 * Size; ++i)
        data[i] = i % 7;
      (leaves ? reduceOrLeave : reduce)<<<4, Size>>>(n, data);
      LAUNCH_OK();
      for (int block = 0; block < 4; ++block) {
        float sum = 0;
        for (int i = block * Size; i < (block + 1) * Size && i < n; ++i)
          sum += i % 7;
        EXPECT(data[block * Size] == (leaves && (block + 1) * Size > n ? -1 : sum));
      }
    }
  return finish();
}
