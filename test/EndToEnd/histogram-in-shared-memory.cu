// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Shared-memory atomics, then global ones: the usual histogram.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__global__ void histogram(const unsigned char *in, int n, unsigned *bins) {
  __shared__ unsigned local[256];
  for (int b = threadIdx.x; b < 256; b += blockDim.x)
    local[b] = 0;
  __syncthreads();
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x)
    atomicAdd(&local[in[i]], 1u);
  __syncthreads();
  for (int b = threadIdx.x; b < 256; b += blockDim.x)
    atomicAdd(&bins[b], local[b]);
}

int main() {
  const int n = 100000;
  unsigned char *in = managed<unsigned char>(n);
  unsigned *bins = managed<unsigned>(256), expected[256] = {};
  for (int i = 0; i < n; ++i) {
    in[i] = (unsigned char)(i * 7919u >> 3);
    ++expected[in[i]];
  }
  histogram<<<10, 96>>>(in, n, bins);
  LAUNCH_OK();
  for (int b = 0; b < 256; ++b)
    EXPECT(bins[b] == expected[b]);
  return finish();
}
