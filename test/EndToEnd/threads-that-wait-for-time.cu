// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The threads of a block wait for time to pass together, not one after the other; each waits as long as it should.
// BACKENDS: cpu -- OpenCL devices count cycles of their own, or calls
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <chrono>

__global__ void wait(long long ticks, long long *waited) {
  long long start = clock64(), now = start;
  while (now - start < ticks)
    now = clock64();
  waited[threadIdx.x] = now - start;
}

int main() {
  const int threads = 512;
  int rate;
  CUDA_OK(cudaDeviceGetAttribute(&rate, cudaDevAttrClockRate, 0));
  const long long ticks = 20LL * rate; // 20 ms: over 10 s for threads that take turns
  long long *waited = managed<long long>(threads);
  auto start = std::chrono::steady_clock::now();
  wait<<<1, threads>>>(ticks, waited);
  LAUNCH_OK();
  double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  EXPECT(seconds >= 0.019 && seconds < 5);
  for (int i = 0; i < threads; ++i)
    EXPECT(waited[i] >= ticks);
  return finish();
}
