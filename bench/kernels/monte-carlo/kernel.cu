// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sizes.h"
#include <cuda_runtime.h>

__global__ void monteCarlo(int *hits) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  unsigned state = i * 747796405u + 2891336453u;
  int count = 0;
  for (int round = 0; round < MonteCarloRounds; ++round) {
    state ^= state << 13, state ^= state >> 17, state ^= state << 5;
    float x = (state >> 8) * (1.0f / 16777216);
    state ^= state << 13, state ^= state >> 17, state ^= state << 5;
    float y = (state >> 8) * (1.0f / 16777216);
    if (x * x + y * y < 1)
      ++count;
  }
  hits[i] = count;
}

extern "C" void launchMonteCarlo(void *const *arrays) {
  monteCarlo<<<MonteCarloThreads / 256, 256>>>(static_cast<int *>(arrays[0]));
}
