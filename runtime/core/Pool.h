// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Pools of stream-ordered memory: what a stream has freed is kept for what it, or later any stream,
// allocates.
//
// A free is no operation of its stream. It notes the place in the stream behind which the memory is free, and
// later work of that stream may have the memory at once, because it comes behind that place anyhow; other
// streams may have it when the place is reached. How much is kept is bounded by what the program used at a
// time, see Pool::mayKeep.
#ifndef LORCHA_CORE_POOL_H
#define LORCHA_CORE_POOL_H

#include "core/Spin.h"
#include "core/Status.h"
#include "core/Stream.h"
#include <array>
#include <atomic>
#include <cstddef>
#include <vector>

namespace lorcha::runtime {

class Device;
struct Allocation;

/// What memory a pool has. Equal kinds are of one place.
struct PoolKind {
  enum class Place { Device, Host, HostNode, Anywhere };
  Place At = Place::Device;
  int Number = 0;         ///< of the device or NUMA node
  bool IsManaged = false; ///< memory for host and devices, which prefers that place
  bool operator==(const PoolKind &Other) const {
    return At == Other.At && Number == Other.Number && IsManaged == Other.IsManaged;
  }
};

/// A pool, the same in all processes that know it.
struct PoolIdentity {
  int32_t Process; ///< that made it
  uint32_t Number; ///< there
  bool operator==(const PoolIdentity &Other) const {
    return Process == Other.Process && Number == Other.Number;
  }
};

/// Thread-safe. Memory that is allocated without a stream is from a pool that the program does not see. Lives
/// until its device is reset or all of its memory is back after it was closed.
class Pool {
public:
  /// Of memory of that device.
  explicit Pool(Device &On);
  /// MostBytes: what it may hold at a time, 0 for no limit.
  Pool(Device &On, const PoolKind &Kind, size_t MostBytes, bool IsExportable);
  /// A pool of another process, which gives no memory here.
  Pool(Device &On, const PoolIdentity &Other);
  Device &device() const { return On; }
  const PoolKind &kind() const { return Kind; }
  const PoolIdentity &identity() const { return Identity; }
  bool isExportable() const { return IsExportable; }
  bool isImported() const { return IsImported; }
  size_t mostBytes() const { return MostBytes; }

  /// Memory for work that is put into the stream from now on, or, without one, for anything. *Result is null
  /// when Bytes is 0.
  Status allocate(const Stream *For, size_t Bytes, void **Result);
  /// Takes back memory that the map has suspended; it is free behind that place.
  void release(Allocation &Range, Marker Behind);
  /// Gives free memory back to the device until no more than Bytes are held. With Waits, waits for the places
  /// behind which memory is free. True if something was given back.
  bool trim(size_t Bytes, bool Waits);
  /// All work of the device is done: begins anew with finding out how much the program uses at a time.
  void settle();
  /// The program gives the pool up: it keeps nothing from now on.
  void close();
  bool isClosed() const { return IsClosed.load(std::memory_order_relaxed); }
  /// The device is reset: all memory is gone, and the settings are those of a new pool.
  void forgetAll();

  /// Bytes: those that the device has given, and of them those that the program has.
  struct Counts {
    size_t Reserved = 0, ReservedHigh = 0, Used = 0, UsedHigh = 0;
  };
  Counts counts() const;
  /// Sets a high-water mark back to what there is now.
  void resetHigh(size_t Counts::*Which);

  std::atomic<uint64_t> ReleaseThreshold{0};   ///< bytes that are kept whatever the program uses
  std::atomic<int> Reuse[3] = {{1}, {1}, {1}}; ///< the three reuse attributes, in their order

private:
  struct FreeBlock {
    Allocation *Range;
    Marker Behind;
  };
  /// Sizes up to 4 KB by 256 bytes; then sixteen for each doubling.
  static constexpr unsigned SmallClasses = 16, StepBits = 4, Steps = 1 << StepBits;
  static constexpr unsigned ClassCount = SmallClasses + Steps * 36;
  static unsigned classOf(size_t Bytes);
  static unsigned stepOf(size_t Bytes, unsigned &Exponent);
  static size_t capacityFor(size_t Bytes);

  /// Whether free memory is kept at all.
  bool isKeeping() const;
  /// Free memory that work of the stream may have; null if there is none.
  /// MayBeInUse: by work that the stream has been given before.
  Allocation *take(const Stream *For, size_t Bytes, bool &MayBeInUse);
  Status make(size_t Bytes, void **Result);
  /// Whether the pool's limit leaves that much, when what is free is given back.
  bool makeRoom(size_t Bytes);
  size_t mayKeep() const;
  /// Takes out free blocks, oldest first, until at most Bytes are held. Only those whose places are known to
  /// be reached, unless All.
  std::vector<FreeBlock> takeOut(size_t Bytes, bool All);
  void giveBack(FreeBlock &Old);

  Device &On;
  const PoolKind Kind;
  const size_t MostBytes = 0;
  const bool IsExportable = false, IsImported = false;
  const PoolIdentity Identity;
  std::atomic<bool> IsClosed{false};
  mutable BriefLock Lock; ///< guards what follows
  std::array<std::vector<FreeBlock>, ClassCount> Free;
  Counts Now;
  size_t RecentHigh = 0;  ///< most bytes in use since all work was done last
  unsigned NextClass = 0; ///< where takeOut goes on
};

} // namespace lorcha::runtime

#endif
