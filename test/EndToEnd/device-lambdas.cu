// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lambdas inside device code: by value, by reference, generic, passed to device templates.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 -std=c++17 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 -std=c++17 && %run %t.O2
#include "check.h"
template <class Body> __device__ int sumOver(int n, Body body) {
  int sum = 0;
  for (int i = 0; i < n; ++i)
    sum += body(i);
  return sum;
}

__global__ void run(int *out, int factor) {
  int own = threadIdx.x;
  int calls = 0;
  out[own] = sumOver(5, [=](int i) { return i * factor + own; });
  out[own] += sumOver(3, [&](int i) {
    ++calls;
    return i + (int)threadIdx.x;
  });
  auto generic = [](auto a, auto b) { return a < b ? b : a; };
  out[own] += 1000 * generic(calls, 2) + generic(0, 0);
}

int main() {
  int *out = managed<int>(20);
  run<<<1, 20>>>(out, 7);
  LAUNCH_OK();
  for (int t = 0; t < 20; ++t)
    EXPECT(out[t] == 70 + 5 * t + 3 + 3 * t + 3000);
  return finish();
}
