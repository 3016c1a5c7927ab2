// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Memory of the guarded mode: allocations end at a page that nobody may touch, begin behind one, and stay
// untouchable for some time when they are freed.
#ifndef LORCHA_CPU_GUARDEDMEMORY_H
#define LORCHA_CPU_GUARDEDMEMORY_H

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <string>

namespace lorcha::runtime::cpu {

/// Thread-safe.
class GuardedMemory {
public:
  /// Aligned to 256 bytes, so up to 255 bytes behind it can be touched unnoticed. Null if there is no room.
  void *allocate(size_t Bytes);
  void release(void *Memory);
  /// What there is to say about an address that may not be touched: "4 bytes behind 400 bytes at 0x...".
  /// Empty if it is far from all that is known.
  std::string describe(uintptr_t Address) const;

private:
  struct Block {
    uintptr_t Begin;  ///< of what the program may use
    size_t Bytes;     ///< as asked for
    uintptr_t Mapped; ///< with both guards
    size_t MappedBytes;
    bool IsFreed;
  };
  mutable std::mutex Mutex;          ///< guards what follows
  std::map<uintptr_t, Block> Blocks; ///< by Mapped
  std::deque<uintptr_t> Freed;       ///< oldest first
};

} // namespace lorcha::runtime::cpu

#endif
