// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What one thread of a tile or of the lanes that are there finds out, for all of them.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <cooperative_groups.h>
namespace cg = cooperative_groups;

__global__ void run(int *count, int *places) {
  cg::thread_block_tile<8> tile = cg::tiled_partition<8>(cg::this_thread_block());
  // Each tile reserves room for its threads.
  int first = cg::invoke_one_broadcast(tile, [&] { return atomicAdd(count, 8); });
  places[first + tile.thread_rank()] += threadIdx.x + 1;
}

int main() {
  int *count = managed<int>(1), *places = managed<int>(96), sum = 0;
  run<<<1, 96>>>(count, places);
  LAUNCH_OK();
  EXPECT(*count == 96);
  for (int i = 0; i < 96; ++i) {
    EXPECT(places[i] > 0 && (i % 8 == 0 || places[i] == places[i - 1] + 1));
    sum += places[i];
  }
  EXPECT(sum == 96 * 97 / 2);
  return finish();
}
