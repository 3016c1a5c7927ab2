// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Neighbouring threads of a row: where a condition compares something that rises from thread to thread with
// something equal for all, those for which it is true stand side by side, and a loop runs over them without a
// mask. Part of the contract between Emit/Cpu and the CPU backend; docs/regions.md shows the printed form.
#ifndef LORCHA_SPANS_H
#define LORCHA_SPANS_H

#include "lorcha/regions.h"

namespace lorcha {

/// Threads of a row: the first, and the one behind the last.
struct ThreadSpan {
  unsigned Begin = 0, End = 0;
  bool isEmpty() const { return Begin == End; }
  bool contains(const Thread &Current) const {
    return Current.threadIdx.x >= Begin && Current.threadIdx.x < End;
  }
  ThreadSpan operator&(ThreadSpan Other) const {
    const unsigned First = Begin > Other.Begin ? Begin : Other.Begin,
                   Last = End < Other.End ? End : Other.End;
    return First < Last ? ThreadSpan{First, Last} : ThreadSpan{};
  }
};

/// A row of a block: threads that differ in threadIdx.x only.
struct ThreadRow {
  const Block &block;
  unsigned Y, Z;
  size_t First; ///< linear index of its first thread
  RegionThread at(unsigned X) const { return {{{X, Y, Z}, block}, First + X}; }
};

/// The threads of a row for which Test(RegionThread) is true. They must be neighbours.
template <class TestT> inline ThreadSpan spanOf(const ThreadRow &Row, const TestT &Test) {
  const unsigned Size = Row.block.blockDim.x;
  const bool IsFirst = Test(Row.at(0)), IsLast = Test(Row.at(Size - 1));
  if (IsFirst && IsLast)
    return {0, Size};
  if (!IsFirst && !IsLast) { // none, or some in the middle
    unsigned Begin = 0, End = Size;
    while (Begin < End && !Test(Row.at(Begin)))
      ++Begin;
    while (Begin < End && !Test(Row.at(End - 1)))
      --End;
    return {Begin, End};
  }
  unsigned Same = 0, Other = Size - 1; // as the first, and as the last
  while (Other - Same > 1) {
    const unsigned Middle = Same + (Other - Same) / 2;
    (Test(Row.at(Middle)) == IsFirst ? Same : Other) = Middle;
  }
  return IsFirst ? ThreadSpan{0, Other} : ThreadSpan{Other, Size};
}

/// Runs Body(RegionThread) for the threads for which all Tests(RegionThread) are true. Of each row, each test
/// must choose neighbours.
template <class BodyT, class... TestTs>
inline void regionOfSpan(const Block &block, const BodyT &Body, const TestTs &...Tests) {
  forEachRow(block, [&](unsigned Y, unsigned Z, size_t First) {
    const ThreadRow Row{block, Y, Z, First};
    const ThreadSpan Taking = (spanOf(Row, Tests) & ...);
    runSpan<false>(block, Y, Z, First, Taking.Begin, Taking.End, Body);
  });
}

/// The counter of a loop whose rounds take the next stretch for all threads, `for (int i = threadIdx.x; i <
/// n; i += 256)`: it rises by one from thread to thread, and those who take part stand side by side. Rows of
/// the block count alike.
template <class T> class SpanCounter {
public:
  T operator[](const RegionThread &Current) const {
    return static_cast<T>(First + static_cast<T>(Current.threadIdx.x));
  }
  bool takes(const RegionThread &Current) const { return Part.contains(Current); }

  /// Init(RegionThread) is the counter's first value.
  template <class InitT> void start(const Block &block, const InitT &Init) {
    First = Init(RegionThread{{{0, 0, 0}, block}, 0});
  }
  /// Whether Test(RegionThread) is true for any thread; these take part in the round.
  template <class TestT> bool any(const Block &block, const TestT &Test) {
    Part = spanOf(ThreadRow{block, 0, 0, 0}, Test);
    return !Part.isEmpty();
  }
  /// Step(RegionThread, Counter) changes the counter for the next round.
  template <class StepT> void step(const Block &block, const StepT &Step) {
    Step(RegionThread{{{0, 0, 0}, block}, 0}, First);
  }
  /// Runs Body(RegionThread) for the threads that take part.
  template <class BodyT> void run(const Block &block, const BodyT &Body) const {
    forEachRow(block, [&](unsigned Y, unsigned Z, size_t Row) {
      runSpan<false>(block, Y, Z, Row, Part.Begin, Part.End, Body);
    });
  }

private:
  T First{};
  ThreadSpan Part;
};

} // namespace lorcha

#endif
