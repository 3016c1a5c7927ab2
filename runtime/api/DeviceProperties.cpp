// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// lorchaDeviceProp and lorchaDeviceAttr, from the facts that the backend states. Attributes are read out of
// the properties, so that the two cannot differ.
#include "api/DeviceProperties.h"
#include "api/Call.h"
#include "api/Textures.h"
#include "lorcha/device_details.h"
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <initializer_list>

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

static int saturated(size_t Value) { return static_cast<int>(std::min<size_t>(Value, INT32_MAX)); }

static void fillSizes(lorchaDeviceProp &Result, const DeviceFacts &Facts) {
  Result.totalGlobalMem = Facts.TotalMemory;
  Result.sharedMemPerBlock = Facts.SharedPerBlock;
  Result.sharedMemPerBlockOptin = Facts.SharedPerBlockOptIn;
  Result.sharedMemPerMultiprocessor = Facts.SharedPerComputeUnit;
  Result.reservedSharedMemPerBlock = 1024;
  Result.regsPerBlock = saturated(Facts.RegistersPerBlock);
  Result.regsPerMultiprocessor = saturated(Facts.RegistersPerBlock);
  Result.warpSize = saturated(Facts.WarpSize);
  Result.memPitch = INT32_MAX;
  Result.maxThreadsPerBlock = saturated(Facts.MaxThreadsPerBlock);
  for (int I = 0; I < 3; ++I) {
    Result.maxThreadsDim[I] = saturated(Facts.MaxBlockDim[I]);
    Result.maxGridSize[I] = saturated(Facts.MaxGridDim[I]);
  }
  Result.totalConstMem = Facts.ConstantBytes;
  Result.textureAlignment = 512;
  Result.texturePitchAlignment = 32;
  Result.surfaceAlignment = 512;
  Result.multiProcessorCount = saturated(Facts.ComputeUnits);
  Result.maxThreadsPerMultiProcessor = saturated(Facts.MaxThreadsPerComputeUnit);
  Result.maxBlocksPerMultiProcessor = saturated(Facts.MaxBlocksPerComputeUnit);
  Result.l2CacheSize = saturated(Facts.L2CacheBytes);
  Result.persistingL2CacheMaxSize = 0; // nothing of it can be set aside
  Result.accessPolicyMaxWindowSize = static_cast<int>(MostWindowBytes);
  Result.clockRate = saturated(Facts.ClockKiloHertz);
  Result.memoryClockRate = saturated(Facts.MemoryClockKiloHertz);
  Result.memoryBusWidth = saturated(Facts.MemoryBusBits);
}

/// Sizes of textures and surfaces: those of compute capability 8.0, which no memory here is too small for.
static void fillTextureSizes(lorchaDeviceProp &Result) {
  auto Set = [](auto &Field, std::initializer_list<int> Values) {
    std::copy(Values.begin(), Values.end(), std::begin(Field));
  };
  Result.maxTexture1D = 131072;
  Result.maxTexture1DMipmap = 32768;
  Result.maxTexture1DLinear = static_cast<int>(MostLinearElements);
  Set(Result.maxTexture2D, {131072, 65536});
  Set(Result.maxTexture2DMipmap, {32768, 32768});
  Set(Result.maxTexture2DLinear, {131072, 65000, 2097120});
  Set(Result.maxTexture2DGather, {32768, 32768});
  Set(Result.maxTexture3D, {16384, 16384, 16384});
  Set(Result.maxTexture3DAlt, {8192, 8192, 32768});
  Result.maxTextureCubemap = 32768;
  Set(Result.maxTexture1DLayered, {32768, 2048});
  Set(Result.maxTexture2DLayered, {32768, 32768, 2048});
  Set(Result.maxTextureCubemapLayered, {32768, 2046});
  Result.maxSurface1D = 32768;
  Set(Result.maxSurface2D, {131072, 65536});
  Set(Result.maxSurface3D, {16384, 16384, 16384});
  Set(Result.maxSurface1DLayered, {32768, 2048});
  Set(Result.maxSurface2DLayered, {32768, 32768, 2048});
  Result.maxSurfaceCubemap = 32768;
  Set(Result.maxSurfaceCubemapLayered, {32768, 2046});
}

static void fillAbilities(lorchaDeviceProp &Result, const DeviceFacts &Facts) {
  Result.major = saturated(Facts.Major);
  Result.minor = saturated(Facts.Minor);
  Result.integrated = Facts.Integrated;
  Result.deviceOverlap = 1;
  Result.asyncEngineCount = 2;
  Result.canMapHostMemory = 1;
  Result.concurrentKernels = 1;
  Result.unifiedAddressing = 1;
  Result.managedMemory = 1;
  Result.concurrentManagedAccess = Facts.ConcurrentManaged;
  Result.pageableMemoryAccess = Facts.KernelsUsePageableMemory;
  Result.pageableMemoryAccessUsesHostPageTables = Facts.KernelsUsePageableMemory;
  Result.directManagedMemAccessFromHost = Facts.ConcurrentManaged;
  Result.hostNativeAtomicSupported = Facts.ConcurrentManaged;
  Result.canUseHostPointerForRegisteredMem = Facts.KernelsUsePageableMemory;
  Result.hostRegisterSupported = 1;
  Result.hostRegisterReadOnlySupported = 1;
  Result.streamPrioritiesSupported = 1;
  Result.globalL1CacheSupported = 1;
  Result.localL1CacheSupported = 1;
  Result.singleToDoublePrecisionPerfRatio = 2;
  Result.cooperativeLaunch = Facts.Cooperative;
  Result.memoryPoolsSupported = 1;
  Result.ipcEventSupported = Facts.SharesMemory;
  Result.computeMode = lorchaComputeModeDefault;
}

static void fillProperties(lorchaDeviceProp &Result, const Device &On) {
  const DeviceFacts &Facts = On.facts();
  std::memset(&Result, 0,
              sizeof(Result)); // what is not said below is 0: clusters, NUMA
  std::snprintf(Result.name, sizeof(Result.name), "%s", Facts.Name.c_str());
  std::memcpy(Result.uuid.bytes, "lorcha device ", 14);
  Result.uuid.bytes[15] = static_cast<char>(On.ordinal());
  Result.pciBusID = pciBusOf(static_cast<int>(On.ordinal()));
  Result.deviceNumaId = -1;
  Result.hostNumaId = Facts.HostNode;
  fillSizes(Result, Facts);
  fillTextureSizes(Result);
  fillAbilities(Result, Facts);
}

int api::countFitting(const Device &On, const lorchaDeviceProp &Wanted) {
  lorchaDeviceProp Has;
  fillProperties(Has, On);
  int Result = 0;
  auto Count = [&](bool IsSet, bool Fits) { Result += IsSet && Fits; };
  Count(Wanted.name[0], std::strncmp(Wanted.name, Has.name, sizeof(Has.name)) == 0);
  for (auto Field : {&lorchaDeviceProp::pciBusID, &lorchaDeviceProp::warpSize, &lorchaDeviceProp::integrated})
    Count(Wanted.*Field, Wanted.*Field == Has.*Field);
  Count(Wanted.major || Wanted.minor,
        Has.major > Wanted.major || (Has.major == Wanted.major && Has.minor >= Wanted.minor));
  for (auto Field : {&lorchaDeviceProp::totalGlobalMem, &lorchaDeviceProp::sharedMemPerBlock,
                     &lorchaDeviceProp::sharedMemPerBlockOptin, &lorchaDeviceProp::totalConstMem})
    Count(Wanted.*Field, Has.*Field >= Wanted.*Field);
  for (auto Field : {&lorchaDeviceProp::multiProcessorCount, &lorchaDeviceProp::maxThreadsPerBlock,
                     &lorchaDeviceProp::regsPerBlock, &lorchaDeviceProp::clockRate,
                     &lorchaDeviceProp::l2CacheSize, &lorchaDeviceProp::memoryBusWidth,
                     &lorchaDeviceProp::concurrentKernels, &lorchaDeviceProp::concurrentManagedAccess,
                     &lorchaDeviceProp::cooperativeLaunch, &lorchaDeviceProp::pageableMemoryAccess})
    Count(Wanted.*Field, Has.*Field >= Wanted.*Field);
  return Result;
}

int lorchaVisitDeviceDetails(int Ordinal, void (*Visit)(void *, const char *, const char *), void *Context) {
  Device *On = findDevice(Ordinal);
  if (!On)
    return -1;
  const DeviceFacts &Facts = On->facts();
  unsigned Number = 0;
  for (unsigned I = 0; I < On->ordinal(); ++I)
    Number += Runtime::get().device(I).facts().BackendName == Facts.BackendName;
  Visit(Context, "backend", Facts.BackendName.c_str());
  Visit(Context, "number", std::to_string(Number).c_str());
  for (const auto &[Name, Text] : Facts.Details)
    Visit(Context, Name.c_str(), Text.c_str());
  return 0;
}

lorchaError_t lorchaGetDeviceProperties(lorchaDeviceProp *Result, int Ordinal) {
  auto Body = [&] {
    Device *On = findDevice(Ordinal);
    if (!Result)
      return Status::InvalidValue;
    if (!On)
      return Status::InvalidDevice;
    fillProperties(*Result, *On);
    return Status::Success;
  };
  return call(__func__, Body, Result, Ordinal);
}

/// The attribute as the field of the properties of the same name; false if there is none.
static bool readAttribute(const lorchaDeviceProp &From, lorchaDeviceAttr Attribute, int &Value) {
  switch (Attribute) {
#define LORCHA_ATTRIBUTE(Name, Expression)                                                                   \
  case lorchaDevAttr##Name:                                                                                  \
    Value = saturated(static_cast<size_t>(From.Expression));                                                 \
    return true;
#include "api/DeviceAttributes.def"
  default:
    return false;
  }
}

lorchaError_t lorchaDeviceGetAttribute(int *Value, lorchaDeviceAttr Attribute, int Ordinal) {
  auto Body = [&] {
    Device *On = findDevice(Ordinal);
    if (!Value)
      return Status::InvalidValue;
    if (!On)
      return Status::InvalidDevice;
    if (Attribute <= 0 || Attribute >= lorchaDevAttrMax)
      return Status::InvalidValue;
    lorchaDeviceProp Properties;
    fillProperties(Properties, *On);
    if (!readAttribute(Properties, Attribute, *Value))
      *Value = 0; // clusters and the rest that devices here do not have
    return Status::Success;
  };
  return call(__func__, Body, Value, Attribute, Ordinal);
}
