// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Questions for functions of CUDA's driver. There are none: the answer is the one for a name that the driver
// does not know, which programs have to expect from older drivers anyway.
#include "api/Call.h"

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

static Status findFunction(const char *Name, void **Result, unsigned long long Flags,
                           lorchaDriverEntryPointQueryResult *Outcome) {
  if (!Name || !*Name || !Result ||
      (Flags != lorchaEnableDefault && Flags != lorchaEnableLegacyStream &&
       Flags != lorchaEnablePerThreadDefaultStream))
    return Status::InvalidValue;
  *Result = nullptr;
  if (!Outcome)
    return Status::SymbolNotFound;
  *Outcome = lorchaDriverEntryPointSymbolNotFound;
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
