// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A group that auto names lives across exchanges: each bucket's lanes count themselves with one atomic.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %t.O2
// RUN: %lorchacc -O2 --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
#include "check.h"
#include <cooperative_groups.h>
namespace cg = cooperative_groups;

__device__ int take(int bucket, int *counters) {
  cg::coalesced_group active = cg::coalesced_threads();
  auto mine = cg::labeled_partition(active, bucket);
  int first = 0;
  if (mine.thread_rank() == 0)
    first = atomicAdd(&counters[bucket], mine.size());
  first = mine.shfl(first, 0);
  return first + mine.thread_rank();
}
__global__ void sortIn(const int *in, int *places, int *counters) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (in[i] < 5)
    places[i] = take(in[i], counters);
}

int main() {
  const int n = 256;
  int *in = managed<int>(n), *places = managed<int>(n), *counters = managed<int>(5);
  int counts[7] = {};
  for (int i = 0; i < n; ++i)
    in[i] = i * 37 % 7, ++counts[in[i]], places[i] = -1;
  for (int k = 0; k < 5; ++k)
    counters[k] = 0;
  sortIn<<<4, 64>>>(in, places, counters);
  LAUNCH_OK();
  for (int k = 0; k < 5; ++k)
    EXPECT(counters[k] == counts[k]);
  for (int i = 0; i < n; ++i) {
    EXPECT(in[i] < 5 ? places[i] >= 0 && places[i] < counts[in[i]] : places[i] == -1);
    for (int j = 0; j < i; ++j)
      EXPECT(in[i] >= 5 || in[j] != in[i] || places[j] != places[i]);
  }
  return finish();
}
