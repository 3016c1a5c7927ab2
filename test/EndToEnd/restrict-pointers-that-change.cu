// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Parameters and variables that are restrict, and change, in kernels and functions with barriers, in loops that
// threads leave one by one, and in loops around the threads.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -ccbin %gxx -I%S/Inputs %s -o %t.gcc && %t.gcc
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <cassert>

__device__ float sumOfRow(const float *__restrict__ row, float *__restrict__ shared, int n) {
  row += threadIdx.x;
  float own = 0;
  for (; n > 0; --n, row += blockDim.x)
    own += *row;
  shared += threadIdx.x;
  *shared = own;
  __syncthreads();
  shared -= threadIdx.x;
  float sum = 0;
  for (int i = 0; i < blockDim.x; ++i)
    sum += shared[i];
  __syncthreads();
  return sum;
}

__global__ void rows(float *__restrict__ out, const float *__restrict__ in, const int *__restrict__ skip, int n) {
  assert(blockDim.x <= 64);
  __shared__ float shared[64];
  in += blockIdx.x * n * blockDim.x;
  float sum = sumOfRow(in, shared, n);
  const int *__restrict__ own = skip + threadIdx.x;
  __syncthreads();
  for (int i = 0; i < *own; ++i)
    in += 1;
  out += blockIdx.x * blockDim.x;
  if (*own > 2)
    return;
  __syncthreads();
  for (int left = *own; left > 0; left = left / 2)
    sum += *in++;
  out[threadIdx.x] = sum;
}

__global__ void columns(float *__restrict__ out, const float *__restrict__ in, int n, int pitch) {
  const float *__restrict__ column = in + threadIdx.x;
  float sum = 0;
  for (int i = 0; i < n; ++i) {
    sum += column[0];
    column += pitch;
  }
  out += threadIdx.x;
  *out = sum;
}

int main() {
  const int threads = 48, blocks = 3, n = 5, all = threads * blocks;
  float *in = managed<float>(all * n), *out = managed<float>(all), *sums = managed<float>(threads);
  int *skip = managed<int>(threads);
  for (int i = 0; i < all * n; ++i)
    in[i] = i % 7;
  for (int t = 0; t < threads; ++t)
    skip[t] = t % 4;
  rows<<<blocks, threads>>>(out, in, skip, n);
  LAUNCH_OK();
  columns<<<1, threads>>>(sums, in, n, threads);
  LAUNCH_OK();
  for (int b = 0; b < blocks; ++b)
    for (int t = 0; t < threads; ++t) {
      const float *row = in + b * n * threads;
      float want = 0;
      for (int i = 0; i < n * threads; ++i)
        want += row[i];
      if (skip[t] > 2)
        want = 0;
      else
        for (int left = skip[t], i = skip[t]; left > 0; left /= 2)
          want += row[i++];
      EXPECT(out[b * threads + t] == want);
    }
  for (int t = 0; t < threads; ++t) {
    float want = 0;
    for (int i = 0; i < n; ++i)
      want += in[i * threads + t];
    EXPECT(sums[t] == want);
  }
  return finish();
}
