// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Operations of tiles and coalesced groups in the region form: a group together with what its lanes have
// handed in (lorcha/exchange.h). Emit/Cpu puts one in the place of the group: `tile.shfl(v, 0)` becomes
// `lorcha::exchanged::of(tile, lorchaExchange1, lorchaThread).shfl(v, 0)`. Lanes that took no part count as
// absent.
#ifndef LORCHA_GROUP_EXCHANGE_H
#define LORCHA_GROUP_EXCHANGE_H

#include "lorcha/cooperative_groups.h"
#include "lorcha/exchange.h"
#include "lorcha/votes.h"

namespace lorcha {

template <class GroupT, class ExchangeT> class GroupExchange {
public:
  GroupExchange(const GroupT &Group, ExchangeT &Given, const RegionThread &Current)
      : Group(Group), Given(Given), Current(Current) {}

  unsigned lanes() const { return Group.lanes() & Given.present(Current); }
  unsigned size() const { return static_cast<unsigned>(Group.size()); }
  unsigned thread_rank() const { return static_cast<unsigned>(Group.thread_rank()); }

  template <class T> T shfl(T Value, int Source) const {
    return read(Value, static_cast<unsigned>(Source) % size());
  }
  template <class T> T shfl_up(T Value, unsigned Delta) const {
    return read(Value, Delta > thread_rank() ? thread_rank() : thread_rank() - Delta);
  }
  template <class T> T shfl_down(T Value, unsigned Delta) const {
    return read(Value, thread_rank() + Delta < size() ? thread_rank() + Delta : thread_rank());
  }
  template <class T> T shfl_xor(T Value, int LaneMask) const {
    return read(Value, (thread_rank() ^ static_cast<unsigned>(LaneMask)) % size());
  }
  int any(int) const { return (Given.ballot(Current) & Group.lanes()) != 0; }
  int all(int) const { return (~Given.ballot(Current) & lanes()) == 0; }
  unsigned ballot(int) const { return group::packed(Given.ballot(Current) & Group.lanes(), Group.lanes()); }
  template <class T> unsigned match_any(T Value) const {
    return group::packed(matching(Value), Group.lanes());
  }
  template <class T> unsigned match_all(T Value, int &Predicate) const {
    Predicate = matching(Value) == lanes();
    return Predicate ? group::packed(lanes(), Group.lanes()) : 0;
  }

  /// The lanes of the group that gave the same bits.
  template <class T> unsigned matching(const T &Value) const {
    unsigned Present;
    return exchanged::matching<T>(Given, Current, Group.lanes(), Value, &Present);
  }
  /// What a lane of the warp gave. It must have taken part.
  template <class T> T at(unsigned Lane) const {
    return Given.template at<T>((Current.Index & ~size_t(31)) + Lane);
  }
  /// The values of the lanes in Lanes, which are not none, combined from the lowest lane on.
  template <class T, class OperationT> T combined(unsigned Lanes, OperationT Operation) const {
    T Result = at<T>(static_cast<unsigned>(__builtin_ctz(Lanes)));
    for (Lanes &= Lanes - 1; Lanes != 0; Lanes &= Lanes - 1)
      Result = Operation(Result, at<T>(static_cast<unsigned>(__builtin_ctz(Lanes))));
    return Result;
  }
  /// The same for those who are there, halves with halves if that is a whole tile.
  template <class T, class OperationT> T reduced(OperationT Operation) const {
    const unsigned Lanes = lanes();
    if constexpr (GroupT::TileThreads != 0)
      if (Lanes == Group.lanes()) {
        T Values[GroupT::TileThreads];
        for (unsigned Rank = 0; Rank < GroupT::TileThreads; ++Rank)
          Values[Rank] = at<T>(static_cast<unsigned>(__builtin_ctz(Lanes)) + Rank);
        return group::combinedHalves<GroupT::TileThreads>(Values, Operation);
      }
    return combined<T>(Lanes, Operation);
  }
  unsigned lane() const { return static_cast<unsigned>(Current.Index % 32); }
  /// The lanes of the group up to the running one, and those before it.
  unsigned lanesUpTo() const { return lanes() & (~0u >> (31 - Current.Index % 32)); }
  unsigned lanesBefore() const { return lanes() & ~(~0u << Current.Index % 32); }

private:
  template <class T> T read(const T &Value, unsigned Rank) const {
    return Given.template read<T>(Current, Group.lanes(), Value, group::laneOfRank(Group.lanes(), Rank));
  }

  const GroupT Group;
  ExchangeT &Given;
  const RegionThread &Current;
};

/// A tile whose lanes have what comes of an operation in their places: the block has worked it out.
template <class ExchangeT> class PermutedTile {
public:
  PermutedTile(ExchangeT &Given, const RegionThread &Current) : Given(Given), Current(Current) {}

  template <class T> T shfl(T, int) const { return taken<T>(); }
  template <class T> T shfl_up(T, unsigned) const { return taken<T>(); }
  template <class T> T shfl_down(T, unsigned) const { return taken<T>(); }
  template <class T> T shfl_xor(T, int) const { return taken<T>(); }
  template <class T> T taken() const { return Given.template at<T>(Current); }

private:
  ExchangeT &Given;
  const RegionThread &Current;
};
/// A tile whose warp's votes the block has counted.
template <class TileT> class CountedTile {
public:
  template <class ExchangeT>
  CountedTile(const TileT &Tile, ExchangeT &Given, const RegionThread &Current)
      : Lanes(Tile.lanes()), Vote(detail::WarpVote::of(Given, Current)) {}

  int any(int) const { return (Vote.True & Lanes) != 0; }
  int all(int) const { return (Vote.Taking & Lanes & ~Vote.True) == 0; }
  unsigned ballot(int) const { return (Vote.True & Lanes) >> __builtin_ctz(Lanes); }

private:
  unsigned Lanes;
  detail::WarpVote Vote;
};

namespace permuted {
template <class ExchangeT> inline PermutedTile<ExchangeT> of(ExchangeT &Given, const RegionThread &Current) {
  return {Given, Current};
}
} // namespace permuted
namespace counted {
template <class TileT, class ExchangeT>
inline CountedTile<TileT> of(const TileT &Tile, ExchangeT &Given, const RegionThread &Current) {
  return {Tile, Given, Current};
}
} // namespace counted
namespace exchanged {
template <class GroupT, class ExchangeT>
inline GroupExchange<GroupT, ExchangeT> of(const GroupT &Group, ExchangeT &Given,
                                           const RegionThread &Current) {
  return {Group, Given, Current};
}
} // namespace exchanged
} // namespace lorcha

namespace cooperative_groups {

template <bool IsFull>
inline coalesced_group coalesced_threads(lorcha::Exchange<IsFull> &Given,
                                         const lorcha::RegionThread &Current) {
  return coalesced_group::ofLane(Given.present(Current), static_cast<unsigned>(Current.Index % 32));
}
template <class GroupT, class ExchangeT, class T>
inline coalesced_group labeled_partition(const lorcha::GroupExchange<GroupT, ExchangeT> &Parent, T Label) {
  return coalesced_group::ofLane(Parent.matching(Label), Parent.lane());
}
template <class GroupT, class ExchangeT>
inline coalesced_group binary_partition(const lorcha::GroupExchange<GroupT, ExchangeT> &Parent,
                                        bool Predicate) {
  return coalesced_group::ofLane(Parent.matching(Predicate), Parent.lane());
}

} // namespace cooperative_groups

#endif
