// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Choosing, asking about, waiting for and resetting devices; limits, flags, peers, versions.
#include "api/Call.h"
#include "api/DeviceProperties.h"
#include "core/DeviceLaunch.h"
#include <cstdio>
#include <cstring>

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

lorchaError_t lorchaGetDeviceCount(int *Count) {
  auto Body = [&] {
    if (!Count)
      return Status::InvalidValue;
    *Count = static_cast<int>(Runtime::get().deviceCount());
    return *Count ? Status::Success : Status::NoDevice;
  };
  return callAlways(__func__, Body, Count);
}

lorchaError_t lorchaSetDevice(int Ordinal) {
  auto Body = [&] {
    if (!findDevice(Ordinal))
      return Status::InvalidDevice;
    Runtime::thread().Device = static_cast<unsigned>(Ordinal);
    Runtime::thread().HasChosenDevice = true;
    return Runtime::get().currentDevice().failure();
  };
  return callAlways(__func__, Body, Ordinal);
}

lorchaError_t lorchaGetDevice(int *Ordinal) {
  auto Body = [&] {
    if (!Ordinal)
      return Status::InvalidValue;
    if (!Runtime::get().deviceCount())
      return Status::NoDevice;
    *Ordinal = static_cast<int>(Runtime::thread().Device);
    return Status::Success;
  };
  return callAlways(__func__, Body, Ordinal);
}

lorchaError_t lorchaInitDevice(int Ordinal, unsigned DeviceFlags, unsigned Flags) {
  auto Body = [&] {
    Device *On = findDevice(Ordinal);
    if (!On)
      return Status::InvalidDevice;
    if (Flags & ~static_cast<unsigned>(lorchaInitDeviceFlagsAreValid))
      return Status::InvalidValue;
    if (Flags)
      On->Flags.store(DeviceFlags & lorchaDeviceMask);
    return Status::Success;
  };
  return call(__func__, Body, Ordinal, DeviceFlags, Flags);
}

lorchaError_t lorchaDeviceSynchronize() {
  auto Body = [] {
    if (isInKernel())
      return Status::Success; // what the kernel has launched is done
    Device &Current = Runtime::get().currentDevice();
    if (Status Free = refuseIfCaptured(Current); Free != Status::Success)
      return Free;
    Current.synchronize();
    return Current.takeFailure();
  };
  return call(__func__, Body);
}

lorchaError_t lorchaDeviceReset() {
  auto Body = [] {
    Runtime &All = Runtime::get();
    if (!All.deviceCount())
      return Status::NoDevice;
    if (Runtime::thread().IsInHostFunction)
      return Status::NotPermitted;
    All.reset(All.currentDevice());
    Runtime::thread().LastError = Status::Success;
    return Status::Success;
  };
  return callAlways(__func__, Body);
}

lorchaError_t lorchaSetDeviceFlags(unsigned Flags) {
  auto Body = [&] {
    unsigned Schedule = Flags & lorchaDeviceScheduleMask;
    if ((Flags & ~static_cast<unsigned>(lorchaDeviceMask)) || (Schedule & (Schedule - 1)))
      return Status::InvalidValue;
    Runtime::get().currentDevice().Flags.store(Flags);
    return Status::Success;
  };
  return call(__func__, Body, Flags);
}

lorchaError_t lorchaGetDeviceFlags(unsigned *Flags) {
  auto Body = [&] {
    if (!Flags)
      return Status::InvalidValue;
    *Flags = Runtime::get().currentDevice().Flags.load() | lorchaDeviceMapHost;
    return Status::Success;
  };
  return call(__func__, Body, Flags);
}

lorchaError_t lorchaSetValidDevices(int *Ordinals, int Count) {
  auto Body = [&] {
    if (Count < 0 || (Count && !Ordinals) || static_cast<unsigned>(Count) > Runtime::get().deviceCount())
      return Status::InvalidValue;
    for (int I = 0; I < Count; ++I)
      if (!findDevice(Ordinals[I]))
        return Status::InvalidDevice;
    // All devices can be used, so the first one is taken.
    if (!Runtime::thread().HasChosenDevice)
      Runtime::thread().Device = Count ? static_cast<unsigned>(Ordinals[0]) : 0;
    return Status::Success;
  };
  return call(__func__, Body, Ordinals, Count);
}

lorchaError_t lorchaChooseDevice(int *Ordinal, const lorchaDeviceProp *Wanted) {
  auto Body = [&] {
    if (!Ordinal || !Wanted)
      return Status::InvalidValue;
    unsigned Best = 0;
    int BestScore = -1;
    for (unsigned I = 0; I < Runtime::get().deviceCount(); ++I)
      if (int Score = countFitting(Runtime::get().device(I), *Wanted); Score > BestScore) {
        Best = I;
        BestScore = Score;
      }
    *Ordinal = static_cast<int>(Best);
    return Status::Success;
  };
  return call(__func__, Body, Ordinal, Wanted);
}

/// The field of the limits that Limit names; null if there is none.
static size_t DeviceLimits::*fieldOf(lorchaLimit Limit) {
  switch (Limit) {
  case lorchaLimitStackSize:
    return &DeviceLimits::StackBytes;
  case lorchaLimitPrintfFifoSize:
    return &DeviceLimits::PrintfBytes;
  case lorchaLimitMallocHeapSize:
    return &DeviceLimits::HeapBytes;
  case lorchaLimitDevRuntimeSyncDepth:
    return &DeviceLimits::SyncDepth;
  case lorchaLimitDevRuntimePendingLaunchCount:
    return &DeviceLimits::PendingLaunches;
  case lorchaLimitMaxL2FetchGranularity:
    return &DeviceLimits::FetchGranularity;
  case lorchaLimitPersistingL2CacheSize:
    return &DeviceLimits::PersistingL2Bytes;
  }
  return nullptr;
}

lorchaError_t lorchaDeviceGetLimit(size_t *Value, lorchaLimit Limit) {
  auto Body = [&] {
    size_t DeviceLimits::*Field = fieldOf(Limit);
    if (!Field)
      return Status::UnsupportedLimit;
    if (!Value)
      return Status::InvalidValue;
    *Value = Runtime::get().currentDevice().limits().*Field;
    return Status::Success;
  };
  return call(__func__, Body, Value, Limit);
}

/// The largest stack of a thread: what devices of the original allow.
static constexpr size_t MaxStackBytes = 512 << 10;

lorchaError_t lorchaDeviceSetLimit(lorchaLimit Limit, size_t Value) {
  auto Body = [&] {
    size_t DeviceLimits::*Field = fieldOf(Limit);
    if (!Field)
      return Status::UnsupportedLimit;
    if (Limit == lorchaLimitStackSize && Value > MaxStackBytes)
      return Status::InvalidValue;
    if (Limit == lorchaLimitPersistingL2CacheSize)
      return Status::Success; // a hint, clamped to what can be set aside: nothing
    Device &Current = Runtime::get().currentDevice();
    DeviceLimits Limits = Current.limits();
    Limits.*Field = Value;
    Current.setLimits(Limits);
    return Status::Success;
  };
  return call(__func__, Body, Limit, Value);
}

lorchaError_t lorchaDeviceGetCacheConfig(lorchaFuncCache *Config) {
  auto Body = [&] {
    if (!Config)
      return Status::InvalidValue;
    *Config = static_cast<lorchaFuncCache>(Runtime::get().currentDevice().CacheConfig.load());
    return Status::Success;
  };
  return call(__func__, Body, Config);
}

lorchaError_t lorchaDeviceSetCacheConfig(lorchaFuncCache Config) {
  auto Body = [&] {
    if (Config < lorchaFuncCachePreferNone || Config > lorchaFuncCachePreferEqual)
      return Status::InvalidValue;
    Runtime::get().currentDevice().CacheConfig.store(Config);
    return Status::Success;
  };
  return call(__func__, Body, Config);
}

lorchaError_t lorchaDeviceGetSharedMemConfig(lorchaSharedMemConfig *Config) {
  auto Body = [&] {
    if (!Config)
      return Status::InvalidValue;
    *Config = lorchaSharedMemBankSizeFourByte; // the only width since compute capability 5
    return Status::Success;
  };
  return call(__func__, Body, Config);
}

lorchaError_t lorchaDeviceSetSharedMemConfig(lorchaSharedMemConfig Config) {
  auto Body = [&] {
    bool IsKnown = Config >= lorchaSharedMemBankSizeDefault && Config <= lorchaSharedMemBankSizeEightByte;
    return IsKnown ? Status::Success : Status::InvalidValue;
  };
  return call(__func__, Body, Config);
}

lorchaError_t lorchaDeviceGetPCIBusId(char *Text, int Length, int Ordinal) {
  auto Body = [&] {
    if (!findDevice(Ordinal))
      return Status::InvalidDevice;
    char Id[16];
    int Needed = std::snprintf(Id, sizeof(Id), "0000:%02X:00.0", pciBusOf(Ordinal));
    if (!Text || Length <= Needed)
      return Status::InvalidValue;
    std::memcpy(Text, Id, static_cast<size_t>(Needed) + 1);
    return Status::Success;
  };
  return call(__func__, Body, Text, Length, Ordinal);
}

lorchaError_t lorchaDeviceGetByPCIBusId(int *Ordinal, const char *Text) {
  auto Body = [&] {
    unsigned First, Second, Bus, Slot, Function;
    if (!Ordinal || !Text)
      return Status::InvalidValue;
    // domain:bus:slot.function, domain:bus:slot or bus:slot.function
    if (std::sscanf(Text, "%x:%x:%x", &First, &Second, &Slot) == 3)
      Bus = Second;
    else if (std::sscanf(Text, "%x:%x.%x", &First, &Slot, &Function) == 3)
      Bus = First;
    else
      return Status::InvalidValue;
    for (unsigned I = 0; I < Runtime::get().deviceCount(); ++I)
      if (static_cast<unsigned>(pciBusOf(static_cast<int>(I))) == Bus) {
        *Ordinal = static_cast<int>(I);
        return Status::Success;
      }
    return Status::InvalidDevice;
  };
  return call(__func__, Body, Ordinal, Text);
}

/// Whether kernels of On may use memory of the other device. Copies between devices work anyway.
static bool canUse(const Device &On, const Device &Other) {
  return On.facts().KernelsUsePageableMemory && Other.facts().HostUsesDeviceMemory;
}

lorchaError_t lorchaDeviceCanAccessPeer(int *Result, int Ordinal, int PeerOrdinal) {
  auto Body = [&] {
    if (!findDevice(Ordinal) || !findDevice(PeerOrdinal))
      return Status::InvalidDevice;
    if (!Result)
      return Status::InvalidValue;
    *Result = Ordinal != PeerOrdinal && canUse(*findDevice(Ordinal), *findDevice(PeerOrdinal));
    return Status::Success;
  };
  return call(__func__, Body, Result, Ordinal, PeerOrdinal);
}

lorchaError_t lorchaDeviceEnablePeerAccess(int PeerOrdinal, unsigned Flags) {
  auto Body = [&] {
    Device *Peer = findDevice(PeerOrdinal);
    Device &Current = Runtime::get().currentDevice();
    if (!Peer || Peer == &Current)
      return Status::InvalidDevice;
    if (Flags)
      return Status::InvalidValue;
    if (!canUse(Current, *Peer))
      return Status::PeerAccessUnsupported;
    uint64_t Bit = uint64_t(1) << Peer->ordinal();
    return Current.Peers.fetch_or(Bit) & Bit ? Status::PeerAccessAlreadyEnabled : Status::Success;
  };
  return call(__func__, Body, PeerOrdinal, Flags);
}

lorchaError_t lorchaDeviceDisablePeerAccess(int PeerOrdinal) {
  auto Body = [&] {
    Device *Peer = findDevice(PeerOrdinal);
    if (!Peer)
      return Status::InvalidDevice;
    uint64_t Bit = uint64_t(1) << Peer->ordinal();
    return Runtime::get().currentDevice().Peers.fetch_and(~Bit) & Bit ? Status::Success
                                                                      : Status::PeerAccessNotEnabled;
  };
  return call(__func__, Body, PeerOrdinal);
}

lorchaError_t lorchaDeviceGetP2PAttribute(int *Value, lorchaDeviceP2PAttr Attribute, int From, int To) {
  auto Body = [&] {
    if (!Value)
      return Status::InvalidValue;
    if (!findDevice(From) || !findDevice(To) || From == To)
      return Status::InvalidDevice;
    switch (Attribute) {
    case lorchaDevP2PAttrPerformanceRank:
    case lorchaDevP2PAttrCudaArrayAccessSupported:
    case lorchaDevP2PAttrOnlyPartialNativeAtomicSupported:
      *Value = 0;
      return Status::Success;
    case lorchaDevP2PAttrAccessSupported:
    case lorchaDevP2PAttrNativeAtomicSupported:
      *Value = canUse(*findDevice(From), *findDevice(To));
      return Status::Success;
    }
    return Status::InvalidValue;
  };
  return call(__func__, Body, Value, Attribute, From, To);
}

static lorchaError_t tellVersion(const char *Name, int *Version) {
  auto Body = [&] {
    if (!Version)
      return Status::InvalidValue;
    *Version = LORCHART_VERSION;
    return Status::Success;
  };
  return callAlways(Name, Body, Version);
}

lorchaError_t lorchaDriverGetVersion(int *Version) { return tellVersion(__func__, Version); }
lorchaError_t lorchaRuntimeGetVersion(int *Version) { return tellVersion(__func__, Version); }

static Status pauseTimeline(bool IsPaused) {
  if (isTraced())
    timeline::pause(IsPaused);
  return Status::Success;
}

lorchaError_t lorchaProfilerStart() {
  return call(__func__, [] { return pauseTimeline(false); });
}
lorchaError_t lorchaProfilerStop() {
  return call(__func__, [] { return pauseTimeline(true); });
}

lorchaError_t lorchaCtxResetPersistingL2Cache() {
  return call(__func__, [] { return Status::Success; }); // nothing persists
}
