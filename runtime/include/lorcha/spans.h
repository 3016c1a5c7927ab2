// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Threads of a row that are chosen by their place: where a condition compares something that rises from
// thread to thread with something equal for all, those for which it is true stand side by side, and a loop
// runs over them without a mask; where it compares a remainder, they stand at equal distances. Part of the
// contract between Emit/Cpu and the CPU backend; docs/regions.md shows the printed form.
#ifndef LORCHA_SPANS_H
#define LORCHA_SPANS_H

#include "lorcha/regions.h"
#include <cstdint>

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

/// Where in a row the threads are that a comparison chooses: each Step-th from Begin up to End, which may lie
/// behind the row's end.
struct ThreadPlaces {
  unsigned Begin, End, Step = 1;
};

/// The address of what will be stored. Processors let stores wait in a row for a line that is far away.
template <class T> struct ToStore {
  T *Address;
};
template <class T> ToStore<T> toStore(T *Address) { return {Address}; }

namespace detail {
/// Behind every row, and some way from where numbers end.
constexpr long long BehindRows = 1 << 20;

/// To - From, or as much of it as matters in a row.
template <class T> inline long long distance(T From, T To) {
  using Unsigned = std::make_unsigned_t<T>;
  const Unsigned Apart = To < From
                             ? static_cast<Unsigned>(static_cast<Unsigned>(From) - static_cast<Unsigned>(To))
                             : static_cast<Unsigned>(static_cast<Unsigned>(To) - static_cast<Unsigned>(From));
  const long long Near = Apart < Unsigned(BehindRows) ? static_cast<long long>(Apart) : BehindRows;
  return To < From ? -Near : Near;
}
/// How far behind the row's first thread, whose value Rising is, the one stands that has Bound, as C++
/// compares them.
template <class RisingT, class BoundT> inline long long placeOf(RisingT Rising, BoundT Bound) {
  using Common = decltype(Rising + Bound);
  return distance<Common>(static_cast<Common>(Rising), static_cast<Common>(Bound));
}
/// Asks for Count elements, no further than into the second cache: the nearest has few places for what is on
/// its way. Long pieces get the processor's attention by themselves.
template <class T> LORCHA_INLINED void fetch(const T *From, size_t Count) {
  constexpr size_t Line = 64, Long = 4096;
  if (Count * sizeof(T) < Long)
    for (size_t I = 0; I < Count * sizeof(T); I += Line)
      __builtin_prefetch(reinterpret_cast<const char *>(From) + I, 0, 2);
}
/// The same for the start of something that is further on. IsStored: it is to be written.
template <bool IsStored, class T> LORCHA_INLINED void fetchBegin(const T *From, size_t Count) {
  constexpr uintptr_t Line = 64, Most = 16384;
  const uintptr_t Bytes = Count * sizeof(T) < Most ? Count * sizeof(T) : Most;
  const uintptr_t First = reinterpret_cast<uintptr_t>(From), Begin = First & ~(Line - 1);
  const uintptr_t Lines = Bytes / Line; // of short rows a constant
  for (uintptr_t I = 0; I < Lines; ++I)
    __builtin_prefetch(reinterpret_cast<const void *>(Begin + I * Line), IsStored, 2);
  if (First + Bytes > Begin + Lines * Line) // one more: the same for all rows mostly
    __builtin_prefetch(reinterpret_cast<const void *>(Begin + Lines * Line), IsStored, 2);
}
template <class T> LORCHA_INLINED void fetchStart(const T *From, size_t Count) {
  fetchBegin<false>(From, Count);
}
template <class T> LORCHA_INLINED void fetchStart(ToStore<T> To, size_t Count) {
  fetchBegin<true>(To.Address, Count);
}
/// The same for the rows of a block, which needs them all before long.
template <class T> LORCHA_INLINED void fetchNear(const T *From, size_t Count) {
  constexpr uintptr_t Line = 64;
  for (uintptr_t I = 0; I < Count * sizeof(T); I += Line)
    __builtin_prefetch(reinterpret_cast<const char *>(From) + I, 0, 3);
}
inline unsigned inRow(long long Place) { return Place < 0 ? 0 : static_cast<unsigned>(Place); }
} // namespace detail

// The threads whose value compares as the name says with Bound, if the value is Rising in the row's first
// thread and rises by one from thread to thread.
template <class RisingT, class BoundT>
LORCHA_INLINED ThreadPlaces threadsBelow(RisingT Rising, BoundT Bound) {
  return {0, detail::inRow(detail::placeOf(Rising, Bound))};
}
template <class RisingT, class BoundT> LORCHA_INLINED ThreadPlaces threadsUpTo(RisingT Rising, BoundT Bound) {
  return {0, detail::inRow(detail::placeOf(Rising, Bound) + 1)};
}
template <class RisingT, class BoundT>
LORCHA_INLINED ThreadPlaces threadsAbove(RisingT Rising, BoundT Bound) {
  return {detail::inRow(detail::placeOf(Rising, Bound) + 1), ~0u};
}
template <class RisingT, class BoundT> LORCHA_INLINED ThreadPlaces threadsFrom(RisingT Rising, BoundT Bound) {
  return {detail::inRow(detail::placeOf(Rising, Bound)), ~0u};
}
template <class RisingT, class BoundT> LORCHA_INLINED ThreadPlaces threadsAt(RisingT Rising, BoundT Bound) {
  const long long Place = detail::placeOf(Rising, Bound);
  return {detail::inRow(Place), detail::inRow(Place + 1)};
}
/// All or none.
LORCHA_INLINED ThreadPlaces allThreadsIf(bool Taking) { return {0, Taking ? ~0u : 0}; }
/// The same for a value that starts again from zero when it reaches Modulus.
template <unsigned Modulus, class RisingT, class BoundT>
LORCHA_INLINED ThreadPlaces threadsOne(RisingT Rising, BoundT Bound) {
  const auto Wanted = static_cast<decltype(Rising + Bound)>(Bound);
  if (Wanted < 0 || Wanted >= static_cast<decltype(Rising + Bound)>(Modulus))
    return {0, 0, Modulus};
  const unsigned First = static_cast<unsigned>(Wanted) + Modulus - static_cast<unsigned>(Rising);
  return {First >= Modulus ? First - Modulus : First, ~0u, Modulus};
}

/// The same for a remainder by Divisor, which is not zero.
template <class RisingT, class BoundT, class DivisorT>
LORCHA_INLINED ThreadPlaces threadsOneIn(RisingT Rising, BoundT Bound, DivisorT Divisor) {
  const auto Wanted = static_cast<decltype(Rising + Bound)>(Bound);
  const long long Most = 1ll << 20; // more than a row has
  const long long Signed = static_cast<long long>(Divisor), Modulus = Signed < 0 ? -Signed : Signed;
  if (Wanted < 0 || static_cast<unsigned long long>(Wanted) >= static_cast<unsigned long long>(Modulus))
    return {0, 0};
  long long First = static_cast<long long>(Wanted) - static_cast<long long>(Rising);
  First += First < 0 ? Modulus : 0;
  return {static_cast<unsigned>(First < Most ? First : Most), ~0u,
          static_cast<unsigned>(Modulus < Most ? Modulus : Most)};
}

/// The threads of a row for which Test(RegionThread) is true. They must be neighbours.
template <class TestT> LORCHA_INLINED ThreadSpan searchSpan(const ThreadRow &Row, const TestT &Test) {
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

/// The same as places. A test may say for the row's first thread where those are that it chooses.
template <class TestT> LORCHA_INLINED ThreadPlaces placesOf(const ThreadRow &Row, const TestT &Test) {
  if constexpr (std::is_same<decltype(Test(Row.at(0))), ThreadPlaces>::value) {
    const ThreadPlaces Found = Test(Row.at(0));
    return {Found.Begin, Found.End < Row.block.blockDim.x ? Found.End : Row.block.blockDim.x, Found.Step};
  } else {
    const ThreadSpan Found = searchSpan(Row, Test);
    return {Found.Begin, Found.End};
  }
}
template <class TestT> LORCHA_INLINED ThreadSpan spanOf(const ThreadRow &Row, const TestT &Test) {
  const ThreadPlaces Found = placesOf(Row, Test);
  return Found.Begin < Found.End ? ThreadSpan{Found.Begin, Found.End} : ThreadSpan{};
}

/// Those of both. At most one of the two has steps.
inline ThreadPlaces operator&(ThreadPlaces A, ThreadPlaces B) {
  const unsigned Step = A.Step > B.Step ? A.Step : B.Step, First = A.Step > B.Step ? A.Begin : B.Begin;
  unsigned Begin = A.Begin > B.Begin ? A.Begin : B.Begin;
  Begin += (Step - (Begin - First) % Step) % Step;
  return {Begin, A.End < B.End ? A.End : B.End, Step};
}

/// Runs Body(RegionThread) for the few threads that all Tests choose, one after the other.
template <class BodyT, class... TestTs>
LORCHA_INLINED void regionOfFew(const Block &block, const BodyT &Body, const TestTs &...Tests) {
  forEachRow(block, [&](unsigned Y, unsigned Z, size_t First) {
    const ThreadRow Row{block, Y, Z, First};
    const ThreadPlaces Taking = (placesOf(Row, Tests) & ...);
    for (unsigned X = Taking.Begin; X < Taking.End; X += Taking.Step)
      LORCHA_INLINED_CALL Body(Row.at(X));
  });
}

/// Runs Body(RegionThread) for the threads for which all Tests(RegionThread) are true. Of each row, each test
/// must choose neighbours. Bytes: see rowVectors.
template <unsigned Bytes = 0, class BodyT, class... TestTs>
LORCHA_INLINED void regionOfSpan(const Block &block, const BodyT &Body, const TestTs &...Tests) {
  forEachRow(block, [&](unsigned Y, unsigned Z, size_t First) {
    const ThreadRow Row{block, Y, Z, First};
    const ThreadSpan Taking = (spanOf(Row, Tests) & ...);
    runSpan<false, Bytes>(block, Y, Z, First, Taking.Begin, Taking.End, Body);
  });
}

/// Asks for what the next block in x loads first, while this one has still to work: Count elements from
/// Load(next block, its first thread) on. Not for what several rows load that know nothing of it.
template <class... LoadTs>
LORCHA_INLINED void fetchPieceOfNextBlock(const Block &block, size_t Count, const LoadTs &...Loads) {
  const unsigned Joined = block.blockDim.x > block.LaunchedSizeX ? block.blockDim.x / block.LaunchedSizeX : 1;
  if (block.blockIdx.x + Joined >= block.gridDim.x || hasRows(block))
    return;
  Block Next = block;
  Next.blockIdx.x += Joined;
  const RegionThread First{{{0, 0, 0}, Next}, 0};
  (detail::fetchStart(Loads(Next, First), Count), ...);
}
template <class... LoadTs> LORCHA_INLINED void fetchNextBlock(const Block &block, const LoadTs &...Loads) {
  fetchPieceOfNextBlock(block, block.blockDim.x, Loads...);
}

/// Behind what joined blocks have run as one: Body(block, its threads' part of each of the slots) for each.
template <class BodyT, class... Ts>
LORCHA_INLINED void forEachJoined(const Block &block, const BodyT &Body, const PerThread<Ts> &...Slots) {
  Block Own = block;
  Own.blockDim.x = block.LaunchedSizeX;
  for (unsigned First = 0; First < block.blockDim.x; First += block.LaunchedSizeX, ++Own.blockIdx.x)
    Body(static_cast<const Block &>(Own), PerThread<Ts>(Slots.from(First), threadCount(Own))...);
}

/// The periods of counters that begin again in each row of the block, or never.
constexpr unsigned EachRow = 0, WholeBlock = ~0u;

/// The same for what each row of the next block loads and stores.
template <GridAxes Axis = AlongX, class... LoadTs>
LORCHA_INLINED void fetchRowsOfNextBlock(const Block &block, const LoadTs &...Loads) {
  Block Next = block;
  Next.blockIdx.x += Axis == AlongX ? block.Abreast * block.blockDim.x / block.LaunchedSizeX : 0;
  Next.blockIdx.y += Axis == AlongY;
  if (Next.blockIdx.x >= block.gridDim.x || Next.blockIdx.y >= block.gridDim.y)
    return;
  forEachRow(block, [&](unsigned Y, unsigned Z, size_t Row) {
    const RegionThread First{{{0, Y, Z}, Next}, Row};
    (detail::fetchStart(Loads(Next, First), block.blockDim.x), ...);
  });
}

/// Asks for what each row of the block loads before long, from Load(its first thread) on. Long rows get the
/// processor's attention by themselves.
template <class... LoadTs> LORCHA_INLINED void fetchRows(const Block &block, const LoadTs &...Loads) {
  constexpr unsigned Long = 128;
  if (block.blockDim.x < Long)
    forEachRow(block, [&](unsigned Y, unsigned Z, size_t Row) {
      const RegionThread First{{{0, Y, Z}, block}, Row};
      (detail::fetchNear(Loads(First), block.blockDim.x), ...);
    });
}

/// The counter of a loop whose rounds take the next stretch for all threads, `for (int i = threadIdx.x; i <
/// n; i += 256)`: it rises by one from thread to thread, and those who take part stand side by side. It
/// begins again behind Period threads of the block, which are whole rows.
template <class T, unsigned Period = EachRow> class SpanCounter {
public:
  T operator[](const RegionThread &Current) const {
    return static_cast<T>(First + static_cast<T>(placeOf(Current)));
  }
  bool takes(const RegionThread &Current) const {
    return placeOf(Current) >= Part.Begin && placeOf(Current) < Part.End;
  }

  /// Init(RegionThread) is the counter's first value.
  template <class InitT> LORCHA_INLINED void start(const Block &block, const InitT &Init) {
    First = Init(RegionThread{{{0, 0, 0}, block}, 0});
    Before = First;
  }
  /// Whether Test(RegionThread) is true for any thread; these take part in the round.
  template <class TestT> LORCHA_INLINED bool any(const Block &block, const TestT &Test) {
    const Block All = countedRow(block);
    const ThreadRow Row{All, 0, 0, 0};
    Part = spanOf(Row, Test);
    HasNext = Stride > Part.End - Part.Begin && Stride <= detail::BehindRows && takesLater(Row, Test);
    return !Part.isEmpty();
  }
  /// Step(RegionThread, Counter) changes the counter for the next round.
  template <class StepT> LORCHA_INLINED void step(const Block &block, const StepT &Step) {
    const T Last = First;
    Step(RegionThread{{{0, 0, 0}, block}, 0}, First);
    Stride = static_cast<unsigned>(First - Last);
  }
  /// Runs Body(RegionThread) for the threads that take part.
  template <class BodyT> LORCHA_INLINED void run(const Block &block, const BodyT &Body) const {
    forEachRow(block, [&](unsigned Y, unsigned Z, size_t Row) {
      ThreadSpan OfRow = Part;
      if constexpr (Period != EachRow) {
        const unsigned Before = placeOf(Row);
        OfRow = Part & ThreadSpan{Before, Before + block.blockDim.x};
        OfRow = OfRow.isEmpty() ? OfRow : ThreadSpan{OfRow.Begin - Before, OfRow.End - Before};
      }
      runSpan<false>(block, Y, Z, Row, OfRow.Begin, OfRow.End, Body);
    });
  }
  /// The same, having asked for the elements of the next round, which lie side by side from
  /// Loads(RegionThread) on.
  template <class BodyT, class... LoadTs>
  LORCHA_INLINED void run(const Block &block, const BodyT &Body, const LoadTs &...Loads) const {
    if (HasNext) {
      const Block All = countedRow(block);
      const RegionThread Next = ThreadRow{All, 0, 0, 0}.at(Part.Begin + Stride);
      (detail::fetch(Loads(Next), Part.End - Part.Begin), ...);
    }
    run(block, Body);
  }

  /// Behind the loop: asks for what the next block loads in it. Rounds that follow each other are one piece.
  template <class... LoadTs>
  LORCHA_INLINED void fetchNextBlock(const Block &block, const LoadTs &...Loads) const {
    const bool AreOnePiece = Stride == block.blockDim.x;
    fetchPieceOfNextBlock(block, AreOnePiece ? static_cast<size_t>(First - Before) : block.blockDim.x,
                          Loads...);
  }

private:
  /// Of a row's first thread, in its period.
  static unsigned placeOf(size_t Row) {
    return Period == EachRow ? 0 : static_cast<unsigned>(Period == WholeBlock ? Row : Row % Period);
  }
  static unsigned placeOf(const RegionThread &Current) {
    return placeOf(Current.Index - Current.threadIdx.x) + Current.threadIdx.x;
  }
  /// The block, with all threads of a period in one row.
  static Block countedRow(const Block &block) {
    Block All = block;
    if constexpr (Period != EachRow) {
      const unsigned Count = static_cast<unsigned>(threadCount(block));
      All.blockDim = {Count < Period ? Count : Period, 1, 1};
    }
    return All;
  }
  /// Whether there is a next round: whether its first thread, Stride behind this one's, would take part.
  template <class TestT> LORCHA_INLINED bool takesLater(const ThreadRow &Row, const TestT &Test) const {
    if constexpr (std::is_same<decltype(Test(Row.at(0))), ThreadPlaces>::value)
      return Part.Begin + Stride < Test(Row.at(0)).End;
    else
      return Test(Row.at(Part.Begin + Stride));
  }
  T First{};
  T Before{}; ///< First before the first round
  ThreadSpan Part;
  unsigned Stride = 0;  ///< from the round before
  bool HasNext = false; ///< the next round does not follow in memory: processors would not know
};
template <class T> using RankCounter = SpanCounter<T, WholeBlock>;

} // namespace lorcha

#endif
