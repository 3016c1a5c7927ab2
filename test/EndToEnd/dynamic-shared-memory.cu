// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// extern __shared__ memory whose size the launch gives, cut into two arrays.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
extern __shared__ char scratch[];

__global__ void rotate(int *data, double *halves) {
  double *second = (double *)scratch;
  int *first = (int *)&second[blockDim.x];
  int t = threadIdx.x;
  first[t] = data[blockIdx.x * blockDim.x + t];
  second[t] = first[t] / 2.0;
  __syncthreads();
  int next = (t + 1) % blockDim.x;
  data[blockIdx.x * blockDim.x + t] = first[next];
  halves[blockIdx.x * blockDim.x + t] = second[next];
}

int main() {
  const int blocks = 3, threads = 96;
  int *data = managed<int>(blocks * threads);
  double *halves = managed<double>(blocks * threads);
  for (int i = 0; i < blocks * threads; ++i)
    data[i] = i * 3;
  rotate<<<blocks, threads, threads * (sizeof(int) + sizeof(double))>>>(data, halves);
  LAUNCH_OK();
  for (int i = 0; i < blocks * threads; ++i) {
    int from = i / threads * threads + (i % threads + 1) % threads;
    EXPECT(data[i] == from * 3);
    EXPECT(halves[i] == from * 1.5);
  }
  return finish();
}
