// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lanes that come out of a barrier object, a polling wait or a tile of several warps are active together.
// BACKENDS: cpu -- waits of parts of a block have no OpenCL form
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
// RUN: %lorchacc -O1 --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
#include "check.h"
#include <cooperative_groups.h>
#include <cuda/barrier>
#include <utility>
namespace cg = cooperative_groups;
const unsigned threads = 128, rounds = 3;

__global__ void ask(unsigned *ballots, unsigned *neighbours, unsigned *sizes) {
  __shared__ cuda::barrier<cuda::thread_scope_block> meeting;
  const unsigned t = threadIdx.x;
  if (t == 0)
    init(&meeting, threads);
  __syncthreads();
  cg::thread_block_tile<64> tile = cg::tiled_partition<64>(cg::this_thread_block());
  for (unsigned round = 0; round < rounds; ++round) {
    meeting.arrive_and_wait();
    ballots[round * threads + t] = __ballot(t % 3 == round);
    tile.sync();
    neighbours[round * threads + t] = __shfl_down(t + round, 1);
    auto token = meeting.arrive();
    while (!meeting.try_wait(std::move(token))) {
    }
    if (t % 2 == 0)
      sizes[round * threads + t] = cg::coalesced_threads().size();
  }
}

int main() {
  unsigned *ballots = managed<unsigned>(rounds * threads), *neighbours = managed<unsigned>(rounds * threads);
  unsigned *sizes = managed<unsigned>(rounds * threads);
  ask<<<1, threads>>>(ballots, neighbours, sizes);
  LAUNCH_OK();
  for (unsigned round = 0; round < rounds; ++round)
    for (unsigned t = 0; t < threads; ++t) {
      unsigned expected = 0;
      for (unsigned lane = 0; lane < 32; ++lane)
        expected |= unsigned((t / 32 * 32 + lane) % 3 == round) << lane;
      EXPECT(ballots[round * threads + t] == expected);
      EXPECT(neighbours[round * threads + t] == (t % 32 == 31 ? t : t + 1) + round);
      EXPECT(sizes[round * threads + t] == (t % 2 == 0 ? 16 : 0));
    }
  return finish();
}
