// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lanes that exchange values through volatile shared memory with no barrier between, as programs from before CUDA 9 do: sums
// upwards and downwards, in kernels, functions, macros and behind pointers; extremes; elections; counters that take turns.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
// RUN: %lorchacc -O1 --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
#include "check.h"

template <class T> __device__ void sumOfWarp(volatile T *values, unsigned t) {
  values[t] += values[t + 32];
  values[t] += values[t + 16];
  values[t] += values[t + 8];
  values[t] += values[t + 4];
  values[t] += values[t + 2];
  values[t] += values[t + 1];
}
template <class T> __global__ void sumInFunction(const T *in, T *out) {
  __shared__ T values[128];
  const unsigned t = threadIdx.x;
  values[t] = in[blockIdx.x * 128 + t];
  __syncthreads();
  if (t < 64)
    values[t] += values[t + 64];
  __syncthreads();
  if (t < 32)
    sumOfWarp<T>(values, t);
  if (t == 0)
    out[blockIdx.x] = values[0];
}

template <class T> struct SharedMemory {
  __device__ operator T *() {
    extern __shared__ int memory[];
    return (T *)memory;
  }
};
// The last steps of the sample "reduction" of CUDA 4 to 8.
__global__ void sumByPointer(const int *in, int *out) {
  int *values = SharedMemory<int>();
  const unsigned t = threadIdx.x;
  int mine = in[blockIdx.x * 128 + t];
  values[t] = mine;
  __syncthreads();
  if (t < 64)
    values[t] = mine = mine + values[t + 64];
  __syncthreads();
  if (t < 32) {
    volatile int *last = values;
    last[t] = mine = mine + last[t + 32];
    last[t] = mine = mine + last[t + 16];
    for (int step = 8; step > 0; step >>= 1)
      last[t] = mine = mine + last[t + step];
  }
  if (t == 0)
    out[blockIdx.x] = mine;
}

#define ADD_LOWER(distance) if (lane >= distance) values[t] += values[t - distance]
__global__ void scan(const int *in, int *out) {
  __shared__ volatile int values[96];
  const int t = threadIdx.x, lane = t & 31;
  values[t] = in[blockIdx.x * 96 + t];
  if (lane >= 1)
    values[t] += values[t - 1];
  if (lane >= 2) {
    int lower = values[t - 2];
    values[t] = lower + values[t];
  }
  ADD_LOWER(4);
  ADD_LOWER(8);
  ADD_LOWER(16);
  out[blockIdx.x * 96 + t] = values[t];
}

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

__global__ void rotate(const int *in, int *out) {
  __shared__ volatile int ring[32];
  const int t = threadIdx.x;
  ring[t] = in[t];
  for (int i = 0; i < 5; ++i)
    ring[t] = ring[(t + 31) % 32] + i;
  out[t] = ring[t];
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
  double *inDouble = managed<double>(n), *outDouble = managed<double>(8);
  for (int i = 0; i < n; ++i)
    inDouble[i] = in[i] = i * 7919 % 103;

  int sums[8] = {};
  for (int i = 0; i < n; ++i)
    sums[i / 128] += in[i];
  sumInFunction<int><<<8, 128>>>(in, out);
  LAUNCH_OK();
  for (int b = 0; b < 8; ++b)
    EXPECT(out[b] == sums[b]);
  sumInFunction<double><<<8, 128>>>(inDouble, outDouble);
  LAUNCH_OK();
  for (int b = 0; b < 8; ++b)
    EXPECT(outDouble[b] == sums[b]);
  sumByPointer<<<8, 128, 128 * sizeof(int)>>>(in, out);
  LAUNCH_OK();
  for (int b = 0; b < 8; ++b)
    EXPECT(out[b] == sums[b]);

  scan<<<10, 96>>>(in, out);
  LAUNCH_OK();
  for (int i = 0, sum = 0; i < 960; ++i) {
    sum = i % 32 == 0 ? in[i] : sum + in[i];
    EXPECT(out[i] == sum);
  }

  int most = 0;
  for (int i = 0; i < 32; ++i)
    most = in[i] > most ? in[i] : most;
  largest<<<1, 32, 32 * sizeof(int)>>>(in, out);
  LAUNCH_OK();
  EXPECT(out[0] == most && out[31] == most);
  rotate<<<1, 32>>>(in, out);
  LAUNCH_OK();
  for (int i = 0; i < 32; ++i)
    EXPECT(out[i] == in[(i + 27) % 32] + 0 + 1 + 2 + 3 + 4);

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
