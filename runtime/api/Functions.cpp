// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels as symbols: their attributes, names and parameters, and how many of their blocks fit on a device.
#include "api/Call.h"
#include "core/DeviceModules.h"
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

/// What the translator has found out; all 0 for kernels that it does not know.
static lorcha::DeviceKernel factsOf(const KernelEntry &Kernel) {
  FoundKernel Known = findDeviceKernel(Kernel.Stub, *Kernel.Descriptor.load());
  return Known.Kernel ? *Known.Kernel : lorcha::DeviceKernel();
}

lorchaError_t lorchaFuncGetAttributes(lorchaFuncAttributes *Result, const void *Stub) {
  auto Body = [&](KernelEntry &Kernel, const Device &On) {
    if (!Result)
      return Status::InvalidValue;
    const DeviceFacts &Facts = On.facts();
    const lorcha::DeviceKernel Sizes = factsOf(Kernel);
    *Result = {};
    Result->sharedSizeBytes = Sizes.StaticShared;
    Result->constSizeBytes = Sizes.ConstantBytes;
    Result->localSizeBytes = Sizes.LocalBytes;
    Result->maxThreadsPerBlock = static_cast<int>(threadLimit(Kernel, Facts));
    Result->numRegs = static_cast<int>(Facts.RegistersPerBlock / Facts.MaxThreadsPerComputeUnit);
    Result->ptxVersion = Result->binaryVersion = static_cast<int>(Facts.Major * 10 + Facts.Minor);
    Result->maxDynamicSharedSizeBytes = static_cast<int>(dynamicSharedLimit(Kernel, Facts));
    Result->preferredShmemCarveout = Kernel.Carveout.load();
    return Status::Success;
  };
  return withKernel(__func__, Stub, Body, Result, Stub);
}

static Status setAttribute(KernelEntry &Kernel, const Device &On, lorchaFuncAttribute Attribute, int Value) {
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
}

lorchaError_t lorchaFuncSetAttribute(const void *Stub, lorchaFuncAttribute Attribute, int Value) {
  auto Body = [&](KernelEntry &Kernel, const Device &On) {
    return setAttribute(Kernel, On, Attribute, Value);
  };
  return withKernel(__func__, Stub, Body, Stub, Attribute, Value);
}

lorchaError_t lorchaKernelSetAttributeForDevice(lorchaKernel_t Handle, lorchaFuncAttribute Attribute,
                                                int Value, int Ordinal) {
  auto Body = [&] {
    KernelEntry *Kernel = findKernel(Handle);
    if (!Kernel)
      return Status::InvalidResourceHandle;
    Device *On = findDevice(Ordinal);
    return On ? setAttribute(*Kernel, *On, Attribute, Value) : Status::InvalidDevice;
  };
  return call(__func__, Body, Handle, Attribute, Value, Ordinal);
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

lorchaError_t lorchaGetKernel(lorchaKernel_t *Result, const void *Stub) {
  auto Body = [&](KernelEntry &, const Device &) {
    if (!Result)
      return Status::InvalidValue;
    *Result = static_cast<lorchaKernel_t>(const_cast<void *>(Stub)); // as above
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
  *Blocks = Fits ? static_cast<int>(blocksPerComputeUnit(Facts, static_cast<unsigned>(BlockSize),
                                                         SharedBytes + factsOf(Kernel).StaticShared))
                 : 0;
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

/// Blocks of a cluster that the configuration asks for: 1 if it asks for none.
static uint64_t clusterSize(const lorchaLaunchConfig_t &Config) {
  for (unsigned I = 0; I < Config.numAttrs; ++I)
    if (const lorchaLaunchAttribute &Each = Config.attrs[I]; Each.id == lorchaLaunchAttributeClusterDimension)
      return uint64_t(Each.val.clusterDim.x) * Each.val.clusterDim.y * Each.val.clusterDim.z;
  return 1;
}

/// An entry point about clusters of a kernel. Get(kernel, device, configuration) gives the answer.
template <class GetT>
static lorchaError_t tellClusters(const char *Name, int *Result, const void *Stub,
                                  const lorchaLaunchConfig_t *Config, GetT Get) {
  auto Body = [&](KernelEntry &Kernel, const Device &On) {
    if (!Result || !Config || (Config->numAttrs && !Config->attrs))
      return Status::InvalidValue;
    uint64_t Threads = uint64_t(Config->blockDim.x) * Config->blockDim.y * Config->blockDim.z;
    if (!Threads || Threads > threadLimit(Kernel, On.facts()) || !clusterSize(*Config))
      return Status::InvalidValue;
    *Result = Get(Kernel, On, *Config);
    return Status::Success;
  };
  return withKernel(Name, Stub, Body, Result, Stub, Config);
}

/// Clusters are single blocks here.
lorchaError_t lorchaOccupancyMaxPotentialClusterSize(int *Result, const void *Stub,
                                                     const lorchaLaunchConfig_t *Config) {
  return tellClusters(__func__, Result, Stub, Config,
                      [](KernelEntry &, const Device &, const lorchaLaunchConfig_t &) { return 1; });
}

lorchaError_t lorchaOccupancyMaxActiveClusters(int *Result, const void *Stub,
                                               const lorchaLaunchConfig_t *Config) {
  auto Count = [](KernelEntry &Kernel, const Device &On, const lorchaLaunchConfig_t &Wanted) {
    if (clusterSize(Wanted) > 1)
      return 0;
    int Blocks = 0;
    auto Threads = static_cast<int>(Wanted.blockDim.x * Wanted.blockDim.y * Wanted.blockDim.z);
    (void)tellActiveBlocks(&Blocks, Kernel, On, Threads, Wanted.dynamicSmemBytes);
    return Blocks * static_cast<int>(On.facts().ComputeUnits);
  };
  return tellClusters(__func__, Result, Stub, Config, Count);
}
