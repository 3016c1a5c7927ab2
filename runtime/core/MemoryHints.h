// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the program has said about ranges of managed memory. Host and devices share such memory here, so it
// has no effect; it is kept because programs may ask for it.
#ifndef LORCHA_CORE_MEMORYHINTS_H
#define LORCHA_CORE_MEMORYHINTS_H

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <shared_mutex>

namespace lorcha::runtime {

/// Where memory may lie.
struct MemoryPlace {
  enum class Kind : uint8_t { None, Device, Host, HostNode };
  Kind Is = Kind::None;
  int Id = 0; ///< of the device or the host's NUMA node

  bool operator==(const MemoryPlace &Other) const { return Is == Other.Is && Id == Other.Id; }
  bool operator!=(const MemoryPlace &Other) const { return !(*this == Other); }
};

/// What has been said about some bytes.
struct MemoryHints {
  bool IsReadMostly = false;
  MemoryPlace Preferred, Prefetched; ///< the latter: where they were to be moved last
  uint64_t AccessedBy = 0;           ///< bit per device; the last one is the host's

  static constexpr uint64_t HostBit = uint64_t(1) << 63;
  bool isNothing() const {
    return !IsReadMostly && Preferred == MemoryPlace() && Prefetched == MemoryPlace() && !AccessedBy;
  }
};

/// Thread-safe.
class HintMap {
public:
  /// Calls Change(hints) for all parts of the range.
  void change(const void *Begin, size_t Bytes, const std::function<void(MemoryHints &)> &Change);
  /// Calls Look(hints) for all parts of the range, those about which nothing has been said included.
  void visit(const void *Begin, size_t Bytes, const std::function<void(const MemoryHints &)> &Look) const;
  /// Forgets what has been said about the range.
  void forget(const void *Begin, size_t Bytes);

private:
  struct Part {
    uintptr_t End;
    MemoryHints Said;
  };
  using PartMap = std::map<uintptr_t, Part>;
  /// Makes a part end at Address if it lies within one.
  void splitAt(uintptr_t Address);

  mutable std::shared_mutex Mutex;
  PartMap Parts; ///< by their beginning; they do not overlap
};

} // namespace lorcha::runtime

#endif
