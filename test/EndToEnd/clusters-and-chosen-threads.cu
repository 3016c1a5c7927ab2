// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Clusters of one block, barriers in two steps, and calls by one thread of a group.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <cooperative_groups.h>
#include <utility>
namespace cg = cooperative_groups;

__global__ void run(const int *in, int *out, int *calls) {
  __shared__ int values[64];
  cg::cluster_group cluster = cg::this_cluster();
  cg::thread_block block = cg::this_thread_block();
  int t = threadIdx.x;
  values[t] = in[blockIdx.x * 64 + t];
  auto arrived = block.barrier_arrive();
  int own = cluster.num_blocks() + cluster.block_rank() + cluster.dim_blocks().x + cluster.block_index().x;
  block.barrier_wait(std::move(arrived));
  int *other = cluster.map_shared_rank(values, 0);
  own += other[63 - t] + (cluster.thread_rank() == block.thread_rank()) + (cluster.num_threads() == 64);
  cluster.sync();
  cg::invoke_one(block, [&] { atomicAdd(calls, 1); });
  cg::thread_block_tile<16> tile = cg::tiled_partition<16>(block);
  cg::invoke_one(tile, [&](int by) { atomicAdd(calls + 1, by); }, 2);
  out[blockIdx.x * 64 + t] = own;
}

int main() {
  int *in = managed<int>(128), *out = managed<int>(128), *calls = managed<int>(2);
  for (int i = 0; i < 128; ++i)
    in[i] = i * 3;
  run<<<2, 64>>>(in, out, calls);
  LAUNCH_OK();
  for (int i = 0; i < 128; ++i)
    EXPECT(out[i] == in[i / 64 * 64 + 63 - i % 64] + 4);
  EXPECT(calls[0] == 2 && calls[1] == 16);
  return finish();
}
