// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Device memory that processes share: given a name in one, opened by it in others.
#ifndef LORCHA_CORE_SHAREDALLOCATIONS_H
#define LORCHA_CORE_SHAREDALLOCATIONS_H

#include "core/MemoryMap.h"
#include "core/SharedMemory.h"

namespace lorcha::runtime {

/// Makes the allocation known to other processes. Waits for all devices. Allocation::From is Device.
Status exportAllocation(const Allocation &Known, SharedMemoryName &Result);

/// Opens memory of another process for a device. What is open is counted, and the address is the same.
/// DeviceUninitialized if this process has made it, unless it is memory of a pool: it is freed as such.
Status importAllocation(Device &On, const SharedMemoryName &Name, bool IsOfPool, void **Result);
/// Takes one opening back; the last one ends the mapping when the device has done its work. InvalidValue if
/// Pointer is nothing that was opened.
Status closeImport(void *Pointer);
/// Ends the mapping of an import that has been taken out of the map.
void forgetImport(const Allocation &Old);

} // namespace lorcha::runtime

#endif
