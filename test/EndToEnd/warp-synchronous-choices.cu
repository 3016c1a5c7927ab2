// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lanes agree through shared memory with no barrier between: on the largest value, on one of them, and by turns on counters.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
// RUN: %lorchacc -O1 --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
#include "check.h"

__global__ void largest(const int *in, int *out) {
  extern __shared__ volatile int found[];
  const int t = threadIdx.x;
  found[t] = in[t];
  for (int step = 16; step > 0; step >>= 1)
    if (t < step)
      if (found[t] < found[t + step])
        found[t] = found[t + step];
  out[t] = found[0];
}

__global__ void elect(int *elected) {
  __shared__ volatile unsigned chosen[4];
  const unsigned warp = threadIdx.x / 32;
  chosen[warp] = threadIdx.x;
  if (chosen[warp] == threadIdx.x)
    atomicAdd(&elected[warp], 1);
}

// Counters without atomics, from the sample "histogram" of CUDA 2: the lane whose tag stays has counted.
__device__ void count(volatile unsigned *counters, unsigned which, unsigned tag) {
  unsigned sum;
  do {
    sum = tag | ((counters[which] & 0x07ffffffu) + 1);
    counters[which] = sum;
  } while (counters[which] != sum);
}
__global__ void histogram(const int *in, unsigned *out) {
  __shared__ volatile unsigned counters[2][8];
  const unsigned t = threadIdx.x, warp = t / 32, tag = t << 27;
  if (t % 32 < 8)
    counters[warp][t % 32] = 0;
  for (int i = t; i < 256; i += 64)
    count(counters[warp], in[i] & 7, tag);
  __syncthreads();
  if (t < 8)
    out[t] = (counters[0][t] & 0x07ffffffu) + (counters[1][t] & 0x07ffffffu);
}

int main() {
  const int n = 1024;
  int *in = managed<int>(n), *out = managed<int>(n);
  for (int i = 0; i < n; ++i)
    in[i] = i * 7919 % 103;
  int most = 0;
  for (int i = 0; i < 32; ++i)
    most = in[i] > most ? in[i] : most;
  largest<<<1, 32, 32 * sizeof(int)>>>(in, out);
  LAUNCH_OK();
  EXPECT(out[0] == most && out[31] == most);
  for (int i = 0; i < 4; ++i)
    out[i] = 0;
  elect<<<1, 128>>>(out);
  LAUNCH_OK();
  for (int i = 0; i < 4; ++i)
    EXPECT(out[i] == 1);

  unsigned *counted = managed<unsigned>(8), expected[8] = {};
  for (int i = 0; i < 256; ++i)
    ++expected[in[i] & 7];
  histogram<<<1, 64>>>(in, counted);
  LAUNCH_OK();
  for (int i = 0; i < 8; ++i)
    EXPECT(counted[i] == expected[i]);
  return finish();
}
