// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Barriers in methods: static ones, methods and method templates of a class template, called on a shared object and on
// `this`, const ones, and with a result.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %run %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
// RUN: %inspect --print=plan %s -- -I%S/Inputs | grep "kernel 'rotated' .*: regions"
#include "check.h"

template <int N> class Rotation {
  int buffer[N];

  __device__ void rotate(int t, int by) {
    int own = buffer[t];
    __syncthreads();
    buffer[(t + by) % N] = own;
    __syncthreads();
  }
  __device__ int neighbours(int t) const {
    __syncthreads();
    return buffer[(t + 1) % N] + buffer[(t + N - 1) % N];
  }
  template <bool Twice> __device__ int transform(const int *in, int rounds) {
    int t = threadIdx.x;
    buffer[t] = in[t];
    __syncthreads();
    for (int i = 0; i < rounds; ++i) {
      rotate(t, i + 1);
      if (Twice)
        this->rotate(t, 1);
    }
    return buffer[t] * 1000 + neighbours(t);
  }

public:
  __device__ static void run(const int *in, int *out, int rounds) {
    __shared__ Rotation<N> rotation;
    if (rounds > 3)
      out[threadIdx.x] = rotation.template transform<true>(in, rounds);
    else
      out[threadIdx.x] = rotation.template transform<false>(in, rounds);
  }
};

template <int N> __global__ void rotated(const int *in, int *out, int rounds) {
  Rotation<N>::run(in, out, rounds);
}

template <int N> static void test(int rounds) {
  int *in = managed<int>(N), *out = managed<int>(N), shift = 0;
  for (int i = 0; i < N; ++i)
    in[i] = i * i % 37;
  for (int i = 0; i < rounds; ++i)
    shift += i + 1 + (rounds > 3);
  rotated<N><<<1, N>>>(in, out, rounds);
  LAUNCH_OK();
  auto At = [&](int i) { return in[((i - shift) % N + N) % N]; };
  for (int i = 0; i < N; ++i)
    EXPECT(out[i] == At(i) * 1000 + At(i + 1) + At(i - 1));
}

int main() {
  test<64>(2);
  test<64>(5);
  test<96>(4);
  return finish();
}
