// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The free parts of one region: first fit, neighbours joined.
#ifndef LORCHA_OPENCL_FREELIST_H
#define LORCHA_OPENCL_FREELIST_H

#include <cstddef>
#include <iterator>
#include <map>

namespace lorcha::runtime::opencl {

/// Not thread-safe. Sizes and offsets are multiples of the granule.
class FreeList {
public:
  static constexpr size_t Granule = 256, None = ~size_t(0);

  static size_t rounded(size_t Bytes) { return (Bytes + Granule - 1) / Granule * Granule; }

  /// All of [Begin, End) is free, nothing else.
  void reset(size_t Begin, size_t End) {
    Parts.clear();
    if (Begin < End)
      Parts.emplace(Begin, End - Begin);
    Total = End - Begin;
    Unused = Total;
  }
  /// The offset of a part of that size; None if there is none.
  size_t take(size_t Bytes) {
    for (auto Each = Parts.begin(); Each != Parts.end(); ++Each) {
      auto [Begin, Size] = *Each;
      if (Size < Bytes)
        continue;
      Parts.erase(Each);
      if (Size > Bytes)
        Parts.emplace(Begin + Bytes, Size - Bytes);
      Unused -= Bytes;
      return Begin;
    }
    return None;
  }
  void give(size_t Begin, size_t Bytes) {
    Unused += Bytes;
    auto Next = Parts.lower_bound(Begin);
    if (Next != Parts.end() && Begin + Bytes == Next->first) {
      Bytes += Next->second;
      Next = Parts.erase(Next);
    }
    if (Next != Parts.begin()) {
      auto Before = std::prev(Next);
      if (Before->first + Before->second == Begin) {
        Before->second += Bytes;
        return;
      }
    }
    Parts.emplace(Begin, Bytes);
  }
  bool isEmpty() const { return Unused == Total; } ///< nothing is taken

private:
  std::map<size_t, size_t> Parts; ///< size by offset
  size_t Total = 0, Unused = 0;
};

} // namespace lorcha::runtime::opencl

#endif
