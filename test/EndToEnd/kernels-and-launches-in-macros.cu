// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Macros that launch kernels, give launches their sizes, or name the indices.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#define INDEX (blockIdx.x * blockDim.x + threadIdx.x)
#define LAUNCH(kernel, n, ...) kernel<<<((n) + 63) / 64, 64>>>(__VA_ARGS__, n)
#define GRID 4
#define THREADS 32

__global__ void square(float *data, int n) {
  int i = INDEX;
  if (i < n)
    data[i] *= data[i];
}

__global__ void negate(float *data, int n) {
  if (INDEX < n)
    data[INDEX] = -data[INDEX];
}

__global__ void addIndex(float *data) { data[INDEX] += INDEX; }

int main() {
  float *data = managed<float>(128);
  for (int i = 0; i < 128; ++i)
    data[i] = i;
  LAUNCH(square, 100, data);
  LAUNCH(negate, 50, data);
  addIndex<<<GRID, THREADS>>>(data);
  LAUNCH_OK();
  for (int i = 0; i < 128; ++i)
    EXPECT(data[i] == (i < 50 ? -1.0f * i * i : i < 100 ? 1.0f * i * i : i) + i);
  return finish();
}
