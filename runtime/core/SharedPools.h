// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Pools that processes share. A pool's handle is a file descriptor, which programs send over a socket; the
// file says which pool it is. Memory of it has a name as all shared memory has (SharedMemory.h), and the
// pool's identity beside.
#ifndef LORCHA_CORE_SHAREDPOOLS_H
#define LORCHA_CORE_SHAREDPOOLS_H

#include "core/MemoryMap.h"
#include "core/Pool.h"
#include "core/SharedMemory.h"
#include <memory>

namespace lorcha::runtime {

/// Memory of a pool, for another process. Plain bytes.
struct PoolMemoryName {
  SharedMemoryName Memory;
  PoolIdentity From;
};

/// Makes a file descriptor that means the pool, which must be exportable; the caller owns it.
Status exportPool(const Pool &Exported, int &Result);
/// Opens the pool that a file descriptor means; the caller keeps that. InvalidValue: it means none.
Status importPool(int File, std::shared_ptr<Pool> &Result);
/// Makes memory of an exportable pool known to other processes.
Status exportFromPool(const Allocation &Known, PoolMemoryName &Result);
/// Opens memory of the pool that Imported is of. InvalidValue: it is of another one.
Status importFromPool(const Pool &Imported, const PoolMemoryName &Name, void **Result);

} // namespace lorcha::runtime

#endif
