// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Groups are lowered from the library's own C++; what they are made of are exchanges.
// RUN: %inspect --print=opencl --no-line-directives %s | FileCheck %s
#include <cooperative_groups.h>
namespace cg = cooperative_groups;
__global__ void run(int *out) {
  cg::thread_block_tile<32> tile = cg::tiled_partition<32>(cg::this_thread_block());
  out[tile.thread_rank()] = tile.shfl_down(out[0], 1);
}
// CHECK: needs {{.*}}lorcha::NeedsExchange{{.*}}; library exchange warp
// CHECK: lorcha_read_lane(lorchaContext,
// CHECK: coalesced_group_shfl_down_int(lorchaContext, true,
