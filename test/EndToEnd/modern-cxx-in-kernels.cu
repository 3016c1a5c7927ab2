// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Range-for, structured bindings, if constexpr, auto, local types and static_assert in device code.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 -std=c++17 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 -std=c++17 && %run %t.O2
#include "check.h"
struct Pair {
  int first;
  float second;
};

template <class T> __device__ auto describe(T value) {
  if constexpr (sizeof(T) == 8)
    return value * 2;
  else
    return static_cast<int>(value) + 1;
}

__global__ void run(float *out) {
  struct Local {
    int weight;
    __device__ int scaled(int by) const { return weight * by; }
  };
  static_assert(sizeof(Local) == 4, "one integer");
  using Number = float;
  const int values[] = {1, 2, 3, 4};
  Number sum = 0;
  for (int value : values)
    sum += Local{value}.scaled(threadIdx.x);
  auto [first, second] = Pair{7, 0.5f};
  if (auto half = first / 2; half == 3)
    sum += second;
  out[threadIdx.x] = sum + describe(1.5) + describe(2.5f);
}

int main() {
  float *out = managed<float>(10);
  run<<<1, 10>>>(out);
  LAUNCH_OK();
  for (int t = 0; t < 10; ++t)
    EXPECT(out[t] == 10 * t + 0.5f + 3 + 3);
  return finish();
}
