// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Overloaded operators: arithmetic, subscript, call, conversion, compound assignment.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
struct Complex {
  float re, im;
  __host__ __device__ Complex(float re = 0, float im = 0) : re(re), im(im) {}
  __host__ __device__ Complex operator*(const Complex &o) const { return {re * o.re - im * o.im, re * o.im + im * o.re}; }
  __host__ __device__ Complex &operator+=(const Complex &o) {
    re += o.re, im += o.im;
    return *this;
  }
  __host__ __device__ explicit operator bool() const { return re != 0 || im != 0; }
};
__host__ __device__ bool operator==(const Complex &a, const Complex &b) { return a.re == b.re && a.im == b.im; }

struct View {
  Complex *data;
  __device__ Complex &operator[](int i) const { return data[i]; }
  __device__ Complex &operator()() const { return data[threadIdx.x + blockIdx.x * blockDim.x]; }
};

__global__ void squareAndShift(View view) {
  Complex &own = view();
  if (own)
    view[threadIdx.x + blockIdx.x * blockDim.x] = own * own;
  own += Complex(1, -1);
}

int main() {
  Complex *data = managed<Complex>(64);
  for (int i = 0; i < 64; ++i)
    data[i] = Complex(i, 64 - i);
  squareAndShift<<<2, 32>>>(View{data});
  LAUNCH_OK();
  for (int i = 0; i < 64; ++i) {
    Complex c(i, 64 - i);
    Complex expected = c * c;
    expected += Complex(1, -1);
    EXPECT(data[i] == expected);
  }
  return finish();
}
