// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops over threads whose bodies ask whether they are inside of something: `if (i < n)`, `x > 0 ? in[x - 1]
// : 0`. In almost every row of threads the answer is the same for all but a few at its ends, its rim. The
// body is compiled for the others without the questions, and so without masks. Part of the contract between
// Emit/Cpu and the CPU backend; docs/regions.md shows the printed form.
#ifndef LORCHA_RIMS_H
#define LORCHA_RIMS_H

#include "lorcha/attributes.h"
#include "lorcha/spans.h"
#include <utility>

namespace lorcha {

/// A test without which a thread does nothing.
template <class TestT> struct NeededTest {
  TestT Test;
  template <class ThreadT> LORCHA_INLINED auto operator()(const ThreadT &Current) const {
    return Test(Current);
  }
};
template <class TestT> NeededTest<TestT> needed(const TestT &Test) { return {Test}; }

/// What threads inside read early: Place(RegionThread, round) is where, for Rounds rounds.
template <unsigned Rounds, class PlaceT> struct EarlyReads {
  PlaceT Place;
};
template <unsigned Rounds, class PlaceT> EarlyReads<Rounds, PlaceT> reads(const PlaceT &Place) {
  return {Place};
}

/// What a thread has read early, by round.
template <unsigned Rounds, class T> struct ReadValues {
  T Values[Rounds];
  LORCHA_INLINED T operator()(unsigned Round) const { return Values[Round]; }
};
/// A byte for each thread of a row, for which it does not matter what is in it. Compilers move loads to where
/// their values are wanted, under the condition, unless something is stored behind them: a mark.
class ReadMarks {
public:
  explicit ReadMarks(void *Memory) : Bytes(static_cast<unsigned char *>(Memory)) {
    __asm__ volatile("" : : "r"(Memory) : "memory"); // may be read by others, as compilers see
  }
  LORCHA_INLINED unsigned char &operator[](const Thread &Current) const { return Bytes[Current.threadIdx.x]; }

private:
  unsigned char *Bytes;
};

/// Not in a loop: compilers would make it a copy of memory, whose parts they take for one word.
template <class ReadT, unsigned... Rounds>
LORCHA_INLINED auto readEach(const ReadT &Read, std::integer_sequence<unsigned, Rounds...>) {
  return ReadValues<sizeof...(Rounds), decltype(Read(0u))>{{Read(Rounds)...}};
}
/// Reads for all rounds now; or nothing: the reads are made when they are asked for.
template <unsigned Rounds, class ReadT>
LORCHA_INLINED auto readEarly(std::true_type, unsigned char &Mark, const ReadT &Read) {
  const auto Result = readEach(Read, std::make_integer_sequence<unsigned, Rounds>());
  Mark = 0;
  return Result;
}
template <unsigned Rounds, class ReadT>
LORCHA_INLINED ReadT readEarly(std::false_type, unsigned char &, const ReadT &Read) {
  return Read;
}

namespace detail {
template <class TestT> inline constexpr bool IsNeeded = false;
template <class TestT> inline constexpr bool IsNeeded<NeededTest<TestT>> = true;

template <class TestT> inline constexpr bool IsReads = false;
template <unsigned Rounds, class PlaceT> inline constexpr bool IsReads<EarlyReads<Rounds, PlaceT>> = true;

/// The threads of a row that are inside, as far as one test says.
template <class TestT> LORCHA_INLINED ThreadSpan innerSpan(const ThreadRow &Row, const TestT &Test) {
  if constexpr (IsReads<TestT>)
    return {0, Row.block.blockDim.x};
  else
    return spanOf(Row, Test);
}

/// Whether the threads may read early. Addresses rise or fall from thread to thread and from round to round,
/// so they lie between those of the first and the last.
template <class TestT> LORCHA_INLINED bool canRead(const ThreadRow &, ThreadSpan, const TestT &) {
  return true;
}
template <unsigned Rounds, class PlaceT>
LORCHA_INLINED bool canRead(const ThreadRow &Row, ThreadSpan Inner, const EarlyReads<Rounds, PlaceT> &Reads) {
#if defined(__SANITIZE_THREAD__) || LORCHA_HAS_FEATURE(thread_sanitizer)
  return Inner.isEmpty(); // others may write what no thread of this block asks for
#endif
  if (Inner.isEmpty())
    return true;
  const auto *First = Reads.Place(Row.at(Inner.Begin), 0u), *Last = First;
  const decltype(First) Others[] = {Reads.Place(Row.at(Inner.Begin), Rounds - 1),
                                    Reads.Place(Row.at(Inner.End - 1), 0u),
                                    Reads.Place(Row.at(Inner.End - 1), Rounds - 1)};
  for (const auto *Each : Others) {
    First = Each < First ? Each : First;
    Last = Each > Last ? Each : Last;
  }
  return lorchaIsReadable(First, Last + 1);
}

/// The threads of a row that have something to do, as far as one test says.
template <class TestT> LORCHA_INLINED ThreadSpan workingSpan(const ThreadRow &Row, const TestT &Test) {
  if constexpr (IsNeeded<TestT>)
    return spanOf(Row, Test);
  else
    return {0, Row.block.blockDim.x};
}

/// Runs Body(RegionThread, IsInner()) for some threads of a row. AreShort: rows may be of the usual short
/// sizes. Bytes: see rowVectors.
template <bool AreShort, class IsInner, unsigned Bytes, class BodyT>
LORCHA_INLINED void partOfRow(const ThreadRow &Row, ThreadSpan Part, const BodyT &Body) {
  const auto Run = [&](const RegionThread &Current) LORCHA_FLATTEN_INLINED { Body(Current, IsInner()); };
  if constexpr (AreShort)
    runSpan<false, Bytes>(Row.block, Row.Y, Row.Z, Row.First, Part.Begin, Part.End, Run);
  else
    spanOfThreads<false>(Row.block, Row.Y, Row.Z, Row.First, Part.Begin, Part.End, Run);
}

template <bool AreShort, unsigned Bytes, class BodyT, class... TestTs>
LORCHA_INLINED void rowWithRim(const ThreadRow &Row, const BodyT &Body, const TestTs &...Tests) {
  ThreadSpan Inner = (innerSpan(Row, Tests) & ...);
  if (!(canRead(Row, Inner, Tests) && ...))
    Inner = {};
  if constexpr ((IsNeeded<TestTs> && ...)) {
    partOfRow<AreShort, std::true_type, Bytes>(Row, Inner, Body);
  } else {
    const ThreadSpan Working = (ThreadSpan{0, Row.block.blockDim.x} & ... & workingSpan(Row, Tests));
    // The rim is compiled once: its part before the inner threads, and its part behind them.
    ThreadSpan Rim = {Working.Begin, Inner.isEmpty() ? Working.End : Inner.Begin};
#ifdef __clang__
#pragma clang loop unroll(disable)
#endif
    for (int Ends = 0; Ends < 2; ++Ends) {
      partOfRow<false, std::false_type, 0>(Row, Rim, Body);
      if (Inner.isEmpty())
        return;
      if (Ends == 0)
        partOfRow<AreShort, std::true_type, Bytes>(Row, Inner, Body);
      Rim = {Inner.End, Working.End};
    }
  }
}
} // namespace detail

/// Runs Body(RegionThread, IsInner) for all threads of the block. IsInner is std::true_type for those for
/// which all Tests(RegionThread) are true, of which each must choose neighbours, if all that they read early
/// can be read; std::false_type for others.
/// Threads that fail a needed() test are left out.
template <class BodyT, class... TestTs>
LORCHA_INLINED void withRim(const Block &block, const BodyT &Body, const TestTs &...Tests) {
  forEachRow(block, [&](unsigned Y, unsigned Z, size_t First) {
    detail::rowWithRim<false, 0>(ThreadRow{block, Y, Z, First}, Body, Tests...);
  });
}
/// The same for blocks of more than one dimension, which may have short rows.
template <unsigned Bytes = 0, class BodyT, class... TestTs>
LORCHA_INLINED void withRimOfRows(const Block &block, const BodyT &Body, const TestTs &...Tests) {
  forEachRow(block, [&](unsigned Y, unsigned Z, size_t First) {
    detail::rowWithRim<true, Bytes>(ThreadRow{block, Y, Z, First}, Body, Tests...);
  });
}
/// The same for the threads of the block's first row; see forEachThreadInRow.
template <class BodyT, class... TestTs>
LORCHA_INLINED void withRimInRow(const Block &block, const BodyT &Body, const TestTs &...Tests) {
  detail::rowWithRim<false, 0>(ThreadRow{block, 0, 0, 0}, Body, Tests...);
}

} // namespace lorcha

#endif
