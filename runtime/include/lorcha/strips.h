// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops around the threads of a block that go in strips: each thread does several rounds before the next one
// does, so that what it sums up is loaded and stored once per strip. The rounds of a strip are a constant:
// compilers unroll them, and then vectorise the loop over threads. Part of the contract between Emit/Cpu,
// which prints uses of these, and the CPU backend; docs/regions.md shows the printed form.
#ifndef LORCHA_STRIPS_H
#define LORCHA_STRIPS_H

#include "lorcha/regions.h"

/// Before the rounds of a strip: unrolled, whatever their size, they leave one loop, the one over threads.
#ifdef __clang__
#define LORCHA_ROUNDS _Pragma("clang loop unroll(full)")
#else
#define LORCHA_ROUNDS _Pragma("GCC unroll 8")
#endif

namespace lorcha {

/// The counter of a loop that runs as long as it is below Bound (above, if Step is negative). The condition
/// is true when one of these is made.
template <class T, class BoundT, long long Step> class Counter {
public:
  Counter(T &Value, BoundT Bound) : Value(Value), Bound(Bound) {}
  /// Whether the loop has surely that many rounds left.
  bool has(unsigned Rounds) const {
    using Common = std::make_unsigned_t<decltype(Value + Bound)>;
    constexpr unsigned long long Stride = Step < 0 ? -Step : Step;
    const auto Left = Step < 0 ? static_cast<Common>(static_cast<Common>(Value) - static_cast<Common>(Bound))
                               : static_cast<Common>(static_cast<Common>(Bound) - static_cast<Common>(Value));
    return Left > Stride * (Rounds - 1);
  }
  /// For rounds that were done and for which the loop does not step by itself.
  void skip(int Rounds) const { Value = at(Rounds); }
  /// What it will be in another round.
  T at(int Round) const { return static_cast<T>(Value + static_cast<T>(Round * Step)); }

private:
  T &Value;
  const BoundT Bound;
};
template <long long Step, class T, class BoundT> Counter<T, BoundT, Step> counterOf(T &Value, BoundT Bound) {
  return {Value, Bound};
}

/// What a thread does in one go: rounds of a loop.
template <int Count, class CounterT> struct Strip {
  const CounterT &First;
  static constexpr int Rounds = Count;
  auto at(int Round) const { return First.at(Round); }
};

/// How the rows of a block are run in strips.
enum class StripRows {
  Single, ///< blocks have one row
  Apart,  ///< one after the other
  Joined  ///< several at once: what is loaded for one is there for all
};

/// Four rows at once: each load that does not depend on the row is made once.
template <unsigned SizeX, class BodyT>
LORCHA_FLATTEN inline void fourRowsOfFixedSize(const Block &block, unsigned Y, unsigned Z, size_t Row,
                                               const BodyT &Body) {
#ifdef __clang__
#pragma clang loop unroll(disable)
#endif
  LORCHA_PARALLEL_LOOP
  for (unsigned X = 0; X < SizeX; ++X) {
    Body(RegionThread{{{X, Y, Z}, block}, Row + X});
    Body(RegionThread{{{X, Y + 1, Z}, block}, Row + SizeX + X});
    Body(RegionThread{{{X, Y + 2, Z}, block}, Row + 2 * SizeX + X});
    Body(RegionThread{{{X, Y + 3, Z}, block}, Row + 3 * SizeX + X});
  }
}

/// All rows of a block, four at once where all threads of the four take part.
template <unsigned SizeX, class GuardT, class BodyT>
inline void joinedRows(const Block &block, const GuardT &Guard, const BodyT &Body) {
  const unsigned SizeY = block.blockDim.y;
  size_t Row = 0;
  for (unsigned Z = 0; Z < block.blockDim.z; ++Z)
    for (unsigned Y = 0; Y < SizeY;) {
      unsigned Full = 0;
      while (Full < 4 && Y + Full < SizeY &&
             partOf(block, Y + Full, Z, Row + Full * SizeX, Guard) == Part::All)
        ++Full;
      if (Full == 4) {
        fourRowsOfFixedSize<SizeX>(block, Y, Z, Row, Body);
        Y += 4, Row += 4 * SizeX;
        continue;
      }
      for (unsigned X = 0; X < SizeX; ++X)
        if (const RegionThread Current{{{X, Y, Z}, block}, Row + X}; Guard(Current))
          Body(Current);
      ++Y, Row += SizeX;
    }
}

template <StripRows Rows, class BodyT, class GuardT, class... SlotTs>
inline void stripOfRounds(const Block &block, const BodyT &Body, const GuardT &Guard,
                          const SlotTs &...Slots) {
  constexpr bool TakesAll = std::is_same<GuardT, EveryThread>::value && sizeof...(SlotTs) == 0;
  if constexpr (Rows == StripRows::Joined) {
    if (block.blockDim.x == 16 && block.blockDim.y >= 4)
      return joinedRows<16>(block, Guard, Body);
    if (block.blockDim.x == 32 && block.blockDim.y >= 4)
      return joinedRows<32>(block, Guard, Body);
  }
  if constexpr (!TakesAll)
    regionWhere(block, Guard, Body, Slots...);
  else if constexpr (Rows == StripRows::Single)
    region(block, Body);
  else
    regionOfRows(block, Body);
}

/// Stands in a loop's body and does the loop's next Rounds rounds at once, or one if there are not as many.
/// Body(Strip, RegionThread) does them for one thread that takes part.
template <int Rounds, StripRows Rows, class CounterT, class BodyT, class GuardT = EveryThread,
          class... SlotTs>
inline void strip(const Block &block, const CounterT &Counter, const BodyT &Body, const GuardT &Guard = {},
                  const SlotTs &...Slots) {
  if (Counter.has(Rounds)) {
    const Strip<Rounds, CounterT> Several{Counter};
    stripOfRounds<Rows>(
        block, [&](const RegionThread &Current) LORCHA_FLATTEN { Body(Several, Current); }, Guard, Slots...);
    Counter.skip(Rounds - 1);
    return;
  }
  const Strip<1, CounterT> One{Counter};
  constexpr StripRows Plain = Rows == StripRows::Joined ? StripRows::Apart : Rows;
  stripOfRounds<Plain>(
      block, [&](const RegionThread &Current) LORCHA_FLATTEN { Body(One, Current); }, Guard, Slots...);
}

} // namespace lorcha

#endif
