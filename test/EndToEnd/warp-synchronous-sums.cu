// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lanes add up values in shared memory with no barrier between, as programs from before CUDA 9 do: in a function that takes a
// volatile pointer, and through one in the kernel.
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

// All threads read a sum, and the first warp begins with the next one: the others are as far.
__device__ void put(volatile int *values, int t, int value) { values[t] = value; }
__global__ void severalSums(const int *in, int *out) {
  __shared__ volatile int values[128];
  const int t = threadIdx.x;
  for (int i = 0; i < 4; ++i) {
    put(values, t, in[t] + i);
    __syncthreads();
    for (int step = 64; step > 0; step /= 2) {
      if (t < step)
        values[t] += values[t + step];
      __syncthreads();
    }
    out[i * 128 + t] = values[0];
  }
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
  severalSums<<<1, 128>>>(in, out);
  LAUNCH_OK();
  for (int i = 0; i < 512; ++i)
    EXPECT(out[i] == sums[0] + i / 128 * 128);
  return finish();
}
