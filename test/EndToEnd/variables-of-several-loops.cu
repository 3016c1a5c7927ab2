// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Counters that are declared in front of their loops, used by several of them, and changed by loops within: values made of them
// are worked out again only where the counter still is what it was.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"

const int points = 100, features = 5, clusters = 4;
__constant__ int centres[clusters * features];

__global__ void nearest(const int *values, int *best, int nclusters, int nfeatures, int n) {
  int point = blockIdx.x * blockDim.x + threadIdx.x;
  int index = -1;
  if (point < n) {
    int i, j, least = 1 << 30;
    for (i = 0; i < nclusters; i++) {
      int first = i * nfeatures, sum = 0;
      for (j = 0; j < nfeatures; j++) {
        int difference = values[point + j * n] - centres[first + j];
        sum += difference * difference;
      }
      if (sum < least) {
        least = sum;
        index = i;
      }
    }
    for (i = 0; i < nfeatures; ++i)
      index += 10 * (values[point + i * n] == 3);
  }
  if (point < n)
    best[point] = index;
}

// The inner loop steps the outer one's counter.
__global__ void skipping(int *out, int n, int pairs) {
  __shared__ int kept[64];
  int i, t = threadIdx.x, sum = 0;
  for (i = 0; i < n; ++i) {
    int first = i * 100;
    kept[t] = first + t;
    __syncthreads();
    for (int k = 0; k < pairs; ++k, ++i)
      sum += kept[(t + i) % 64];
    __syncthreads();
    sum += first;
  }
  out[t] = sum + i;
}

int main() {
  int *values = managed<int>(points * features), *best = managed<int>(points), *out = managed<int>(64);
  int table[clusters * features];
  for (int i = 0; i < clusters * features; ++i)
    table[i] = i * 7 % 11;
  for (int i = 0; i < points * features; ++i)
    values[i] = i * 13 % 12;
  CUDA_OK(cudaMemcpyToSymbol(centres, table, sizeof(table)));
  nearest<<<2, 64>>>(values, best, clusters, features, points);
  skipping<<<1, 64>>>(out, 20, 3);
  LAUNCH_OK();
  for (int p = 0; p < points; ++p) {
    int least = 1 << 30, index = -1, threes = 0;
    for (int c = 0; c < clusters; ++c) {
      int sum = 0;
      for (int f = 0; f < features; ++f)
        sum += (values[p + f * points] - table[c * features + f]) * (values[p + f * points] - table[c * features + f]);
      if (sum < least)
        least = sum, index = c;
    }
    for (int f = 0; f < features; ++f)
      threes += values[p + f * points] == 3;
    EXPECT(best[p] == index + 10 * threes);
  }
  for (int t = 0; t < 64; ++t) {
    int sum = 0, i;
    for (i = 0; i < 20; ++i) {
      int first = i * 100;
      for (int k = 0; k < 3; ++k, ++i)
        sum += first + (t + i) % 64;
      sum += first;
    }
    EXPECT(out[t] == sum + i);
  }
  return finish();
}
