// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// <cuda/functional> and <cuda/cmath> on both sides.
// RUN: %lorchacc -O0 --extended-lambda -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 --extended-lambda -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <cuda/cmath>
#include <cuda/functional>

template <class F> __global__ void map(const int *in, long long *out, int n, F f) {
  const int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    out[i] = f(in[i]);
}
__global__ void extremes(const int *in, int *out, int n) {
  int most = in[0], least = in[0];
  for (int i = threadIdx.x; i < n; i += blockDim.x) {
    most = cuda::maximum<int>()(most, in[i]);
    least = cuda::minimum<>()(least, in[i]);
  }
  atomicMax(&out[0], most);
  atomicMin(&out[1], least);
  out[2] = (int)cuda::round_up((unsigned)n, 32u) + cuda::round_down(n, 32);
}

int main() {
  const int n = 100;
  int *in = managed<int>(n), *out = managed<int>(3);
  long long *squares = managed<long long>(n);
  for (int i = 0; i < n; ++i)
    in[i] = i * 77777 % 1000 - 500;
  const int shift = 3;
  map<<<cuda::ceil_div(n, 32), 32>>>(in, squares, n,
                                     cuda::proclaim_return_type<long long>([=] __device__(int x) {
                                       return (long long)x * x * 100000 + shift;
                                     }));
  extremes<<<1, 64>>>(in, out, n);
  LAUNCH_OK();
  int most = -500, least = 500;
  for (int i = 0; i < n; ++i) {
    EXPECT(squares[i] == 100000ll * in[i] * in[i] + 3);
    most = in[i] > most ? in[i] : most;
    least = in[i] < least ? in[i] : least;
  }
  EXPECT(out[0] == (most > 0 ? most : 0) && out[1] == (least < 0 ? least : 0) && out[2] == 128 + 96);
  return finish();
}
