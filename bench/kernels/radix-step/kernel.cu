// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sizes.h"
#include <cuda_runtime.h>

__global__ void radixStep(const int *in, int *out, int bit) {
  __shared__ int zerosOfWarps[8];
  int t = threadIdx.x, lane = t % 32, warp = t / 32, first = blockIdx.x * 256;
  int key = in[first + t];
  bool isZero = (key >> bit & 1) == 0;
  unsigned zeros = __ballot_sync(0xffffffff, isZero);
  if (lane == 0)
    zerosOfWarps[warp] = __popc(zeros);
  __syncthreads();
  int before = __popc(zeros & ((1u << lane) - 1)), total = 0;
  for (int other = 0; other < 8; ++other) {
    before += other < warp ? zerosOfWarps[other] : 0;
    total += zerosOfWarps[other];
  }
  out[first + (isZero ? before : total + t - before)] = key;
}

extern "C" void launchRadixStep(void *const *arrays) {
  radixStep<<<RadixCount / 256, 256>>>(static_cast<const int *>(arrays[0]), static_cast<int *>(arrays[1]),
                                       RadixBit);
}
