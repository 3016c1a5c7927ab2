// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The one interface between the core and a backend. The core owns streams, order, errors and bookkeeping; a
// backend only has devices that hold memory, move bytes and run kernels. Every slot says who calls it, what
// is locked, who owns what and what may block. Unless a slot says otherwise: no lock of the core is held,
// slots of one device may be called from several threads at the same time, nothing throws, and pointers in a
// request are valid until the slot returns.
#ifndef LORCHA_CORE_BACKEND_H
#define LORCHA_CORE_BACKEND_H

#include "core/Status.h"
#include "lorcha/kernel.h"
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace lorcha::runtime {

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
  unsigned Major = 8, Minor = 0; ///< compute capability that the device stands for
  bool Integrated = false;       ///< shares the host's memory
  bool Cooperative = false;      ///< can run cooperative launches
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
};

struct FillRequest {
  void *To;
  size_t Pitch, Slice;
  size_t Width, Height, Depth; ///< Width in bytes, a multiple of ElementBytes
  uint32_t Value;              ///< low ElementBytes bytes are the pattern
  unsigned ElementBytes;       ///< 1, 2 or 4
};

struct LaunchRequest {
  const KernelDescriptor *Kernel;
  dim3 Grid;
  dim3 Block;
  size_t SharedBytes; ///< dynamic shared memory
  bool Cooperative;   ///< all blocks must be resident together
  void *const *Args;  ///< one pointer per parameter
};

/// One device of a backend. Owned by the Backend; lives as long as it.
class BackendDevice {
public:
  virtual ~BackendDevice() = default;

  /// Any thread. Does not block. The reference stays valid and never changes.
  virtual const DeviceFacts &facts() const = 0;

  /// At least Bytes > 0 bytes, aligned to 256, of undefined contents; null if there is no room. Any thread.
  /// May block for as long as the operating system takes. The caller owns the memory until it hands it to
  /// release.
  virtual void *allocate(MemoryKind Kind, size_t Bytes) = 0;
  /// Takes back what allocate gave, with the same Kind and Bytes. No request that uses it is under way.
  virtual void release(MemoryKind Kind, void *Memory, size_t Bytes) = 0;
  /// Bytes that the device could still allocate. Any thread. Approximate.
  virtual size_t freeMemory() const = 0;

  /// Moves a box of bytes; any mix of host and device addresses. Called by the thread that drains the stream,
  /// or by an API call that found its stream idle. Blocks until done. Overlapping ranges behave as memmove
  /// for one row.
  virtual Status copy(const CopyRequest &Request) = 0;
  /// Fills a box of bytes. As copy.
  virtual Status fill(const FillRequest &Request) = 0;
  /// Runs a kernel to its end. Called by the thread that drains the stream (a pool thread, or one that waits
  /// for that stream); launches of several streams come at the same time. The request has been checked
  /// against facts() and the arguments are a copy that lives until the slot returns. A failure of device code
  /// is returned as a sticky status, after one line that says which kernel and thread failed.
  virtual Status launch(const LaunchRequest &Request) = 0;

  /// Bytes of stack for one thread of a block, from the limits of the API. Any thread. Takes effect at a
  /// later launch.
  virtual void setStackBytes(size_t Bytes) = 0;
  /// Gives back memory that is kept for speed only. No launch of this device is under way.
  virtual void trim() = 0;
};

/// A set of devices. Made once, at the first use of the runtime, and never destroyed.
class Backend {
public:
  virtual ~Backend() = default;
  /// The name that LORCHA_BACKEND takes. Any thread.
  virtual const char *name() const = 0;
  /// The devices in the order of their ordinals. Called once, on whichever thread uses the runtime first,
  /// with the registry locked: it must not call back into the core. May block while devices are probed.
  virtual std::vector<BackendDevice *> devices() = 0;
};

/// All backends of this build, best first. Generated from the list in runtime/CMakeLists.txt.
std::vector<std::unique_ptr<Backend>> createBackends();

} // namespace lorcha::runtime

#endif
