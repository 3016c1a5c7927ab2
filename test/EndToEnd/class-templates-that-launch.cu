// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A class template whose methods launch kernels that depend on its parameters.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
enum class Mode { Add, Multiply };

template <class T, Mode M> struct Rule;
template <class T> struct Rule<T, Mode::Add> {
  static __device__ T apply(T a, T b) { return a + b; }
};
template <class T> struct Rule<T, Mode::Multiply> {
  static __device__ T apply(T a, T b) { return a * b; }
};

template <class T, Mode M> __global__ void combine(T *data, T value, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    data[i] = Rule<T, M>::apply(data[i], value);
}

template <class T> class Array {
public:
  static constexpr int Block = 32;
  explicit Array(int n) : size(n), data(managed<T>(n)) {}
  template <Mode M> Array &update(T value) {
    combine<T, M><<<blocks(), Block>>>(data, value, size);
    return *this;
  }
  Array &operator+=(T value) { return update<Mode::Add>(value); }
  T operator[](int i) const { return data[i]; }

private:
  int blocks() const { return (size + Block - 1) / Block; }
  int size;
  T *data;
};

int main() {
  Array<int> ints(70);
  Array<double> doubles(70);
  ints += 3;
  ints.update<Mode::Multiply>(5) += 1;
  doubles.template update<Mode::Add>(0.5).update<Mode::Multiply>(3.0);
  LAUNCH_OK();
  for (int i = 0; i < 70; ++i)
    EXPECT(ints[i] == 16 && doubles[i] == 1.5);
  return finish();
}
