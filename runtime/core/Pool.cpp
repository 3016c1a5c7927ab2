// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Free lists by size. Blocks stay in the memory map while they are free, suspended, so that allocating and
// freeing them again changes one entry and moves none.
#include "core/Pool.h"
#include "core/Device.h"
#include "core/Log.h"
#include "core/Memory.h"
#include "core/Runtime.h"
#include <algorithm>
#include <mutex>
#include <unistd.h>

// There when the program is compiled with AddressSanitizer, whose view of free memory they keep right.
extern "C" {
__attribute__((weak)) void __asan_poison_memory_region(const volatile void *Memory, size_t Bytes);
__attribute__((weak)) void __asan_unpoison_memory_region(const volatile void *Memory, size_t Bytes);
}

namespace lorcha::runtime {

using Guard = std::lock_guard<BriefLock>;

/// Kept whatever the program uses: some small blocks.
static constexpr size_t KeptAlways = 1 << 20;
/// Beyond the most that the program used: one part in so many of it.
static constexpr size_t KeptShare = 32;
/// Larger blocks are of exactly the size that was asked for.
static constexpr size_t LargestRounded = 32 << 20;
static constexpr size_t Granularity = 256;
/// Blocks of a size that are looked at before new memory is made.
static constexpr size_t MostLooks = 32;

/// Which step from one power of two to the next holds the size; a step is 2^(Exponent - StepBits) bytes.
unsigned Pool::stepOf(size_t Bytes, unsigned &Exponent) {
  Exponent = 63 - static_cast<unsigned>(__builtin_clzll(Bytes - 1)); // 2^Exponent < Bytes <= 2^(Exponent + 1)
  return static_cast<unsigned>((Bytes - 1 - (size_t(1) << Exponent)) >> (Exponent - StepBits));
}

unsigned Pool::classOf(size_t Bytes) {
  if (Bytes <= SmallClasses * Granularity)
    return static_cast<unsigned>((Bytes - 1) / Granularity);
  unsigned Exponent, Step = stepOf(Bytes, Exponent);
  return std::min(SmallClasses + Steps * (Exponent - 12) + Step, ClassCount - 1);
}

bool Pool::isKeeping() const { return !isClosed() && !On.facts().IsGuarded; }

size_t Pool::capacityFor(size_t Bytes) {
  if (Bytes <= SmallClasses * Granularity || Bytes > LargestRounded)
    return Bytes > SIZE_MAX - Granularity ? Bytes : (Bytes + Granularity - 1) / Granularity * Granularity;
  unsigned Exponent, Step = stepOf(Bytes, Exponent);
  return (size_t(1) << Exponent) + (size_t(Step) + 1) * (size_t(1) << (Exponent - StepBits));
}

static void showToSanitizer(const Device &On, const Allocation &Range, size_t UsableBytes) {
  if (!__asan_poison_memory_region || !On.facts().HostUsesDeviceMemory)
    return;
  auto *Base = static_cast<char *>(Range.Base);
  __asan_unpoison_memory_region(Base, UsableBytes);
  __asan_poison_memory_region(Base + UsableBytes, Range.Capacity - UsableBytes);
}

Allocation *Pool::take(const Stream *For, size_t Bytes, bool &MayBeInUse) {
  if (!isKeeping())
    return nullptr;
  bool MayFollowOthers = Reuse[1].load(std::memory_order_relaxed) != 0;
  FreeBlock Found{}; // its stream may end here, with nothing locked
  Guard Locked(Lock);
  std::vector<FreeBlock> &List = Free[classOf(capacityFor(Bytes))];
  for (size_t I = List.size(), Looks = 0; I-- > 0 && Looks < MostLooks; ++Looks) {
    FreeBlock &Each = List[I];
    bool IsOwn = For && Each.Behind.On.get() == For;
    if (!(IsOwn || (MayFollowOthers && Each.Behind.isKnownReached())) || Each.Range->Capacity < Bytes)
      continue;
    Found = std::move(Each);
    MayBeInUse = !Found.Behind.isKnownReached();
    List.erase(List.begin() + static_cast<std::ptrdiff_t>(I));
    Now.Used += Found.Range->Capacity;
    Now.UsedHigh = std::max(Now.UsedHigh, Now.Used);
    RecentHigh = std::max(RecentHigh, Now.Used);
    return Found.Range;
  }
  return nullptr;
}

static PoolIdentity nextIdentity() {
  static std::atomic<uint32_t> Last{0};
  return {getpid(), ++Last};
}

Pool::Pool(Device &On)
    : On(On), Kind({PoolKind::Place::Device, static_cast<int>(On.ordinal()), false}),
      Identity(nextIdentity()) {}
Pool::Pool(Device &On, const PoolKind &Kind, size_t MostBytes, bool IsExportable)
    : On(On), Kind(Kind), MostBytes(MostBytes), IsExportable(IsExportable), Identity(nextIdentity()) {}
Pool::Pool(Device &On, const PoolIdentity &Other)
    : On(On), Kind({PoolKind::Place::Device, static_cast<int>(On.ordinal()), false}), IsImported(true),
      Identity(Other) {}

static Allocation::Origin originOf(const PoolKind &Kind) {
  if (Kind.IsManaged)
    return Allocation::Origin::Managed;
  return Kind.At == PoolKind::Place::Device ? Allocation::Origin::Device : Allocation::Origin::Pinned;
}

bool Pool::makeRoom(size_t Bytes) {
  auto HasRoom = [&] { return Bytes <= MostBytes && counts().Reserved <= MostBytes - Bytes; };
  if (!MostBytes || HasRoom())
    return true;
  trim(Bytes <= MostBytes ? MostBytes - Bytes : 0, /*Waits=*/true);
  return HasRoom();
}

Status Pool::make(size_t Bytes, void **Result) {
  size_t Capacity = isKeeping() ? capacityFor(Bytes) : Bytes;
  if (!makeRoom(Capacity))
    return Status::OutOfMemory;
  Allocation New;
  Status Made = makeStorage(On, originOf(Kind), Capacity, New);
  if (Made != Status::Success)
    return Made;
  New.Bytes = Bytes;
  New.In = this;
  enterAllocation(New);
  showToSanitizer(On, New, Bytes);
  *Result = New.Base;
  Guard Locked(Lock);
  Now.Reserved += Capacity;
  Now.ReservedHigh = std::max(Now.ReservedHigh, Now.Reserved);
  Now.Used += Capacity;
  Now.UsedHigh = std::max(Now.UsedHigh, Now.Used);
  RecentHigh = std::max(RecentHigh, Now.Used);
  return Status::Success;
}

Status Pool::allocate(const Stream *For, size_t Bytes, void **Result) {
  *Result = nullptr;
  if (IsImported)
    return Status::InvalidValue;
  if (!Bytes)
    return Status::Success;
  bool MayBeInUse = false;
  Allocation *Range = take(For, Bytes, MayBeInUse);
  if (!Range)
    return make(Bytes, Result);
  Runtime::get().Memory.resume(*Range, Bytes);
  showToSanitizer(On, *Range, MayBeInUse ? Range->Capacity : Bytes);
  *Result = Range->Base;
  if (isLogged(LogTopic::Memory))
    trace("mem + {} {} bytes from a pool, device {} holds {}", *Result, Bytes, On.ordinal(),
          On.memoryInUse());
  return Status::Success;
}

void Pool::release(Allocation &Range, Marker Behind) {
  if (Kind.IsManaged)
    Runtime::get().Hints.forget(Range.Base, Range.Bytes);
  if (Range.IsShared) { // other processes may have it still: nobody else gets it
    Behind.wait();
    std::unique_lock<BriefLock> Locked(Lock);
    Now.Used -= Range.Capacity;
    Now.Reserved -= Range.Capacity;
    Locked.unlock();
    FreeBlock Old{&Range, {}};
    return giveBack(Old);
  }
  if (isLogged(LogTopic::Memory))
    trace("mem - {} {} bytes to a pool, device {} holds {}", Range.Base, Range.Bytes, On.ordinal(),
          On.memoryInUse());
  if (Behind.isKnownReached()) // else work that is under way uses it
    showToSanitizer(On, Range, 0);
  std::unique_lock<BriefLock> Locked(Lock);
  Free[classOf(Range.Capacity)].push_back({&Range, std::move(Behind)});
  Now.Used -= Range.Capacity;
  size_t Most = mayKeep();
  bool IsTooMuch = Now.Reserved > Most;
  Locked.unlock();
  if (IsTooMuch)
    trim(Most - Most / (4 * KeptShare), /*Waits=*/false); // some more, so that not every free does this
}

/// What is held, in use or not, is little more than the program has used at a time: then memory that goes
/// round is not made again and again, and the process does not grow far beyond what is alive.
size_t Pool::mayKeep() const {
  if (!isKeeping())
    return 0;
  size_t Usual = RecentHigh + RecentHigh / KeptShare + KeptAlways;
  return std::max<size_t>(Usual, ReleaseThreshold.load(std::memory_order_relaxed));
}

std::vector<Pool::FreeBlock> Pool::takeOut(size_t Bytes, bool All) {
  std::vector<FreeBlock> Result;
  Guard Locked(Lock);
  for (unsigned Seen = 0; Seen < ClassCount && Now.Reserved > Bytes; ++Seen) {
    std::vector<FreeBlock> &List = Free[NextClass];
    size_t Kept = 0;
    for (FreeBlock &Each : List)
      if (Now.Reserved > Bytes && (All || Each.Behind.isKnownReached())) {
        Now.Reserved -= Each.Range->Capacity;
        Result.push_back(std::move(Each));
      } else if (&List[Kept++] != &Each) {
        List[Kept - 1] = std::move(Each);
      }
    List.resize(Kept);
    if (Now.Reserved > Bytes)
      NextClass = (NextClass + 1) % ClassCount;
  }
  return Result;
}

void Pool::giveBack(FreeBlock &Old) {
  showToSanitizer(On, *Old.Range, Old.Range->Capacity);
  On.fail(releaseStorage(Runtime::get().Memory.removeSuspended(*Old.Range)));
}

bool Pool::trim(size_t Bytes, bool Waits) {
  std::vector<FreeBlock> Old = takeOut(Bytes, /*All=*/false);
  if (Waits)
    for (FreeBlock &Each : takeOut(Bytes, /*All=*/true))
      Old.push_back(std::move(Each));
  for (FreeBlock &Each : Old) {
    Each.Behind.wait();
    giveBack(Each);
  }
  return !Old.empty();
}

void Pool::settle() {
  std::unique_lock<BriefLock> Locked(Lock);
  size_t Most = mayKeep();
  bool IsTooMuch = Now.Reserved > Most;
  RecentHigh = Now.Used;
  Locked.unlock();
  if (IsTooMuch)
    trim(Most, /*Waits=*/false);
}

void Pool::close() {
  IsClosed.store(true, std::memory_order_relaxed);
  trim(0, /*Waits=*/false);
}

void Pool::forgetAll() {
  trim(0, /*Waits=*/true);
  ReleaseThreshold.store(0, std::memory_order_relaxed);
  for (std::atomic<int> &Each : Reuse)
    Each.store(1, std::memory_order_relaxed);
  Guard Locked(Lock);
  Now = Counts();
  RecentHigh = 0;
}

Pool::Counts Pool::counts() const {
  Guard Locked(Lock);
  return Now;
}

void Pool::resetHigh(size_t Counts::*Which) {
  Guard Locked(Lock);
  Now.*Which = Which == &Counts::UsedHigh ? Now.Used : Now.Reserved;
}

} // namespace lorcha::runtime
