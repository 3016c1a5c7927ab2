// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Copies that CUDA makes in the background and Lorcha makes at once: by one thread, or by the threads of a
// group, of which each takes a piece.
#ifndef LORCHA_GROUP_COPY_H
#define LORCHA_GROUP_COPY_H

#include "lorcha/attributes.h"
#include <cstddef>

namespace lorcha {
namespace group {

/// Bytes bytes by the calling thread. They may end inside of an element.
template <class T> LORCHA_HD inline void copy(T *To, const T *From, size_t Bytes) {
#if defined(__CUDA__)
  const size_t Whole = Bytes / sizeof(T);
  for (size_t I = 0; I < Whole; ++I)
    To[I] = From[I];
  if constexpr (sizeof(T) > 1)
    for (size_t I = Whole * sizeof(T); I < Bytes; ++I)
      reinterpret_cast<char *>(To)[I] = reinterpret_cast<const char *>(From)[I];
#else
  __builtin_memcpy(static_cast<void *>(To), static_cast<const void *>(From), Bytes);
#endif
}

/// The thread's part of a copy of Count elements. Ranks are those that the group has noted, so that no thread
/// need be asked where it is.
template <class T>
LORCHA_HD inline void copyPart(unsigned long long Rank, unsigned long long Size, T *To, const T *From,
                               size_t Count) {
#if defined(__CUDA__)
  for (size_t I = Rank; I < Count; I += Size)
    To[I] = From[I];
#else
  const size_t First = Count * Rank / Size, End = Count * (Rank + 1) / Size;
  __builtin_memcpy(static_cast<void *>(To + First), static_cast<const void *>(From + First),
                   (End - First) * sizeof(T));
#endif
}

/// Bytes bytes by the threads of the group, each a part.
template <class GroupT, class T>
LORCHA_HD inline void copyTogether(const GroupT &Group, T *To, const T *From, size_t Bytes) {
  const size_t Whole = Bytes / sizeof(T), Rest = Bytes - Whole * sizeof(T);
  copyPart(Group.notedRank(), Group.notedSize(), To, From, Whole);
  if constexpr (sizeof(T) > 1)
    if (Rest != 0 && Group.notedRank() == 0)
      copy(reinterpret_cast<char *>(To + Whole), reinterpret_cast<const char *>(From + Whole), Rest);
}

} // namespace group
} // namespace lorcha

#endif
