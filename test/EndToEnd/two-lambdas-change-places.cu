// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Two lambdas in one class template are another kernel in the other order.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
template <class A, class B> struct Both {
  A first;
  B second;
};
template <class P> __global__ void apply(int *out, P both) {
  out[threadIdx.x] = both.first(threadIdx.x) * 100 + both.second(threadIdx.x);
}
template <class A, class B> void launch(int *out, A a, B b) {
  apply<<<1, 4>>>(out, Both<A, B>{a, b});
  LAUNCH_OK();
}

int main() {
  int *out = managed<int>(4);
  auto next = [] __device__(int i) { return i + 1; };
  auto twice = [] __device__(int i) { return i * 2; };
  launch(out, next, twice);
  EXPECT(out[3] == 406);
  launch(out, twice, next);
  EXPECT(out[3] == 604);
  return finish();
}
