// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What kernels in the region form are made of: loops over the threads of a block that do not wait for each
// other, and storage for what a thread leaves in its variables from one region to the next. Part of the
// contract between Emit/Cpu (which prints uses of these) and the CPU backend; docs/regions.md shows the
// printed form.
#ifndef LORCHA_REGIONS_H
#define LORCHA_REGIONS_H

#include "lorcha/thread_mask.h"
#include "lorcha/vector_size.h"
#include <cstring>
#include <tuple>
#include <type_traits>

namespace lorcha {

/// A T, for types that cannot stand before a name as they are written (arrays, pointers to arrays).
template <class T> using As = T;

/// One T per thread of a block, in memory that belongs to the block function.
template <class T> class PerThread {
public:
  using Element = T;
  using Word = T; ///< neighbours have theirs behind one another
  PerThread(void *Memory, size_t Count) : Values(static_cast<T *>(Memory)), Count(Count) {}
  T &operator[](const RegionThread &Current) const { return Values[Current.Index]; }
  const T &at(size_t Index) const { return Values[Index]; }
  /// The slots from Index on.
  T *from(size_t Index) const { return Values + Index; }
  /// The same as a value, for integers and pointers that isLinearIn may have looked at: compilers then see
  /// neighbouring addresses.
  template <class LinearT = T> LinearT linear(const RegionThread &Current) const {
    if (!Current.IsLinear)
      return Values[Current.Index];
    if constexpr (std::is_pointer<T>::value)
      return First + Current.threadIdx.x;
    else
      return static_cast<T>(First + static_cast<T>(Current.threadIdx.x));
  }
  /// Whether the values of the row's threads from Begin up to End rise by one from thread to thread.
  /// Remembers what the first one would have, as threads may change theirs.
  bool isLinearIn(size_t Row, unsigned Begin, unsigned End) const {
    First = risen(Values[Row + Begin], -static_cast<int>(Begin));
    bool Differs = false;
    for (unsigned X = Begin; X < End; ++X)
      Differs |= Values[Row + X] != risen(First, static_cast<int>(X));
    return !Differs;
  }
  void fill(T Value) const { // not by reference: it may come from a restrict variable
    for (size_t I = 0; I < Count; ++I)
      std::memcpy(static_cast<void *>(Values + I), &Value, sizeof(T));
  }

private:
  /// By a number of elements; integers wrap around.
  template <class LinearT> static LinearT risen(LinearT Value, int By) {
    if constexpr (std::is_pointer<LinearT>::value) {
      return Value + By;
    } else {
      using Unsigned = std::make_unsigned_t<LinearT>;
      return static_cast<LinearT>(static_cast<Unsigned>(Value) + static_cast<Unsigned>(By));
    }
  }

  T *Values;
  size_t Count;
  mutable std::conditional_t<std::is_integral<T>::value || std::is_pointer<T>::value, std::remove_const_t<T>,
                             char>
      First{};
};

/// What the storage that is a function's parameter number Index holds.
template <size_t Index, class FunctionT> struct StorageParameter;
template <size_t Index, class... ParameterTs> struct StorageParameter<Index, void(ParameterTs...)> {
  using Storage = std::remove_reference_t<std::tuple_element_t<Index, std::tuple<ParameterTs...>>>;
  using Element = typename Storage::Element;
};
template <size_t Index, class FunctionT>
using ElementOf = typename StorageParameter<Index, FunctionT>::Element;

/// Threads of the block.
inline size_t threadCount(const Block &block) {
  return size_t(block.blockDim.x) * block.blockDim.y * block.blockDim.z;
}

/// The arguments of a PerThread<T> or ThreadMask: memory on the block function's stack, which compilers know
/// to be nobody else's. Up to 1024 threads.
#define LORCHA_PER_THREAD(Running, ...)                                                                      \
  __builtin_alloca_with_align(sizeof(lorcha::As<__VA_ARGS__>) * lorcha::threadCount(Running) + 64, 512),     \
      lorcha::threadCount(Running)

/// Writes a variable back into its slot at the end of its scope, however that is left. Variables may be
/// const, and restrict.
template <class T, class SlotT> class Keep {
public:
  Keep(T &Variable, SlotT &Slot) : Variable(Variable), Slot(Slot) {}
  Keep(const Keep &) = delete;
  ~Keep() {
    if constexpr (!std::is_class<SlotT>::value && std::is_assignable<SlotT &, T &>::value)
      Slot = Variable;
    else
      std::memcpy(static_cast<void *>(&Slot), &Variable, sizeof(T));
  }

private:
  T &Variable;
  SlotT &Slot;
};

/// Runs Body(RegionThread) for all threads of the block one after the other, x innermost.
template <class BodyT> LORCHA_INLINED void regionInTurn(const Block &block, const BodyT &Body) {
  const unsigned SizeX = block.blockDim.x, SizeY = block.blockDim.y, SizeZ = block.blockDim.z;
  size_t Row = block.firstSlot();
  for (unsigned Z = 0; Z < SizeZ; ++Z)
    for (unsigned Y = 0; Y < SizeY; ++Y, Row += block.slotsOfRow())
      for (unsigned X = 0; X < SizeX; ++X)
        Body(RegionThread{{{X, Y, Z}, block}, Row + X});
}

/// Threads of a row from Begin up to End.
template <bool IsLinear, class BodyT>
LORCHA_FLATTEN LORCHA_INLINED void spanOfThreads(const Block &block, unsigned Y, unsigned Z, size_t Row,
                                                 unsigned Begin, unsigned End, const BodyT &Body) {
  LORCHA_PARALLEL_LOOP
  for (unsigned X = Begin; X < End; ++X)
    Body(RegionThread{{{X, Y, Z}, block}, Row + X, IsLinear});
}
template <bool IsLinear, class BodyT>
LORCHA_INLINED void rowOfThreads(const Block &block, unsigned Y, unsigned Z, size_t Row, const BodyT &Body) {
  spanOfThreads<IsLinear>(block, Y, Z, Row, 0, block.blockDim.x, Body);
}
/// How many vectors of a short row make a round of its loop, if the widest number in them has Bytes bytes; 0
/// bytes: code that is not known to be light.
constexpr unsigned rowVectors(unsigned SizeX, unsigned Bytes) {
  constexpr unsigned Most = 4;
  const unsigned Count = SizeX * Bytes / VectorBytes;
  return Count < 1 ? 1 : Count < Most ? Count : Most;
}
/// A row of SizeX threads. Left rolled, so that the vectoriser sees it at once.
template <unsigned SizeX, bool IsLinear, unsigned Bytes, class BodyT>
LORCHA_FLATTEN LORCHA_INLINED void rowOfFixedSize(const Block &block, unsigned Y, unsigned Z, size_t Row,
                                                  const BodyT &Body) {
#ifdef __clang__
#pragma clang loop unroll(disable) interleave_count(rowVectors(SizeX, Bytes))
#endif
  LORCHA_PARALLEL_LOOP
  for (unsigned X = 0; X < SizeX; ++X)
    Body(RegionThread{{{X, Y, Z}, block}, Row + X, IsLinear});
}

/// Threads of a row from Begin up to End, with loops of their own for whole rows of the usual short sizes.
template <bool IsLinear, unsigned Bytes = 0, class BodyT>
LORCHA_INLINED void runSpan(const Block &block, unsigned Y, unsigned Z, size_t Row, unsigned Begin,
                            unsigned End, const BodyT &Body) {
  const unsigned SizeX = block.blockDim.x;
  if (End - Begin != SizeX || (SizeX != 16 && SizeX != 32))
    spanOfThreads<IsLinear>(block, Y, Z, Row, Begin, End, Body);
  else if (SizeX == 16)
    rowOfFixedSize<16, IsLinear, Bytes>(block, Y, Z, Row, Body);
  else
    rowOfFixedSize<32, IsLinear, Bytes>(block, Y, Z, Row, Body);
}

/// Runs Run(Y, Z, Row) for all rows of the block.
template <class RunT> LORCHA_INLINED void forEachRow(const Block &block, const RunT &Run) {
  size_t Row = block.firstSlot();
  for (unsigned Z = 0; Z < block.blockDim.z; ++Z)
    for (unsigned Y = 0; Y < block.blockDim.y; ++Y, Row += block.slotsOfRow())
      LORCHA_INLINED_CALL Run(Y, Z, Row);
}

/// Runs Body(RegionThread) for all threads of the block, several at once.
template <class BodyT> LORCHA_INLINED void region(const Block &block, const BodyT &Body) {
  forEachRow(block, [&](unsigned Y, unsigned Z, size_t Row) { rowOfThreads<false>(block, Y, Z, Row, Body); });
}

/// The same for kernels with blocks of more than one dimension: the usual short rows get loops of their own,
/// because a loop of unknown length would run them one thread at a time. Bytes: see rowVectors.
template <unsigned Bytes = 0, class BodyT>
LORCHA_INLINED void regionOfRows(const Block &block, const BodyT &Body) {
  if (block.blockDim.x == 16)
    forEachRow(block, [&](unsigned Y, unsigned Z, size_t Row) {
      rowOfFixedSize<16, false, Bytes>(block, Y, Z, Row, Body);
    });
  else if (block.blockDim.x == 32)
    forEachRow(block, [&](unsigned Y, unsigned Z, size_t Row) {
      rowOfFixedSize<32, false, Bytes>(block, Y, Z, Row, Body);
    });
  else
    region(block, Body);
}

/// Which threads of a row take part.
template <class GuardT>
LORCHA_INLINED Part partOf(const Block &block, unsigned Y, unsigned Z, size_t Row, const GuardT &Guard) {
  const unsigned SizeX = block.blockDim.x;
  unsigned Count = 0;
  for (unsigned X = 0; X < SizeX; ++X)
    Count += static_cast<unsigned>(static_cast<bool>(Guard(RegionThread{{{X, Y, Z}, block}, Row + X})));
  return Count == 0 ? Part::None : Count == SizeX ? Part::All : Part::Some;
}

LORCHA_INLINED Part partOf(const Block &block, unsigned Y, unsigned Z, size_t Row, const ThreadMask &Guard) {
  return Guard.part(block, Y, Z, Row);
}

template <class GuardT>
LORCHA_INLINED TakingSpan spanOfPart(const Block &block, unsigned Y, unsigned Z, size_t Row,
                                     const GuardT &Guard) {
  const unsigned SizeX = block.blockDim.x;
  const Part Taking = partOf(block, Y, Z, Row, Guard);
  if (Taking != Part::Some)
    return {Taking, 0, Taking == Part::All ? SizeX : 0};
  const auto Takes = [&](unsigned X) {
    return static_cast<bool>(Guard(RegionThread{{{X, Y, Z}, block}, Row + X}));
  };
  unsigned Begin = 0, End = SizeX;
  while (!Takes(Begin))
    ++Begin;
  while (!Takes(End - 1))
    --End;
  unsigned Missing = 0; // asked of all, as vectors do at once
  for (unsigned X = Begin; X < End; ++X)
    Missing |= static_cast<unsigned>(!Takes(X));
  return {Missing != 0 ? Part::Some : Part::All, Begin, End};
}

LORCHA_INLINED TakingSpan spanOfPart(const Block &block, unsigned Y, unsigned Z, size_t Row,
                                     const ThreadMask &Guard) {
  return Guard.span(block, Y, Z, Row);
}

/// Runs Body(RegionThread) for the threads for which Guard(RegionThread) is true. Those of a row run without
/// masks if they are neighbours, as they mostly are; and if the values in Slots rise by one from thread to
/// thread, the compiler knows.
template <class GuardT, class BodyT, class... SlotTs>
LORCHA_INLINED void regionWhere(const Block &block, const GuardT &Guard, const BodyT &Body,
                                const SlotTs &...Slots) {
  forEachRow(block, [&](unsigned Y, unsigned Z, size_t Row) {
    const TakingSpan Span = spanOfPart(block, Y, Z, Row, Guard);
    if (Span.Taking == Part::None)
      return;
    if (Span.Taking == Part::Some || !(... && Slots.isLinearIn(Row, Span.Begin, Span.End)))
      for (unsigned X = Span.Begin; X < Span.End; ++X) {
        const RegionThread Current{{{X, Y, Z}, block}, Row + X};
        if (Guard(Current))
          Body(Current);
      }
    else if (Span.End - Span.Begin == block.blockDim.x) // from a constant on, as compilers like it
      rowOfThreads<true>(block, Y, Z, Row, Body);
    else
      runSpan<true>(block, Y, Z, Row, Span.Begin, Span.End, Body);
  });
}
/// A Guard that is true for all.
struct EveryThread {
  constexpr bool operator()(const RegionThread &) const { return true; }
};

/// The same for code that reaches readers of currentThread().
template <class BodyT> inline void trackedRegion(const Block &block, const BodyT &Body) {
  regionInTurn(block, [&](const RegionThread &Current) {
    lorchaCurrentThread = &Current;
    Body(Current);
  });
  lorchaCurrentThread = nullptr;
}

/// Makes a thread the one that currentThread() returns, for as long as it lives: in conditions that reach its
/// readers.
class Tracked {
public:
  explicit Tracked(const Thread &Current) { lorchaCurrentThread = &Current; }
  Tracked(const Tracked &) = delete;
  ~Tracked() { lorchaCurrentThread = nullptr; }
};

/// Ask(Thread) of the block's first thread: for code between the loops that asks for its thread and means the
/// block.
template <class T, class AskT> inline T askFirstThread(const Block &block, const AskT &Ask) {
  const Thread First{{0, 0, 0}, block};
  const Tracked IsCurrent(First);
  return Ask(First);
}

/// Whether Test(RegionThread) is true for any thread. All threads make the test.
template <class TestT> LORCHA_FLATTEN LORCHA_INLINED bool anyThread(const Block &block, const TestT &Test) {
  const unsigned SizeX = block.blockDim.x, SizeY = block.blockDim.y, SizeZ = block.blockDim.z;
  unsigned Found = 0;
  size_t Row = 0;
  for (unsigned Z = 0; Z < SizeZ; ++Z)
    for (unsigned Y = 0; Y < SizeY; ++Y, Row += SizeX) {
      LORCHA_PARALLEL_LOOP
      for (unsigned X = 0; X < SizeX; ++X)
        Found |= static_cast<unsigned>(Test(RegionThread{{{X, Y, Z}, block}, Row + X}));
    }
  return Found != 0;
}

/// The same one thread after the other: for tests that reach readers of currentThread(), or pick from arrays
/// of the thread's own.
template <class TestT> inline bool anyThreadInTurn(const Block &block, const TestT &Test) {
  bool Found = false;
  regionInTurn(block, [&](const RegionThread &Current) { Found |= Test(Current); });
  return Found;
}

/// What a thread says to a question that one thread answers for all.
enum class Answer { No, Yes, SitsOut };

/// The answer of the first thread that takes part. No if none does.
template <class TestT> LORCHA_INLINED bool firstThread(const Block &block, const TestT &Test) {
  const unsigned SizeX = block.blockDim.x, SizeY = block.blockDim.y, SizeZ = block.blockDim.z;
  size_t Index = 0;
  for (unsigned Z = 0; Z < SizeZ; ++Z)
    for (unsigned Y = 0; Y < SizeY; ++Y)
      for (unsigned X = 0; X < SizeX; ++X, ++Index)
        if (Answer Given = Test(RegionThread{{{X, Y, Z}, block}, Index}); Given != Answer::SitsOut)
          return Given == Answer::Yes;
  return false;
}

/// What Ask(RegionThread, Value) sets Value to in the first thread that takes part, for which it returns
/// true. T() if none does.
template <class T, class AskT> LORCHA_INLINED T firstValue(const Block &block, const AskT &Ask) {
  T Value{};
  firstThread(block, [&](const RegionThread &Current) {
    return Ask(Current, Value) ? Answer::Yes : Answer::SitsOut;
  });
  return Value;
}

/// Whether threads of the block differ in more than threadIdx.x.
inline bool hasRows(const Block &block) { return block.blockDim.y != 1 || block.blockDim.z != 1; }
/// Runs a block of rows as one block per row, for kernels that do not know rows. Threads of different rows
/// then do the same thing one after the other, as they would in a loop over threads.
template <class RunT> inline void rowByRow(const Block &block, const RunT &Run) {
  Block Row = block;
  Row.blockDim.y = Row.blockDim.z = 1;
  for (unsigned I = 0; I < block.blockDim.y * block.blockDim.z; ++I)
    Run(Row);
}
/// The first row as a block of its own; see forEachThreadInRow.
template <class RunT> inline void oneRow(const Block &block, const RunT &Run) {
  Block Row = block;
  Row.blockDim.y = Row.blockDim.z = 1;
  Run(Row);
}

/// `return leave(Mask[lorchaThread]);` takes the thread out of what the mask stands for.
inline void leave(unsigned char &Taking) { Taking = 0; }

/// `return value;` of a function that runs for a whole block.
template <class T, class ValueT>
inline void leaveWith(unsigned char &Taking, T &Result, const ValueT &Value) {
  Result = Value;
  Taking = 0;
}

/// The same for the function's last statement, behind which nobody is asked.
template <class T, class ValueT> inline void answerWith(T &Result, const ValueT &Value) { Result = Value; }

/// What all threads that take part have handed in alike.
template <class T> inline T uniform(const PerThread<T> &Given, const ThreadMask &Taking) {
  return Given.at(Taking.first());
}

/// Stands for a barrier between regions, where nothing is left to do. Calls of barriers keep their text: the
/// block function has an object of this type under the barrier's name.
struct RegionEnd {
  template <class... Ts> constexpr void operator()(const Ts &...) const {}
};
/// In the place of a barrier that cannot keep its text.
constexpr void endRegion() {}
/// In the place of a barrier of the whole grid: the block waits for the others.
inline void endGridRegion() { lorchaGridBarrierOfBlock(); }

} // namespace lorcha

#endif
