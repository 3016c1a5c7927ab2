// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Regions whose threads each read two elements of a shared array and store two there: the steps of sorting
// networks and of fast transforms. In a step over the distance D, thread t has element 2 * t - t % D and the
// one D further on. Where D is shorter than a vector, the elements of neighbours lie mixed in two vectors.
// These are loaded, sorted into first and second ones in registers, and put back in the same way; compilers
// would gather the elements and store them one by one.
#ifndef LORCHA_BUTTERFLIES_H
#define LORCHA_BUTTERFLIES_H

#include "lorcha/regions.h"
#include "lorcha/vector_size.h"
#include <utility>

#ifdef __clang__
#define LORCHA_VECTOR_LOOP _Pragma("clang loop vectorize(assume_safety) unroll(disable)")
#else
#define LORCHA_VECTOR_LOOP LORCHA_PARALLEL_LOOP
#endif

namespace lorcha {
namespace detail {

/// Stands for the array, and finds out which element a thread wants.
template <class T> struct ElementQuestion {
  int &Index;
  T &Unused;
  template <class IndexT> T &operator[](IndexT Wanted) const {
    Index = static_cast<int>(Wanted);
    return Unused;
  }
};

/// Stands for the array, of which it has the one element that a thread wants.
template <class T> struct ElementAnswer {
  T &Value;
  template <class IndexT> T &operator[](IndexT) const { return Value; }
};

template <class T, size_t Count> struct VectorOf {
  typedef T Vector __attribute__((vector_size(Count * sizeof(T))));
};

/// The first of a thread's elements, counted from that of thread 0.
constexpr size_t wing(size_t Thread, size_t Distance) { return 2 * Thread - Thread % Distance; }
/// Which element lies there: those of the first threads count from 0, the second ones from Count on.
constexpr size_t ownerOf(size_t Place, size_t Distance, size_t Count) {
  return Place / (2 * Distance) * Distance + Place % Distance + (Place / Distance % 2 == 1 ? Count : 0);
}

template <size_t Distance, class T, size_t... Lanes>
inline void loadWindow(const T *From, T *First, T *Second, std::index_sequence<Lanes...>) {
  constexpr size_t Count = sizeof...(Lanes);
  typename VectorOf<T, Count>::Vector Low, High, Mixed;
  std::memcpy(&Low, From, sizeof(Low));
  std::memcpy(&High, From + Count, sizeof(High));
  Mixed = __builtin_shufflevector(Low, High, static_cast<int>(wing(Lanes, Distance))...);
  std::memcpy(First, &Mixed, sizeof(Mixed));
  Mixed = __builtin_shufflevector(Low, High, static_cast<int>(wing(Lanes, Distance) + Distance)...);
  std::memcpy(Second, &Mixed, sizeof(Mixed));
}

template <size_t Distance, class T, size_t... Lanes>
inline void storeWindow(T *To, const T *First, const T *Second, std::index_sequence<Lanes...>) {
  constexpr size_t Count = sizeof...(Lanes);
  typename VectorOf<T, Count>::Vector Low, High, Mixed;
  std::memcpy(&Low, First, sizeof(Low));
  std::memcpy(&High, Second, sizeof(High));
  Mixed = __builtin_shufflevector(Low, High, static_cast<int>(ownerOf(Lanes, Distance, Count))...);
  std::memcpy(To, &Mixed, sizeof(Mixed));
  Mixed = __builtin_shufflevector(Low, High, static_cast<int>(ownerOf(Lanes + Count, Distance, Count))...);
  std::memcpy(To + Count, &Mixed, sizeof(Mixed));
}

/// Whether the threads of the row have the elements that their distance says.
template <class T, class BodyT>
LORCHA_INLINED bool areWings(const Block &block, int Begin, int Distance, const BodyT &Body) {
  int Differs = 0;
  LORCHA_PARALLEL_LOOP
  for (unsigned X = 0; X < block.blockDim.x; ++X) {
    int First = 0, Second = 0;
    T Unused = T();
    Body(RegionThread{{{X, 0, 0}, block}, X}, ElementQuestion<T>{First, Unused},
         ElementQuestion<T>{Second, Unused});
    Differs |= (First - Begin) ^ static_cast<int>(2 * X - (X & static_cast<unsigned>(Distance - 1)));
    Differs |= (Second - First) ^ Distance;
  }
  return Differs == 0;
}

/// Groups of Count threads. Shorter: the distance, if it is shorter than a group, otherwise Count.
template <size_t Count, size_t Shorter, class T, class BodyT>
LORCHA_INLINED void runWings(const Block &block, T *Elements, unsigned Distance, const BodyT &Body) {
  constexpr std::make_index_sequence<Count> Lanes;
  for (unsigned X = 0; X < block.blockDim.x; X += Count) {
    T *At = Elements + (2 * X - (X & (Distance - 1)));
    alignas(64) T First[Count], Second[Count];
    if constexpr (Shorter == Count) {
      std::memcpy(First, At, sizeof(First));
      std::memcpy(Second, At + Distance, sizeof(Second));
    } else {
      loadWindow<Shorter>(At, First, Second, Lanes);
    }
    LORCHA_VECTOR_LOOP
    for (unsigned I = 0; I < Count; ++I)
      Body(RegionThread{{{X + I, 0, 0}, block}, X + I}, ElementAnswer<T>{First[I]},
           ElementAnswer<T>{Second[I]});
    if constexpr (Shorter == Count) {
      std::memcpy(At, First, sizeof(First));
      std::memcpy(At + Distance, Second, sizeof(Second));
    } else {
      storeWindow<Shorter>(At, First, Second, Lanes);
    }
  }
}

/// Finds the distance, which is not below AtLeast, among those that there is code for.
template <size_t Count, size_t AtLeast, class T, class BodyT>
LORCHA_INLINED void runWingsAt(const Block &block, T *Elements, unsigned Distance, const BodyT &Body) {
  if constexpr (AtLeast == Count)
    runWings<Count, Count>(block, Elements, Distance, Body);
  else if (Distance == AtLeast)
    runWings<Count, AtLeast>(block, Elements, Distance, Body);
  else
    runWingsAt<Count, 2 * AtLeast>(block, Elements, Distance, Body);
}

/// False if the threads have other elements.
template <class T, class BodyT>
LORCHA_INLINED bool runButterflies(const Block &block, T *Elements, const BodyT &Body) {
  constexpr size_t Count = VectorBytes / sizeof(T);
  int First = 0, Second = 0;
  T Unused = T();
  Body(RegionThread{{{0, 0, 0}, block}, 0}, ElementQuestion<T>{First, Unused},
       ElementQuestion<T>{Second, Unused});
  const int Distance = Second - First;
  if (block.blockDim.x % Count != 0 || Distance <= 0 || (Distance & (Distance - 1)) != 0 ||
      !areWings<T>(block, First, Distance, Body))
    return false;
  runWingsAt<Count, 1>(block, Elements + First, static_cast<unsigned>(Distance), Body);
  return true;
}

} // namespace detail

/// Runs Body(RegionThread, elements, elements) for all threads of the block. It takes an element from each of
/// the two, by one index each, whatever they hold, and does nothing else but compute.
template <class T, class BodyT>
LORCHA_INLINED void butterflies(const Block &block, T *Elements, const BodyT &Body) {
  if constexpr (MayComputeInVain && std::is_arithmetic<T>::value)
    if (block.blockDim.y == 1 && block.blockDim.z == 1 && detail::runButterflies(block, Elements, Body))
      return;
  region(block, [&](const RegionThread &Current) { Body(Current, Elements, Elements); });
}

} // namespace lorcha

#endif
