// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Warp operations and votes in the region form: one loop over the threads hands values in, the next one takes from what
// all have handed in. The functions here stand in for those of the same name in lorcha/cpu/warp.h and sync.h, which meet
// at run time; they are found by overload, with the exchange and the thread as first arguments. The rules are CUDA's
// ("Warp Shuffle Functions" and its neighbours); lanes that take no part count as absent.
#ifndef LORCHA_EXCHANGE_H
#define LORCHA_EXCHANGE_H

#include "lorcha/cpu/warp.h"
#include "lorcha/regions.h"

namespace lorcha {

/// Room for one thread's value and the byte that says whether it is there.
struct ExchangeSlot {
  unsigned char Bytes[9];
};

namespace detail {
/// The lowest bits of up to 32 bytes, as the bits of a word.
inline uint32_t packedBytes(const unsigned char *Bytes, unsigned Count) {
  uint64_t Words[4] = {};
  std::memcpy(Words, Bytes, Count);
  uint32_t Bits = 0;
  for (unsigned I = 0; I < 4; ++I) { // the product's highest byte has the lowest bit of byte k as its bit k
    const uint64_t Product = (Words[I] & 0x0101010101010101u) * 0x0102040810204080u;
    Bits |= static_cast<uint32_t>(Product >> 56) << 8 * I;
  }
  return Bits;
}
} // namespace detail

/// What the threads of a block hand in for one call. IsFull: all threads do, always.
template <bool IsFull> class Exchange {
public:
  Exchange(void *Memory, size_t Count)
      : Values(static_cast<unsigned char *>(Memory)), Present(Values + Count * 8), Count(Count) {}

  /// Before the loop in which values are handed in.
  void clear() {
    CachedWarp = ~size_t(0);
    if constexpr (!IsFull)
      std::memset(Present, 0, Count);
  }
  /// By each thread that takes part. Values of small types go the way of int, as in calls.
  template <class T> void give(const RegionThread &Current, T Value) const {
    using GivenT = detail::ShuffledAs<T>;
    static_assert(sizeof(GivenT) == 4 || sizeof(GivenT) == 8, "permutations move words of these sizes");
    const GivenT Given = Value;
    std::memcpy(Values + Current.Index * sizeof(GivenT), &Given, sizeof(GivenT));
    WordSize = sizeof(GivenT);
    give(Current);
  }
  void give(const RegionThread &Current) const {
    if constexpr (!IsFull)
      Present[Current.Index] = 1;
  }
  /// For votes, which only ask whether the value is zero: a byte each, so that many fit into a vector.
  void vote(const RegionThread &Current, int Value) const {
    Values[Current.Index] = Value != 0;
    give(Current);
  }
  /// The same for values that keep their type, as the operations of cooperative groups do.
  template <class T> void giveToGroup(const RegionThread &Current, const T &Value) const {
    static_assert(sizeof(T) <= 8 && std::is_trivially_copyable<T>::value, "a slot has eight bytes");
    std::memcpy(Values + Current.Index * sizeof(T), &Value, sizeof(T));
    give(Current);
  }

  /// For permutations: threads of the block, bytes of what each has given, and all of it.
  size_t count() const { return Count; }
  size_t wordSize() const { return WordSize; }
  template <class WordT> WordT *words() { return reinterpret_cast<WordT *>(Values); }
  /// Whether all lanes of the warp that begins at First are there and took part.
  bool isWhole(size_t First) const {
    uint64_t Lanes[4];
    if (First + 32 > Count)
      return false;
    if constexpr (IsFull)
      return true;
    std::memcpy(Lanes, Present + First, sizeof(Lanes));
    return (Lanes[0] & Lanes[1] & Lanes[2] & Lanes[3]) == 0x0101010101010101;
  }
  /// For votes: puts into each lane's place what its warp says, see WarpVote. From the last warp to the
  /// first, because the answers are longer than what was given.
  void countWarps() {
    for (size_t First = (Count - 1) & ~size_t(31);; First -= 32) {
      const unsigned Lanes = static_cast<unsigned>(Count - First < 32 ? Count - First : 32);
      const uint32_t All = ~0u >> (32 - Lanes);
      const uint32_t Taking = IsFull ? All : detail::packedBytes(Present + First, Lanes);
      const uint64_t Vote = uint64_t(Taking) << 32 | (detail::packedBytes(Values + First, Lanes) & Taking);
      for (unsigned Lane = 0; Lane < Lanes; ++Lane)
        words<uint64_t>()[First + Lane] = Vote;
      if (First == 0)
        return;
    }
  }
  bool isPresent(size_t Index) const { return Index < Count && (IsFull || Present[Index] != 0); }
  template <class T> T at(size_t Index) const {
    T Value;
    std::memcpy(&Value, Values + Index * sizeof(T), sizeof(T));
    return Value;
  }
  /// What lies in the thread's own place.
  template <class T> T at(const RegionThread &Current) const { return at<T>(Current.Index); }
  uint64_t voteOf(const RegionThread &Current) const { return at<uint64_t>(Current.Index); }
  /// What lane Source of the thread's warp gave; Value if it is 32, took no part or is not in Mask.
  template <class T> T read(const RegionThread &Current, uint32_t Mask, T Value, unsigned Source) const {
    const size_t Index = (Current.Index & ~size_t(31)) + Source;
    return Source < 32 && (Mask >> Source & 1) != 0 && isPresent(Index) ? at<T>(Index) : Value;
  }

  /// The lanes of the thread's warp that took part, and those whose value is not zero.
  uint32_t present(const RegionThread &Current) { return look<int>(Current), CachedPresent; }
  uint32_t ballot(const RegionThread &Current) { return look<int>(Current), CachedTrue; }

  /// For votes of the block, counted by countValues: threads that took part, and those whose value is not
  /// zero.
  unsigned takers() const { return Takers; }
  unsigned truths() const { return Truths; }
  void countValues() {
    Takers = Truths = 0;
    for (size_t I = 0; I < Count; ++I) {
      const unsigned IsPresent = IsFull || Present[I] != 0;
      Takers += IsPresent;
      Truths += IsPresent & Values[I]; // who took part has left 0 or 1
    }
  }

private:
  template <class T> void look(const RegionThread &Current) {
    const size_t Warp = Current.Index / 32;
    if (Warp == CachedWarp)
      return;
    CachedWarp = Warp;
    CachedPresent = CachedTrue = 0;
    for (unsigned Lane = 0; Lane < 32; ++Lane)
      if (isPresent(Warp * 32 + Lane)) {
        CachedPresent |= 1u << Lane;
        CachedTrue |= static_cast<uint32_t>(at<T>(Warp * 32 + Lane) != 0) << Lane;
      }
  }
  unsigned char *Values, *Present;
  size_t Count;
  mutable size_t WordSize = 4;
  size_t CachedWarp = ~size_t(0);
  uint32_t CachedPresent = 0, CachedTrue = 0;
  unsigned Takers = 0, Truths = 0;
};

namespace exchanged {

/// The lane of a thread, and lanes that shuffles read: 32 means one's own.
inline unsigned laneOf(const RegionThread &Current) { return static_cast<unsigned>(Current.Index % 32); }
inline unsigned laneByIndex(unsigned Lane, int Source, int Width) {
  const unsigned Segment = static_cast<unsigned>(Width) - 1;
  return (Lane & ~Segment) | (static_cast<unsigned>(Source) & Segment);
}
inline unsigned laneAbove(unsigned Lane, unsigned Delta, int Width) {
  const unsigned Source = Lane + (Delta & 31);
  return Source <= (Lane | (static_cast<unsigned>(Width) - 1)) ? Source : 32;
}
inline unsigned laneBelow(unsigned Lane, unsigned Delta, int Width) {
  const unsigned First = Lane & ~(static_cast<unsigned>(Width) - 1);
  return Lane >= First + (Delta & 31) ? Lane - (Delta & 31) : 32;
}
inline unsigned laneAcross(unsigned Lane, int LaneMask, int Width) {
  const unsigned Source = Lane ^ (static_cast<unsigned>(LaneMask) & 31);
  return Source <= (Lane | (static_cast<unsigned>(Width) - 1)) ? Source : 32;
}

// --- Shuffles, with and without _sync

template <class ExchangeT, class T>
inline detail::ShuffledAs<T> __shfl_sync(ExchangeT &Given, const RegionThread &Current, unsigned Mask, T Value,
                                         int Source, int Width = 32) {
  return Given.template read<detail::ShuffledAs<T>>(Current, Mask, Value,
                                                    laneByIndex(laneOf(Current), Source, Width));
}
template <class ExchangeT, class T>
inline detail::ShuffledAs<T> __shfl_up_sync(ExchangeT &Given, const RegionThread &Current, unsigned Mask, T Value,
                                            unsigned Delta, int Width = 32) {
  return Given.template read<detail::ShuffledAs<T>>(Current, Mask, Value, laneBelow(laneOf(Current), Delta, Width));
}
template <class ExchangeT, class T>
inline detail::ShuffledAs<T> __shfl_down_sync(ExchangeT &Given, const RegionThread &Current, unsigned Mask, T Value,
                                              unsigned Delta, int Width = 32) {
  return Given.template read<detail::ShuffledAs<T>>(Current, Mask, Value, laneAbove(laneOf(Current), Delta, Width));
}
template <class ExchangeT, class T>
inline detail::ShuffledAs<T> __shfl_xor_sync(ExchangeT &Given, const RegionThread &Current, unsigned Mask, T Value,
                                             int LaneMask, int Width = 32) {
  return Given.template read<detail::ShuffledAs<T>>(Current, Mask, Value,
                                                    laneAcross(laneOf(Current), LaneMask, Width));
}
template <class ExchangeT, class T>
inline detail::ShuffledAs<T> __shfl(ExchangeT &Given, const RegionThread &Current, T Value, int Source,
                                    int Width = 32) {
  return exchanged::__shfl_sync(Given, Current, ~0u, Value, Source, Width);
}
template <class ExchangeT, class T>
inline detail::ShuffledAs<T> __shfl_up(ExchangeT &Given, const RegionThread &Current, T Value, unsigned Delta,
                                       int Width = 32) {
  return exchanged::__shfl_up_sync(Given, Current, ~0u, Value, Delta, Width);
}
template <class ExchangeT, class T>
inline detail::ShuffledAs<T> __shfl_down(ExchangeT &Given, const RegionThread &Current, T Value, unsigned Delta,
                                         int Width = 32) {
  return exchanged::__shfl_down_sync(Given, Current, ~0u, Value, Delta, Width);
}
template <class ExchangeT, class T>
inline detail::ShuffledAs<T> __shfl_xor(ExchangeT &Given, const RegionThread &Current, T Value, int LaneMask,
                                        int Width = 32) {
  return exchanged::__shfl_xor_sync(Given, Current, ~0u, Value, LaneMask, Width);
}

// --- Who takes part (the other votes are in lorcha/votes.h)

template <class ExchangeT> inline unsigned __activemask(ExchangeT &Given, const RegionThread &Current) {
  return Given.present(Current);
}
// --- Matches and reductions

/// The lanes of Mask that took part and gave the bits of Value.
template <class T, class ExchangeT>
inline unsigned matching(ExchangeT &Given, const RegionThread &Current, unsigned Mask, T Value, unsigned *Present) {
  unsigned Same = 0;
  *Present = 0;
  for (unsigned Lane = 0; Lane < 32; ++Lane) {
    const size_t Index = (Current.Index & ~size_t(31)) + Lane;
    if ((Mask >> Lane & 1) == 0 || !Given.isPresent(Index))
      continue;
    *Present |= 1u << Lane;
    const T Other = Given.template at<T>(Index);
    Same |= static_cast<unsigned>(std::memcmp(&Other, &Value, sizeof(T)) == 0) << Lane;
  }
  return Same;
}
template <class ExchangeT, class T>
inline unsigned __match_any_sync(ExchangeT &Given, const RegionThread &Current, unsigned Mask, T Value) {
  unsigned Present;
  return matching<detail::ShuffledAs<T>>(Given, Current, Mask, Value, &Present);
}
template <class ExchangeT, class T>
inline unsigned __match_all_sync(ExchangeT &Given, const RegionThread &Current, unsigned Mask, T Value,
                                 int *Predicate) {
  unsigned Present;
  const unsigned Same = matching<detail::ShuffledAs<T>>(Given, Current, Mask, Value, &Present);
  *Predicate = Same == Present;
  return Same == Present ? Present : 0;
}

/// Value combined with what the other lanes of Mask gave.
template <class ExchangeT, class T, class CombineT>
inline T combined(ExchangeT &Given, const RegionThread &Current, unsigned Mask, T Value, CombineT Combine) {
  for (unsigned Lane = 0; Lane < 32; ++Lane) {
    const size_t Index = (Current.Index & ~size_t(31)) + Lane;
    if ((Mask >> Lane & 1) != 0 && Index != Current.Index && Given.isPresent(Index))
      Value = Combine(Value, Given.template at<T>(Index));
  }
  return Value;
}
template <class ExchangeT, class T>
inline T __reduce_add_sync(ExchangeT &Given, const RegionThread &Current, unsigned Mask, T Value) {
  return combined(Given, Current, Mask, Value,
                  [](T A, T B) { return static_cast<T>(static_cast<unsigned>(A) + static_cast<unsigned>(B)); });
}
template <class ExchangeT, class T>
inline T __reduce_min_sync(ExchangeT &Given, const RegionThread &Current, unsigned Mask, T Value) {
  return combined(Given, Current, Mask, Value, [](T A, T B) { return A < B ? A : B; });
}
template <class ExchangeT, class T>
inline T __reduce_max_sync(ExchangeT &Given, const RegionThread &Current, unsigned Mask, T Value) {
  return combined(Given, Current, Mask, Value, [](T A, T B) { return A > B ? A : B; });
}
template <class ExchangeT>
inline unsigned __reduce_and_sync(ExchangeT &Given, const RegionThread &Current, unsigned Mask, unsigned Value) {
  return combined(Given, Current, Mask, Value, [](unsigned A, unsigned B) { return A & B; });
}
template <class ExchangeT>
inline unsigned __reduce_or_sync(ExchangeT &Given, const RegionThread &Current, unsigned Mask, unsigned Value) {
  return combined(Given, Current, Mask, Value, [](unsigned A, unsigned B) { return A | B; });
}
template <class ExchangeT>
inline unsigned __reduce_xor_sync(ExchangeT &Given, const RegionThread &Current, unsigned Mask, unsigned Value) {
  return combined(Given, Current, Mask, Value, [](unsigned A, unsigned B) { return A ^ B; });
}

} // namespace exchanged
} // namespace lorcha

#endif
