// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Storage for structs of the threads of a block: not one struct behind the other, but the first word of all
// threads, then the second word of all threads. Neighbours then have neighbouring words, which compilers load
// as vectors. Part of the contract between Emit/Cpu and the CPU backend; docs/regions.md shows the printed
// form.
#ifndef LORCHA_SPLIT_H
#define LORCHA_SPLIT_H

#include "lorcha/regions.h"
#include <cstdint>
#include <utility>

namespace lorcha {

namespace detail {

/// Bytes of the words that a T is split into, those of its members if possible; 0: it stays in one piece.
/// What is packed, or aligned as a whole, mostly consists of numbers of four bytes.
template <class T, class = void>
constexpr size_t WordBytes = std::is_union<T>::value || sizeof(T) % 4 != 0 ? 0
                             : alignof(T) == 8                             ? 8
                                                                           : 4;
/// Vector types have an alignment beyond that of their members.
template <class T>
constexpr size_t WordBytes<T, std::enable_if_t<(sizeof(std::declval<T &>().x) < alignof(T) &&
                                                sizeof(std::declval<T &>().x) % 4 == 0)>> =
    sizeof(std::declval<T &>().x) % 8 == 0 ? 8 : 4;

} // namespace detail

/// An array as a value, which threads keep. T: of the array.
template <class T> struct OwnArray {
  T Values;
  template <class IndexT> auto &operator[](IndexT Index) { return Values[Index]; }
  template <class IndexT> const auto &operator[](IndexT Index) const { return Values[Index]; }
};
namespace detail {
template <class T> constexpr size_t WordBytes<OwnArray<T>, void> = WordBytes<std::remove_all_extents_t<T>>;
} // namespace detail

/// One of the structs in a storage that splits them. StorageT::word(Place, Index) is the address of the word
/// number Place of the struct number Index.
template <class StorageT> class SplitSlot {
public:
  using Element = typename StorageT::Element;
  using Word = typename StorageT::Word;
  SplitSlot(const StorageT &Storage, size_t Index) : Storage(Storage), Index(Index) {}
  LORCHA_INLINED void get(Element &Value) const {
    for (size_t Place = 0; Place < StorageT::Words; ++Place)
      std::memcpy(reinterpret_cast<unsigned char *>(&Value) + Place * sizeof(Word),
                  Storage.word(Place, Index), sizeof(Word));
  }
  /// Value: an Element, or the array in one.
  template <class ValueT> LORCHA_INLINED void put(const ValueT &Value) const {
    static_assert(sizeof(ValueT) == sizeof(Element), "another type");
    for (size_t Place = 0; Place < StorageT::Words; ++Place)
      std::memcpy(Storage.word(Place, Index),
                  reinterpret_cast<const unsigned char *>(&Value) + Place * sizeof(Word), sizeof(Word));
  }

private:
  const StorageT &Storage;
  size_t Index;
};

/// What storages that split a T into words have in common.
template <class T> struct SplitStorage {
  using Element = T;
  using Word = std::conditional_t<detail::WordBytes<T> == 4, uint32_t, uint64_t>;
  static constexpr size_t Words = sizeof(T) / sizeof(Word);
};

/// One T per thread of a block, word by word. Made as PerThread is.
template <class T> class SplitPerThread : public SplitStorage<T> {
public:
  using typename SplitStorage<T>::Word;
  SplitPerThread(void *Memory, size_t Count) : Values(static_cast<Word *>(Memory)), Count(Count) {}
  SplitSlot<SplitPerThread> operator[](const RegionThread &Current) const { return {*this, Current.Index}; }
  Word *word(size_t Place, size_t Index) const { return Values + Place * Count + Index; }
  void fill(const T &Value) const {
    for (size_t I = 0; I < Count; ++I)
      SplitSlot<SplitPerThread>(*this, I).put(Value);
  }

private:
  Word *Values;
  size_t Count;
};

/// Storage of a variable that is a struct: split, if it consists of whole words.
template <class T>
using StructPerThread = std::conditional_t<detail::WordBytes<T> != 0, SplitPerThread<T>, PerThread<T>>;

/// A copy of what a slot holds. It is not trivial to destroy, so that it is not passed in registers:
/// compilers would pack the members of small structs for that, two in one, and not make vectors of them.
template <class T> struct Held {
  union {
    T Value;
  };
  explicit Held(const T &Slot) : Value(Slot) {}
  template <class StorageT> explicit Held(const SplitSlot<StorageT> &Slot) { Slot.get(Value); }
  Held(const Held &) = delete;
  ~Held() {}
};

/// `T value = lorcha::valueIn(slot).Value;`
template <class T> LORCHA_INLINED Held<T> valueIn(const T &Slot) { return Held<T>(Slot); }
template <class StorageT>
LORCHA_INLINED Held<typename StorageT::Element> valueIn(const SplitSlot<StorageT> &Slot) {
  return Held<typename StorageT::Element>(Slot);
}

/// What a parameter holds that was made from a slot: a number, or what a struct is held in.
template <class T> LORCHA_INLINED T taken(const T &Slot) { return Slot; }
template <class StorageT> LORCHA_INLINED auto taken(const SplitSlot<StorageT> &Slot) { return valueIn(Slot); }
template <class T> LORCHA_INLINED T &valueOf(T &Taken) { return Taken; }
template <class T> LORCHA_INLINED T &valueOf(Held<T> &Taken) { return Taken.Value; }
template <class T> LORCHA_INLINED void putInto(T &Slot, const T &Value) { Slot = Value; }
template <class StorageT>
LORCHA_INLINED void putInto(const SplitSlot<StorageT> &Slot, const typename StorageT::Element &Value) {
  Slot.put(Value);
}
/// Writes a variable back into such a slot.
template <class T, class StorageT> class Keep<T, SplitSlot<StorageT>> {
public:
  Keep(T &Variable, const SplitSlot<StorageT> &Slot) : Variable(Variable), Slot(Slot) {}
  Keep(const Keep &) = delete;
  ~Keep() { Slot.put(Variable); }

private:
  T &Variable;
  SplitSlot<StorageT> Slot;
};
template <class T, class StorageT> Keep(T &, const SplitSlot<StorageT> &) -> Keep<T, SplitSlot<StorageT>>;

} // namespace lorcha

#endif
