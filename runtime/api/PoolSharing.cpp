// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Pools and their memory in several processes. Handles are POSIX file descriptors: an int to write one to, or
// one as a pointer.
#include "api/Call.h"
#include "api/PoolPlaces.h"
#include "core/SharedPools.h"
#include <cstring>

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

/// The other kinds of handles are those of other systems.
static Status checkHandle(lorchaMemAllocationHandleType Type, unsigned Flags) {
  switch (Type) {
  case lorchaMemHandleTypePosixFileDescriptor:
    return Flags ? Status::InvalidValue : Status::Success;
  case lorchaMemHandleTypeWin32:
  case lorchaMemHandleTypeWin32Kmt:
  case lorchaMemHandleTypeFabric:
    return Status::NotSupported;
  default:
    return Status::InvalidValue;
  }
}

lorchaError_t lorchaMemPoolExportToShareableHandle(void *Result, lorchaMemPool_t Handle,
                                                   lorchaMemAllocationHandleType Type, unsigned Flags) {
  auto Body = [&] {
    std::shared_ptr<Pool> Found = findPool(Handle);
    if (!Result || !Found)
      return Status::InvalidValue;
    Status Checked = checkHandle(Type, Flags);
    return Checked == Status::Success ? exportPool(*Found, *static_cast<int *>(Result)) : Checked;
  };
  return call(__func__, Body, Result, Handle, Type, Flags);
}

lorchaError_t lorchaMemPoolImportFromShareableHandle(lorchaMemPool_t *Result, void *Handle,
                                                     lorchaMemAllocationHandleType Type, unsigned Flags) {
  auto Body = [&] {
    if (!Result)
      return Status::InvalidValue;
    if (Status Checked = checkHandle(Type, Flags); Checked != Status::Success)
      return Checked;
    std::shared_ptr<Pool> Opened;
    Status Imported = importPool(static_cast<int>(reinterpret_cast<intptr_t>(Handle)), Opened);
    if (Imported == Status::Success)
      *Result = static_cast<lorchaMemPool_t>(madePools().add(std::move(Opened)));
    return Imported;
  };
  return call(__func__, Body, Result, Handle, Type, Flags);
}

lorchaError_t lorchaMemPoolExportPointer(lorchaMemPoolPtrExportData *Result, void *Pointer) {
  auto Body = [&] {
    auto Known = Runtime::get().Memory.find(Pointer);
    if (!Result || !Known)
      return Status::InvalidValue;
    PoolMemoryName Name;
    static_assert(sizeof(Name) <= sizeof(Result->reserved));
    Status Exported = exportFromPool(*Known, Name);
    if (Exported != Status::Success)
      return Exported;
    std::memset(Result, 0, sizeof(*Result));
    std::memcpy(Result->reserved, &Name, sizeof(Name));
    return Status::Success;
  };
  return callUnsafe(__func__, Body, Result, Pointer);
}

lorchaError_t lorchaMemPoolImportPointer(void **Result, lorchaMemPool_t Handle,
                                         lorchaMemPoolPtrExportData *From) {
  auto Body = [&] {
    std::shared_ptr<Pool> Found = findPool(Handle);
    if (!Result || !Found || !From)
      return Status::InvalidValue;
    PoolMemoryName Name;
    std::memcpy(&Name, From->reserved, sizeof(Name));
    return importFromPool(*Found, Name, Result);
  };
  return callUnsafe(__func__, Body, Result, Handle, From);
}
