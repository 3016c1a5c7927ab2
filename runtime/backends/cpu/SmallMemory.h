// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Small memory of the CPU device, cut out of regions that processes can share: a page of its own for each would cost time
// and room. Sizes are rounded up to a class; what is freed waits in a list for the next of its class.
#ifndef LORCHA_CPU_SMALLMEMORY_H
#define LORCHA_CPU_SMALLMEMORY_H

#include "core/SharedMemory.h"
#include <array>
#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <vector>

namespace lorcha::runtime::cpu {

/// Thread-safe.
class SmallMemory {
public:
  static constexpr size_t LargestBytes = 64 << 10, Alignment = 256;

  /// Null if there is no room. Bytes is at most LargestBytes.
  void *allocate(size_t Bytes);
  /// Takes back what allocate gave for that size.
  void release(void *Memory, size_t Bytes);
  /// The region that holds the memory: its file, and where the memory lies in it. Null if it is not from here. Others
  /// may keep the memory from now on, so nobody gets it again.
  const SharedMemory *share(const void *Memory, size_t &Offset);

private:
  static constexpr size_t RegionBytes = 1 << 20;
  /// Up to 4 KiB by 256 bytes, then four for each doubling.
  static constexpr unsigned ClassCount = 16 + 4 * 4;
  static unsigned classOf(size_t Bytes);
  static size_t sizeOf(unsigned Class);
  bool addRegion();

  std::mutex Mutex; ///< guards what follows
  std::array<std::vector<void *>, ClassCount> Free;
  std::map<const char *, std::unique_ptr<SharedMemory>> Regions; ///< by their beginning
  std::set<const void *> Shared;
  char *Next = nullptr, *End = nullptr;                           ///< what is left of the newest region
};

} // namespace lorcha::runtime::cpu

#endif
