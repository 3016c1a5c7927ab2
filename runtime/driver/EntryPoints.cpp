// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions of the driver API by their names, asked for in both APIs. For others, the answer is the one for a
// name that the driver does not know, which programs have to expect from older drivers anyway.
#include "api/Call.h"
#include "driver/Driver.h"
#include <cstring>

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;
using namespace lorcha::runtime::driver;

/// Null if there is none.
static void *driverFunction(const char *Name) {
  static const struct {
    const char *Name;
    void *Function;
  } All[] = {
#define LORCHA_DRIVER_FUNCTION(Name) {#Name, reinterpret_cast<void *>(&Name)},
#include "lorcha/Api/DriverFunctions.inc"
#undef LORCHA_DRIVER_FUNCTION
  };
  for (const auto &Each : All)
    if (std::strcmp(Each.Name, Name) == 0)
      return Each.Function;
  return nullptr;
}

static Status findFunction(const char *Name, void **Result, unsigned long long Flags,
                           lorchaDriverEntryPointQueryResult *Outcome) {
  if (!Name || !*Name || !Result ||
      (Flags != lorchaEnableDefault && Flags != lorchaEnableLegacyStream &&
       Flags != lorchaEnablePerThreadDefaultStream))
    return Status::InvalidValue;
  *Result = driverFunction(Name);
  if (!Outcome)
    return *Result ? Status::Success : Status::SymbolNotFound;
  *Outcome = *Result ? lorchaDriverEntryPointSuccess : lorchaDriverEntryPointSymbolNotFound;
  return Status::Success;
}

lorchaError_t lorchaGetDriverEntryPoint(const char *Name, void **Result, unsigned long long Flags,
                                        lorchaDriverEntryPointQueryResult *Outcome) {
  auto Body = [&] { return findFunction(Name, Result, Flags, Outcome); };
  return callAlways(__func__, Body, Name, Result, Flags, Outcome);
}

lorchaError_t lorchaGetDriverEntryPointByVersion(const char *Name, void **Result, unsigned Version,
                                                 unsigned long long Flags,
                                                 lorchaDriverEntryPointQueryResult *Outcome) {
  auto Body = [&] { return Version ? findFunction(Name, Result, Flags, Outcome) : Status::InvalidValue; };
  return callAlways(__func__, Body, Name, Result, Version, Flags, Outcome);
}

lorchaError_t lorchaGetExportTable(const void **Result, const lorchaUUID_t *Id) {
  auto Body = [&] {
    if (!Result || !Id)
      return Status::InvalidValue;
    *Result = nullptr;
    return Status::SymbolNotFound;
  };
  return callAlways(__func__, Body, Result, Id);
}

CUresult cuGetProcAddress(const char *Name, void **Function, int Version, cuuint64_t Flags,
                          CUdriverProcAddressQueryResult *Outcome) {
  lorchaDriverEntryPointQueryResult Found = lorchaDriverEntryPointSymbolNotFound;
  const CUresult Result = forward([&] {
    return lorchaGetDriverEntryPointByVersion(Name, Function, static_cast<unsigned>(Version), Flags, &Found);
  });
  if (Outcome)
    *Outcome = static_cast<CUdriverProcAddressQueryResult>(Found);
  if (Result == CUDA_SUCCESS && Found != lorchaDriverEntryPointSuccess)
    return CUDA_ERROR_NOT_FOUND;
  return Result;
}
