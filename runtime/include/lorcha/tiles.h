// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops around the threads of a block whose rounds only load, and add to what threads keep: tiles of threads,
// some vectors of neighbours wide or some rows high, go through many rounds one tile after the other. What
// they keep is in vector registers for so long, and what is equal for the rows of a tile is loaded once.
// Compilers must see how many threads a tile has, and its rounds outside of the loop over its threads. Part
// of the contract between Emit/Cpu and the CPU backend; docs/regions.md shows the printed form.
#ifndef LORCHA_TILES_H
#define LORCHA_TILES_H

#include "lorcha/split.h"
#include "lorcha/strips.h"
#include "lorcha/vector_size.h"

namespace lorcha {

/// Rounds that a tile goes before the next one does: what it loads stays in the nearest cache for its
/// neighbours.
constexpr int MostTileRounds = 128;

/// How many neighbours make a vector of everything that they keep.
template <class... Ts> constexpr unsigned tileLanes() {
  unsigned Widest = 4;
  ((Widest = sizeof(Ts) > Widest ? sizeof(Ts) : Widest), ...);
  return VectorBytes / Widest;
}

/// Some of a tile's rounds. Lanes: of its vectors, which begin at multiples of that; 1 for single threads.
template <int Count, unsigned Lanes, class CounterT> struct TileStrip {
  const CounterT &First;
  int Done; ///< rounds before
  static constexpr int Rounds = Count;
  auto at(int Round) const { return First.at(Done + Round); }
  /// Rounds since the loop's own.
  int since(int Round) const { return Done + Round; }
  /// As the kernel sees it. Compilers must know that `blockIdx.x * blockDim.x + threadIdx.x` goes on from
  /// lane to lane without a jump, wherever a vector begins.
  dim3 blockDim(const Block &block) const {
    return {block.LaunchedSizeX & ~(Lanes - 1), block.blockDim.y, block.blockDim.z};
  }
};

/// Where a tile stands: the first thread of its first unit, and the way from unit to unit. A unit is a vector
/// of neighbours.
struct TilePlace {
  const Block &block;
  uint3 First;
  size_t Index;          ///< of First
  unsigned StepX, StepY; ///< from unit to unit; one of them is 0
  size_t StepIndex;
  RegionThread thread(unsigned Unit, unsigned Lane) const {
    return {{{First.x + Unit * StepX + Lane, First.y + Unit * StepY, First.z}, block},
            Index + Unit * StepIndex + Lane};
  }
};

/// What the threads of a tile have in one variable. Read from their slots, and written back in the end.
template <class SlotsT, unsigned Units, unsigned Lanes> class TileVariable;

template <class T, unsigned Units, unsigned Lanes> class TileVariable<PerThread<T>, Units, Lanes> {
public:
  LORCHA_FLATTEN_INLINED TileVariable(const PerThread<T> &Slots, const TilePlace &Place)
      : From(Slots.from(Place.Index)), Step(Place.StepIndex) {
    for (unsigned Unit = 0; Unit < Units; ++Unit)
      std::memcpy(static_cast<void *>(Values[Unit]), From + Unit * Step, sizeof(Values[Unit]));
  }
  TileVariable(const TileVariable &) = delete;
  LORCHA_FLATTEN_INLINED ~TileVariable() {
    for (unsigned Unit = 0; Unit < Units; ++Unit)
      std::memcpy(static_cast<void *>(From + Unit * Step), Values[Unit], sizeof(Values[Unit]));
  }
  T &at(unsigned Unit, unsigned Lane) { return Values[Unit][Lane]; }

private:
  T *From;
  size_t Step;
  alignas(64) T Values[Units][Lanes];
};

template <class T, unsigned Units, unsigned Lanes>
class TileVariable<SplitPerThread<T>, Units, Lanes> : public SplitStorage<T> {
public:
  using typename SplitStorage<T>::Word;
  LORCHA_FLATTEN_INLINED TileVariable(const SplitPerThread<T> &Slots, const TilePlace &Place)
      : Slots(Slots), Place(Place) {
    copy([](Word *Own, Word *Slot) { std::memcpy(Own, Slot, sizeof(Word) * Lanes); });
  }
  TileVariable(const TileVariable &) = delete;
  LORCHA_FLATTEN_INLINED ~TileVariable() {
    copy([](Word *Own, Word *Slot) { std::memcpy(Slot, Own, sizeof(Word) * Lanes); });
  }
  SplitSlot<TileVariable> at(unsigned Unit, unsigned Lane) { return {*this, Unit * Lanes + Lane}; }
  Word *word(size_t Number, size_t Index) const { return Values[Number] + Index; }

private:
  template <class CopyT> LORCHA_INLINED void copy(const CopyT &Copy) {
    for (size_t Number = 0; Number < SplitStorage<T>::Words; ++Number)
      for (unsigned Unit = 0; Unit < Units; ++Unit)
        Copy(Values[Number] + Unit * Lanes, Slots.word(Number, Place.Index + Unit * Place.StepIndex));
  }
  const SplitPerThread<T> &Slots;
  const TilePlace &Place;
  alignas(64) mutable Word Values[SplitStorage<T>::Words][Units * Lanes];
};

/// Some rounds of one thread, with its variables in registers.
template <class StripT, class BodyT, class... SlotTs>
LORCHA_FLATTEN inline void tileRounds(const BodyT &Body, const StripT &Strip, const RegionThread &Current,
                                      SlotTs &&...Slots) {
  [&](auto... Own) LORCHA_FLATTEN {
    Body(Strip, Current, Own...);
    (putInto(Slots, Own), ...);
  }(valueIn(Slots)...);
}

/// Some rounds of a tile.
template <unsigned Lanes, size_t... Units, class StripT, class BodyT, class... VariableTs>
LORCHA_FLATTEN inline void tileStrip(const TilePlace &Place, std::index_sequence<Units...>,
                                     const StripT &Strip, const BodyT &Body, VariableTs &...Variables) {
#ifdef __clang__
#pragma clang loop unroll(disable) vectorize_width(Lanes)
#endif
  LORCHA_PARALLEL_LOOP
  for (unsigned Lane = 0; Lane < Lanes; ++Lane) {
    const auto Run = [&](unsigned Unit) LORCHA_FLATTEN {
      tileRounds(Body, Strip, Place.thread(Unit, Lane), Variables.at(Unit, Lane)...);
    };
    (Run(Units), ...);
  }
}

#ifdef __clang__
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wignored-attributes" // the call's attribute is to win over the function's
#endif
/// The rounds of a tile, all that is done compiled into the caller.
template <int Rounds, unsigned Units, unsigned Lanes, class CounterT, class BodyT, class... VariableTs>
LORCHA_INLINED void tileInlined(const TilePlace &Place, const CounterT &Counter, int Count, const BodyT &Body,
                                VariableTs &&...Variables) {
  constexpr auto All = std::make_index_sequence<Units>();
  int Done = 0;
  for (; Done + Rounds <= Count; Done += Rounds)
    LORCHA_INLINED_CALL tileStrip<Lanes>(Place, All, TileStrip<Rounds, Lanes, CounterT>{Counter, Done}, Body,
                                         Variables...);
  for (; Done < Count; ++Done)
    LORCHA_INLINED_CALL tileStrip<Lanes>(Place, All, TileStrip<1, Lanes, CounterT>{Counter, Done}, Body,
                                         Variables...);
}
#ifdef __clang__
#pragma clang diagnostic pop
#endif
/// The same as a function of its own.
template <int Rounds, unsigned Units, unsigned Lanes, class CounterT, class BodyT, class... VariableTs>
inline void tileOfThreads(const TilePlace &Place, const CounterT &Counter, int Count, const BodyT &Body,
                          VariableTs &&...Variables) {
  tileInlined<Rounds, Units, Lanes>(Place, Counter, Count, Body, Variables...);
}

/// How the units of a tile lie.
enum class TileShape {
  Row,     ///< in one row of threads
  Rows,    ///< each in another row: what is loaded for one is there for all
  TallRows ///< the same of blocks that probably have sixteen rows, or a multiple of that
};

/// Count rounds of all threads of a block that take part.
template <int Rounds, class CounterT, class BodyT, class... SlotsTs> struct TileLoop {
  const Block &block;
  const CounterT &Counter;
  const int Count;
  const BodyT &Body;
  const std::tuple<const SlotsTs &...> Slots;
  static constexpr unsigned Lanes = tileLanes<typename SlotsTs::Word...>();

  template <class StripT> LORCHA_FLATTEN void rounds(const StripT &Strip, const RegionThread &Current) const {
    std::apply([&](const auto &...Each)
                   LORCHA_FLATTEN { tileRounds(Body, Strip, Current, Each[Current]...); },
               Slots);
  }
  /// Threads of a row from Begin up to End, in strips.
  void span(unsigned Y, unsigned Z, size_t Row, unsigned Begin, unsigned End) const {
    const auto Run = [&](const auto &Strip) {
      spanOfThreads<false>(block, Y, Z, Row, Begin, End,
                           [&](const RegionThread &Current) LORCHA_FLATTEN { rounds(Strip, Current); });
    };
    int Done = 0;
    for (; Done + Rounds <= Count; Done += Rounds)
      Run(TileStrip<Rounds, 1, CounterT>{Counter, Done});
    for (; Done < Count; ++Done)
      Run(TileStrip<1, 1, CounterT>{Counter, Done});
  }
  /// Those between Begin and End for which Guard(RegionThread) is true.
  template <class GuardT>
  void some(unsigned Y, unsigned Z, size_t Row, const TakingSpan &Span, const GuardT &Guard) const {
    for (unsigned X = Span.Begin; X < Span.End; ++X)
      if (const RegionThread Current{{{X, Y, Z}, block}, Row + X}; Guard(Current))
        for (int Done = 0; Done < Count; ++Done)
          rounds(TileStrip<1, 1, CounterT>{Counter, Done}, Current);
  }
  template <unsigned Units> void tile(const TilePlace &Place) const {
    std::apply(
        [&](const auto &...Each) {
          tileOfThreads<Rounds, Units, Lanes>(Place, Counter, Count, Body,
                                              TileVariable<SlotsTs, Units, Lanes>(Each, Place)...);
        },
        Slots);
  }
  /// Rows from Y on, as many as a tile has units.
  template <unsigned Units> void rows(unsigned Y, unsigned Z, size_t Row) const {
    for (unsigned X = 0; X < block.blockDim.x; X += Lanes)
      tile<Units>({block, {X, Y, Z}, Row + X, 0, 1, block.blockDim.x});
  }
  /// One row.
  template <TileShape Shape, unsigned Units, class GuardT>
  void row(unsigned Y, unsigned Z, size_t Row, const GuardT &Guard) const {
    const TakingSpan Span = spanOfPart(block, Y, Z, Row, Guard);
    if (Span.Taking == Part::Some)
      return some(Y, Z, Row, Span, Guard);
    if (!hasVectors())
      return span(Y, Z, Row, Span.Begin, Span.End);
    unsigned X = (Span.Begin + Lanes - 1) / Lanes * Lanes;
    X = X < Span.End ? X : Span.End;
    span(Y, Z, Row, Span.Begin, X);
    if constexpr (Shape == TileShape::Row)
      for (; X + Units * Lanes <= Span.End; X += Units * Lanes)
        tile<Units>({block, {X, Y, Z}, Row + X, Lanes, 0, Lanes});
    for (; X + Lanes <= Span.End; X += Lanes)
      tile<1>({block, {X, Y, Z}, Row + X, 0, 0, 0});
    span(Y, Z, Row, X, Span.End);
  }
  /// Whether rows consist of whole vectors.
  bool hasVectors() const { return (block.LaunchedSizeX | block.blockDim.x) % Lanes == 0; }
};

/// Whether all threads of Count rows from Y on take part.
template <class GuardT>
inline bool takeAll(const Block &block, unsigned Y, unsigned Z, size_t Row, unsigned Count,
                    const GuardT &Guard) {
  for (unsigned I = 0; I < Count; ++I)
    if (partOf(block, Y + I, Z, Row + I * block.blockDim.x, Guard) != Part::All)
      return false;
  return true;
}
inline bool takeAll(const Block &, unsigned, unsigned, size_t, unsigned, const EveryThread &) { return true; }

/// Tiles of a block of any size. The block is a copy: the caller goes on to know what its own is.
template <int Rounds, unsigned Units, TileShape Shape, class CounterT, class BodyT, class GuardT,
          class... SlotsTs>
inline void tilesOfAnySize(const Block block, const CounterT &Counter, int Count, const BodyT &Body,
                           const GuardT &Guard, const SlotsTs &...Slots) {
  const TileLoop<Rounds, CounterT, BodyT, SlotsTs...> Loop{block, Counter, Count, Body, {Slots...}};
  const unsigned SizeX = block.blockDim.x, SizeY = block.blockDim.y;
  size_t Row = 0;
  for (unsigned Z = 0; Z < block.blockDim.z; ++Z)
    for (unsigned Y = 0; Y < SizeY;) {
      if (Shape == TileShape::Rows && Loop.hasVectors() && Y + Units <= SizeY &&
          takeAll(block, Y, Z, Row, Units, Guard)) {
        Loop.template rows<Units>(Y, Z, Row);
        Y += Units, Row += Units * SizeX;
        continue;
      }
      Loop.template row<Shape, Units>(Y, Z, Row, Guard);
      ++Y, Row += SizeX;
    }
}

/// Tiles of a block that consists of whole ones, whose size compilers know: there is nothing else to compile,
/// and the caller sees what becomes of its variables.
template <int Rounds, unsigned Units, TileShape Shape, unsigned Lanes, class CounterT, class BodyT,
          class... SlotsTs>
LORCHA_INLINED void wholeTiles(const Block &block, const CounterT &Counter, int Count, const BodyT &Body,
                               const SlotsTs &...Slots) {
  constexpr bool AreRows = Shape == TileShape::Rows;
  constexpr unsigned Width = AreRows ? Lanes : Units * Lanes, Height = AreRows ? Units : 1;
  const unsigned SizeX = block.blockDim.x, SizeY = block.blockDim.y;
  for (unsigned Y = 0; Y < SizeY * block.blockDim.z; Y += Height)
    for (unsigned X = 0; X < SizeX; X += Width) {
      const TilePlace Place{block,   {X, Y % SizeY, Y / SizeY}, size_t(Y) * SizeX + X, AreRows ? 0 : Lanes,
                            AreRows, AreRows ? SizeX : Lanes};
      tileInlined<Rounds, Units, Lanes>(Place, Counter, Count, Body,
                                        TileVariable<SlotsTs, Units, Lanes>(Slots, Place)...);
    }
}

/// Count rounds of a block, in tiles of one height.
template <int Rounds, unsigned Units, TileShape Shape, class CounterT, class BodyT, class GuardT,
          class... SlotsTs>
LORCHA_INLINED void tiles(const Block &block, const CounterT &Counter, int Count, const BodyT &Body,
                          const GuardT &Guard, const SlotsTs &...Slots) {
  constexpr unsigned Lanes = tileLanes<typename SlotsTs::Word...>();
  constexpr bool AreRows = Shape == TileShape::Rows;
  const dim3 &Size = block.blockDim;
  const bool AreWhole =
      Size.x % (AreRows ? Lanes : Units * Lanes) == 0 && Size.y % (AreRows ? Units : 1) == 0;
  if (std::is_same<GuardT, EveryThread>::value && __builtin_constant_p(Size.x) && AreWhole)
    wholeTiles<Rounds, Units, Shape, Lanes>(block, Counter, Count, Body, Slots...);
  else
    tilesOfAnySize<Rounds, Units, Shape>(block, Counter, Count, Body, Guard, Slots...);
}

/// Stands in a loop's body and does many of the loop's next rounds at once. Body(Strip, RegionThread,
/// Variables...) does some of them for one thread that takes part; Slots are the variables' own. How many
/// they are beside the loop's own.
template <int Rounds, unsigned Units, TileShape Shape, class CounterT, class BodyT, class GuardT,
          class... SlotsTs>
LORCHA_INLINED int tile(const Block &block, const CounterT &Counter, const BodyT &Body, const GuardT &Guard,
                        const SlotsTs &...Slots) {
  const int Count = Counter.left(MostTileRounds);
  // Where there are 32 registers, more rows are better than more rounds, each of which waits for the one
  // before.
  constexpr bool IsTall = VectorBytes == 64 && Shape == TileShape::TallRows && Rounds > 1;
  constexpr TileShape Lying = Shape == TileShape::Row ? Shape : TileShape::Rows;
  tiles<IsTall ? Rounds / 2 : Rounds, IsTall ? 2 * Units : Units, Lying>(block, Counter, Count, Body, Guard,
                                                                         Slots...);
  Counter.skip(Count - 1);
  return Count - 1;
}

} // namespace lorcha

#endif
