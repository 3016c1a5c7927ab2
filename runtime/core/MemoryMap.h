// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What is known about every range of memory that the API gave out or was told about.
#ifndef LORCHA_CORE_MEMORYMAP_H
#define LORCHA_CORE_MEMORYMAP_H

#include "core/Backend.h"
#include "core/Spin.h"
#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>

namespace lorcha::runtime {

class Device;
class GraphBlock;
class Pool;

/// One range of memory.
struct Allocation {
  enum class Origin {
    Device,     ///< on a device
    Pinned,     ///< host memory from the API
    Managed,    ///< for host and devices
    Registered, ///< the program's own host memory, registered
    Variables,  ///< where a device keeps the program's variables
    Imported,   ///< device memory of another process
  };
  void *Base = nullptr;
  size_t Bytes = 0;
  Origin From = Origin::Device;
  size_t Capacity = 0;               ///< what the backend has given for it, if the API made it
  Device *On = nullptr;              ///< never null
  unsigned Flags = 0;                ///< as given to the API
  Pool *In = nullptr;                ///< the pool that it is from; null if it is from none
  bool IsShared = false;             ///< other processes may have it
  bool IsOfImportedPool = false;     ///< an import that the functions for freeing take back
  bool IsSuspended = false;          ///< free, in that pool: as if it were not known
  std::weak_ptr<GraphBlock> OfGraph; ///< the memory of a graph that it is, if it is any

  /// Bytes from Pointer to the end.
  size_t bytesFrom(const void *Pointer) const {
    return Bytes - static_cast<size_t>(static_cast<const char *>(Pointer) - static_cast<const char *>(Base));
  }
};

/// Thread-safe. Ranges never overlap.
class MemoryMap {
public:
  /// False if the range overlaps a known one.
  bool add(const Allocation &New);
  /// Forgets all that overlaps New.
  void removeOverlapping(const Allocation &New);
  /// The allocation that Pointer points into.
  std::optional<Allocation> find(const void *Pointer) const;
  /// Forgets the allocation that begins at Base, if it is of one of the origins for which Accept(origin)
  /// holds.
  template <class AcceptT> std::optional<Allocation> remove(const void *Base, AcceptT Accept) {
    std::lock_guard<BriefLock> Locked(Lock);
    auto Found = Ranges.find(reinterpret_cast<uintptr_t>(Base));
    if (Found == Ranges.end() || Found->second.IsSuspended || !Accept(Found->second.From))
      return std::nullopt;
    Allocation Old = Found->second;
    Ranges.erase(Found);
    ++Losses;
    return Old;
  }
  /// Makes the allocation that begins at Base known as a graph's.
  void giveToGraph(const void *Base, const std::shared_ptr<GraphBlock> &Block);
  /// Suspends the allocation that begins at Base if it is from a pool, and the pool may keep the entry; null
  /// if there is none. Nobody else touches the entry while it is suspended.
  Allocation *suspend(const void *Base);
  /// Other processes may have the allocation that begins at Base from now on.
  void markShared(const void *Base);
  /// The suspended allocation is known again, with that many bytes.
  void resume(Allocation &Range, size_t Bytes);
  /// Takes out a suspended allocation.
  Allocation removeSuspended(const Allocation &Range);
  /// Takes out one allocation of the device, whichever; nullopt when none is left.
  std::optional<Allocation> removeAny(const Device &On);
  /// Changes whenever something that was known is not any more: what was found before may be freed.
  uint64_t losses() const { return Losses.load(std::memory_order_relaxed); }

private:
  using RangeMap = std::map<uintptr_t, Allocation>;
  RangeMap::const_iterator findRange(uintptr_t Address) const;

  mutable BriefLock Lock;
  RangeMap Ranges; ///< by Base; entries keep their places
  std::atomic<uint64_t> Losses{0};
};

} // namespace lorcha::runtime

#endif
