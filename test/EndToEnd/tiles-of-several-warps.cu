// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Tiles of 64 to 512 threads: barriers, votes, reductions and scans, by tiles that are at different places.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <cooperative_groups.h>
#include <cooperative_groups/reduce.h>
#include <cooperative_groups/scan.h>
namespace cg = cooperative_groups;

template <unsigned Size> __global__ void run(const int *in, int *sums, int *before, int *facts) {
  __shared__ cg::block_tile_memory<512> memory;
  __shared__ int turned[512];
  cg::thread_block block = cg::this_thread_block(memory);
  auto tile = cg::tiled_partition<Size>(block);
  auto warp = cg::tiled_partition<32>(tile);
  int t = block.thread_rank(), value = in[t], bad = 0;
  bad += tile.size() != Size || tile.thread_rank() != t % Size || tile.meta_group_rank() != t / Size;
  bad += tile.meta_group_size() != 512 / Size || warp.thread_rank() != t % 32;
  bad += warp.meta_group_rank() != t % Size / 32 || warp.meta_group_size() != Size / 32;
  // Each tile does as many rounds as it has the number.
  for (unsigned round = 0; round <= tile.meta_group_rank(); ++round) {
    turned[t] = value + round;
    tile.sync();
    int other = turned[t / Size * Size + Size - 1 - t % Size];
    bad += other != int(in[t / Size * Size + Size - 1 - t % Size] + round);
    cg::sync(tile);
  }
  sums[t] = cg::reduce(tile, value, cg::plus<int>());
  before[t] = cg::exclusive_scan(tile, value);
  bad += cg::inclusive_scan(tile, value, cg::plus<int>()) != before[t] + value;
  bad += tile.any(t == 70) != int(t / Size == 70 / Size) || tile.all(t != 70) != int(t / Size != 70 / Size);
  bad += tile.shfl(value, 3) != in[t / Size * Size + 3];
  bad += cg::reduce(warp, 1, cg::plus<int>()) != 32;
  facts[t] = bad;
}

template <unsigned Size> void check() {
  int *in = managed<int>(512), *sums = managed<int>(512), *before = managed<int>(512),
      *facts = managed<int>(512);
  for (int i = 0; i < 512; ++i)
    in[i] = i * i % 97;
  run<Size><<<1, 512>>>(in, sums, before, facts);
  LAUNCH_OK();
  for (int i = 0; i < 512; ++i) {
    int sum = 0, first = i / Size * Size, partial = 0;
    for (int k = first; k < first + int(Size); ++k) {
      partial = k == i ? sum : partial;
      sum += in[k];
    }
    EXPECT(sums[i] == sum && before[i] == partial && facts[i] == 0);
  }
}

int main() {
  check<64>();
  check<128>();
  check<256>();
  check<512>();
  return finish();
}
