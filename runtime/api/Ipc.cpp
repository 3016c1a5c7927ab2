// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Device memory and events of several processes. A handle holds the name of the memory, and zeroes.
#include "api/Call.h"
#include "core/SharedAllocations.h"
#include <cstring>

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

/// HandleT: one of the two kinds of handles.
template <class HandleT> static void toHandle(const SharedMemoryName &Name, HandleT &Result) {
  static_assert(sizeof(Name) <= sizeof(Result.reserved));
  std::memset(&Result, 0, sizeof(Result));
  std::memcpy(Result.reserved, &Name, sizeof(Name));
}

template <class HandleT> static SharedMemoryName toName(const HandleT &Handle) {
  SharedMemoryName Name;
  std::memcpy(&Name, Handle.reserved, sizeof(Name));
  return Name;
}

lorchaError_t lorchaIpcGetMemHandle(lorchaIpcMemHandle_t *Result, void *Pointer) {
  auto Body = [&] {
    auto Known = Runtime::get().Memory.find(Pointer);
    if (!Result || !Known || Known->From != Allocation::Origin::Device || Known->OfGraph.lock() ||
        (Known->In && Known->In != &Known->On->plainPool())) // pools have handles of their own
      return Status::InvalidValue;
    SharedMemoryName Name;
    Status Shared = exportAllocation(*Known, Name);
    if (Shared == Status::Success)
      toHandle(Name, *Result);
    return Shared;
  };
  return callUnsafe(__func__, Body, Result, Pointer);
}

lorchaError_t lorchaIpcOpenMemHandle(void **Result, lorchaIpcMemHandle_t Handle, unsigned Flags) {
  auto Body = [&] {
    if (!Result || Flags != lorchaIpcMemLazyEnablePeerAccess)
      return Status::InvalidValue;
    return importAllocation(Runtime::get().currentDevice(), toName(Handle), /*IsOfPool=*/false, Result);
  };
  return callUnsafe(__func__, Body, Result, Handle, Flags);
}

lorchaError_t lorchaIpcCloseMemHandle(void *Pointer) {
  auto Body = [&] {
    auto Known = Runtime::get().Memory.find(Pointer);
    return Known && Known->IsOfImportedPool ? Status::InvalidValue
                                            : closeImport(Pointer); // pools' memory is freed
  };
  return callUnsafe(__func__, Body, Pointer);
}

lorchaError_t lorchaIpcGetEventHandle(lorchaIpcEventHandle_t *Result, lorchaEvent_t Handle) {
  auto Body = [&] {
    std::shared_ptr<Event> Known = findEvent(Handle);
    if (!Known || !Known->shared())
      return Status::InvalidResourceHandle;
    if (!Result)
      return Status::InvalidValue;
    toHandle(Known->shared()->name(), *Result);
    return Status::Success;
  };
  return call(__func__, Body, Result, Handle);
}

lorchaError_t lorchaIpcOpenEventHandle(lorchaEvent_t *Result, lorchaIpcEventHandle_t Handle) {
  auto Body = [&] {
    if (!Result)
      return Status::InvalidValue;
    Runtime &All = Runtime::get();
    if (!All.currentDevice().facts().SharesMemory)
      return Status::NotSupported;
    std::shared_ptr<SharedEvent> Shared;
    Status Opened = SharedEvent::open(toName(Handle), Shared);
    if (Opened == Status::Success)
      *Result = static_cast<lorchaEvent_t>(All.Events.add(
          std::make_shared<Event>(All.currentDevice(), /*HasTiming=*/false, std::move(Shared))));
    return Opened;
  };
  return call(__func__, Body, Result, Handle);
}
