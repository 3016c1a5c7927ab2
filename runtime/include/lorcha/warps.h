// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Regions that exchange values within warps, run warp by warp: what the lanes of a warp have in their
// variables and hand in to each other then stays in vector registers from one region to the next. The text of
// such regions is generic in what stands for the block: it is compiled for whole warps, and for those of
// which some lanes are missing or stand in other rows. Part of the contract between Emit/Cpu and the CPU
// backend; docs/regions.md shows the printed form.
#ifndef LORCHA_WARPS_H
#define LORCHA_WARPS_H

#include "lorcha/exchange.h"
#include "lorcha/spans.h"

/// Before a loop around regions of a warp: what it changes from round to round are often the lanes that
/// exchange, which must be known to be permuted in registers.
#ifdef __clang__
#define LORCHA_WARP_ROUNDS _Pragma("clang loop unroll(full)")
#else
#define LORCHA_WARP_ROUNDS _Pragma("GCC unroll 8")
#endif

namespace lorcha {

/// A warp all of whose lanes take part, and are neighbours in a row: in the place of the block in its
/// regions.
struct WholeWarp {
  ThreadRow Row;
  unsigned X;   ///< of the first lane
  size_t First; ///< its linear index
  operator const Block &() const { return Row.block; }
  RegionThread lane(unsigned Lane) const {
    return {{{X + Lane, Row.Y, Row.Z}, Row.block}, First + Lane, false, Lane};
  }
};

/// A warp some of whose lanes may be missing, take no part, or stand in another row: they run one after the
/// other.
struct PartOfWarp {
  const Block &block;
  size_t First; ///< linear index of the first lane
  unsigned Count;
  operator const Block &() const { return block; }
  RegionThread lane(unsigned Lane) const {
    const size_t Index = First + Lane, Row = Index / block.blockDim.x;
    return {{{static_cast<unsigned>(Index % block.blockDim.x), static_cast<unsigned>(Row % block.blockDim.y),
              static_cast<unsigned>(Row / block.blockDim.y)},
             block},
            Index,
            false,
            Lane};
  }
  ThreadRow row(const RegionThread &Current) const {
    return {block, Current.threadIdx.y, Current.threadIdx.z, Current.Index - Current.threadIdx.x};
  }
};

/// What the lanes of a warp have in a variable, in the place of all that the block's threads have.
template <class T> class LaneSlots {
public:
  LaneSlots(const PerThread<T> &Of, const WholeWarp &Warp) : Of(Of), First(Warp.First) {
    std::memcpy(static_cast<void *>(Values), &Of.at(First), sizeof(Values));
  }
  LaneSlots(const LaneSlots &) = delete;
  ~LaneSlots() { std::memcpy(static_cast<void *>(Of.from(First)), Values, sizeof(Values)); }

  T &operator[](const RegionThread &Current) const { return Values[Current.Lane]; }
  template <class IntegerT = T> IntegerT linear(const RegionThread &Current) const {
    return (*this)[Current];
  }

private:
  const PerThread<T> &Of;
  size_t First;
  alignas(64) mutable T Values[32];
};

/// What the lanes of a warp hand in for one call. IsWhole: all of them do.
template <bool IsWhole> class WarpExchange {
public:
  explicit WarpExchange(unsigned Count) : Count(Count) {} // leaves Values as they are
  void clear() { Present = IsWhole ? ~0u : 0; }
  template <class T> void give(const RegionThread &Current, T Value) const {
    using GivenT = detail::ShuffledAs<T>;
    const GivenT Given = Value;
    std::memcpy(Values + Current.Lane * sizeof(GivenT), &Given, sizeof(GivenT));
    WordSize = sizeof(GivenT);
    note(Current);
  }
  void vote(const RegionThread &Current, int Value) const {
    Values[Current.Lane] = Value != 0;
    note(Current);
  }
  template <class T> T at(const RegionThread &Current) const {
    T Value;
    std::memcpy(&Value, Values + Current.Lane * sizeof(T), sizeof(T));
    return Value;
  }
  uint64_t voteOf(const RegionThread &) const { return Vote; }
  void countWarps() { Vote = uint64_t(Present) << 32 | (detail::packedBytes(Values, 32) & Present); }

  size_t count() const { return IsWhole ? 32 : Count; }
  size_t wordSize() const { return WordSize; }
  template <class WordT> WordT *words() { return reinterpret_cast<WordT *>(Values); }
  bool isWhole(size_t) const { return IsWhole; }
  bool isPresent(size_t Lane) const { return (Present >> Lane & 1) != 0; }

private:
  void note(const RegionThread &Current) const {
    if constexpr (!IsWhole)
      Present |= 1u << Current.Lane;
  }
  alignas(64) mutable unsigned char Values[256];
  mutable size_t WordSize = 4;
  unsigned Count;
  mutable uint32_t Present = ~0u;
  uint64_t Vote = 0;
};

template <class T> LORCHA_INLINED LaneSlots<T> inLanes(const PerThread<T> &Slots, const WholeWarp &Warp) {
  return {Slots, Warp};
}
template <bool IsFull>
LORCHA_INLINED WarpExchange<true> inLanes(const Exchange<IsFull> &, const WholeWarp &) {
  return WarpExchange<true>(32);
}
template <class T> LORCHA_INLINED const PerThread<T> &inLanes(const PerThread<T> &Slots, const PartOfWarp &) {
  return Slots;
}
template <bool IsFull>
LORCHA_INLINED WarpExchange<false> inLanes(const Exchange<IsFull> &, const PartOfWarp &Warp) {
  return WarpExchange<false>(Warp.Count);
}

// The loops over the threads of a block, for a warp.
template <class BodyT> LORCHA_FLATTEN LORCHA_INLINED void region(const WholeWarp &Warp, const BodyT &Body) {
#ifdef __clang__ // in one round, whatever the registers' size: what comes of it has places that are constants
#pragma clang loop unroll(disable) vectorize_width(32)
#endif
  LORCHA_PARALLEL_LOOP
  for (unsigned Lane = 0; Lane < 32; ++Lane)
    Body(Warp.lane(Lane));
}
template <unsigned Bytes = 0, class BodyT>
LORCHA_FLATTEN LORCHA_INLINED void regionOfRows(const WholeWarp &Warp, const BodyT &Body) {
  region(Warp, Body);
}
template <class BodyT> LORCHA_INLINED void regionInTurn(const WholeWarp &Warp, const BodyT &Body) {
  for (unsigned Lane = 0; Lane < 32; ++Lane)
    Body(Warp.lane(Lane));
}
template <class GuardT, class BodyT, class... SlotTs>
LORCHA_INLINED void regionWhere(const WholeWarp &Warp, const GuardT &, const BodyT &Body, const SlotTs &...) {
  region(Warp, Body);
}
template <class BodyT, class... TestTs>
LORCHA_INLINED void regionOfFew(const WholeWarp &Warp, const BodyT &Body, const TestTs &...Tests) {
  const unsigned First = Warp.X / 32 * 32; // as compilers see then
  const ThreadPlaces Taking = (placesOf(Warp.Row, Tests) & ...) & ThreadPlaces{First, First + 32};
  for (unsigned X = Taking.Begin; X < Taking.End; X += Taking.Step) {
    LORCHA_INLINED_CALL Body(Warp.lane(X - First));
    if (Taking.Step >= 32)
      return;
  }
}
template <unsigned Bytes = 0, class BodyT, class... TestTs>
LORCHA_INLINED void regionOfSpan(const WholeWarp &Warp, const BodyT &Body, const TestTs &...Tests) {
  const ThreadSpan Taking = (spanOf(Warp.Row, Tests) & ...) & ThreadSpan{Warp.X, Warp.X + 32};
  for (unsigned X = Taking.Begin; X < Taking.End; ++X)
    Body(Warp.lane(X - Warp.X));
}

template <class BodyT> LORCHA_INLINED void region(const PartOfWarp &Warp, const BodyT &Body) {
  for (unsigned Lane = 0; Lane < Warp.Count; ++Lane)
    LORCHA_INLINED_CALL Body(Warp.lane(Lane));
}
template <unsigned Bytes = 0, class BodyT>
LORCHA_INLINED void regionOfRows(const PartOfWarp &Warp, const BodyT &Body) {
  region(Warp, Body);
}
template <class BodyT> LORCHA_INLINED void regionInTurn(const PartOfWarp &Warp, const BodyT &Body) {
  region(Warp, Body);
}
template <class GuardT, class BodyT, class... SlotTs>
LORCHA_INLINED void regionWhere(const PartOfWarp &Warp, const GuardT &Guard, const BodyT &Body,
                                const SlotTs &...) {
  region(Warp, [&](const RegionThread &Current) {
    if (Guard(Current))
      LORCHA_INLINED_CALL Body(Current);
  });
}
template <class BodyT, class... TestTs>
LORCHA_INLINED void regionOfFew(const PartOfWarp &Warp, const BodyT &Body, const TestTs &...Tests) {
  region(Warp, [&](const RegionThread &Current) {
    const unsigned X = Current.threadIdx.x;
    const ThreadPlaces Taking = (placesOf(Warp.row(Current), Tests) & ...);
    if (X >= Taking.Begin && X < Taking.End && (X - Taking.Begin) % Taking.Step == 0)
      LORCHA_INLINED_CALL Body(Current);
  });
}
template <unsigned Bytes = 0, class BodyT, class... TestTs>
LORCHA_INLINED void regionOfSpan(const PartOfWarp &Warp, const BodyT &Body, const TestTs &...Tests) {
  regionOfFew(Warp, Body, Tests...);
}

namespace detail {

/// Which lanes of a warp that stands in a row take part.
template <class GuardT> LORCHA_INLINED Part partOf(const WholeWarp &Warp, const GuardT &Guard) {
  if constexpr (std::is_same<GuardT, EveryThread>::value)
    return Part::All;
  if constexpr (std::is_same<GuardT, ThreadMask>::value)
    if (Guard.isWhole())
      return Part::All;
  unsigned Taking = 0;
  for (unsigned Lane = 0; Lane < 32; ++Lane)
    Taking += static_cast<unsigned>(static_cast<bool>(Guard(Warp.lane(Lane))));
  return Taking == 0 ? Part::None : Taking == 32 ? Part::All : Part::Some;
}

template <class WarpT, class BodyT, class... ItemTs>
LORCHA_INLINED void runWarp(const WarpT &Warp, const BodyT &Body, ItemTs &&...Items) {
  LORCHA_INLINED_CALL Body(Warp, Items...);
}

} // namespace detail

/// Runs Body(warp, what its lanes have in the Items) for all warps with lanes that take part as
/// Guard(RegionThread) says. Items are the variables of threads that Body uses, and the exchanges that it
/// makes.
template <class GuardT, class BodyT, class... ItemTs>
LORCHA_INLINED void forEachWarp(const Block &block, const GuardT &Guard, const BodyT &Body,
                                ItemTs &...Items) {
  const unsigned SizeX = block.blockDim.x, SizeY = block.blockDim.y;
  const size_t Count = threadCount(block);
  const bool StandInRows = SizeX % 32 == 0;
  unsigned X = 0, Y = 0, Z = 0; // of the first lane, if they do
  for (size_t First = 0; First < Count; First += 32) {
    const WholeWarp Whole{{block, Y, Z, First - X}, X, First};
    const Part Taking = StandInRows ? detail::partOf(Whole, Guard) : Part::Some;
    if (Taking == Part::All)
      detail::runWarp(Whole, Body, inLanes(Items, Whole)...);
    else if (Taking == Part::Some) {
      const PartOfWarp Some{block, First, static_cast<unsigned>(Count - First < 32 ? Count - First : 32)};
      detail::runWarp(Some, Body, inLanes(Items, Some)...);
    }
    X += 32;
    if (X >= SizeX) {
      X = 0;
      if (++Y == SizeY)
        Y = 0, ++Z;
    }
  }
}

} // namespace lorcha

#endif
