// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Tiles where all threads of the block come: shuffles, votes, reductions and scans.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %run %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <cooperative_groups.h>
#include <cooperative_groups/reduce.h>
#include <cooperative_groups/scan.h>
namespace cg = cooperative_groups;

__global__ void run(const int *in, int *sums, int *halves, int *scans, unsigned *votes, double *pairs) {
  cg::thread_block block = cg::this_thread_block();
  cg::thread_block_tile<32> warp = cg::tiled_partition<32>(block);
  cg::thread_block_tile<16> half = cg::tiled_partition<16>(block);
  int i = block.thread_rank(), value = in[i];
  int sum = value;
  for (int distance = 16; distance > 0; distance /= 2)
    sum += warp.shfl_down(sum, distance);
  sums[i] = warp.shfl(sum, 0);
  halves[i] = cg::reduce(half, value, cg::plus<int>());
  scans[i] = cg::inclusive_scan(warp, value);
  votes[i] = half.ballot(value % 2 == 0) | (warp.any(value == 36) ? 1u << 31 : 0);
  pairs[i] = warp.shfl_xor(value * 0.5, 1);
  block.sync();
}

int main() {
  int *in = managed<int>(64), *sums = managed<int>(64), *halves = managed<int>(64), *scans = managed<int>(64);
  unsigned *votes = managed<unsigned>(64);
  double *pairs = managed<double>(64);
  for (int i = 0; i < 64; ++i)
    in[i] = i * i % 37;
  run<<<1, 64>>>(in, sums, halves, scans, votes, pairs);
  LAUNCH_OK();
  for (int i = 0; i < 64; ++i) {
    int sum = 0, half = 0, scan = 0, even = 0;
    bool has36 = false;
    for (int k = i / 32 * 32; k < i / 32 * 32 + 32; ++k) {
      sum += in[k];
      scan += k <= i ? in[k] : 0;
      has36 |= in[k] == 36;
      if (k / 16 == i / 16) {
        half += in[k];
        even |= (in[k] % 2 == 0) << k % 16;
      }
    }
    EXPECT(sums[i] == sum && halves[i] == half && scans[i] == scan);
    EXPECT(votes[i] == (even | (has36 ? 1u << 31 : 0)));
    EXPECT(pairs[i] == in[i ^ 1] * 0.5);
  }
  return finish();
}
