// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops over threads whose bodies ask whether they are inside of something: `if (i < n)`, `x > 0 ? in[x - 1]
// : 0`. In almost every row of threads the answer is the same for all but a few at its ends, its rim. The
// body is compiled for the others without the questions, and so without masks. Part of the contract between
// Emit/Cpu and the CPU backend; docs/regions.md shows the printed form.
#ifndef LORCHA_RIMS_H
#define LORCHA_RIMS_H

#include "lorcha/spans.h"

namespace lorcha {

/// A test without which a thread does nothing.
template <class TestT> struct NeededTest {
  TestT Test;
  template <class ThreadT> LORCHA_INLINED auto operator()(const ThreadT &Current) const {
    return Test(Current);
  }
};
template <class TestT> NeededTest<TestT> needed(const TestT &Test) { return {Test}; }

namespace detail {
template <class TestT> inline constexpr bool IsNeeded = false;
template <class TestT> inline constexpr bool IsNeeded<NeededTest<TestT>> = true;

/// The threads of a row that have something to do, as far as one test says.
template <class TestT> LORCHA_INLINED ThreadSpan workingSpan(const ThreadRow &Row, const TestT &Test) {
  if constexpr (IsNeeded<TestT>)
    return spanOf(Row, Test);
  else
    return {0, Row.block.blockDim.x};
}

/// Runs Body(RegionThread, IsInner()) for some threads of a row. AreShort: rows may be of the usual short
/// sizes.
template <bool AreShort, class IsInner, class BodyT>
LORCHA_INLINED void partOfRow(const ThreadRow &Row, ThreadSpan Part, const BodyT &Body) {
  const auto Run = [&](const RegionThread &Current) LORCHA_FLATTEN_INLINED { Body(Current, IsInner()); };
  if constexpr (AreShort)
    runSpan<false>(Row.block, Row.Y, Row.Z, Row.First, Part.Begin, Part.End, Run);
  else
    spanOfThreads<false>(Row.block, Row.Y, Row.Z, Row.First, Part.Begin, Part.End, Run);
}

template <bool AreShort, class BodyT, class... TestTs>
LORCHA_INLINED void rowWithRim(const ThreadRow &Row, const BodyT &Body, const TestTs &...Tests) {
  const ThreadSpan Inner = (spanOf(Row, Tests) & ...);
  if constexpr ((IsNeeded<TestTs> && ...)) {
    partOfRow<AreShort, std::true_type>(Row, Inner, Body);
  } else {
    const ThreadSpan Working = (ThreadSpan{0, Row.block.blockDim.x} & ... & workingSpan(Row, Tests));
    // The rim is compiled once: its part before the inner threads, and its part behind them.
    ThreadSpan Rim = {Working.Begin, Inner.isEmpty() ? Working.End : Inner.Begin};
#ifdef __clang__
#pragma clang loop unroll(disable)
#endif
    for (int Ends = 0; Ends < 2; ++Ends) {
      partOfRow<false, std::false_type>(Row, Rim, Body);
      if (Inner.isEmpty())
        return;
      if (Ends == 0)
        partOfRow<AreShort, std::true_type>(Row, Inner, Body);
      Rim = {Inner.End, Working.End};
    }
  }
}
} // namespace detail

/// Runs Body(RegionThread, IsInner) for all threads of the block. IsInner is std::true_type for those for
/// which all Tests(RegionThread) are true, of which each must choose neighbours; std::false_type for others.
/// Threads that fail a needed() test are left out.
template <class BodyT, class... TestTs>
LORCHA_INLINED void withRim(const Block &block, const BodyT &Body, const TestTs &...Tests) {
  forEachRow(block, [&](unsigned Y, unsigned Z, size_t First) {
    detail::rowWithRim<false>(ThreadRow{block, Y, Z, First}, Body, Tests...);
  });
}
/// The same for blocks of more than one dimension, which may have short rows.
template <class BodyT, class... TestTs>
LORCHA_INLINED void withRimOfRows(const Block &block, const BodyT &Body, const TestTs &...Tests) {
  forEachRow(block, [&](unsigned Y, unsigned Z, size_t First) {
    detail::rowWithRim<true>(ThreadRow{block, Y, Z, First}, Body, Tests...);
  });
}
/// The same for the threads of the block's first row; see forEachThreadInRow.
template <class BodyT, class... TestTs>
LORCHA_INLINED void withRimInRow(const Block &block, const BodyT &Body, const TestTs &...Tests) {
  detail::rowWithRim<false>(ThreadRow{block, 0, 0, 0}, Body, Tests...);
}

} // namespace lorcha

#endif
