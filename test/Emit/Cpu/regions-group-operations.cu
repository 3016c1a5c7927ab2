// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Operations of cooperative groups take from what their lanes have handed in; a grid barrier is the whole block's.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
#include <cooperative_groups.h>
#include <cooperative_groups/reduce.h>
namespace cg = cooperative_groups;
__global__ void groups(float *data) {
  cg::thread_block_tile<16> tile = cg::tiled_partition<16>(cg::this_thread_block());
  float v = tile.shfl_down(data[threadIdx.x], 1);
  cg::this_grid().sync();
  v = cg::reduce(tile, v, cg::plus<float>());
  cg::coalesced_group here = cg::coalesced_threads();
  data[threadIdx.x] = v + here.any(v > 1);
}
// CHECK: lorchaExchange1.giveToGroup(lorchaThread, data[threadIdx.x]);
// CHECK: float v = lorcha::exchanged::of(tile, lorchaExchange1, lorchaThread).shfl_down(data[threadIdx.x], 1);
// CHECK: {{^}}  lorcha::endGridRegion();
// CHECK: v = cg::reduce(lorcha::exchanged::of(tile, lorchaExchange2, lorchaThread), v, cg::plus<float>());
// CHECK: lorchaExchange3.give(lorchaThread);
// CHECK: here = cg::coalesced_threads(lorchaExchange3, lorchaThread);
// CHECK: lorchaExchange4.giveToGroup(lorchaThread, static_cast<int>(v > 1));
