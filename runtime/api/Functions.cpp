// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels as symbols: their attributes, names and parameters, and how many of their blocks fit on a device.
#include "api/Call.h"
#include "core/Kernels.h"
#include "core/Occupancy.h"
#include <algorithm>

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

/// An entry point about a known kernel. Body(KernelEntry &, const Device &) returns a Status.
template <class BodyT, class... ArgTs>
static lorchaError_t withKernel(const char *Name, const void *Stub, BodyT Body, const ArgTs &...Args) {
  auto Checked = [&]() -> Status {
    KernelEntry *Kernel = findKernel(Stub);
    return Kernel ? Body(*Kernel, Runtime::get().currentDevice()) : Status::InvalidDeviceFunction;
  };
  return call(Name, Checked, Args...);
}

static size_t dynamicSharedLimit(const KernelEntry &Kernel, const DeviceFacts &Facts) {
  return std::max(Facts.SharedPerBlock, Kernel.MaxDynamicShared.load(std::memory_order_relaxed));
}

static unsigned threadLimit(const KernelEntry &Kernel, const DeviceFacts &Facts) {
  unsigned Bound = Kernel.Descriptor.load()->Info->MaxThreadsPerBlock;
  return Bound ? std::min(Bound, Facts.MaxThreadsPerBlock) : Facts.MaxThreadsPerBlock;
}

lorchaError_t lorchaFuncGetAttributes(lorchaFuncAttributes *Result, const void *Stub) {
  auto Body = [&](KernelEntry &Kernel, const Device &On) {
    if (!Result)
      return Status::InvalidValue;
    const DeviceFacts &Facts = On.facts();
    *Result = {}; // static shared, constant and local memory are the host compiler's affair: 0
    Result->maxThreadsPerBlock = static_cast<int>(threadLimit(Kernel, Facts));
    Result->numRegs = static_cast<int>(Facts.RegistersPerBlock / Facts.MaxThreadsPerComputeUnit);
    Result->ptxVersion = Result->binaryVersion = static_cast<int>(Facts.Major * 10 + Facts.Minor);
    Result->maxDynamicSharedSizeBytes = static_cast<int>(dynamicSharedLimit(Kernel, Facts));
    Result->preferredShmemCarveout = Kernel.Carveout.load();
    return Status::Success;
  };
  return withKernel(__func__, Stub, Body, Result, Stub);
}

lorchaError_t lorchaFuncSetAttribute(const void *Stub, lorchaFuncAttribute Attribute, int Value) {
  auto Body = [&](KernelEntry &Kernel, const Device &On) {
    switch (Attribute) {
    case lorchaFuncAttributeMaxDynamicSharedMemorySize:
      if (Value < 0 || static_cast<size_t>(Value) > On.facts().SharedPerBlockOptIn)
        return Status::InvalidValue;
      Kernel.MaxDynamicShared.store(static_cast<size_t>(Value));
      return Status::Success;
    case lorchaFuncAttributePreferredSharedMemoryCarveout:
      if (Value < -1 || Value > 100)
        return Status::InvalidValue;
      Kernel.Carveout.store(Value);
      return Status::Success;
    case lorchaFuncAttributeClusterDimMustBeSet:
    case lorchaFuncAttributeRequiredClusterWidth:
    case lorchaFuncAttributeRequiredClusterHeight:
    case lorchaFuncAttributeRequiredClusterDepth:
    case lorchaFuncAttributeNonPortableClusterSizeAllowed:
    case lorchaFuncAttributeClusterSchedulingPolicyPreference:
      return Status::NotSupported;
    case lorchaFuncAttributeMax:
      break;
    }
    return Status::InvalidValue;
  };
  return withKernel(__func__, Stub, Body, Stub, Attribute, Value);
}

lorchaError_t lorchaFuncSetCacheConfig(const void *Stub, lorchaFuncCache Config) {
  auto Body = [&](KernelEntry &, const Device &) {
    bool IsKnown = Config >= lorchaFuncCachePreferNone && Config <= lorchaFuncCachePreferEqual;
    return IsKnown ? Status::Success : Status::InvalidValue; // a hint for speed
  };
  return withKernel(__func__, Stub, Body, Stub, Config);
}

lorchaError_t lorchaFuncSetSharedMemConfig(const void *Stub, lorchaSharedMemConfig Config) {
  auto Body = [&](KernelEntry &, const Device &) {
    bool IsKnown = Config >= lorchaSharedMemBankSizeDefault && Config <= lorchaSharedMemBankSizeEightByte;
    return IsKnown ? Status::Success : Status::InvalidValue; // a hint for speed
  };
  return withKernel(__func__, Stub, Body, Stub, Config);
}

lorchaError_t lorchaFuncGetName(const char **Result, const void *Stub) {
  auto Body = [&](KernelEntry &Kernel, const Device &) {
    if (!Result)
      return Status::InvalidValue;
    *Result = Kernel.Descriptor.load()->Info->Name;
    return Status::Success;
  };
  return withKernel(__func__, Stub, Body, Result, Stub);
}

lorchaError_t lorchaFuncGetParamInfo(const void *Stub, size_t Index, size_t *Offset, size_t *Bytes) {
  auto Body = [&](KernelEntry &Kernel, const Device &) {
    const lorcha::KernelDescriptor &Descriptor = *Kernel.Descriptor.load();
    if (Index >= Descriptor.ParameterCount || !Offset)
      return Status::InvalidValue;
    size_t At = 0;
    for (size_t I = 0; I <= Index; ++I) {
      const lorcha::ParameterLayout &Each = Descriptor.Parameters[I];
      At = (At + Each.Alignment - 1) / Each.Alignment * Each.Alignment;
      *Offset = At;
      At += Each.Size;
    }
    if (Bytes)
      *Bytes = Descriptor.Parameters[Index].Size;
    return Status::Success;
  };
  return withKernel(__func__, Stub, Body, Stub, Index, Offset, Bytes);
}

lorchaError_t lorchaGetFuncBySymbol(lorchaFunction_t *Result, const void *Stub) {
  auto Body = [&](KernelEntry &, const Device &) {
    if (!Result)
      return Status::InvalidValue;
    *Result = static_cast<lorchaFunction_t>(const_cast<void *>(Stub)); // a kernel's handle is its symbol
    return Status::Success;
  };
  return withKernel(__func__, Stub, Body, Result, Stub);
}

static Status tellActiveBlocks(int *Blocks, const KernelEntry &Kernel, const Device &On, int BlockSize,
                               size_t SharedBytes) {
  if (!Blocks || BlockSize <= 0)
    return Status::InvalidValue;
  const DeviceFacts &Facts = On.facts();
  bool Fits = static_cast<unsigned>(BlockSize) <= threadLimit(Kernel, Facts) &&
              SharedBytes <= dynamicSharedLimit(Kernel, Facts);
  *Blocks =
      Fits ? static_cast<int>(blocksPerComputeUnit(Facts, static_cast<unsigned>(BlockSize), SharedBytes)) : 0;
  return Status::Success;
}

lorchaError_t lorchaOccupancyMaxActiveBlocksPerMultiprocessor(int *Blocks, const void *Stub, int BlockSize,
                                                              size_t SharedBytes) {
  auto Body = [&](KernelEntry &Kernel, const Device &On) {
    return tellActiveBlocks(Blocks, Kernel, On, BlockSize, SharedBytes);
  };
  return withKernel(__func__, Stub, Body, Blocks, Stub, BlockSize, SharedBytes);
}

lorchaError_t lorchaOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(int *Blocks, const void *Stub,
                                                                       int BlockSize, size_t SharedBytes,
                                                                       unsigned Flags) {
  auto Body = [&](KernelEntry &Kernel, const Device &On) {
    if (Flags & ~static_cast<unsigned>(lorchaOccupancyDisableCachingOverride))
      return Status::InvalidValue;
    return tellActiveBlocks(Blocks, Kernel, On, BlockSize, SharedBytes);
  };
  return withKernel(__func__, Stub, Body, Blocks, Stub, BlockSize, SharedBytes, Flags);
}

lorchaError_t lorchaOccupancyAvailableDynamicSMemPerBlock(size_t *Bytes, const void *Stub, int Blocks,
                                                          int BlockSize) {
  auto Body = [&](KernelEntry &, const Device &On) {
    if (!Bytes || Blocks <= 0 || BlockSize <= 0)
      return Status::InvalidValue;
    *Bytes = sharedBytesFor(On.facts(), static_cast<unsigned>(Blocks));
    return Status::Success;
  };
  return withKernel(__func__, Stub, Body, Bytes, Stub, Blocks, BlockSize);
}
