// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Cooperative groups: ranks, sizes and collectives of blocks, tiles and coalesced groups, and barriers of
// grids.
#include "Kernels.h"
#include <lorcha/cooperative_groups.h>
#include <lorcha/group_algorithms.h>
#include <vector>

namespace {

namespace cg = cooperative_groups;
using lorcha::Thread;
using lorcha::test::run;

/// Runs Body(Thread, Bad) in each thread of a block; Bad counts what is wrong.
template <class BodyT> void check(dim3 BlockDim, BodyT Body, dim3 Grid = 1) {
  std::vector<int> Bad(BlockDim.x * BlockDim.y * BlockDim.z * Grid.x);
  ASSERT_EQ(
      run(Grid, BlockDim,
          [&](const Thread &T) {
            Body(T,
                 Bad[T.block.blockIdx.x * (Bad.size() / T.block.gridDim.x) + lorcha::linearThreadIndex(T)]);
          }),
      lorchaSuccess);
  for (size_t I = 0; I < Bad.size(); ++I)
    EXPECT_EQ(Bad[I], 0) << "thread " << I;
}

TEST(Group, Block) {
  int Shared[96];
  check({8, 6, 2}, [&](const Thread &T, int &Bad) {
    cg::thread_block Block = cg::this_thread_block();
    const unsigned Rank = (T.threadIdx.z * 6 + T.threadIdx.y) * 8 + T.threadIdx.x;
    Bad += Block.thread_rank() != Rank || Block.size() != 96 || Block.num_threads() != 96;
    Bad += Block.thread_index().y != T.threadIdx.y || Block.group_index().x != 0 || Block.group_dim().z != 2;
    Bad += Block.dim_threads().x != 8 || cg::thread_rank(Block) != Rank || cg::group_size(Block) != 96;
    cg::thread_group Any = Block; // by value, as device functions take it
    Shared[Any.thread_rank()] = static_cast<int>(Rank);
    Any.sync();
    Bad += Shared[95 - Rank] != static_cast<int>(95 - Rank) || Any.size() != 96;
    cg::sync(Block);
  });
}

TEST(Group, Tiles) {
  check(64, [](const Thread &T, int &Bad) {
    const int I = static_cast<int>(T.threadIdx.x), L = I % 8;
    auto Tile = cg::tiled_partition<8>(cg::this_thread_block());
    Bad += Tile.thread_rank() != unsigned(L) || Tile.size() != 8 || Tile.num_threads() != 8;
    Bad += Tile.meta_group_rank() != unsigned(I / 8) || Tile.meta_group_size() != 8;
    Bad += Tile.shfl(I, 3) != I - L + 3 || Tile.shfl_xor(I, 5) != (I ^ 5);
    Bad += Tile.shfl_down(I, 2) != (L < 6 ? I + 2 : I) || Tile.shfl_up(I, 2) != (L >= 2 ? I - 2 : I);
    Bad += Tile.ballot(L % 2) != 0xaa || Tile.any(I == 9) != (I / 8 == 1) || Tile.all(I != 9) != (I / 8 != 1);
    Bad += Tile.match_any(L / 3) != (L < 3 ? 7u : L < 6 ? 0x38u : 0xc0u);
    int IsSame = -1;
    Bad += Tile.match_all(I / 8, IsSame) != 0xff || IsSame != 1;
    Bad += Tile.match_all(L, IsSame) != 0 || IsSame != 0;
    auto Pair = cg::tiled_partition<2>(Tile);
    Bad +=
        Pair.shfl(I, 0) != I / 2 * 2 || Pair.thread_rank() != unsigned(I % 2) || Pair.meta_group_size() != 4;
    Tile.sync();
    cg::thread_group Four = cg::tiled_partition(cg::this_thread_block(), 4);
    Bad += Four.size() != 4 || Four.thread_rank() != unsigned(I % 4);
    cg::thread_group Two = cg::tiled_partition(Four, 2);
    Bad += Two.size() != 2 || Two.thread_rank() != unsigned(I % 2);
  });
}

TEST(Group, ReductionsAndScans) {
  check(64, [](const Thread &T, int &Bad) {
    const int I = static_cast<int>(T.threadIdx.x), L = I % 16, First = I - L;
    auto Tile = cg::tiled_partition<16>(cg::this_thread_block());
    Bad += cg::reduce(Tile, I, cg::plus<int>()) != 16 * First + 120;
    Bad += cg::reduce(Tile, I, cg::less<int>()) != First ||
           cg::reduce(Tile, I, cg::greater<int>()) != First + 15;
    Bad += cg::reduce(Tile, L | 16, cg::bit_and<int>()) != 16 || cg::reduce(Tile, L, cg::bit_or<int>()) != 15;
    Bad += cg::reduce(Tile, 1 << L, cg::bit_xor<int>()) != 0xffff;
    Bad += cg::inclusive_scan(Tile, L) != L * (L + 1) / 2 || cg::exclusive_scan(Tile, L) != L * (L - 1) / 2;
    Bad += cg::inclusive_scan(Tile, (L * 7) % 16, cg::greater<int>()) < L * 7 % 16;
  });
}

TEST(Group, CoalescedThreads) {
  check(32, [](const Thread &T, int &Bad) {
    const int I = static_cast<int>(T.threadIdx.x);
    if (I % 3 == 0) { // 11 lanes
      cg::coalesced_group Group = cg::coalesced_threads();
      Bad += Group.size() != 11 || Group.thread_rank() != unsigned(I / 3);
      Bad += Group.shfl(I, 4) != 12 || Group.shfl_down(I, 1) != (I < 30 ? I + 3 : I) ||
             Group.shfl_up(I, 1) != (I > 0 ? I - 3 : I);
      Bad += Group.ballot(I >= 15) != 0x7e0 || Group.any(I == 30) != 1 || Group.all(I % 3 == 0) != 1;
      Bad += cg::reduce(Group, 1, cg::plus<int>()) != 11;
    }
    cg::coalesced_group All = cg::tiled_partition<32>(cg::this_thread_block());
    cg::coalesced_group Odd = cg::binary_partition(All, I % 2);
    Bad += Odd.size() != 16 || Odd.thread_rank() != unsigned(I / 2);
    cg::coalesced_group Label = cg::labeled_partition(All, I / 10);
    Bad += Label.size() != (I < 30 ? 10u : 2u) || Label.thread_rank() != unsigned(I % 10);
  });
}

TEST(Group, Copies) {
  int To[64] = {}, From[64];
  for (int I = 0; I < 64; ++I)
    From[I] = I * I;
  check(32, [&](const Thread &, int &Bad) {
    auto Block = cg::this_thread_block();
    cg::memcpy_async(Block, To, From, sizeof(To));
    cg::wait(Block);
    for (int I = 0; I < 64; ++I)
      Bad += To[I] != I * I;
    cg::wait_prior<0>(Block);
  });
}

TEST(Group, GridRanks) {
  check(
      32,
      [](const Thread &T, int &Bad) {
        auto Grid = cg::this_grid();
        Bad += Grid.size() != 96 || Grid.thread_rank() != T.block.blockIdx.x * 32 + T.threadIdx.x ||
               Grid.num_threads() != 96;
        Bad += Grid.num_blocks() != 3 || Grid.block_rank() != T.block.blockIdx.x || Grid.group_dim().x != 3;
        Bad += Grid.dim_blocks().x != 3 || Grid.block_index().x != T.block.blockIdx.x || Grid.is_valid();
      },
      3);
}

} // namespace
