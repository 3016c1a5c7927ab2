// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Blocks, tiles and coalesced groups, passed to device functions as groups of any kind.
// BACKENDS: cpu -- warp operations in both arms of a branch do not meet on OpenCL devices
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <cooperative_groups.h>
#include <cooperative_groups/reduce.h>
namespace cg = cooperative_groups;

// The sum of all values, by halving: works for a block and for a tile.
__device__ int reduced(cg::thread_group g, int *scratch, int value) {
  int rank = g.thread_rank();
  for (int i = g.size() / 2; i > 0; i /= 2) {
    scratch[rank] = value;
    g.sync();
    if (rank < i)
      value += scratch[rank + i];
    g.sync();
  }
  return value;
}

__global__ void run(const int *in, int *blocks, int *tiles, int *evens) {
  __shared__ int scratch[128];
  cg::thread_block block = cg::this_thread_block();
  cg::thread_block_tile<32> tile = cg::tiled_partition<32>(block);
  int i = block.group_index().x * block.size() + block.thread_rank();
  int sum = reduced(block, scratch, in[i]);
  if (block.thread_rank() == 0)
    blocks[block.group_index().x] = sum;
  block.sync();
  sum = reduced(tile, scratch + tile.meta_group_rank() * 32, in[i]);
  if (tile.thread_rank() == 0)
    tiles[i / 32] = sum - cg::reduce(tile, in[i], cg::plus<int>()) + tile.shfl(sum, 0);
  else {
    cg::reduce(tile, in[i], cg::plus<int>());
    tile.shfl(sum, 0);
  }
  if (in[i] % 2 == 0) {
    cg::coalesced_group active = cg::coalesced_threads();
    if (active.thread_rank() == 0)
      atomicAdd(evens, active.size());
  }
}

int main() {
  int *in = managed<int>(256), *blocks = managed<int>(2), *tiles = managed<int>(8), *evens = managed<int>(1);
  int expected[8] = {}, even = 0;
  for (int i = 0; i < 256; ++i) {
    in[i] = i * i % 37;
    expected[i / 32] += in[i];
    even += in[i] % 2 == 0;
  }
  run<<<2, 128>>>(in, blocks, tiles, evens);
  LAUNCH_OK();
  for (int i = 0; i < 8; ++i)
    EXPECT(tiles[i] == expected[i]);
  EXPECT(blocks[0] == expected[0] + expected[1] + expected[2] + expected[3]);
  EXPECT(blocks[1] == expected[4] + expected[5] + expected[6] + expected[7]);
  EXPECT(evens[0] == even);
  return finish();
}
