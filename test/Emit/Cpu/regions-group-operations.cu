// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Operations of cooperative groups take from what their lanes have handed in; for tiles the block works them out
// before. A grid barrier is the whole block's.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
#include <cooperative_groups.h>
#include <cooperative_groups/reduce.h>
namespace cg = cooperative_groups;
__global__ void groups(float *data) {
  cg::thread_block_tile<16> tile = cg::tiled_partition<16>(cg::this_thread_block());
  float v = tile.shfl_down(data[threadIdx.x], 1);
  cg::this_grid().sync();
  v = cg::reduce(tile, v, cg::plus<float>());
  v = cg::reduce(tile, v, [](float a, float b) { return a * b; });
  cg::coalesced_group here = cg::coalesced_threads();
  data[threadIdx.x] = v + here.any(v > 1);
}
// CHECK: lorchaExchange1.give(lorchaThread, data[threadIdx.x]);
// CHECK: lorcha::permuted::Tile<cg::thread_block_tile<16>>::shfl_down(lorchaExchange1, 1);
// CHECK: float v = lorcha::permuted::of(lorchaExchange1, lorchaThread).shfl_down(data[threadIdx.x], 1);
// CHECK: {{^}}  lorcha::endGridRegion();
// CHECK: lorcha::permuted::Tile<cg::thread_block_tile<16>>::reduce(lorchaExchange2, cg::plus<float>());
// CHECK: v = cg::reduce(lorcha::permuted::of(lorchaExchange2, lorchaThread), v, cg::plus<float>());
// CHECK: v = cg::reduce(lorcha::exchanged::of(tile, lorchaExchange3, lorchaThread), v, [](float a, float b) { return a * b; });
// CHECK: lorchaExchange4.give(lorchaThread);
// CHECK: here = cg::coalesced_threads(lorchaExchange4, lorchaThread);
// CHECK: lorchaExchange5.giveToGroup(lorchaThread, static_cast<int>(v > 1));
