// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Launches whose template arguments depend on those of the host function around them.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
template <class T> struct Doubler {
  __device__ T operator()(T x) const { return x + x; }
};

template <class T> struct Shifter {
  T by;
  __device__ T operator()(T x) const { return x + by; }
};

template <class T, class Functor> __global__ void apply(T *data, int n, Functor functor) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    data[i] = functor(data[i]);
}

template <class T, template <class> class Functor> void applyAll(T *data, int n, Functor<T> functor) {
  apply<T, Functor<T>><<<(n + 31) / 32, 32>>>(data, n, functor);
  apply<<<(n + 31) / 32, 32>>>(data, n, functor);
}

int main() {
  float *f = managed<float>(100);
  long *l = managed<long>(100);
  for (int i = 0; i < 100; ++i)
    f[i] = l[i] = i;
  applyAll(f, 100, Doubler<float>());
  applyAll(l, 100, Shifter<long>{10});
  LAUNCH_OK();
  for (int i = 0; i < 100; ++i) {
    EXPECT(f[i] == 4 * i);
    EXPECT(l[i] == i + 20);
  }
  return finish();
}
