// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Handles of pools, and the pools that places have.
#ifndef LORCHA_API_POOLPLACES_H
#define LORCHA_API_POOLPLACES_H

#include "core/HandleTable.h"
#include "core/Pool.h"
#include "lorcha/runtime_api.h"

namespace lorcha::runtime::api {

/// The pools that the program has made or opened, by handle.
HandleTable<Pool> &madePools();
/// The pool behind a handle, default ones included; null if there is none.
std::shared_ptr<Pool> findPool(lorchaMemPool_t Handle);
inline lorchaMemPool_t handleOf(Pool &Of) { return reinterpret_cast<lorchaMemPool_t>(&Of); }

/// The kind of pool that a place has for allocations of a type. InvalidDevice: no such device; InvalidValue:
/// no such node, place or type.
Status toKind(const lorchaMemLocation &Place, lorchaMemAllocationType Type, PoolKind &Result);
/// The default pool of some place with that handle; null if there is none. Devices' own are not among them.
std::shared_ptr<Pool> findPlacePool(lorchaMemPool_t Handle);
/// The pool is destroyed: it is the current one of no place any more.
void leavePlace(const Pool &Old);

} // namespace lorcha::runtime::api

#endif
