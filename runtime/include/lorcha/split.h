// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Storage for structs of the threads of a block: not one struct behind the other, but the first word of all
// threads, then the second word of all threads. Neighbours then have neighbouring words, which compilers load
// as vectors. Part of the contract between Emit/Cpu and the CPU backend; docs/regions.md shows the printed form.
#ifndef LORCHA_SPLIT_H
#define LORCHA_SPLIT_H

#include "lorcha/regions.h"
#include <cstdint>
#include <utility>

namespace lorcha {

namespace detail {

/// Bytes of the words that a T is split into, those of its members if possible; 0: it stays in one piece.
template <class T, class = void>
constexpr size_t WordBytes = !std::is_union<T>::value && (alignof(T) == 4 || alignof(T) == 8) ? alignof(T)
                                                                                             : 0;
/// Vector types have an alignment beyond that of their members.
template <class T>
constexpr size_t WordBytes<T, std::enable_if_t<(sizeof(std::declval<T &>().x) < alignof(T) &&
                                                sizeof(std::declval<T &>().x) % 4 == 0)>> =
    sizeof(std::declval<T &>().x) % 8 == 0 ? 8 : 4;

/// A T before it has a value.
template <class T> union Unmade {
  T Value;
  Unmade() {}
};

} // namespace detail

/// An array as a value, which threads keep. T: of the array.
template <class T> struct OwnArray {
  T Values;
  template <class IndexT> auto &operator[](IndexT Index) { return Values[Index]; }
  template <class IndexT> const auto &operator[](IndexT Index) const { return Values[Index]; }
};
namespace detail {
template <class T>
constexpr size_t WordBytes<OwnArray<T>, void> = WordBytes<std::remove_all_extents_t<T>>;
} // namespace detail

/// One of the structs in a storage that splits them. StorageT::word(Place, Index) is the address of the word
/// number Place of the struct number Index.
template <class StorageT> class SplitSlot {
public:
  using Element = typename StorageT::Element;
  using Word = typename StorageT::Word;
  SplitSlot(const StorageT &Storage, size_t Index) : Storage(Storage), Index(Index) {}
  LORCHA_INLINED Element get() const {
    detail::Unmade<Element> Result;
    for (size_t Place = 0; Place < StorageT::Words; ++Place)
      std::memcpy(reinterpret_cast<unsigned char *>(&Result) + Place * sizeof(Word),
                  Storage.word(Place, Index), sizeof(Word));
    return Result.Value;
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

/// What a slot holds, and a way to change that.
template <class T> LORCHA_INLINED T valueIn(const T &Slot) { return Slot; }
template <class T> LORCHA_INLINED void putInto(T &Slot, const T &Value) { Slot = Value; }
template <class StorageT> LORCHA_INLINED auto valueIn(const SplitSlot<StorageT> &Slot) { return Slot.get(); }
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
template <class T, class StorageT>
Keep(T &, const SplitSlot<StorageT> &) -> Keep<T, SplitSlot<StorageT>>;

} // namespace lorcha

#endif
