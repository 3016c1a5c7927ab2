// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Allocation, and copies and fills as operations of streams.
#ifndef LORCHA_CORE_MEMORY_H
#define LORCHA_CORE_MEMORY_H

#include "core/Backend.h"
#include "core/MemoryMap.h"
#include "core/Stream.h"

namespace lorcha::runtime {

/// Makes memory and enters it into the map. *Result is null when Bytes is 0.
Status allocate(Device &On, Allocation::Origin From, size_t Bytes, unsigned Flags, void **Result);
/// Frees what allocate or allocateOnStream gave after all work of its device; InvalidValue for everything
/// else, which stays untouched. IsHost tells whether the program means host memory or memory of a device.
Status release(void *Pointer, bool IsHost);
/// Makes memory without entering it into the map, if need be from what is free in pools and what late
/// releases leave. Sets all fields of Result but the flags.
Status makeStorage(Device &On, Allocation::Origin From, size_t Bytes, Allocation &Result);
/// Enters new memory into the map, in place of what the map still knows there: registered host memory that
/// the program freed without unregistering it.
void enterAllocation(const Allocation &New);
/// Gives the bytes of an allocation that has been taken out of the map back to its backend.
Status releaseStorage(const Allocation &Old);

/// Stream-ordered allocation: the memory may be used by work put into the stream from now on.
Status allocateOnStream(Stream &On, Pool &From, size_t Bytes, void **Result);
/// Frees memory once the stream gets there.
Status releaseOnStream(Stream &On, void *Pointer);

/// Where the device keeps the variable with that symbol; the device memory around it becomes known.
Status locateVariable(Device &On, const void *Symbol, VariablePlace &Result);

/// Makes the program's own memory known as page-locked.
Status registerHost(Device &On, void *Pointer, size_t Bytes, unsigned Flags);
Status unregisterHost(void *Pointer);

/// Which way a copy goes.
enum class CopyDirection { HostToHost, HostToDevice, DeviceToHost, DeviceToDevice, FromAddresses };

/// Whether the caller waits for the end.
enum class Wait { Yes, No };

/// A copy that has been checked. What is known about its ends when it is planned counts when it is run.
struct CopyPlan {
  CopyRequest Request;
  Device *ToOwner = nullptr, *FromOwner = nullptr; ///< of ends that the stream's device cannot use
  bool isBetween() const { return ToOwner || FromOwner; }
};
/// Checks the box against what is known about both ends and the direction. Not for empty boxes.
Status planCopy(Device &On, const CopyRequest &Request, CopyDirection Direction, CopyPlan &Result);
/// Does the copy, or submits it to the queue. Copies between devices are done when it returns; nothing of the
/// queue may be under way then.
Status runCopy(Device &On, BackendQueue *Queue, const CopyPlan &Plan);
/// What the backend does, and its record in the timeline.
Status submitCopy(Device &On, BackendQueue *Queue, const CopyRequest &Request);
Status submitFill(Device &On, BackendQueue *Queue, const FillRequest &Request);
/// Checks the box against what is known about it.
Status checkFill(const FillRequest &Request);
/// Does the fill, or submits it to the queue.
Status runFill(Device &On, BackendQueue *Queue, const FillRequest &Request);

/// Puts a copy into the stream. Checks the box against what is known about both ends and the direction. With
/// Wait::No the call still blocks where CUDA's does: pageable memory is read or written before it returns
/// (small sources are copied aside instead).
Status copy(Stream &On, const CopyRequest &Request, CopyDirection Direction, Wait Waits);
/// The same, but the source may change or go when the call returns: the host's memory is copied aside, and
/// for a device's the call waits.
Status copyFromNow(Stream &On, const CopyRequest &Request, CopyDirection Direction);

/// Puts a fill into the stream. Checks the box against what is known about it. Waits only for pageable
/// memory.
Status fill(Stream &On, const FillRequest &Request, Wait Waits);

/// A request for Bytes bytes in a row.
inline CopyRequest linearCopy(void *To, const void *From, size_t Bytes) {
  return {To, Bytes, Bytes, From, Bytes, Bytes, Bytes, 1, 1};
}

} // namespace lorcha::runtime

#endif
