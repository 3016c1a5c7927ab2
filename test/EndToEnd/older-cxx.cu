// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What C++17 took from C++ and nvcc's host compilers still take: register, narrowing in braces, literals without a space before
// a macro.
// RUN: %lorchacc -std=c++11 -I%S/Inputs %s -o %t.clang && %run %t.clang
// RUN: %lorchacc -ccbin %gxx -std=c++11 -I%S/Inputs %s -o %t.gcc && %t.gcc
#include "check.h"
#include <cinttypes>

#define WORD "u\n"

__global__ void add(float *data, int n) {
  register int i = threadIdx.x;
  float pair[2] = {n, 2};
  if (i < n)
    data[i] += pair[0] * pair[1];
}

int main() {
  register int n = 4;
  float host[4] = {0, 1, 2, 3}, *data = nullptr;
  char text[16];
  std::snprintf(text, sizeof(text), "%"WORD, n);
  EXPECT(text[0] == '4');
  cudaMalloc(&data, sizeof(host));
  cudaMemcpy(data, host, sizeof(host), cudaMemcpyHostToDevice);
  add<<<1, 32>>>(data, n);
  cudaMemcpy(host, data, sizeof(host), cudaMemcpyDeviceToHost);
  for (int i = 0; i < n; ++i)
    EXPECT(host[i] == i + 8);
  return finish();
}
