// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A device lambda that captures an object by value through *this, and nested device lambdas.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 -std=c++17 --extended-lambda && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 -std=c++17 --extended-lambda && %run %t.O2
#include "check.h"
template <class F> __global__ void call(F f, int *out) { out[threadIdx.x] = f(threadIdx.x); }

struct Scaler {
  int factor;
  void run(int *out) const {
    call<<<1, 16>>>([=, *this] __device__(int i) {
      auto add = [&](int x) { return x + i; };
      return add(factor * 10) + (int)blockDim.x;
    }, out);
  }
};

int main() {
  int *out = managed<int>(16);
  Scaler{4}.run(out);
  LAUNCH_OK();
  for (int i = 0; i < 16; ++i)
    EXPECT(out[i] == 40 + i + 16);
  return finish();
}
