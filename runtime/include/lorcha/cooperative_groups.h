// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's cooperative groups: blocks, clusters of one block, grids, tiles and coalesced groups, with their
// collectives. For the translator's parse and for translated programs. Tiles of more than a warp are in
// group_parts.h. Not here: multi-grid groups.
#ifndef LORCHA_COOPERATIVE_GROUPS_H
#define LORCHA_COOPERATIVE_GROUPS_H
#include "lorcha/own_letters.h"

#include "lorcha/group_primitives.h"

namespace cooperative_groups {

using lorcha::group::blockHere;
using lorcha::group::BlockPlace;
using lorcha::group::here;
using lorcha::group::Place;

/// A group of any kind: threads of the whole grid, of a block, or the lanes of a warp in Lanes.
class thread_group {
public:
  LORCHA_DEVICE void sync() const {
    if (Kind == GroupKind::Lanes)
      lorcha::group::laneBarrier(Lanes);
    else if (Kind == GroupKind::Block)
      lorcha::group::blockBarrier();
    else if (Kind == GroupKind::Part)
      lorcha::group::partBarrier(Lanes, static_cast<unsigned>(Size));
    else
      lorcha::group::gridBarrier();
  }
  LORCHA_DEVICE unsigned long long size() const { return Size; }
  LORCHA_DEVICE unsigned long long num_threads() const { return Size; }
  LORCHA_DEVICE unsigned long long thread_rank() const { return Rank; }
  LORCHA_DEVICE bool is_valid() const { return true; }

  /// Whether the group is part of a block and more than a warp.
  static constexpr bool SpansWarps = false;
  /// The threads of a tile of up to a warp; 0 for other groups.
  static constexpr unsigned TileThreads = 0;
  /// The lanes of the group in its warp. For tiles of up to 32 threads and coalesced groups only.
  LORCHA_DEVICE unsigned lanes() const { return Lanes; }
  /// What the thread that made the group found out; costs nothing to ask.
  LORCHA_DEVICE unsigned long long notedRank() const { return Rank; }
  LORCHA_DEVICE unsigned long long notedSize() const { return Size; }

protected:
  enum class GroupKind : unsigned char { Lanes, Part, Block, Grid };
  LORCHA_DEVICE thread_group(GroupKind Kind, unsigned Lanes, unsigned long long Rank, unsigned long long Size)
      : Rank(Rank), Size(Size), Lanes(Lanes), Kind(Kind) {}

  unsigned long long Rank, Size;
  unsigned Lanes; ///< of a part of the block: its first thread
  GroupKind Kind;
};

/// What arriving at a barrier gives and waiting for it takes. A barrier of the block waits for all who must
/// have arrived.
struct barrier_token {};

/// Memory that tiles of more than a warp needed on older devices.
template <unsigned MaxBlockSize = 1024> struct block_tile_memory {
  unsigned char Unused;
};

/// The threads of the block.
class thread_block : public thread_group {
public:
  using arrival_token = barrier_token;
  LORCHA_DEVICE arrival_token barrier_arrive() const { return {}; }
  LORCHA_DEVICE void barrier_wait(arrival_token &&) const { lorcha::group::blockBarrier(); }
  LORCHA_DEVICE static void sync() { lorcha::group::blockBarrier(); }
  LORCHA_DEVICE static unsigned size(BlockPlace Here = blockHere()) { return Here.threads(); }
  LORCHA_DEVICE static unsigned num_threads(BlockPlace Here = blockHere()) { return Here.threads(); }
  LORCHA_DEVICE static unsigned thread_rank(Place Here = here()) { return Here.rank(); }
  LORCHA_DEVICE static dim3 group_index(BlockPlace Here = blockHere()) { return Here.BlockIdx; }
  LORCHA_DEVICE static dim3 thread_index(Place Here = here()) { return Here.ThreadIdx; }
  LORCHA_DEVICE static dim3 group_dim(BlockPlace Here = blockHere()) { return Here.BlockDim; }
  LORCHA_DEVICE static dim3 dim_threads(BlockPlace Here = blockHere()) { return Here.BlockDim; }

private:
  friend LORCHA_DEVICE thread_block this_thread_block(Place Here);
  LORCHA_DEVICE explicit thread_block(Place Here)
      : thread_group(GroupKind::Block, 0, Here.rank(), Here.Block.threads()) {}
};
LORCHA_DEVICE inline thread_block this_thread_block(Place Here = here()) { return thread_block(Here); }
template <unsigned MaxBlockSize>
LORCHA_DEVICE inline thread_block this_thread_block(block_tile_memory<MaxBlockSize> &, Place Here = here()) {
  return this_thread_block(Here);
}

/// The cluster of the block, which is all there is in it.
class cluster_group : public thread_group {
public:
  using arrival_token = barrier_token;
  LORCHA_DEVICE static void sync() { lorcha::group::blockBarrier(); }
  LORCHA_DEVICE arrival_token barrier_arrive() const { return {}; }
  LORCHA_DEVICE void barrier_wait() const { lorcha::group::blockBarrier(); }
  LORCHA_DEVICE void barrier_wait(arrival_token &&) const { lorcha::group::blockBarrier(); }
  LORCHA_DEVICE static unsigned size(BlockPlace Here = blockHere()) { return Here.threads(); }
  LORCHA_DEVICE static unsigned num_threads(BlockPlace Here = blockHere()) { return Here.threads(); }
  LORCHA_DEVICE static unsigned thread_rank(Place Here = here()) { return Here.rank(); }
  LORCHA_DEVICE static dim3 thread_index(Place Here = here()) { return Here.ThreadIdx; }
  LORCHA_DEVICE static dim3 dim_threads(BlockPlace Here = blockHere()) { return Here.BlockDim; }
  LORCHA_DEVICE static unsigned num_blocks() { return 1; }
  LORCHA_DEVICE static unsigned block_rank() { return 0; }
  LORCHA_DEVICE static dim3 block_index() { return dim3(0, 0, 0); }
  LORCHA_DEVICE static dim3 dim_blocks() { return dim3(1, 1, 1); }
  /// The block whose shared memory an address is in, and the same variable of a block.
  LORCHA_DEVICE static unsigned query_shared_rank(const void *) { return 0; }
  template <class T> LORCHA_DEVICE static T *map_shared_rank(T *Address, int) { return Address; }

private:
  friend LORCHA_DEVICE cluster_group this_cluster(Place Here);
  LORCHA_DEVICE explicit cluster_group(Place Here)
      : thread_group(GroupKind::Block, 0, Here.rank(), Here.Block.threads()) {}
};
LORCHA_DEVICE inline cluster_group this_cluster(Place Here = here()) { return cluster_group(Here); }

/// All threads of the launch. sync() needs a cooperative launch.
class grid_group : public thread_group {
public:
  LORCHA_DEVICE static bool is_valid() { return lorcha::group::gridIsCooperative(); }
  LORCHA_DEVICE static void sync() { lorcha::group::gridBarrier(); }
  LORCHA_DEVICE static unsigned long long size(BlockPlace Here = blockHere()) {
    return Here.blocks() * Here.threads();
  }
  LORCHA_DEVICE static unsigned long long num_threads(BlockPlace Here = blockHere()) { return size(Here); }
  LORCHA_DEVICE static unsigned long long thread_rank(Place Here = here()) {
    return Here.Block.rank() * Here.Block.threads() + Here.rank();
  }
  LORCHA_DEVICE static dim3 group_dim(BlockPlace Here = blockHere()) { return Here.GridDim; }
  LORCHA_DEVICE static dim3 dim_blocks(BlockPlace Here = blockHere()) { return Here.GridDim; }
  LORCHA_DEVICE static unsigned long long num_blocks(BlockPlace Here = blockHere()) { return Here.blocks(); }
  LORCHA_DEVICE static dim3 block_index(BlockPlace Here = blockHere()) { return Here.BlockIdx; }
  LORCHA_DEVICE static unsigned long long block_rank(BlockPlace Here = blockHere()) { return Here.rank(); }
  LORCHA_DEVICE static unsigned long long num_clusters(BlockPlace Here = blockHere()) {
    return Here.blocks();
  }
  LORCHA_DEVICE static dim3 dim_clusters(BlockPlace Here = blockHere()) { return Here.GridDim; }
  LORCHA_DEVICE static dim3 cluster_index(BlockPlace Here = blockHere()) { return Here.BlockIdx; }
  LORCHA_DEVICE static unsigned long long cluster_rank(BlockPlace Here = blockHere()) { return Here.rank(); }

private:
  friend LORCHA_DEVICE grid_group this_grid(Place Here);
  LORCHA_DEVICE explicit grid_group(Place Here)
      : thread_group(GroupKind::Grid, 0, thread_rank(Here), size(Here.Block)) {}
};
LORCHA_DEVICE inline grid_group this_grid(Place Here = here()) { return grid_group(Here); }

/// Lanes of one warp that were found or put together. Ranks count its lanes from the lowest one.
class coalesced_group : public thread_group {
public:
  LORCHA_DEVICE unsigned size() const { return static_cast<unsigned>(Size); }
  LORCHA_DEVICE unsigned num_threads() const { return size(); }
  LORCHA_DEVICE unsigned thread_rank() const { return static_cast<unsigned>(Rank); }
  LORCHA_DEVICE unsigned meta_group_size() const { return MetaSize; }
  LORCHA_DEVICE unsigned meta_group_rank() const { return MetaRank; }

  template <class T> LORCHA_DEVICE T shfl(T Value, int Source) const {
    return readRank(Value, static_cast<unsigned>(Source) % size());
  }
  template <class T> LORCHA_DEVICE T shfl_up(T Value, unsigned Delta) const {
    return readRank(Value, Delta > Rank ? thread_rank() : thread_rank() - Delta);
  }
  template <class T> LORCHA_DEVICE T shfl_down(T Value, unsigned Delta) const {
    return readRank(Value, Rank + Delta < Size ? thread_rank() + Delta : thread_rank());
  }
  LORCHA_DEVICE int any(int Predicate) const { return lorcha::group::ballot(Lanes, Predicate != 0) != 0; }
  LORCHA_DEVICE int all(int Predicate) const { return lorcha::group::ballot(Lanes, Predicate == 0) == 0; }
  LORCHA_DEVICE unsigned ballot(int Predicate) const {
    return lorcha::group::packed(lorcha::group::ballot(Lanes, Predicate != 0), Lanes);
  }
  template <class T> LORCHA_DEVICE unsigned match_any(T Value) const {
    return lorcha::group::packed(lorcha::group::matching(Lanes, Value), Lanes);
  }
  template <class T> LORCHA_DEVICE unsigned match_all(T Value, int &Predicate) const {
    Predicate = lorcha::group::matching(Lanes, Value) == Lanes;
    return Predicate ? lorcha::group::packed(Lanes, Lanes) : 0;
  }

  /// The group of these lanes, of which the calling thread is one.
  LORCHA_DEVICE explicit coalesced_group(unsigned Lanes, unsigned MetaRank = 0, unsigned MetaSize = 1,
                                         Place Here = here())
      : coalesced_group(Lanes, rankIn(Lanes, Here.rank() % 32), MetaRank, MetaSize) {}

  /// The group of these lanes, for the thread in one of them.
  LORCHA_DEVICE static coalesced_group ofLane(unsigned Lanes, unsigned Lane) {
    return coalesced_group(Lanes, rankIn(Lanes, Lane), 0u, 1u);
  }

protected:
  LORCHA_DEVICE coalesced_group(unsigned Lanes, unsigned Rank, unsigned MetaRank, unsigned MetaSize)
      : thread_group(GroupKind::Lanes, Lanes, Rank, static_cast<unsigned>(__builtin_popcount(Lanes))),
        MetaRank(MetaRank), MetaSize(MetaSize) {}
  template <class T> LORCHA_DEVICE T readRank(T Value, unsigned Source) const {
    return lorcha::group::read(Lanes, Value, lorcha::group::laneOfRank(Lanes, Source));
  }
  LORCHA_DEVICE static unsigned rankIn(unsigned Lanes, unsigned Lane) {
    return static_cast<unsigned>(__builtin_popcount(Lanes & ((1u << Lane) - 1)));
  }

  unsigned MetaRank, MetaSize;
};
/// The lanes that make this call together. Line is nobody's to give.
LORCHA_DEVICE inline __attribute__((always_inline)) coalesced_group
coalesced_threads(int Line = __builtin_LINE()) {
  return coalesced_group(lorcha::group::lanesHere(Line));
}

/// TileSize consecutive threads, TileSize a power of two. This one is for sizes up to 32.
template <unsigned TileSize, class ParentT = void> class thread_block_tile : public coalesced_group {
  static_assert(TileSize >= 1 && TileSize <= 32 && (TileSize & (TileSize - 1)) == 0,
                "tiles have 1, 2, 4, 8, 16, 32, 64, 128, 256, 512 or 1024 threads");

public:
  static constexpr unsigned TileThreads = TileSize;
  LORCHA_DEVICE static constexpr unsigned size() { return TileSize; }
  LORCHA_DEVICE static constexpr unsigned num_threads() { return TileSize; }
  template <class T> LORCHA_DEVICE T shfl_xor(T Value, int LaneMask) const {
    return readRank(Value, (thread_rank() ^ static_cast<unsigned>(LaneMask)) % TileSize);
  }

  LORCHA_DEVICE explicit thread_block_tile(Place Here = here())
      : thread_block_tile(Here.rank(), (Here.Block.threads() + TileSize - 1) / TileSize * TileSize) {}
  /// The same tile, whatever it was cut from.
  template <class OtherT>
  LORCHA_DEVICE thread_block_tile(const thread_block_tile<TileSize, OtherT> &Other)
      : coalesced_group(Other) {}
  LORCHA_DEVICE explicit thread_block_tile(const coalesced_group &Parent, Place Here = here())
      : coalesced_group(lanesOf(Here.rank()), Here.rank() % TileSize, Parent.thread_rank() / TileSize,
                        (Parent.size() + TileSize - 1) / TileSize) {
    this->Size = TileSize;
  }
  /// Of a parent that is more than a warp, or the block.
  LORCHA_DEVICE thread_block_tile(unsigned RankInParent, unsigned ParentSize)
      : coalesced_group(lanesOf(RankInParent), RankInParent % TileSize, RankInParent / TileSize,
                        ParentSize / TileSize) {
    this->Size = TileSize;
  }

private:
  LORCHA_DEVICE static unsigned lanesOf(unsigned Rank) {
    return (TileSize == 32 ? 0xffffffffu : (1u << TileSize % 32) - 1) << (Rank % 32 & ~(TileSize - 1));
  }
};

/// The block, or a tile, cut into tiles of Size threads.
template <unsigned Size>
LORCHA_DEVICE inline thread_block_tile<Size, thread_block> tiled_partition(const thread_block &,
                                                                           Place Here = here()) {
  return thread_block_tile<Size, thread_block>(Here);
}
template <unsigned Size, unsigned ParentSize, class ParentT>
LORCHA_DEVICE inline thread_block_tile<Size, thread_block_tile<ParentSize, ParentT>>
tiled_partition(const thread_block_tile<ParentSize, ParentT> &Parent, Place Here = here()) {
  static_assert(Size <= ParentSize, "a tile is cut into smaller ones");
  if constexpr (Size > 32)
    return thread_block_tile<Size, thread_block_tile<ParentSize, ParentT>>(Parent.thread_rank(), ParentSize,
                                                                           Here);
  else if constexpr (ParentSize > 32)
    return thread_block_tile<Size, thread_block_tile<ParentSize, ParentT>>(Parent.thread_rank(), ParentSize);
  else
    return thread_block_tile<Size, thread_block_tile<ParentSize, ParentT>>(
        static_cast<const coalesced_group &>(Parent), Here);
}
/// The same with a size that is known when the program runs. Up to 32 threads.
LORCHA_DEVICE inline coalesced_group tiled_partition(const thread_block &, unsigned Size,
                                                     Place Here = here()) {
  const unsigned Lanes = Size >= 32 ? 0xffffffffu : (1u << Size) - 1;
  return coalesced_group(Lanes << (Here.rank() % 32 & ~(Size - 1)), Here.rank() / Size,
                         (Here.Block.threads() + Size - 1) / Size, Here);
}
LORCHA_DEVICE inline coalesced_group tiled_partition(const coalesced_group &Parent, unsigned Size,
                                                     Place Here = here()) {
  const unsigned First = Parent.thread_rank() / Size * Size;
  unsigned Lanes = 0;
  for (unsigned Rank = First; Rank < First + Size && Rank < Parent.size(); ++Rank)
    Lanes |= 1u << lorcha::group::laneOfRank(Parent.lanes(), Rank);
  return coalesced_group(Lanes, Parent.thread_rank() / Size, (Parent.size() + Size - 1) / Size, Here);
}

LORCHA_DEVICE inline thread_group tiled_partition(const thread_group &Parent, unsigned Size,
                                                  Place Here = here()) {
  return Parent.lanes() == 0 ? tiled_partition(this_thread_block(Here), Size, Here)
                             : tiled_partition(coalesced_group(Parent.lanes(), 0, 1, Here), Size, Here);
}

/// The threads of the group that gave the same label, or the same truth.
template <class T>
LORCHA_DEVICE inline coalesced_group labeled_partition(const coalesced_group &Parent, T Label) {
  return coalesced_group(lorcha::group::matching(Parent.lanes(), Label));
}
LORCHA_DEVICE inline coalesced_group binary_partition(const coalesced_group &Parent, bool Predicate) {
  return coalesced_group(lorcha::group::matching(Parent.lanes(), Predicate));
}

template <class GroupT> LORCHA_DEVICE inline void sync(const GroupT &Group) { Group.sync(); }
template <class GroupT>
LORCHA_DEVICE inline auto thread_rank(const GroupT &Group) -> decltype(Group.thread_rank()) {
  return static_cast<decltype(Group.thread_rank())>(Group.notedRank());
}
template <class GroupT> LORCHA_DEVICE inline auto group_size(const GroupT &Group) -> decltype(Group.size()) {
  return static_cast<decltype(Group.size())>(Group.notedSize());
}

/// Calls the function by one thread of the group: that of rank 0. Others go on.
template <class GroupT, class FunctionT, class... Ts>
LORCHA_DEVICE inline void invoke_one(const GroupT &Group, FunctionT &&Invoked, Ts &&...Arguments) {
  if (Group.notedRank() == 0)
    Invoked(static_cast<Ts &&>(Arguments)...);
}
/// The same, and what it returns for all threads of the group.
template <class GroupT, class FunctionT, class... Ts>
LORCHA_DEVICE inline auto invoke_one_broadcast(const GroupT &Group, FunctionT &&Invoked, Ts &&...Arguments) {
  decltype(Invoked(static_cast<Ts &&>(Arguments)...)) Result{};
  if (Group.notedRank() == 0)
    Result = Invoked(static_cast<Ts &&>(Arguments)...);
  return Group.shfl(Result, 0);
}

} // namespace cooperative_groups

#include "lorcha/group_parts.h"

#if !defined(__CUDA__)
#include "lorcha/group_exchange.h"
#endif

#include "lorcha/users_letters.h"
#endif
