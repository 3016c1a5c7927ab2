// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// References to numbers that functions take, hand on to others and hand back: to variables, temporaries and
// parameters.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"

template <class T> __device__ const T &lesser(const T &a, const T &b) { return b < a ? b : a; }
template <class T> __device__ const T &greater(const T &a, const T &b) {
  if (a < b)
    return b;
  return a;
}
template <class T> __device__ const T &between(const T &value, const T &low, const T &high) {
  return lesser(greater(value, low), high);
}
template <class T> __device__ const T &middle(const T &a, const T &b, const T &c) {
  const T &least = lesser(a, lesser(b, c)), &most = greater(greater(a, b), c);
  return a != least && a != most ? a : b != least && b != most ? b : c;
}

template <class T> __global__ void run(const T *in, T *out, int n) {
  int i = threadIdx.x;
  T own = in[i];
  out[i] = between(own, T(-4), T(5)) + between(in[i], in[0], in[n - 1]);
  out[n + i] = middle(own, T(100), T(21 - i)) * 2 + *&between(own, lesser(T(3), own), T(9));
}

// Arguments of other types are converted, and bound as temporaries.
__global__ void convert(const short *in, double *out) {
  short own = in[threadIdx.x];
  float half = own * 0.5f;
  out[threadIdx.x] = lesser<double>(own, greater<double>(half, 4)) + greater<int>(own, 'a');
}

template <class T> void check() {
  const int n = 32;
  T *in = managed<T>(n), *out = managed<T>(2 * n);
  for (int i = 0; i < n; ++i)
    in[i] = i - 12;
  run<<<1, n>>>(in, out, n);
  LAUNCH_OK();
  for (int i = 0; i < n; ++i) {
    T own = in[i], low = own < -4 ? T(-4) : own > 5 ? T(5) : own;
    T one = 100, rank = 21 - i, sum = own + one + rank;
    T least = own < one ? own : one, most = own > one ? own : one;
    least = rank < least ? rank : least;
    most = rank > most ? rank : most;
    EXPECT(out[i] == low + own && out[n + i] == (sum - least - most) * 2 + (own > 9 ? T(9) : own));
  }
}

int main() {
  check<int>();
  check<float>();
  check<long long>();
  short *in = managed<short>(32);
  double *out = managed<double>(32);
  for (int i = 0; i < 32; ++i)
    in[i] = i * 9 - 50;
  convert<<<1, 32>>>(in, out);
  LAUNCH_OK();
  for (int i = 0; i < 32; ++i) {
    double high = in[i] * 0.5 > 4 ? in[i] * 0.5 : 4;
    EXPECT(out[i] == (high < in[i] ? high : in[i]) + (in[i] < 'a' ? 'a' : in[i]));
  }
  return finish();
}
