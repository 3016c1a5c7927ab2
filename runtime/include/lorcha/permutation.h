// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Shuffles in the region form whose lanes all threads choose alike: between the loop that hands in and the
// one that takes, what the warps have given is permuted in one go, so both loops vectorise. Each function of
// CUDA's has two overloads here: one permutes, one stands in the place of the call and takes the thread's own
// word. Rules and sources are those of lorcha/exchange.h.
#ifndef LORCHA_PERMUTATION_H
#define LORCHA_PERMUTATION_H

#include "lorcha/exchange.h"
#include "lorcha/group_primitives.h"
#include <utility>

namespace lorcha {
namespace detail {

/// The lane that a lane of a whole warp reads, which may be itself.
struct LaneAcross {
  static constexpr unsigned of(unsigned Lane, unsigned Delta) { return Lane ^ Delta; }
};
template <unsigned Width> struct LaneAbove {
  static constexpr unsigned of(unsigned Lane, unsigned Delta) {
    return Lane % Width + Delta < Width ? Lane + Delta : Lane;
  }
};
template <unsigned Width> struct LaneBelow {
  static constexpr unsigned of(unsigned Lane, unsigned Delta) {
    return Lane % Width >= Delta ? Lane - Delta : Lane;
  }
};

/// The words of a warp.
template <class WordT> struct WarpWords {
  typedef WordT Vector __attribute__((vector_size(32 * sizeof(WordT))));
};

template <class RuleT, unsigned Delta, class WordT, size_t... Lanes>
inline void permuteWarp(WordT *Words, std::index_sequence<Lanes...>) {
  typename WarpWords<WordT>::Vector Given;
  std::memcpy(&Given, Words, sizeof(Given));
  Given = __builtin_shufflevector(Given, Given, static_cast<int>(RuleT::of(Lanes, Delta))...);
  std::memcpy(static_cast<void *>(Words), &Given, sizeof(Given));
}

/// True if there is code for the distance.
template <class RuleT, class WordT> inline bool permuteWarp(WordT *Words, unsigned Delta) {
  constexpr std::make_index_sequence<32> Lanes;
  switch (Delta) {
  case 1:
    return permuteWarp<RuleT, 1>(Words, Lanes), true;
  case 2:
    return permuteWarp<RuleT, 2>(Words, Lanes), true;
  case 4:
    return permuteWarp<RuleT, 4>(Words, Lanes), true;
  case 8:
    return permuteWarp<RuleT, 8>(Words, Lanes), true;
  case 16:
    return permuteWarp<RuleT, 16>(Words, Lanes), true;
  default:
    return false;
  }
}

/// No code for whole warps.
struct NoRule {};
template <> inline bool permuteWarp<NoRule, uint32_t>(uint32_t *, unsigned) { return false; }
template <> inline bool permuteWarp<NoRule, uint64_t>(uint64_t *, unsigned) { return false; }

/// Gives each lane what lane Source(Lane) has given; its own if that is 32, took no part or is not in Mask.
/// RuleT and Delta say the same for whole warps; NoRule if they cannot.
template <class RuleT, class WordT, class ExchangeT, class SourceT>
LORCHA_INLINED void permuteWords(ExchangeT &Given, uint32_t Mask, unsigned Delta, const SourceT &Source) {
  WordT *All = Given.template words<WordT>();
  for (size_t First = 0; First < Given.count(); First += 32) {
    if (Mask == ~0u && Given.isWhole(First) && permuteWarp<RuleT>(All + First, Delta))
      continue;
    const unsigned Lanes = static_cast<unsigned>(Given.count() - First < 32 ? Given.count() - First : 32);
    WordT Before[32], After[32]; // All may be in registers, which loops cannot point into
    std::memcpy(Before, All + First, Lanes * sizeof(WordT));
    for (unsigned Lane = 0; Lane < Lanes; ++Lane) {
      const unsigned From = Source(Lane);
      const bool IsThere = From < 32 && (Mask >> From & 1) != 0 && Given.isPresent(First + From);
      After[Lane] = Before[IsThere ? From : Lane];
    }
    std::memcpy(static_cast<void *>(All + First), After, Lanes * sizeof(WordT));
  }
}
template <class RuleT, class ExchangeT, class SourceT>
LORCHA_INLINED void permute(ExchangeT &Given, uint32_t Mask, unsigned Delta, const SourceT &Source) {
  if (Given.wordSize() == 4)
    permuteWords<RuleT, uint32_t>(Given, Mask, Delta, Source);
  else
    permuteWords<RuleT, uint64_t>(Given, Mask, Delta, Source);
}

/// Each lane of a whole warp gets the combination of the values of its Size neighbours, in CUDA's order:
/// halves with halves.
template <unsigned Size, class T, class OperationT>
LORCHA_INLINED void reduceWarp(T *Words, const OperationT &Operation) {
  constexpr std::make_index_sequence<32> Lanes;
  using WordT = std::conditional_t<sizeof(T) == 4, uint32_t, uint64_t>;
  if constexpr (Size > 1) {
    WordT Across[32];
    T Others[32];
    std::memcpy(Across, Words, sizeof(Across));
    permuteWarp<LaneAcross, Size / 2>(Across, Lanes);
    std::memcpy(static_cast<void *>(Others), Across, sizeof(Across));
    for (unsigned Lane = 0; Lane < 32; ++Lane)
      Words[Lane] = Operation(Words[Lane], Others[Lane]);
    reduceWarp<Size / 2>(Words, Operation);
  }
}
/// The same for lanes of which some may be absent.
template <unsigned Size, class T, class ExchangeT, class OperationT>
inline void reducePart(T *Words, const ExchangeT &Given, size_t First, unsigned Lanes,
                       const OperationT &Operation) {
  for (unsigned Begin = 0; Begin < Lanes; Begin += Size) {
    T Halves[Size], InOrder{};
    unsigned Count = 0;
    for (unsigned Lane = Begin; Lane < Begin + Size && Lane < Lanes; ++Lane)
      if (Given.isPresent(First + Lane)) {
        Halves[Count] = Words[Lane];
        InOrder = Count++ == 0 ? Words[Lane] : Operation(InOrder, Words[Lane]);
      }
    const T Result = Count == Size ? group::combinedHalves<Size>(Halves, Operation) : InOrder;
    for (unsigned Lane = Begin; Lane < Begin + Size && Lane < Lanes; ++Lane)
      Words[Lane] = Result;
  }
}
template <unsigned Size, class T, class ExchangeT, class OperationT>
LORCHA_INLINED void reduceTiles(ExchangeT &Given, const OperationT &Operation) {
  using WordT = std::conditional_t<sizeof(T) == 4, uint32_t, uint64_t>;
  WordT *All = Given.template words<WordT>();
  for (size_t First = 0; First < Given.count(); First += 32) {
    const unsigned Lanes = static_cast<unsigned>(Given.count() - First < 32 ? Given.count() - First : 32);
    T Words[32];
    std::memcpy(static_cast<void *>(Words), All + First, Lanes * sizeof(T));
    if (Given.isWhole(First))
      reduceWarp<Size>(Words, Operation);
    else
      reducePart<Size>(Words, Given, First, Lanes, Operation);
    std::memcpy(static_cast<void *>(All + First), Words, Lanes * sizeof(T));
  }
}

} // namespace detail

namespace permuted {

template <class ExchangeT>
LORCHA_INLINED void __shfl_sync(ExchangeT &Given, unsigned Mask, int Source, int Width = 32) {
  detail::permute<detail::NoRule>(Given, Mask, 0,
                                  [=](unsigned Lane) { return exchanged::laneByIndex(Lane, Source, Width); });
}
template <class ExchangeT>
LORCHA_INLINED void __shfl_up_sync(ExchangeT &Given, unsigned Mask, unsigned Delta, int Width = 32) {
  const auto Source = [=](unsigned Lane) { return exchanged::laneBelow(Lane, Delta, Width); };
  if (Width == 32)
    detail::permute<detail::LaneBelow<32>>(Given, Mask, Delta, Source);
  else
    detail::permute<detail::NoRule>(Given, Mask, Delta, Source);
}
template <class ExchangeT>
LORCHA_INLINED void __shfl_down_sync(ExchangeT &Given, unsigned Mask, unsigned Delta, int Width = 32) {
  const auto Source = [=](unsigned Lane) { return exchanged::laneAbove(Lane, Delta, Width); };
  if (Width == 32)
    detail::permute<detail::LaneAbove<32>>(Given, Mask, Delta, Source);
  else
    detail::permute<detail::NoRule>(Given, Mask, Delta, Source);
}
template <class ExchangeT>
LORCHA_INLINED void __shfl_xor_sync(ExchangeT &Given, unsigned Mask, int LaneMask, int Width = 32) {
  const auto Source = [=](unsigned Lane) { return exchanged::laneAcross(Lane, LaneMask, Width); };
  if (LaneMask < Width)
    detail::permute<detail::LaneAcross>(Given, Mask, static_cast<unsigned>(LaneMask), Source);
  else
    detail::permute<detail::NoRule>(Given, Mask, 0, Source);
}
template <class ExchangeT> LORCHA_INLINED void __shfl(ExchangeT &Given, int Source, int Width = 32) {
  permuted::__shfl_sync(Given, ~0u, Source, Width);
}
template <class ExchangeT> LORCHA_INLINED void __shfl_up(ExchangeT &Given, unsigned Delta, int Width = 32) {
  permuted::__shfl_up_sync(Given, ~0u, Delta, Width);
}
template <class ExchangeT> LORCHA_INLINED void __shfl_down(ExchangeT &Given, unsigned Delta, int Width = 32) {
  permuted::__shfl_down_sync(Given, ~0u, Delta, Width);
}
template <class ExchangeT> LORCHA_INLINED void __shfl_xor(ExchangeT &Given, int LaneMask, int Width = 32) {
  permuted::__shfl_xor_sync(Given, ~0u, LaneMask, Width);
}

/// What has come to the thread. Value tells the type.
#define LORCHA_TAKES_PERMUTED(Name)                                                                          \
  template <class ExchangeT, class T, class... LaneTs>                                                       \
  inline lorcha::detail::ShuffledAs<T> Name##_sync(ExchangeT &Given, const RegionThread &Current, unsigned,  \
                                                   T, LaneTs...) {                                           \
    return Given.template at<lorcha::detail::ShuffledAs<T>>(Current);                                        \
  }                                                                                                          \
  template <class ExchangeT, class T, class... LaneTs>                                                       \
  inline lorcha::detail::ShuffledAs<T> Name(ExchangeT &Given, const RegionThread &Current, T, LaneTs...) {   \
    return Given.template at<lorcha::detail::ShuffledAs<T>>(Current);                                        \
  }
LORCHA_TAKES_PERMUTED(__shfl)
LORCHA_TAKES_PERMUTED(__shfl_up)
LORCHA_TAKES_PERMUTED(__shfl_down)
LORCHA_TAKES_PERMUTED(__shfl_xor)
#undef LORCHA_TAKES_PERMUTED

/// The operations of tiles of a class of cooperative groups: those that permute.
template <class TileT> struct Tile {
  static constexpr unsigned Size = TileT::size();

  template <class ExchangeT> LORCHA_INLINED static void shfl(ExchangeT &Given, int Source) {
    const unsigned From = static_cast<unsigned>(Source) % Size;
    detail::permute<detail::NoRule>(Given, ~0u, 0, [=](unsigned Lane) { return Lane / Size * Size + From; });
  }
  template <class ExchangeT> LORCHA_INLINED static void shfl_up(ExchangeT &Given, unsigned Delta) {
    using RuleT = detail::LaneBelow<Size>;
    detail::permute<RuleT>(Given, ~0u, Delta, [=](unsigned Lane) { return RuleT::of(Lane, Delta); });
  }
  template <class ExchangeT> LORCHA_INLINED static void shfl_down(ExchangeT &Given, unsigned Delta) {
    using RuleT = detail::LaneAbove<Size>;
    detail::permute<RuleT>(Given, ~0u, Delta, [=](unsigned Lane) { return RuleT::of(Lane, Delta); });
  }
  template <class ExchangeT> LORCHA_INLINED static void shfl_xor(ExchangeT &Given, int LaneMask) {
    const unsigned Delta = static_cast<unsigned>(LaneMask) % Size;
    detail::permute<detail::LaneAcross>(Given, ~0u, Delta, [=](unsigned Lane) { return Lane ^ Delta; });
  }
  /// T is what the operation combines.
  template <class ExchangeT, template <class> class OperationT, class T>
  LORCHA_INLINED static void reduce(ExchangeT &Given, const OperationT<T> &Operation) {
    detail::reduceTiles<Size, T>(Given, Operation);
  }
};

} // namespace permuted
} // namespace lorcha

#endif
