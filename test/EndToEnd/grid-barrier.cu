// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Blocks of a cooperative launch wait for each other several times, with values that live across; also threads that
// have returned, and an error where the launch is not cooperative.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
// RUN: %lorchacc -O1 --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
#include "check.h"
#include <vector>
#include <cooperative_groups.h>
namespace cg = cooperative_groups;

// Sums 4 neighbours' values round by round: each round reads what other blocks wrote in the round before.
__global__ void spread(int *from, int *to, int n, int rounds) {
  cg::grid_group grid = cg::this_grid();
  int i = blockIdx.x * blockDim.x + threadIdx.x, own = i * 3;
  if (i >= n)
    return;
  from[i] = i;
  grid.sync();
  for (int round = 0; round < rounds; ++round) {
    int *in = round % 2 ? to : from, *out = round % 2 ? from : to;
    out[i] = in[(i + n / 2) % n] + in[(i + 1) % n] + own % 5;
    cg::sync(grid);
  }
  own += static_cast<int>(grid.size());
  to[i] += own;
}

int main() {
  const int Blocks = 7, Threads = 64, Count = Blocks * Threads - 10;
  int *from = managed<int>(Count), *to = managed<int>(Count), count = Count, rounds = 6;
  std::vector<int> in(Count), out(Count);
  for (int i = 0; i < Count; ++i)
    in[i] = i;
  for (int round = 0; round < rounds; ++round) {
    for (int i = 0; i < Count; ++i)
      out[i] = in[(i + Count / 2) % Count] + in[(i + 1) % Count] + i * 3 % 5;
    in.swap(out);
  }
  void *arguments[] = {&from, &to, &count, &rounds};
  CUDA_OK(cudaLaunchCooperativeKernel((void *)spread, dim3(Blocks), dim3(Threads), arguments, 0, nullptr));
  CUDA_OK(cudaDeviceSynchronize());
  // Six rounds end in `from`; `to` holds the fifth.
  for (int i = 0; i < Count; ++i)
    EXPECT(from[i] == in[i] && to[i] == out[i] + i * 3 + Blocks * Threads);
  spread<<<Blocks, Threads>>>(from, to, Count, 1);
  EXPECT(cudaDeviceSynchronize() != cudaSuccess);
  return finish();
}
