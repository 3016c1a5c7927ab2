// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions that are told of events of a device. The only event that CUDA knows is a budget of memory that
// shrinks below what is in use; no device here has such a budget, so functions are registered and never
// called.
#include "api/Call.h"

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

namespace {
struct Registration {
  Device &On;
  lorchaAsyncCallback Function;
  void *Data;
};
} // namespace

static HandleTable<Registration> &registrations() {
  static auto *const Table = new HandleTable<Registration>; // never destroyed
  return *Table;
}

lorchaError_t lorchaDeviceRegisterAsyncNotification(int Ordinal, lorchaAsyncCallback Function, void *Data,
                                                    lorchaAsyncCallbackHandle_t *Result) {
  auto Body = [&] {
    Device *On = findDevice(Ordinal);
    if (!On)
      return Status::InvalidDevice;
    if (!Function || !Result)
      return Status::InvalidValue;
    auto New = std::make_shared<Registration>(Registration{*On, Function, Data});
    *Result = static_cast<lorchaAsyncCallbackHandle_t>(registrations().add(std::move(New)));
    return Status::Success;
  };
  return call(__func__, Body, Ordinal, Function, Data, Result);
}

lorchaError_t lorchaDeviceUnregisterAsyncNotification(int Ordinal, lorchaAsyncCallbackHandle_t Handle) {
  auto Body = [&] {
    Device *On = findDevice(Ordinal);
    if (!On)
      return Status::InvalidDevice;
    std::shared_ptr<Registration> Known = registrations().find(Handle);
    if (!Known || &Known->On != On)
      return Status::InvalidValue;
    registrations().remove(Handle);
    return Status::Success;
  };
  return call(__func__, Body, Ordinal, Handle);
}
