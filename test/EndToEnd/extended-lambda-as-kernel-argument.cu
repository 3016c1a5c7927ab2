// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lambdas marked __device__ in host code and handed to a kernel.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 --extended-lambda && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 --extended-lambda && %run %t.O2
#include "check.h"
template <class Body> __global__ void forEach(int n, Body body) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    body(i);
}

template <class Body> void launch(int n, Body body) { forEach<<<(n + 63) / 64, 64>>>(n, body); }

int main() {
  const int n = 150;
  float *data = managed<float>(n);
  int *blocks = managed<int>(n);
  float scale = 1.5f;
  launch(n, [=] __device__(int i) { data[i] = scale * i; });
  launch(n, [=] __host__ __device__(int i) { data[i] += 1; });
  auto whereAmI = [blocks] __device__(int i) { blocks[i] = blockIdx.x * 1000 + threadIdx.x; };
  forEach<<<3, 50>>>(n, whereAmI);
  LAUNCH_OK();
  for (int i = 0; i < n; ++i) {
    EXPECT(data[i] == 1.5f * i + 1);
    EXPECT(blocks[i] == i / 50 * 1000 + i % 50);
  }
  return finish();
}
