// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops that each thread leaves at a time of its own, run by several threads at once: all make a round, those
// that have left under a mask, until nobody is left. After M. Pharr and W. Mark, "ispc". Threads are taken in
// groups of up to 32 of a row, so that a slow one keeps few others busy, and a group's variables fit into
// registers.
#ifndef LORCHA_LANES_H
#define LORCHA_LANES_H

#include "lorcha/regions.h"
#include "lorcha/vector_size.h"

namespace lorcha {

/// A loop of one thread with up to Most rounds. Round(), or Round(number of rounds before), returns whether
/// it goes on. Compilers unroll it; threads side by side then run it as straight code under masks.
template <unsigned Most, class RoundT> inline void rounds(const RoundT &Round) {
  bool IsLive = true;
#ifdef __clang__
#pragma clang loop unroll(full)
#endif
  for (unsigned I = 0; I < Most; ++I)
    if (IsLive) {
      if constexpr (std::is_invocable_v<RoundT, unsigned>)
        IsLive = Round(I);
      else
        IsLive = Round();
    }
}

/// A thread in a round of a loop.
struct LaneThread : RegionThread {
  size_t Round; ///< rounds that it has made before
};

/// The condition in front of a plain round. It returns whether the round is made.
struct RoundCondition {
  bool Holds = true;
  bool operator()(bool Condition) {
    Holds = Condition;
    return MayComputeInVain || Condition;
  }
};

/// A round that computes and does nothing else, so that threads that have left may make it, too:
/// Round(LaneThread, RoundCondition, variables by reference...). What it has computed is dropped if the
/// condition does not hold.
template <class RoundT> struct PlainRound {
  const RoundT &Round;
  explicit PlainRound(const RoundT &Round) : Round(Round) {}
};

/// The most threads that go through a loop in step: two vectors of words, so that all that they have stays in
/// registers.
constexpr unsigned LaneGroup = VectorBytes / 2;

namespace detail {

/// What a group of threads has in one variable, and where it comes from and goes to.
template <unsigned Count, class T> struct LaneVariable {
  const PerThread<T> &Slots;
  alignas(64) T Values[Count];

  explicit LaneVariable(const PerThread<T> &Slots) : Slots(Slots) {}
};

/// Whether a thread takes part, from round to round. No integer: compilers for AVX2 would make halves of it,
/// and wholes of these for each variable.
using LaneLiveness = float;
inline LaneLiveness liveness(bool Taking) { return Taking ? 1.0f : 0.0f; }

/// One round of one thread. Variables are loaded and stored whether it takes part or not: no branch is left
/// around it.
template <class RoundT, class... Ts>
inline LaneLiveness makeRound(const RoundT &Round, const LaneThread &Current, LaneLiveness Live,
                              Ts &...Values) {
  return [&](Ts... Own) {
    if (Live != 0)
      Live = liveness(Round(Current, Own...));
    (static_cast<void>(Values = Own), ...);
    return Live;
  }(Values...);
}

template <class T> inline T chosen(bool Condition, T Then, T Else) { return Condition ? Then : Else; }

/// Compilers see one mask: whether a thread takes part and its condition holds.
template <class RoundT, class... Ts>
inline LaneLiveness makeRound(const PlainRound<RoundT> &Plain, const LaneThread &Current, LaneLiveness Live,
                              Ts &...Values) {
  return [&](Ts... Own) {
    RoundCondition Condition;
    bool Takes = Live != 0, GoesOn = false;
    if (MayComputeInVain || Takes)
      GoesOn = Plain.Round(Current, Condition, Own...);
    Takes = static_cast<int>(Takes) & static_cast<int>(Condition.Holds);
    (static_cast<void>(Values = chosen(Takes, Own, Values)), ...);
    return chosen(static_cast<int>(Takes) & static_cast<int>(GoesOn), Live, LaneLiveness());
  }(Values...);
}

/// Threads [First, First + Taken) of a row.
template <unsigned Count, bool IsLinear, class GuardT, class RoundT, class... Ts>
LORCHA_FLATTEN inline void runLanes(const Block &block, const Thread &First, size_t Index, unsigned Taken,
                                    const GuardT &Guard, const RoundT &Round,
                                    LaneVariable<Count, Ts> &&...Own) {
  const auto ThreadOf = [&](unsigned I, size_t Rounds) {
    const uint3 Place = {First.threadIdx.x + I, First.threadIdx.y, First.threadIdx.z};
    return LaneThread{{{Place, block}, Index + I, IsLinear}, Rounds};
  };
  alignas(64) LaneLiveness Live[Count];
  int IsAnyLive = 0;
  LORCHA_PARALLEL_LOOP
  for (unsigned I = 0; I < Count; ++I) {
    const LaneThread Current = ThreadOf(I, 0);
    const bool IsThere = I < Taken;
    Live[I] = liveness(IsThere && Guard(Current));
    ((Own.Values[I] = IsThere ? Own.Slots[Current] : Ts()), ...);
    IsAnyLive |= static_cast<int>(Live[I] != 0);
  }
  for (size_t Rounds = 0; IsAnyLive != 0; ++Rounds) {
    IsAnyLive = 0;
    LORCHA_PARALLEL_LOOP
    for (unsigned I = 0; I < Count; ++I) {
      Live[I] = makeRound(Round, ThreadOf(I, Rounds), Live[I], Own.Values[I]...);
      IsAnyLive |= static_cast<int>(Live[I] != 0);
    }
  }
  LORCHA_PARALLEL_LOOP
  for (unsigned I = 0; I < Count; ++I)
    if (I < Taken)
      ((Own.Slots[ThreadOf(I, 0)] = Own.Values[I]), ...);
}

template <unsigned Count, bool IsLinear, class GuardT, class RoundT, class... Ts>
inline void runLanesOfRow(const Block &block, unsigned Y, unsigned Z, size_t Row, const GuardT &Guard,
                          const RoundT &Round, const PerThread<Ts> &...Slots) {
  const unsigned SizeX = block.blockDim.x;
  for (unsigned X = 0; X < SizeX; X += Count)
    runLanes<Count, IsLinear>(block, Thread{{X, Y, Z}, block}, Row + X, SizeX - X < Count ? SizeX - X : Count,
                              Guard, Round, LaneVariable<Count, Ts>(Slots)...);
}

} // namespace detail

/// Slots that are read as PerThread::linear.
template <class... SlotTs> struct LinearSlots {
  std::tuple<const SlotTs &...> Slots;
  explicit LinearSlots(const SlotTs &...Slots) : Slots(Slots...) {}
  bool areLinearIn(size_t Row, unsigned SizeX) const {
    return std::apply([&](const auto &...Each) { return (... && Each.isLinearIn(Row, 0, SizeX)); }, Slots);
  }
};

/// Runs the rounds of a loop for all threads of the block for which Guard(RegionThread) is true.
/// Round(LaneThread, variables by reference...) returns whether the thread goes on. Slots are those of the
/// variables.
template <class GuardT, class RoundT, class... LinearTs, class... Ts>
inline void lanes(const Block &block, const GuardT &Guard, const RoundT &Round,
                  const LinearSlots<LinearTs...> &Linear, const PerThread<Ts> &...Slots) {
  forEachRow(block, [&](unsigned Y, unsigned Z, size_t Row) {
    if (sizeof...(LinearTs) != 0 && Linear.areLinearIn(Row, block.blockDim.x))
      detail::runLanesOfRow<LaneGroup, true>(block, Y, Z, Row, Guard, Round, Slots...);
    else if (block.blockDim.x <= LaneGroup / 2)
      detail::runLanesOfRow<LaneGroup / 2, false>(block, Y, Z, Row, Guard, Round, Slots...);
    else
      detail::runLanesOfRow<LaneGroup, false>(block, Y, Z, Row, Guard, Round, Slots...);
  });
}

} // namespace lorcha

#endif
