// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Tiles of cooperative groups that are more than a warp: 64 to 1024 consecutive threads of a block. What they
// do together they do through memory of the runtime, in the fiber form; on OpenCL, all threads of the block
// walk through it.
#ifndef LORCHA_GROUP_PARTS_H
#define LORCHA_GROUP_PARTS_H

#include "lorcha/cooperative_groups.h"

namespace cooperative_groups {

namespace detail {

template <unsigned TileSize> class PartOfBlock : public thread_group {
public:
  static constexpr bool SpansWarps = true;

  LORCHA_DEVICE void sync() const { lorcha::group::partBarrier(first(), TileSize); }
  LORCHA_DEVICE static constexpr unsigned size() { return TileSize; }
  LORCHA_DEVICE static constexpr unsigned num_threads() { return TileSize; }
  LORCHA_DEVICE unsigned thread_rank() const { return static_cast<unsigned>(Rank); }
  LORCHA_DEVICE unsigned meta_group_rank() const { return MetaRank; }
  LORCHA_DEVICE unsigned meta_group_size() const { return MetaSize; }
  /// The first thread of the tile, in the block.
  LORCHA_DEVICE unsigned first() const { return Lanes; }

  template <class T> LORCHA_DEVICE T shfl(T Value, int Source) const {
    return lorcha::group::partRead(first(), TileSize, Value, static_cast<unsigned>(Source) % TileSize);
  }
  LORCHA_DEVICE int any(int Predicate) const {
    return lorcha::group::partCombined(first(), TileSize, TileSize, static_cast<int>(Predicate != 0),
                                       [](int A, int B) { return A | B; });
  }
  LORCHA_DEVICE int all(int Predicate) const {
    return lorcha::group::partCombined(first(), TileSize, TileSize, static_cast<int>(Predicate != 0),
                                       [](int A, int B) { return A & B; });
  }

protected:
  LORCHA_DEVICE PartOfBlock(unsigned RankInBlock, unsigned RankInParent, unsigned ParentSize)
      : thread_group(GroupKind::Part, RankInBlock / TileSize * TileSize, RankInBlock % TileSize, TileSize),
        MetaRank(RankInParent / TileSize), MetaSize((ParentSize + TileSize - 1) / TileSize) {}

private:
  unsigned MetaRank, MetaSize;
};

} // namespace detail

template <class ParentT> class thread_block_tile<64, ParentT> : public detail::PartOfBlock<64> {
public:
  LORCHA_DEVICE explicit thread_block_tile(Place Here = here())
      : detail::PartOfBlock<64>(Here.rank(), Here.rank(), Here.Block.threads()) {}
  LORCHA_DEVICE thread_block_tile(unsigned RankInParent, unsigned ParentSize, Place Here)
      : detail::PartOfBlock<64>(Here.rank(), RankInParent, ParentSize) {}
  template <class OtherT>
  LORCHA_DEVICE thread_block_tile(const thread_block_tile<64, OtherT> &Other)
      : detail::PartOfBlock<64>(Other) {}
};
template <class ParentT> class thread_block_tile<128, ParentT> : public detail::PartOfBlock<128> {
public:
  LORCHA_DEVICE explicit thread_block_tile(Place Here = here())
      : detail::PartOfBlock<128>(Here.rank(), Here.rank(), Here.Block.threads()) {}
  LORCHA_DEVICE thread_block_tile(unsigned RankInParent, unsigned ParentSize, Place Here)
      : detail::PartOfBlock<128>(Here.rank(), RankInParent, ParentSize) {}
  template <class OtherT>
  LORCHA_DEVICE thread_block_tile(const thread_block_tile<128, OtherT> &Other)
      : detail::PartOfBlock<128>(Other) {}
};
template <class ParentT> class thread_block_tile<256, ParentT> : public detail::PartOfBlock<256> {
public:
  LORCHA_DEVICE explicit thread_block_tile(Place Here = here())
      : detail::PartOfBlock<256>(Here.rank(), Here.rank(), Here.Block.threads()) {}
  LORCHA_DEVICE thread_block_tile(unsigned RankInParent, unsigned ParentSize, Place Here)
      : detail::PartOfBlock<256>(Here.rank(), RankInParent, ParentSize) {}
  template <class OtherT>
  LORCHA_DEVICE thread_block_tile(const thread_block_tile<256, OtherT> &Other)
      : detail::PartOfBlock<256>(Other) {}
};
template <class ParentT> class thread_block_tile<512, ParentT> : public detail::PartOfBlock<512> {
public:
  LORCHA_DEVICE explicit thread_block_tile(Place Here = here())
      : detail::PartOfBlock<512>(Here.rank(), Here.rank(), Here.Block.threads()) {}
  LORCHA_DEVICE thread_block_tile(unsigned RankInParent, unsigned ParentSize, Place Here)
      : detail::PartOfBlock<512>(Here.rank(), RankInParent, ParentSize) {}
  template <class OtherT>
  LORCHA_DEVICE thread_block_tile(const thread_block_tile<512, OtherT> &Other)
      : detail::PartOfBlock<512>(Other) {}
};
template <class ParentT> class thread_block_tile<1024, ParentT> : public detail::PartOfBlock<1024> {
public:
  LORCHA_DEVICE explicit thread_block_tile(Place Here = here())
      : detail::PartOfBlock<1024>(Here.rank(), Here.rank(), Here.Block.threads()) {}
  LORCHA_DEVICE thread_block_tile(unsigned RankInParent, unsigned ParentSize, Place Here)
      : detail::PartOfBlock<1024>(Here.rank(), RankInParent, ParentSize) {}
  template <class OtherT>
  LORCHA_DEVICE thread_block_tile(const thread_block_tile<1024, OtherT> &Other)
      : detail::PartOfBlock<1024>(Other) {}
};

} // namespace cooperative_groups

#endif
