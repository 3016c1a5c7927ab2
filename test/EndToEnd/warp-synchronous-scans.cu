// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lanes read what lower lanes, or lanes across, have written in the statement before, with no barrier between: a scan, some of
// it by macros, a ring, and sums without volatile.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
// RUN: %lorchacc -O1 --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
#include "check.h"

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

__global__ void rotate(const int *in, int *out) {
  __shared__ volatile int ring[32];
  const int t = threadIdx.x;
  ring[t] = in[t];
  for (int i = 0; i < 5; ++i)
    ring[t] = ring[(t + 31) % 32] + i;
  out[t] = ring[t];
}

// Memory that is not volatile, and an object of a class.
struct Pair {
  int a, b;
  __device__ Pair &operator+=(const Pair &other) { return a += other.a, b += other.b, *this; }
};
__global__ void butterfly(const int *in, int *out) {
  __shared__ Pair pairs[32];
  const int t = threadIdx.x;
  pairs[t].a = in[t];
  pairs[t].b = 1;
  for (int i = 16; i > 0; i >>= 1)
    pairs[t] += pairs[t ^ i];
  out[t] = pairs[t].a + 1000 * pairs[t].b;
}

// Every lane reads the pivot, which its own lane overwrites.
__global__ void divide(const int *in, int *out) {
  __shared__ float row[32];
  const int t = threadIdx.x;
  row[t] = in[t] + 1;
  __syncthreads();
  const int pivot = in[5] % 32;
  row[t] = row[t] / row[pivot];
  out[t] = row[t] * 1000;
}

int main() {
  const int n = 1024;
  int *in = managed<int>(n), *out = managed<int>(n);
  for (int i = 0; i < n; ++i)
    in[i] = i * 7919 % 103;
  scan<<<10, 96>>>(in, out);
  LAUNCH_OK();
  for (int i = 0, sum = 0; i < 960; ++i) {
    sum = i % 32 == 0 ? in[i] : sum + in[i];
    EXPECT(out[i] == sum);
  }
  rotate<<<1, 32>>>(in, out);
  LAUNCH_OK();
  for (int i = 0; i < 32; ++i)
    EXPECT(out[i] == in[(i + 27) % 32] + 0 + 1 + 2 + 3 + 4);

  int sum = 0;
  for (int i = 0; i < 32; ++i)
    sum += in[i];
  butterfly<<<1, 32>>>(in, out);
  LAUNCH_OK();
  for (int i = 0; i < 32; ++i)
    EXPECT(out[i] == sum + 32000);
  divide<<<1, 32>>>(in, out);
  LAUNCH_OK();
  for (int i = 0; i < 32; ++i)
    EXPECT(out[i] == (int)((in[i] + 1.0f) / (in[in[5] % 32] + 1.0f) * 1000));
  return finish();
}
