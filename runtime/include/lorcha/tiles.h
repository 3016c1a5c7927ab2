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

/// The width of a tile in threads. StartsEven: blockIdx.x is even where a tile stands, and blockDim.x is a
/// multiple of half of Lanes; else it is one of Lanes.
template <unsigned Count, bool StartsEven = false> struct TileWidth {
  static constexpr unsigned Lanes = Count;
  /// What kernels see there. Compilers must know that `blockIdx.x * blockDim.x + threadIdx.x` goes on from
  /// lane to lane without a jump, as tiles begin at multiples of Lanes.
  static uint3 blockIdx(const Block &block) {
    return {block.blockIdx.x & ~(StartsEven ? 1u : 0u), block.blockIdx.y, block.blockIdx.z};
  }
  static dim3 blockDim(const Block &block) {
    return {block.LaunchedSizeX & ~(Count / (StartsEven ? 2 : 1) - 1), block.blockDim.y, block.blockDim.z};
  }
};

/// Some of a tile's rounds.
template <int Count, class WidthT, class CounterT> struct TileStrip : WidthT {
  const CounterT &First;
  int Done; ///< rounds before
  static constexpr int Rounds = Count;
  TileStrip(const CounterT &First, int Done) : First(First), Done(Done) {}
  auto at(int Round) const { return First.at(Done + Round); }
  /// Rounds since the loop's own.
  int since(int Round) const { return Done + Round; }
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
    Body(Strip, Current, valueOf(Own)...);
    (putInto(Slots, valueOf(Own)), ...);
  }(taken(Slots)...);
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
template <int Rounds, unsigned Units, class WidthT, class CounterT, class BodyT, class... VariableTs>
LORCHA_INLINED void tileInlined(const TilePlace &Place, const CounterT &Counter, int Count, const BodyT &Body,
                                VariableTs &&...Variables) {
  constexpr auto All = std::make_index_sequence<Units>();
  int Done = 0;
  for (; Done + Rounds <= Count; Done += Rounds)
    LORCHA_INLINED_CALL tileStrip<WidthT::Lanes>(
        Place, All, TileStrip<Rounds, WidthT, CounterT>(Counter, Done), Body, Variables...);
  for (; Done < Count; ++Done)
    LORCHA_INLINED_CALL tileStrip<WidthT::Lanes>(Place, All, TileStrip<1, WidthT, CounterT>(Counter, Done),
                                                 Body, Variables...);
}
#ifdef __clang__
#pragma clang diagnostic pop
#endif
/// The same as a function of its own.
template <int Rounds, unsigned Units, class WidthT, class CounterT, class BodyT, class... VariableTs>
inline void tileOfThreads(const TilePlace &Place, const CounterT &Counter, int Count, const BodyT &Body,
                          VariableTs &&...Variables) {
  tileInlined<Rounds, Units, WidthT>(Place, Counter, Count, Body, Variables...);
}

/// Blocks of one row: the vectors of a tile lie side by side.
struct SingleRow {
  static constexpr bool HasRows = false, MayBeJoined = false;
  static constexpr unsigned UsualX = 0, UsualY = 0;
};
/// Blocks of several rows, each of which has one of the units of a tile: what is loaded for one row is there
/// for all. X and Y: the blockDim of a launch that the translator has seen; 0: of none.
template <unsigned X = 0, unsigned Y = 0> struct Rows {
  static constexpr bool HasRows = true, MayBeJoined = false;
  static constexpr unsigned UsualX = X, UsualY = Y;
};
/// The same of blocks that may be joined.
template <unsigned X = 0, unsigned Y = 0> struct JoinedRows : Rows<X, Y> {
  static constexpr bool MayBeJoined = true;
};

/// Tiles for blocks whose threads keep Ts. Units: vectors of a tile, at least.
template <int MostRounds, unsigned Units, class RowsT, class... Ts> struct TileShape {
  static constexpr unsigned Lanes = tileLanes<Ts...>();

  /// One vector wide. Where there are 32 registers, more rows are better than more rounds, each of which
  /// waits for the one before.
  using Narrow = TileWidth<Lanes>;
  static constexpr bool IsTall =
      VectorBytes == 64 && RowsT::UsualY != 0 && RowsT::UsualY % 16 == 0 && MostRounds > 1;
  static constexpr unsigned NarrowUnits = IsTall ? 2 * Units : Units;
  static constexpr int NarrowRounds = IsTall ? MostRounds / 2 : MostRounds;

  /// Two vectors wide, so that what is loaded for a row is there for both. 0 units: that would take more
  /// registers than there are. GCC does not make pairs of vectors of them.
  static constexpr bool UsuallyFits = RowsT::UsualX != 0 && RowsT::UsualX % (2 * Lanes) == 0;
  using Wide = TileWidth<2 * Lanes, RowsT::MayBeJoined && !UsuallyFits>;
#ifdef __clang__
  static constexpr unsigned WideUnits = !RowsT::HasRows || VectorBytes == 16 ? 0
                                        : VectorBytes == 32                  ? Units / 2
                                                                             : Units;
#else
  static constexpr unsigned WideUnits = 0;
#endif
  static bool isWide(const Block &block) {
    const bool FitsLaunched = Wide::blockDim(block).x == block.LaunchedSizeX;
    return FitsLaunched && Wide::blockIdx(block).x == block.blockIdx.x && block.blockDim.x % Wide::Lanes == 0;
  }

  /// For blocks of the usual size.
  static constexpr bool IsWide =
      WideUnits != 0 && UsuallyFits && RowsT::UsualY % (WideUnits ? WideUnits : 1) == 0;
  using Usual = std::conditional_t<IsWide, Wide, Narrow>;
  static constexpr unsigned UsualUnits = IsWide ? WideUnits : NarrowUnits;
  static constexpr int UsualRounds = IsWide ? MostRounds : NarrowRounds;
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

/// Count rounds of all threads of a block that take part.
template <class ShapeT, int Rounds, class CounterT, class BodyT, class... SlotsTs> struct TileLoop {
  const Block &block;
  const CounterT &Counter;
  const int Count;
  const BodyT &Body;
  const std::tuple<const SlotsTs &...> Slots;
  static constexpr unsigned Lanes = ShapeT::Lanes;

  static constexpr auto All = std::index_sequence_for<SlotsTs...>();

  template <class StripT, size_t... I>
  LORCHA_FLATTEN void rounds(const StripT &Strip, const RegionThread &Current,
                             std::index_sequence<I...>) const {
    tileRounds(Body, Strip, Current, std::get<I>(Slots)[Current]...);
  }
  /// Threads of a row from Begin up to End, in strips.
  void span(unsigned Y, unsigned Z, size_t Row, unsigned Begin, unsigned End) const {
    const auto Run = [&](const auto &Strip) {
      spanOfThreads<false>(block, Y, Z, Row, Begin, End,
                           [&](const RegionThread &Current) LORCHA_FLATTEN { rounds(Strip, Current, All); });
    };
    int Done = 0;
    for (; Done + Rounds <= Count; Done += Rounds)
      Run(TileStrip<Rounds, TileWidth<1>, CounterT>(Counter, Done));
    for (; Done < Count; ++Done)
      Run(TileStrip<1, TileWidth<1>, CounterT>(Counter, Done));
  }
  /// Those between Begin and End for which Guard(RegionThread) is true.
  template <class GuardT>
  void some(unsigned Y, unsigned Z, size_t Row, const TakingSpan &Span, const GuardT &Guard) const {
    for (unsigned X = Span.Begin; X < Span.End; ++X)
      if (const RegionThread Current{{{X, Y, Z}, block}, Row + X}; Guard(Current))
        for (int Done = 0; Done < Count; ++Done)
          rounds(TileStrip<1, TileWidth<1>, CounterT>(Counter, Done), Current, All);
  }
  template <int TileRounds, unsigned Units, class WidthT, size_t... I>
  void tile(const TilePlace &Place, std::index_sequence<I...>) const {
    tileOfThreads<TileRounds, Units, WidthT>(
        Place, Counter, Count, Body,
        TileVariable<SlotsTs, Units, WidthT::Lanes>(std::get<I>(Slots), Place)...);
  }
  /// Rows from Y on, as many as a tile has units, and how many that are; 0 if not all threads take part.
  template <int TileRounds, unsigned Units, class WidthT, class GuardT>
  unsigned rows(unsigned Y, unsigned Z, size_t Row, const GuardT &Guard) const {
    if (Y + Units > block.blockDim.y || !takeAll(block, Y, Z, Row, Units, Guard))
      return 0;
    for (unsigned X = 0; X < block.blockDim.x; X += WidthT::Lanes)
      tile<TileRounds, Units, WidthT>({block, {X, Y, Z}, Row + X, 0, 1, block.blockDim.x}, All);
    return Units;
  }
  /// One row.
  template <unsigned Units, class GuardT>
  void row(unsigned Y, unsigned Z, size_t Row, const GuardT &Guard) const {
    const TakingSpan Span = spanOfPart(block, Y, Z, Row, Guard);
    if (Span.Taking == Part::Some)
      return some(Y, Z, Row, Span, Guard);
    if (!hasVectors())
      return span(Y, Z, Row, Span.Begin, Span.End);
    unsigned X = (Span.Begin + Lanes - 1) / Lanes * Lanes;
    X = X < Span.End ? X : Span.End;
    span(Y, Z, Row, Span.Begin, X);
    if constexpr (Units > 1)
      for (; X + Units * Lanes <= Span.End; X += Units * Lanes)
        tile<Rounds, Units, typename ShapeT::Narrow>({block, {X, Y, Z}, Row + X, Lanes, 0, Lanes}, All);
    for (; X + Lanes <= Span.End; X += Lanes)
      tile<Rounds, 1, typename ShapeT::Narrow>({block, {X, Y, Z}, Row + X, 0, 0, 0}, All);
    span(Y, Z, Row, X, Span.End);
  }
  /// Whether rows consist of whole vectors.
  bool hasVectors() const { return (block.LaunchedSizeX | block.blockDim.x) % Lanes == 0; }
};

/// Tiles of a block of any size. The block is a copy: the caller goes on to know what its own is.
template <int Rounds, unsigned Units, class RowsT, class CounterT, class BodyT, class GuardT,
          class... SlotsTs>
inline void tilesOfAnySize(const Block block, const CounterT &Counter, int Count, const BodyT &Body,
                           const GuardT &Guard, const SlotsTs &...Slots) {
  using Shape = TileShape<Rounds, Units, RowsT, typename SlotsTs::Word...>;
  const TileLoop<Shape, Rounds, CounterT, BodyT, SlotsTs...> Loop{block, Counter, Count, Body, {Slots...}};
  const bool IsWide = Shape::WideUnits && Shape::isWide(block), IsNarrow = !IsWide && Loop.hasVectors();
  size_t Row = 0;
  for (unsigned Z = 0; Z < block.blockDim.z; ++Z)
    for (unsigned Y = 0; Y < block.blockDim.y;) {
      unsigned Done = 0;
      if constexpr (Shape::WideUnits != 0)
        if (IsWide)
          Done = Loop.template rows<Rounds, Shape::WideUnits, typename Shape::Wide>(Y, Z, Row, Guard);
      if constexpr (RowsT::HasRows)
        if (IsNarrow)
          Done = Loop.template rows<Shape::NarrowRounds, Shape::NarrowUnits, typename Shape::Narrow>(
              Y, Z, Row, Guard);
      if (Done == 0) {
        Loop.template row<RowsT::HasRows ? 1 : Units>(Y, Z, Row, Guard);
        Done = 1;
      }
      Y += Done, Row += size_t(Done) * block.blockDim.x;
    }
}

/// Tiles of a block that consists of whole ones, whose size compilers know: there is nothing else to compile,
/// and the caller sees what becomes of its variables. StepX, StepY: from unit to unit, in threads.
template <int Rounds, unsigned Units, unsigned StepX, unsigned StepY, class WidthT, class CounterT,
          class BodyT, class... SlotsTs>
LORCHA_INLINED void wholeTiles(const Block &block, const CounterT &Counter, int Count, const BodyT &Body,
                               const SlotsTs &...Slots) {
  const unsigned SizeX = block.blockDim.x, SizeY = block.blockDim.y;
  for (unsigned Y = 0; Y < SizeY * block.blockDim.z; Y += StepY ? Units : 1)
    for (unsigned X = 0; X < SizeX; X += StepX ? Units * StepX : WidthT::Lanes) {
      const TilePlace Place{block, {X, Y % SizeY, Y / SizeY}, size_t(Y) * SizeX + X, StepX,
                            StepY, StepX + StepY * SizeX};
      tileInlined<Rounds, Units, WidthT>(Place, Counter, Count, Body,
                                         TileVariable<SlotsTs, Units, WidthT::Lanes>(Slots, Place)...);
    }
}

/// Stands in a loop's body and does many of the loop's next rounds at once. Body(Strip, RegionThread,
/// Variables...) does some of them for one thread that takes part; Slots are the variables' own. RowsT:
/// SingleRow, Rows or JoinedRows. How many they are beside the loop's own.
template <int Rounds, unsigned Units, class RowsT, class CounterT, class BodyT, class GuardT,
          class... SlotsTs>
LORCHA_INLINED int tile(const Block &block, const CounterT &Counter, const BodyT &Body, const GuardT &Guard,
                        const SlotsTs &...Slots) {
  using Shape = TileShape<Rounds, Units, RowsT, typename SlotsTs::Word...>;
  constexpr unsigned StepX = RowsT::HasRows ? 0 : Shape::Lanes, StepY = RowsT::HasRows;
  constexpr unsigned Width = RowsT::HasRows ? Shape::Usual::Lanes : Units * Shape::Lanes;
  const dim3 &Size = block.blockDim;
  const bool AreWhole = Size.x % Width == 0 && Size.y % (RowsT::HasRows ? Shape::UsualUnits : 1) == 0;
  const int Count = Counter.left(MostTileRounds);
  if (std::is_same<GuardT, EveryThread>::value && __builtin_constant_p(Size.x) && AreWhole)
    wholeTiles<Shape::UsualRounds, Shape::UsualUnits, StepX, StepY, typename Shape::Usual>(
        block, Counter, Count, Body, Slots...);
  else if (RowsT::HasRows && std::is_same<GuardT, EveryThread>::value && __builtin_constant_p(Size.x) &&
           Size.x % Shape::Lanes == 0 && Size.y % Shape::NarrowUnits == 0) // of blocks that could run abreast
    wholeTiles<Shape::NarrowRounds, Shape::NarrowUnits, StepX, StepY, typename Shape::Narrow>(
        block, Counter, Count, Body, Slots...);
  else
    tilesOfAnySize<Rounds, Units, RowsT>(block, Counter, Count, Body, Guard, Slots...);
  Counter.skip(Count - 1);
  return Count - 1;
}

} // namespace lorcha

#endif
