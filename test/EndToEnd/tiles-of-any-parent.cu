// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A tile in a variable whose type does not name what it was cut from is still the tile that it was.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <cooperative_groups.h>
namespace cg = cooperative_groups;

__device__ int place(cg::thread_block_tile<32> tile) {
  return tile.meta_group_rank() * 1000 + tile.meta_group_size() * 100 + tile.thread_rank();
}

__global__ void run(int *out, int *smaller) {
  cg::thread_block block = cg::this_thread_block();
  cg::thread_block_tile<32> tile = cg::tiled_partition<32>(block);
  cg::thread_block_tile<8> eight = cg::tiled_partition<8>(tile);
  out[threadIdx.x] = place(tile) + (place(cg::tiled_partition<32>(block)) == place(tile) ? 0 : 1000000);
  smaller[threadIdx.x] = eight.meta_group_rank() * 1000 + eight.meta_group_size() * 100 + eight.thread_rank();
}

int main() {
  int *out = managed<int>(128), *smaller = managed<int>(128);
  run<<<1, 128>>>(out, smaller);
  LAUNCH_OK();
  for (int i = 0; i < 128; ++i) {
    EXPECT(out[i] == i / 32 * 1000 + 400 + i % 32);
    EXPECT(smaller[i] == i % 32 / 8 * 1000 + 400 + i % 8);
  }
  return finish();
}
