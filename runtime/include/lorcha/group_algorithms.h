// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Collectives of cooperative groups: reductions, scans and copies (cooperative_groups/reduce.h, scan.h,
// memcpy_async.h). Copies are made at once by the threads of the group; wait() only synchronises.
#ifndef LORCHA_GROUP_ALGORITHMS_H
#define LORCHA_GROUP_ALGORITHMS_H
#include "lorcha/own_letters.h"

#include "lorcha/cooperative_groups.h"
#include "lorcha/group_copy.h"
#include <stddef.h>

namespace cooperative_groups {

template <class T> struct plus {
  LORCHA_DEVICE T operator()(T A, T B) const { return A + B; }
};
template <class T> struct less {
  LORCHA_DEVICE T operator()(T A, T B) const { return B < A ? B : A; }
};
template <class T> struct greater {
  LORCHA_DEVICE T operator()(T A, T B) const { return A < B ? B : A; }
};
template <class T> struct bit_and {
  LORCHA_DEVICE T operator()(T A, T B) const { return A & B; }
};
template <class T> struct bit_or {
  LORCHA_DEVICE T operator()(T A, T B) const { return A | B; }
};
template <class T> struct bit_xor {
  LORCHA_DEVICE T operator()(T A, T B) const { return A ^ B; }
};

namespace detail {
template <class GroupT, class T, class OperationT>
LORCHA_DEVICE inline T reduced(const GroupT &Group, T Value, OperationT Operation) {
  lorcha::group::Values<T> All = lorcha::group::exchange(Group.lanes(), Value);
  unsigned Lanes = Group.lanes() & lorcha::group::ballot(Group.lanes(), true);
  if constexpr (GroupT::TileThreads != 0)
    if (Lanes == Group.lanes())
      return lorcha::group::combinedHalves<GroupT::TileThreads>(All.Lane + __builtin_ctz(Lanes), Operation);
  T Result = All.Lane[__builtin_ctz(Lanes)];
  for (Lanes &= Lanes - 1; Lanes != 0; Lanes &= Lanes - 1)
    Result = Operation(Result, All.Lane[__builtin_ctz(Lanes)]);
  return Result;
}
template <class GroupT, class T, class OperationT>
LORCHA_DEVICE inline T scanned(const GroupT &Group, T Value, OperationT Operation) {
  const lorcha::group::Values<T> All = lorcha::group::exchange(Group.lanes(), Value);
  unsigned Lanes = Group.lanes();
  T Result = All.Lane[__builtin_ctz(Lanes)];
  for (unsigned Rank = 1; Rank <= Group.thread_rank(); ++Rank) {
    Lanes &= Lanes - 1;
    Result = Operation(Result, All.Lane[__builtin_ctz(Lanes)]);
  }
  return Result;
}
} // namespace detail

/// Value of all threads of the group, combined: of a tile of up to a warp halves with halves, as CUDA does,
/// of others in the order of their ranks.
template <class GroupT, class T, class OperationT>
LORCHA_DEVICE inline T reduce(const GroupT &Group, T Value, OperationT Operation) {
  if constexpr (GroupT::SpansWarps)
    return lorcha::group::partCombined(Group.first(), GroupT::size(), GroupT::size(), Value, Operation);
  else
    return detail::reduced(Group, Value, Operation);
}

/// Combination of the values of this thread and of those of lower rank, or (exclusive) of those only; the
/// first thread has none of them and gets T().
template <class GroupT, class T, class OperationT>
LORCHA_DEVICE inline T inclusive_scan(const GroupT &Group, T Value, OperationT Operation) {
  if constexpr (GroupT::SpansWarps)
    return lorcha::group::partCombined(Group.first(), GroupT::size(), Group.thread_rank() + 1, Value,
                                       Operation);
  else
    return detail::scanned(Group, Value, Operation);
}
template <class GroupT, class T> LORCHA_DEVICE inline T inclusive_scan(const GroupT &Group, T Value) {
  return inclusive_scan(Group, Value, plus<T>());
}
template <class GroupT, class T, class OperationT>
LORCHA_DEVICE inline T exclusive_scan(const GroupT &Group, T Value, OperationT Operation) {
  if constexpr (GroupT::SpansWarps) {
    const T Before =
        lorcha::group::partCombined(Group.first(), GroupT::size(), Group.thread_rank(), Value, Operation);
    return Group.thread_rank() == 0 ? T() : Before;
  } else {
    const T Sum = inclusive_scan(Group, Value, Operation), Before = Group.shfl_up(Sum, 1);
    return Group.thread_rank() == 0 ? T() : Before;
  }
}
template <class GroupT, class T> LORCHA_DEVICE inline T exclusive_scan(const GroupT &Group, T Value) {
  return exclusive_scan(Group, Value, plus<T>());
}

#if !defined(__CUDA__)
// The same in the region form.
template <class GroupT, class ExchangeT, class T, class OperationT>
inline T reduce(const lorcha::GroupExchange<GroupT, ExchangeT> &Group, T, OperationT Operation) {
  return Group.template reduced<T>(Operation);
}
template <class ExchangeT, class T, class OperationT>
inline T reduce(const lorcha::PermutedTile<ExchangeT> &Tile, T, OperationT) {
  return Tile.template taken<T>();
}
template <class GroupT, class ExchangeT, class T, class OperationT>
inline T inclusive_scan(const lorcha::GroupExchange<GroupT, ExchangeT> &Group, T, OperationT Operation) {
  return Group.template combined<T>(Group.lanesUpTo(), Operation);
}
template <class GroupT, class ExchangeT, class T>
inline T inclusive_scan(const lorcha::GroupExchange<GroupT, ExchangeT> &Group, T Value) {
  return inclusive_scan(Group, Value, plus<T>());
}
template <class GroupT, class ExchangeT, class T, class OperationT>
inline T exclusive_scan(const lorcha::GroupExchange<GroupT, ExchangeT> &Group, T, OperationT Operation) {
  const unsigned Before = Group.lanesBefore();
  return Before == 0 ? T() : Group.template combined<T>(Before, Operation);
}
template <class GroupT, class ExchangeT, class T>
inline T exclusive_scan(const lorcha::GroupExchange<GroupT, ExchangeT> &Group, T Value) {
  return exclusive_scan(Group, Value, plus<T>());
}
#endif

/// Copies by all threads of the group. The size is in bytes, whatever its type; with a size for each side it
/// is in elements, and the smaller one counts.
template <class GroupT, class T, class SizeT>
LORCHA_DEVICE inline void memcpy_async(const GroupT &Group, T *To, const T *From, SizeT Bytes) {
  lorcha::group::copyTogether(Group, To, From, static_cast<size_t>(Bytes));
}
template <class GroupT, class SizeT>
LORCHA_DEVICE inline void memcpy_async(const GroupT &Group, void *To, const void *From, SizeT Bytes) {
  lorcha::group::copyTogether(Group, static_cast<char *>(To), static_cast<const char *>(From),
                              static_cast<size_t>(Bytes));
}
template <class GroupT, class T, class ToSizeT, class FromSizeT>
LORCHA_DEVICE inline void memcpy_async(const GroupT &Group, T *To, ToSizeT ToCount, const T *From,
                                       FromSizeT FromCount) {
  const size_t Most = static_cast<size_t>(ToCount), There = static_cast<size_t>(FromCount);
  lorcha::group::copyTogether(Group, To, From, (There < Most ? There : Most) * sizeof(T));
}
template <class GroupT> LORCHA_DEVICE inline void wait(const GroupT &Group) { Group.sync(); }
template <unsigned Stages, class GroupT> LORCHA_DEVICE inline void wait_prior(const GroupT &Group) {
  Group.sync();
}

} // namespace cooperative_groups

#include "lorcha/users_letters.h"
#endif
