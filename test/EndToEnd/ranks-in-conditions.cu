// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Conditions of branches and loops around barriers that ask a group for the thread's rank.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <cooperative_groups.h>
namespace cg = cooperative_groups;

__device__ void sumBlock(volatile int *shared, int own, unsigned place, cg::thread_block block) {
  shared[place] = own;
  block.sync();
  if (block.thread_rank() == 0) {
    own = 0;
    for (int i = 0; i < blockDim.x; i += 32)
      own += shared[i];
    shared[0] = own;
  }
  block.sync();
}

__global__ void first(const int *in, int *out) {
  __shared__ int shared[128];
  sumBlock(shared, in[threadIdx.x], threadIdx.x, cg::this_thread_block());
  out[threadIdx.x] = shared[0];
}

__global__ void loops(int *out) {
  cg::thread_block block = cg::this_thread_block();
  __shared__ int rounds;
  if (threadIdx.x == 0)
    rounds = 0;
  block.sync();
  int own = 0;
  for (unsigned i = 0; i < block.thread_rank() % 5; ++i) {
    atomicAdd(&rounds, 1);
    own += 2;
    __syncwarp(1u << threadIdx.x % 32); // for itself: others have left the loop
  }
  block.sync();
  out[threadIdx.x] = rounds * 100 + own;
}

int main() {
  int *in = managed<int>(128), *out = managed<int>(128);
  for (int i = 0; i < 128; ++i)
    in[i] = i % 32 == 0 ? 1000 + i : 1;
  first<<<1, 128>>>(in, out);
  LAUNCH_OK();
  for (int i = 0; i < 128; ++i)
    EXPECT(out[i] == 4 * 1000 + 32 + 64 + 96);
  int rounds = 0;
  for (int i = 0; i < 128; ++i)
    rounds += i % 5;
  loops<<<1, 128>>>(out);
  LAUNCH_OK();
  for (int i = 0; i < 128; ++i)
    EXPECT(out[i] == rounds * 100 + i % 5 * 2);
}
