// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// clock() and clock64() in device code count what the clock rate says; clock() of the host stays C's.
// BACKENDS: cpu -- OpenCL devices count cycles of their own, or calls
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t && %run %t
#include "check.h"
#include <chrono>
#include <ctime>

__global__ void wait(long long *ticks, clock_t rounds) {
  long long start64 = clock64();
  clock_t start = clock();
  while (clock() - start < rounds)
    ;
  ticks[0] = clock64() - start64;
}

__host__ __device__ clock_t onBothSides() { return clock(); }

int main() {
  int rate;
  CUDA_OK(cudaDeviceGetAttribute(&rate, cudaDevAttrClockRate, 0));
  long long *ticks = managed<long long>(1);
  auto start = std::chrono::steady_clock::now();
  wait<<<1, 1>>>(ticks, (clock_t)rate * 50); // 50 ms
  LAUNCH_OK();
  double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  EXPECT(seconds >= 0.049 && ticks[0] >= 49LL * rate);
  EXPECT(seconds < 5);
  clock_t before = onBothSides();
  EXPECT(clock() - before < CLOCKS_PER_SEC); // nanoseconds of some other beginning would be far away
  return finish();
}
