// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which atomic operations of device code hold against the host and other devices: all of them, or none.
#include "api/Call.h"

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

/// What device code can do with an operation; false if there is no such one.
static bool abilitiesOf(lorchaAtomicOperation Operation, unsigned &Result) {
  constexpr unsigned AnySign = lorchaAtomicCapabilitySigned | lorchaAtomicCapabilityUnsigned;
  constexpr unsigned BothSizes = lorchaAtomicCapabilityScalar32 | lorchaAtomicCapabilityScalar64;
  switch (Operation) {
  case lorchaAtomicOperationIntegerAdd:
  case lorchaAtomicOperationIntegerMin:
  case lorchaAtomicOperationIntegerMax:
  case lorchaAtomicOperationAnd:
  case lorchaAtomicOperationOr:
  case lorchaAtomicOperationXOR:
    Result = AnySign | lorchaAtomicCapabilityReduction | BothSizes;
    return true;
  case lorchaAtomicOperationIntegerIncrement:
  case lorchaAtomicOperationIntegerDecrement:
    Result =
        lorchaAtomicCapabilityUnsigned | lorchaAtomicCapabilityReduction | lorchaAtomicCapabilityScalar32;
    return true;
  case lorchaAtomicOperationExchange:
  case lorchaAtomicOperationCAS:
    Result = AnySign | BothSizes;
    return true;
  case lorchaAtomicOperationFloatAdd:
    Result = lorchaAtomicCapabilitySigned | lorchaAtomicCapabilityReduction | BothSizes;
    return true;
  case lorchaAtomicOperationFloatMin:
  case lorchaAtomicOperationFloatMax:
    Result = 0; // CUDA C++ has no such functions
    return true;
  }
  return false;
}

static Status tellAbilities(unsigned *Result, const lorchaAtomicOperation *Operations, unsigned Count,
                            bool IsLinked) {
  if (!Result || !Operations || !Count)
    return Status::InvalidValue;
  for (unsigned I = 0; I < Count; ++I) {
    unsigned Can;
    if (!abilitiesOf(Operations[I], Can))
      return Status::InvalidValue;
    Result[I] = IsLinked ? Can : 0;
  }
  return Status::Success;
}

lorchaError_t lorchaDeviceGetHostAtomicCapabilities(unsigned *Result, const lorchaAtomicOperation *Operations,
                                                    unsigned Count, int Ordinal) {
  auto Body = [&] {
    Device *On = findDevice(Ordinal);
    if (!On)
      return Status::InvalidDevice;
    return tellAbilities(Result, Operations, Count, On->facts().ConcurrentManaged);
  };
  return call(__func__, Body, Result, Operations, Count, Ordinal);
}

lorchaError_t lorchaDeviceGetP2PAtomicCapabilities(unsigned *Result, const lorchaAtomicOperation *Operations,
                                                   unsigned Count, int From, int To) {
  auto Body = [&] {
    Device *One = findDevice(From), *Other = findDevice(To);
    if (!One || !Other || One == Other)
      return Status::InvalidDevice;
    return tellAbilities(Result, Operations, Count,
                         One->facts().KernelsUsePageableMemory && Other->facts().HostUsesDeviceMemory);
  };
  return call(__func__, Body, Result, Operations, Count, From, To);
}
