// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Groups made of the lanes that come by together, or that give the same label, in a kernel and in a device function.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
// RUN: %lorchacc -O1 --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
#include "check.h"
#include <cooperative_groups.h>
#include <cooperative_groups/reduce.h>
#include <cooperative_groups/scan.h>
namespace cg = cooperative_groups;

// One atomic operation for all lanes that come by.
__device__ int next(int *counter) {
  cg::coalesced_group active = cg::coalesced_threads();
  int first = 0;
  if (active.thread_rank() == 0)
    first = atomicAdd(counter, static_cast<int>(active.size()));
  first = active.shfl(first, 0);
  return first + active.thread_rank();
}

__global__ void run(const int *in, int *kept, int *counter, int *sums, int *before, unsigned *votes, int n) {
  cg::thread_block_tile<32> warp = cg::tiled_partition<32>(cg::this_thread_block());
  for (int i = threadIdx.x; i < n; i += blockDim.x) {
    if (in[i] % 3 == 0)
      kept[next(counter)] = in[i];
    cg::coalesced_group same = cg::labeled_partition(warp, in[i] % 4);
    cg::coalesced_group parity = cg::binary_partition(warp, in[i] & 1);
    sums[i] = cg::reduce(same, in[i], cg::plus<int>()) * 100 + cg::reduce(parity, in[i], cg::greater<int>());
    before[i] = cg::exclusive_scan(same, in[i]);
    votes[i] = same.ballot(in[i] > 10) + parity.size() * 64 + (parity.match_any(in[i] % 8) & 1);
  }
}

int main() {
  const int Count = 256;
  int *in = managed<int>(Count), *kept = managed<int>(Count), *counter = managed<int>(1);
  int *sums = managed<int>(Count), *before = managed<int>(Count);
  unsigned *votes = managed<unsigned>(Count);
  long keptSum = 0;
  int keptCount = 0;
  for (int i = 0; i < Count; ++i) {
    in[i] = i * i % 37;
    keptSum += in[i] % 3 == 0 ? in[i] : 0;
    keptCount += in[i] % 3 == 0;
  }
  run<<<1, 64>>>(in, kept, counter, sums, before, votes, Count);
  LAUNCH_OK();
  for (int i = 0; i < Count; ++i) {
    int sum = 0, most = 0, less = 0, rank = 0, members = 0, first = -1;
    unsigned vote = 0;
    for (int k = i / 32 * 32; k < i / 32 * 32 + 32; ++k) {
      if (in[k] % 4 == in[i] % 4) {
        sum += in[k];
        less += k < i ? in[k] : 0;
        vote |= (in[k] > 10 ? 1u : 0u) << rank++;
      }
      if (in[k] % 2 == in[i] % 2) {
        most = in[k] > most ? in[k] : most;
        first = members++ == 0 ? in[k] : first;
      }
    }
    EXPECT(sums[i] == sum * 100 + most && before[i] == less);
    EXPECT(votes[i] == vote + members * 64 + (first % 8 == in[i] % 8));
  }
  EXPECT(*counter == keptCount);
  for (int i = 0; i < keptCount; ++i)
    keptSum -= kept[i];
  EXPECT(keptSum == 0);
  return finish();
}
