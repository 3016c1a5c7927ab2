// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The heap of device code: the host's, within the bound that lorchaLimitMallocHeapSize sets. Only what device
// code took and has not given back counts.
#ifndef LORCHA_CPU_DEVICEHEAP_H
#define LORCHA_CPU_DEVICEHEAP_H

#include "core/Spin.h"
#include <array>
#include <cstddef>
#include <unordered_map>

namespace lorcha::runtime::cpu {

/// Thread-safe.
class DeviceHeap {
public:
  void setLimit(size_t Bytes) { Limit.store(Bytes, std::memory_order_relaxed); }
  /// Sets room for that many bytes aside; false if there is none.
  bool reserve(size_t Bytes);
  /// Says which memory the room is used by; null if it is not.
  void note(const void *Memory, size_t Bytes);
  /// The memory is about to be given back. Memory that was never noted is none of the heap's affair.
  void forget(const void *Memory);
  /// Begins anew: what is still in use does not count any more.
  void clear();

private:
  /// What CUDA's heap hands out at least, and in steps of what.
  static size_t counted(size_t Bytes) { return Bytes <= 16 ? 16 : (Bytes + 15) / 16 * 16; }
  struct Shard {
    BriefLock Lock;
    std::unordered_map<const void *, size_t> Sizes;
  };
  Shard &shardOf(const void *Memory) {
    return Shards[(reinterpret_cast<size_t>(Memory) >> 4) * 0x9e3779b97f4a7c15u >> 60];
  }

  std::atomic<size_t> Limit{8 << 20}, Used{0};
  std::array<Shard, 16> Shards;
};

} // namespace lorcha::runtime::cpu

#endif
