// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How a device keeps memory and what its addresses are: pointers (SVM, USM) or numbers in a reserved range
// (regions). One object per device; everything that differs between the two is behind this interface.
#ifndef LORCHA_OPENCL_ADDRESSSPACE_H
#define LORCHA_OPENCL_ADDRESSSPACE_H

#include "backends/opencl/Arguments.h"
#include "backends/opencl/Capabilities.h"
#include "backends/opencl/Errors.h"
#include "core/Backend.h"
#include <algorithm>
#include <memory>

namespace lorcha::runtime::opencl {

class Queue;

/// What memory is made with. The handles live longer than the address space.
struct DeviceHandles {
  cl_platform_id Platform;
  cl_device_id Device;
  cl_context Context;
  cl_command_queue Service; ///< for work of the runtime's own, always waited for
  const Capabilities *Can;
};

/// Memory that kernels get as a hidden argument.
struct HiddenBlock {
  char *Address = nullptr; ///< on the device; null if there is none
  size_t Bytes = 0;
};

/// Thread-safe. Codes are OpenCL's.
class AddressSpace {
public:
  virtual ~AddressSpace() = default;

  /// Aligned to 256; null if there is no room.
  virtual void *allocate(MemoryKind Kind, size_t Bytes) = 0;
  /// The memory is given back even if something fails meanwhile.
  virtual cl_int release(MemoryKind Kind, void *Memory, size_t Bytes) = 0;
  virtual bool hostUsesDeviceMemory() const = 0;

  /// False if there is no room.
  bool makeBlock(size_t Bytes, HiddenBlock &Result);
  cl_int dropBlock(HiddenBlock &Old);

  /// Argument setters; the caller holds the kernel's lock. A pointer is one argument or, with regions, two:
  /// the buffer and the offset.
  virtual void addPointer(Arguments &To, const void *Address) = 0;
  /// What kernels need that turn addresses in memory into pointers.
  virtual void addAddresses(Arguments &To) = 0;

  /// Submits; with Blocks, waits for it. The request's temporary source is taken care of by the caller.
  virtual cl_int copy(Queue &On, const CopyRequest &Request, bool Blocks) = 0;
  virtual cl_int fill(Queue &On, const FillRequest &Request, bool Blocks) = 0;

  /// A kernel that is going to be submitted uses memory that host and device share: that at the Count
  /// addresses, or with All any. Submits what makes the host's bytes the device's. Nothing where there is
  /// only one copy. Tells whether takeBack will have something to do.
  virtual cl_int handOver(Queue &On, uint64_t Ticket, const void *const *Addresses, size_t Count, bool All,
                          bool &HasEffect) {
    return CL_SUCCESS;
  }
  /// The queue's work up to the ticket is done: what it shared becomes the host's. Blocks.
  virtual cl_int takeBack(Queue &On, uint64_t Ticket) { return CL_SUCCESS; }
};

/// Calls FillPart(offset, pattern, pattern's bytes, bytes) for parts that cover one row of the fill: the bulk
/// in patterns of 16 bytes, which drivers fill faster than single bytes. Address is that of the row.
template <class FillPartT>
cl_int fillInPatterns(uint64_t Address, const FillRequest &Request, FillPartT FillPart) {
  constexpr size_t WideBytes = 16;
  unsigned char Wide[WideBytes];
  for (size_t I = 0; I < WideBytes; ++I)
    Wide[I] = static_cast<unsigned char>(Request.Value >> (I % Request.ElementBytes * 8));
  size_t Head = std::min<size_t>(Request.Width, (WideBytes - Address % WideBytes) % WideBytes);
  size_t Bulk = (Request.Width - Head) / WideBytes * WideBytes, Tail = Request.Width - Head - Bulk;
  cl_int Code = Head ? FillPart(size_t(0), Wide, size_t(Request.ElementBytes), Head) : CL_SUCCESS;
  if (Bulk && Code == CL_SUCCESS)
    Code = FillPart(Head, Wide, WideBytes, Bulk);
  if (Tail && Code == CL_SUCCESS)
    Code = FillPart(Head + Bulk, Wide, size_t(Request.ElementBytes), Tail);
  return Code;
}

/// Null if the driver lacks what it says it has.
std::unique_ptr<AddressSpace> makePointerSpace(const DeviceHandles &Handles);
/// Null if the range of addresses cannot be reserved.
std::unique_ptr<AddressSpace> makeRegionSpace(const DeviceHandles &Handles);

/// "pointers (fine-grained SVM buffers)", for people.
const char *describe(AddressMode Mode);

} // namespace lorcha::runtime::opencl

#endif
