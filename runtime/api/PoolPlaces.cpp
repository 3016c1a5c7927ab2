// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Pools by the place that they are of. Only devices have pools.
#include "api/Call.h"

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

/// Body(ordinal of the device) returns an error code, which is that of the call.
template <class BodyT, class... ArgTs>
static lorchaError_t atPlace(const char *Name, const lorchaMemLocation *Place, lorchaMemAllocationType Type,
                             BodyT Body, const ArgTs &...Args) {
  auto Check = [&] {
    if (!Place || (Type != lorchaMemAllocationTypePinned && Type != lorchaMemAllocationTypeManaged))
      return Status::InvalidValue;
    switch (Place->type) {
    case lorchaMemLocationTypeDevice:
      if (!findDevice(Place->id))
        return Status::InvalidDevice;
      return Type == lorchaMemAllocationTypePinned ? Status::Success : Status::NotSupported;
    case lorchaMemLocationTypeHost:
    case lorchaMemLocationTypeHostNuma:
      return Status::NotSupported;
    default:
      return Status::InvalidValue;
    }
  };
  lorchaError_t Checked = call(Name, Check, Place, Type, Args...);
  return Checked == lorchaSuccess ? Body(Place->id) : Checked;
}

lorchaError_t lorchaMemGetDefaultMemPool(lorchaMemPool_t *Result, lorchaMemLocation *Place,
                                         lorchaMemAllocationType Type) {
  auto Body = [&](int Ordinal) { return lorchaDeviceGetDefaultMemPool(Result, Ordinal); };
  return atPlace(__func__, Place, Type, Body, Result);
}

lorchaError_t lorchaMemGetMemPool(lorchaMemPool_t *Result, lorchaMemLocation *Place,
                                  lorchaMemAllocationType Type) {
  auto Body = [&](int Ordinal) { return lorchaDeviceGetMemPool(Result, Ordinal); };
  return atPlace(__func__, Place, Type, Body, Result);
}

lorchaError_t lorchaMemSetMemPool(lorchaMemLocation *Place, lorchaMemAllocationType Type,
                                  lorchaMemPool_t Pool) {
  auto Body = [&](int Ordinal) { return lorchaDeviceSetMemPool(Ordinal, Pool); };
  return atPlace(__func__, Place, Type, Body, Pool);
}
