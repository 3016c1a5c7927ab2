// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Branches that choose threads by their place: one of the block, one of so many, those of a range; with variables that go
// in and come out, in functions that some threads call, and where numbers wrap around.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"

__device__ int afterBarrier(int value, int *shared) {
  if (threadIdx.x % 16 == 3)
    shared[threadIdx.x / 16] = value;
  __syncthreads();
  return shared[threadIdx.x / 16];
}

__global__ void choose(int *out, int one, unsigned bound, int low) {
  __shared__ int shared[64], every[256];
  int t = threadIdx.x, lane = t & 15, own = t * 3, count = 0;
  every[t] = 0;
  __syncthreads();
  if (t == one)
    count = own + 1;
  if (lane == one % 16 && t >= low)
    own += 1000;
  if (!(threadIdx.x % 8) && t < 40)
    own += 2000;
  if (t + 5u > bound)
    every[t] += 1;
  if (t - low <= 3)
    every[t] += 10;
  if (64 >= t && t + low == 17)
    every[t] += 100;
  __syncthreads();
  int given = afterBarrier(own, shared);
  __syncthreads();
  out[4 * t] = own;
  out[4 * t + 1] = count;
  out[4 * t + 2] = every[t];
  out[4 * t + 3] = given;
}

static void check(int count, int one, unsigned bound, int low) {
  int *out = managed<int>(4 * count);
  choose<<<1, count>>>(out, one, bound, low);
  LAUNCH_OK();
  auto ownOf = [&](int t) {
    return 3 * t + ((t & 15) == one % 16 && t >= low ? 1000 : 0) + (t % 8 == 0 && t < 40 ? 2000 : 0);
  };
  for (int t = 0; t < count; ++t) {
    int every = (t + 5u > bound ? 1 : 0) + (t - low <= 3 ? 10 : 0) + (64 >= t && t + low == 17 ? 100 : 0);
    EXPECT(out[4 * t] == ownOf(t));
    EXPECT(out[4 * t + 1] == (t == one ? 3 * t + 1 : 0));
    EXPECT(out[4 * t + 2] == every);
    EXPECT(t / 16 * 16 + 3 >= count || out[4 * t + 3] == ownOf(t / 16 * 16 + 3));
  }
}

int main() {
  for (int count : {1, 16, 50, 64, 200}) {
    check(count, 0, 3, 0);
    check(count, 17, 60, 5);
    check(count, 199, ~0u, -3);
    check(count, -1, 0, 100);
    check(count, -5, 9, 100000);
  }
  return finish();
}
