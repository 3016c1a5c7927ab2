// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Tiles and coalesced groups that exchange what is larger than a word, or no number: vectors, structs, halves.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
// RUN: %lorchacc -O3 --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
#include "check.h"
#include <cooperative_groups.h>
#include <cooperative_groups/reduce.h>
#include <cooperative_groups/scan.h>
#include <cstring>
#include <cuda_fp16.h>
namespace cg = cooperative_groups;

struct Item {
  int key;
  short parts[3];
  bool isOdd;
  double *nowhere;
  float weight;
};
struct Sum {
  __device__ uint4 operator()(uint4 a, uint4 b) const {
    return make_uint4(a.x + b.x, a.y + b.y, a.z + b.z, a.w + b.w);
  }
};
struct Heavier {
  __device__ Item operator()(const Item &a, const Item &b) const { return a.weight < b.weight ? b : a; }
};

__device__ uint4 given(unsigned t) { return make_uint4(t, t * t, ~t, t << 20); }

__global__ void run(uint4 *above, uint4 *sums, uint4 *before, Item *heaviest, float3 *turned, float *halves) {
  cg::thread_block_tile<16> tile = cg::tiled_partition<16>(cg::this_thread_block());
  unsigned t = threadIdx.x;
  above[t] = tile.shfl_up(given(t), 3);
  sums[t] = cg::reduce(tile, given(t), Sum());
  before[t] = cg::inclusive_scan(tile, given(t), Sum());
  Item item = {int(t), {short(t), short(t + 1), short(t + 2)}, t % 2 != 0, nullptr, float(t * 7 % 16)};
  heaviest[t] = cg::reduce(tile, item, Heavier());
  turned[t] = tile.shfl_xor(make_float3(t, t + 0.5f, -float(t)), 5);
  halves[t] = __half2float(tile.shfl(__float2half(t * 0.25f), 9)) +
              __low2float(tile.shfl_down(__floats2half2_rn(t, 1.0f), 1));
  if (t % 3 == 0) {
    cg::coalesced_group third = cg::coalesced_threads();
    above[t].w = third.shfl(given(t), 1).x;
  }
}

template <class T> bool same(const T &a, const T &b) { return memcmp(&a, &b, sizeof(T)) == 0; }

int main() {
  const unsigned Count = 64;
  uint4 *above = managed<uint4>(Count), *sums = managed<uint4>(Count), *before = managed<uint4>(Count);
  Item *heaviest = managed<Item>(Count);
  float3 *turned = managed<float3>(Count);
  float *halves = managed<float>(Count);
  run<<<1, Count>>>(above, sums, before, heaviest, turned, halves);
  LAUNCH_OK();
  for (unsigned t = 0; t < Count; ++t) {
    unsigned first = t / 16 * 16, from = t - first < 3 ? t : t - 3, best = first;
    uint4 sum = {}, partial = {};
    for (unsigned k = first; k < first + 16; ++k) {
      sum = {sum.x + k, sum.y + k * k, sum.z + ~k, sum.w + (k << 20)};
      partial = k == t ? sum : partial;
      best = k * 7 % 16 > best * 7 % 16 ? k : best;
    }
    unsigned second = t < 32 ? 3 : 36; // the second multiple of 3 in the warp
    uint4 expected = {from, from * from, ~from, t % 3 == 0 ? second : from << 20};
    EXPECT(same(above[t], expected) && same(sums[t], sum) && same(before[t], partial));
    EXPECT(heaviest[t].key == int(best) && heaviest[t].parts[2] == short(best + 2));
    EXPECT(heaviest[t].isOdd == (best % 2 != 0) && heaviest[t].weight == best * 7 % 16);
    unsigned other = t ^ 5, next = t % 16 == 15 ? t : t + 1;
    EXPECT(turned[t].x == other && turned[t].y == other + 0.5f && turned[t].z == -float(other));
    EXPECT(halves[t] == (first + 9) * 0.25f + next);
  }
  return finish();
}
