// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Variables that live across barriers whose types are written with names that the body declares: typedefs, aliases
// of types and namespaces, constants, in templates and without.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <cooperative_groups.h>
#include <cooperative_groups/reduce.h>

namespace outer {
struct pair {
  float a, b;
};
template <class T, int Count> struct row {
  T values[Count];
};
} // namespace outer

__device__ float sumOf(cooperative_groups::thread_block_tile<32> &warp, float own) {
  for (int distance = 16; distance; distance /= 2)
    own += warp.shfl_xor(own, distance);
  return own;
}

__global__ void plain(const float *in, float *out, int n) {
  namespace cg = cooperative_groups;
  namespace o = outer;
  using real = float;
  typedef o::pair two;
  auto block = cg::this_thread_block();
  cg::thread_block_tile<32> warp = cg::tiled_partition<32>(block);
  o::pair p = {in[threadIdx.x], 1};
  two q = {in[threadIdx.x + 1], 2};
  o::row<real, 2> r = {{in[threadIdx.x + 2], 3}};
  const real *at = in + threadIdx.x;
  if (n > 3)
    p.a += 1, q.b += 1, at += 3, r.values[0] *= 2;
  block.sync();
  out[threadIdx.x] = p.a + q.a * q.b + r.values[0] + sumOf(warp, *at) + cg::reduce(warp, *at, cg::plus<real>());
}

template <class T, int Size> __global__ void generic(const T *in, T *out, int n) {
  constexpr int Half = Size / 2;
  const int Fixed = 3;
  typedef T real;
  using pointer = const T *;
  real r = in[threadIdx.x], a[Half], b[Half][Fixed];
  outer::row<real, Half + 1> row;
  pointer p = in + threadIdx.x;
  for (int i = 0; i < Half; ++i) {
    a[i] = in[i + threadIdx.x];
    row.values[i + 1] = a[i] * 2;
    for (int k = 0; k < Fixed; ++k)
      b[i][k] = in[i + k];
  }
  if (n > 3)
    p += 1, r += 2;
  __syncthreads();
  for (int i = 0; i < Half; ++i) {
    r += a[i] + row.values[i + 1];
    for (int k = 0; k < Fixed; ++k)
      r += b[i][k];
  }
  out[threadIdx.x] = r + *p;
}

int main() {
  const int threads = 64, n = 4;
  float *in = managed<float>(threads + 8), *out = managed<float>(threads), *generics = managed<float>(threads);
  for (int i = 0; i < threads + 8; ++i)
    in[i] = i % 6;
  plain<<<1, threads>>>(in, out, n);
  LAUNCH_OK();
  generic<float, 8><<<1, threads>>>(in, generics, n);
  LAUNCH_OK();
  for (int t = 0; t < threads; ++t) {
    float sum = 0;
    for (int k = t / 32 * 32; k < t / 32 * 32 + 32; ++k)
      sum += in[k + 3];
    EXPECT(out[t] == in[t] + 1 + in[t + 1] * 3 + in[t + 2] * 2 + sum * 2);
    float want = in[t] + 2 + in[t + 1];
    for (int i = 0; i < 4; ++i)
      want += in[i + t] * 3 + in[i] + in[i + 1] + in[i + 2];
    EXPECT(generics[t] == want);
  }
  return finish();
}
