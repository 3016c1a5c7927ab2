// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The one interface between the core and a backend. The core owns streams, order, errors and bookkeeping; a
// backend only has devices that hold memory, move bytes and run kernels. Every slot says who calls it, what
// is locked, who owns what and what may block. Unless a slot says otherwise: no lock of the core is held,
// slots of one device may be called from several threads at the same time, nothing throws, and pointers in a
// request are valid until the slot returns.
#ifndef LORCHA_CORE_BACKEND_H
#define LORCHA_CORE_BACKEND_H

#include "core/SharedMemory.h"
#include "core/Status.h"
#include "lorcha/device_module.h"
#include "lorcha/kernel.h"
#include "lorcha/timeline.h"
#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace lorcha::runtime {

class GridScope;

/// What a device is and can do. Sizes in bytes, clocks in kHz.
struct DeviceFacts {
  std::string Name;
  size_t TotalMemory = 0;
  unsigned ComputeUnits = 1;
  unsigned ClockKiloHertz = 0;
  unsigned MemoryClockKiloHertz = 0;
  unsigned MemoryBusBits = 64;
  size_t L2CacheBytes = 0;
  unsigned WarpSize = 32;
  unsigned MaxThreadsPerBlock = 1024;
  unsigned MaxThreadsPerComputeUnit = 2048;
  unsigned MaxBlocksPerComputeUnit = 32;
  unsigned MaxBlockDim[3] = {1024, 1024, 64};
  unsigned MaxGridDim[3] = {2147483647u, 65535u, 65535u};
  size_t SharedPerBlock = 48 << 10;
  size_t SharedPerBlockOptIn = 227 << 10;
  size_t SharedPerComputeUnit = 228 << 10;
  size_t ConstantBytes = 64 << 10;
  unsigned RegistersPerBlock = 65536;
  unsigned Major = 8, Minor = 0;      ///< compute capability that the device stands for
  bool Integrated = false;            ///< shares the host's memory
  bool Cooperative = false;           ///< can run cooperative launches
  bool CooperativeTakesTurns = false; ///< and with any number of blocks, which need not be resident together
  bool Asynchronous = false;        ///< makes queues: a request is submitted when its slot returns, not done
  bool HostUsesDeviceMemory = true; ///< the host may touch memory of kind Device
  bool KernelsUsePageableMemory = false; ///< kernels may use every address of the host
  bool SharesMemory = false;             ///< with other processes
  bool KernelsLaunch = false;            ///< device code may launch kernels and graphs
  bool ConcurrentManaged = false;        ///< host and kernels may use managed memory at the same time
  bool IsGuarded = false;  ///< notices who touches memory that is freed: it must be given back to be freed
  int HostNode = -1;       ///< the NUMA node of the host that it is at; -1 if there is none
  std::string BackendName; ///< as in LORCHA_BACKEND
  /// What else there is to say: pairs of a word and a text, for people.
  std::vector<std::pair<std::string, std::string>> Details;
};

/// Settings that programs may change and read back. StackBytes and HeapBytes may have an effect.
struct DeviceLimits {
  size_t StackBytes = 1024;
  size_t PrintfBytes = 1 << 20;
  size_t HeapBytes = 8 << 20;
  size_t SyncDepth = 2;
  size_t PendingLaunches = 2048;
  size_t FetchGranularity = 64;
  size_t PersistingL2Bytes = 0;
};

enum class MemoryKind {
  Device,  ///< for the device; the host may or may not be able to touch it
  Host,    ///< the host's, that the device may touch
  Managed, ///< for both
};

/// A box of bytes in memory: Width bytes a row, Height rows, Depth slices. One-dimensional requests have
/// Height and Depth 1.
struct CopyRequest {
  void *To;
  size_t ToPitch, ToSlice; ///< bytes from row to row and from slice to slice
  const void *From;
  size_t FromPitch, FromSlice;
  size_t Width, Height, Depth;
  /// Done, not only submitted, when the slot returns.
  bool IsBlocking = false;
  /// The source is gone when the slot returns: an asynchronous device keeps a copy of its own.
  bool IsSourceTemporary = false;
};

struct FillRequest {
  void *To;
  size_t Pitch, Slice;
  size_t Width, Height, Depth; ///< Width in bytes, a multiple of ElementBytes
  uint32_t Value;              ///< low ElementBytes bytes are the pattern
  unsigned ElementBytes;       ///< 1, 2 or 4
};

struct LaunchRequest {
  const void *Stub; ///< the kernel's symbol
  const KernelDescriptor *Kernel;
  dim3 Grid;
  dim3 Block;
  size_t SharedBytes;             ///< dynamic shared memory
  bool Cooperative;               ///< blocks may wait for each other
  void *const *Args;              ///< one pointer per parameter
  std::shared_ptr<void> Prepared; ///< what prepare has made of it; its owner is the backend
  /// Prepare sets it: launch waits for parts of the work, so it must not run on the program's thread, and
  /// all is done when it returns.
  bool WaitsForResults = false;
};

/// Where a device keeps a variable of the program.
struct VariablePlace {
  void *Address;         ///< for kernels and copies
  size_t Bytes;          ///< 0 if not known
  void *Block = nullptr; ///< the device memory that it is part of; null if it is the program's own memory
  size_t BlockBytes = 0;
};

/// A place in a BackendQueue: reached when all that was submitted before it is done. Thread-safe.
class BackendFence {
public:
  virtual ~BackendFence() = default;
  /// Does not block. When true, Result is what became of the work: Success or a failure.
  virtual bool isReached(Status &Result) = 0;
  /// Blocks until reached. The same result. When this or isReached says that it is reached, the host may use
  /// what the work left behind: messages of kernels have been printed, managed memory is the host's.
  virtual Status wait() = 0;
  /// When it was reached, in nanoseconds on a clock that all fences of a device share; 0 if the fence is not
  /// timed. Only once it is reached.
  virtual uint64_t time() = 0;
};

/// An order of work on an asynchronous device; the core makes one for each stream that is used. Requests of
/// one queue come one at a time, and never while the queue is being destroyed; fences are made and waited for
/// at any time, from any thread. Nothing is under way in a queue that is destroyed.
class BackendQueue {
public:
  virtual ~BackendQueue() = default;
  /// A place behind all that has been submitted, or a later one. Never null: a queue that cannot make one
  /// waits for its work instead. Starts the work that is before it.
  virtual std::shared_ptr<BackendFence> fence(bool IsTimed) = 0;
  /// Blocks until all that has been submitted is done; the result is that of a fence behind it. Any thread.
  virtual Status finish() = 0;
  /// Makes later work of this queue wait for a fence of the same device. Does not wait itself.
  virtual Status waitFor(BackendFence &Other) = 0;

  /// Where the next request's times go: when its work has begun and ended. Until it is known there is the
  /// time of the submission. The request takes it; it is not part of it, because requests are copied often
  /// and times seldom wanted.
  void time(timeline::Record *Of) { Timed = Of; }
  timeline::Record *takeTimed() { return std::exchange(Timed, nullptr); }

private:
  timeline::Record *Timed = nullptr;
};

/// One device of a backend. Owned by the Backend; lives as long as it.
///
/// On an asynchronous device the slots that take a queue submit the work to it and return; failures of the
/// submission are returned, those of the work come with a fence. With a null queue, and on every other
/// device (which gets null always), they return when the work is done.
class BackendDevice {
public:
  virtual ~BackendDevice() = default;

  /// Any thread. Does not block. The reference stays valid and never changes.
  virtual const DeviceFacts &facts() const = 0;

  /// At least Bytes > 0 bytes, aligned to 256, of undefined contents; null if there is no room. Any thread.
  /// May block for as long as the operating system takes. The caller owns the memory until it hands it to
  /// release.
  virtual void *allocate(MemoryKind Kind, size_t Bytes) = 0;
  /// Takes back what allocate gave, with the same Kind and Bytes, even if it tells of a failure. No request
  /// that uses it is under way.
  virtual Status release(MemoryKind Kind, void *Memory, size_t Bytes) = 0;
  /// Makes memory of kind Device, which allocate gave with that size, known to other processes; once more is
  /// fine. No request that uses it is under way.
  virtual Status share(void *Memory, size_t Bytes, SharedMemoryName &Result) { return Status::NotSupported; }
  /// Maps what such a device of another process has shared, for this device to use. MapFailed if it is gone.
  virtual Status openShared(const SharedMemoryName &Name, void **Result) { return Status::NotSupported; }
  /// Takes that back. No request that uses it is under way.
  virtual void closeShared(const SharedMemoryName &Name, void *Memory) {}
  /// Bytes that the device could still allocate. Any thread. Approximate.
  virtual size_t freeMemory() const = 0;

  /// A queue for a stream of that priority (as in the API: lower is more urgent); null with a status if there
  /// is no room. Called by the thread that drains the stream. Only on asynchronous devices.
  virtual std::unique_ptr<BackendQueue> makeQueue(int Priority, Status &Result) {
    Result = Status::NotSupported;
    return nullptr;
  }

  /// Moves a box of bytes; any mix of host addresses and addresses of this device. Called by the thread that
  /// drains the stream, or by an API call that found its stream idle. Overlapping ranges behave as memmove
  /// for one row.
  virtual Status copy(BackendQueue *Queue, const CopyRequest &Request) = 0;
  /// Fills a box of bytes. As copy.
  virtual Status fill(BackendQueue *Queue, const FillRequest &Request) = 0;

  /// Whether the kernel can run here in that shape, after what can be done for it ahead of time (it is built,
  /// say). May fill Request.Prepared. Called by the thread that launches, any number at the same time; may
  /// block for as long as a compiler takes. What is wrong is said in one line. The failure does not stick.
  virtual Status prepare(LaunchRequest &Request) = 0;
  /// Runs a kernel. Called by the thread that drains the stream (a pool thread, or one that waits for that
  /// stream, or the one that launches); launches of several streams come at the same time. The request has
  /// been checked against facts() and prepared, and the arguments are a copy that lives until the slot
  /// returns. A failure of device code is returned as a sticky status, after one line that says which kernel
  /// and thread failed. If facts().KernelsLaunch, Grid is current (setCurrentGrid) on every host thread while
  /// it runs device code of this launch.
  virtual Status launch(BackendQueue *Queue, const LaunchRequest &Request, GridScope &Grid) = 0;

  /// Where the variable with that symbol is on this device: InvalidSymbol if it has none. Any thread. May
  /// block while memory is made and filled with the initial values.
  virtual Status locateVariable(const void *Symbol, VariablePlace &Result) = 0;
  /// The program's device code is about to go away: nothing may remember it. Called by the thread that
  /// unloads it, when no launch of its kernels is under way.
  virtual void forget(const DeviceModule &Program) {}

  /// Limits that the program has set. Any thread. Take effect at a later launch.
  virtual void setLimits(const DeviceLimits &New) = 0;
  /// Gives back memory that is kept for speed only, and begins anew with variables. No request of this device
  /// is under way, and its queues are gone.
  virtual void trim() = 0;
};

/// A set of devices. Made once, at the first use of the runtime, and never destroyed.
class Backend {
public:
  virtual ~Backend() = default;
  /// The name that LORCHA_BACKEND takes. Any thread.
  virtual const char *name() const = 0;
  /// The devices in the order of their ordinals. Called once, on whichever thread uses the runtime first,
  /// with the registry locked: it must not call back into the core. May block while devices are probed. Not
  /// called if the program wants another backend.
  virtual std::vector<BackendDevice *> devices() = 0;
};

/// All backends of this build, in the order in which LORCHA_BACKEND=all numbers their devices. Generated from
/// the list in runtime/CMakeLists.txt.
std::vector<std::unique_ptr<Backend>> createBackends();

} // namespace lorcha::runtime

#endif
