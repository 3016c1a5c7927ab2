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

/// Before a loop over an array of the thread's own, whose elements are then registers.
#ifdef __clang__
#define LORCHA_UNROLLED _Pragma("clang loop unroll(full)")
#else
#define LORCHA_UNROLLED _Pragma("GCC unroll 256")
#endif

namespace lorcha {

/// The counter of a loop that runs as long as it is below Bound (above, if Step is negative). The condition
/// is true when one of these is made.
template <class T, class BoundT, long long Step> class Counter {
public:
  Counter(T &Value, BoundT Bound) : Value(Value), Bound(Bound) {}
  /// Whether the loop has surely that many rounds left.
  bool has(unsigned Rounds) const { return distance() > Stride * (Rounds - 1); }
  /// How many rounds the loop has surely left, if no more than Most: one, at least.
  int left(int Most) const {
    const unsigned long long Rounds = distance() == 0 ? 1 : (distance() - 1ull) / Stride + 1;
    return Rounds < static_cast<unsigned long long>(Most) ? static_cast<int>(Rounds) : Most;
  }
  /// For rounds that were done and for which the loop does not step by itself.
  void skip(int Rounds) const { Value = at(Rounds); }
  /// What it will be in another round.
  T at(int Round) const { return static_cast<T>(Value + static_cast<T>(Round * Step)); }

private:
  static constexpr unsigned long long Stride = Step < 0 ? -Step : Step;
  auto distance() const {
    using Common = std::make_unsigned_t<decltype(Value + Bound)>;
    return Step < 0 ? static_cast<Common>(static_cast<Common>(Value) - static_cast<Common>(Bound))
                    : static_cast<Common>(static_cast<Common>(Bound) - static_cast<Common>(Value));
  }
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
  /// Rounds since the loop's own.
  int since(int Round) const { return Round; }
};

/// How the rows of a block are run in strips.
enum class StripRows {
  Single, ///< blocks have one row
  Apart   ///< one after the other
};

template <StripRows Rows, class BodyT, class GuardT, class... SlotTs>
inline void stripOfRounds(const Block &block, const BodyT &Body, const GuardT &Guard,
                          const SlotTs &...Slots) {
  constexpr bool TakesAll = std::is_same<GuardT, EveryThread>::value && sizeof...(SlotTs) == 0;
  if constexpr (!TakesAll)
    regionWhere(block, Guard, Body, Slots...);
  else if constexpr (Rows == StripRows::Single)
    region(block, Body);
  else
    regionOfRows(block, Body);
}

/// Stands in a loop's body and does the loop's next Rounds rounds at once, or one if there are not as many.
/// Body(Strip, RegionThread) does them for one thread that takes part. How many they are beside the loop's
/// own.
template <int Rounds, StripRows Rows, class CounterT, class BodyT, class GuardT = EveryThread,
          class... SlotTs>
inline int strip(const Block &block, const CounterT &Counter, const BodyT &Body, const GuardT &Guard = {},
                 const SlotTs &...Slots) {
  if (Counter.has(Rounds)) {
    const Strip<Rounds, CounterT> Several{Counter};
    stripOfRounds<Rows>(
        block, [&](const RegionThread &Current) LORCHA_FLATTEN_INLINED { Body(Several, Current); }, Guard,
        Slots...);
    Counter.skip(Rounds - 1);
    return Rounds - 1;
  }
  const Strip<1, CounterT> One{Counter};
  stripOfRounds<Rows>(
      block, [&](const RegionThread &Current) LORCHA_FLATTEN_INLINED { Body(One, Current); }, Guard,
      Slots...);
  return 0;
}

} // namespace lorcha

#endif
