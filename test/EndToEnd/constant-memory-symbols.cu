// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// __constant__ arrays and scalars, written from the host in part and in whole.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__constant__ float coefficients[8];
__constant__ int degree;
__constant__ float preset[2] = {1.5f, -2.5f};

__global__ void evaluate(const float *x, float *y, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n)
    return;
  float sum = 0;
  for (int k = degree; k >= 0; --k)
    sum = sum * x[i] + coefficients[k];
  y[i] = sum * preset[0] + preset[1];
}

int main() {
  const float all[] = {1, 2, 3, 9};
  const float last = 4;
  const int three = 3;
  CUDA_OK(cudaMemcpyToSymbol(coefficients, all, sizeof(all)));
  CUDA_OK(cudaMemcpyToSymbol(coefficients, &last, sizeof(float), 3 * sizeof(float), cudaMemcpyHostToDevice));
  CUDA_OK(cudaMemcpyToSymbol(degree, &three, sizeof(int)));
  float *x = managed<float>(100), *y = managed<float>(100);
  for (int i = 0; i < 100; ++i)
    x[i] = i % 10;
  evaluate<<<2, 64>>>(x, y, 100);
  LAUNCH_OK();
  for (int i = 0; i < 100; ++i) {
    float v = i % 10;
    EXPECT(y[i] == (1 + 2 * v + 3 * v * v + 4 * v * v * v) * 1.5f - 2.5f);
  }
  return finish();
}
