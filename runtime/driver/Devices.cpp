// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Facts about devices. A device is its number in the runtime API.
#include "driver/Driver.h"
#include <cstring>

using namespace lorcha::runtime;
using namespace lorcha::runtime::driver;

/// A device's properties, for Body(properties), which returns a code.
template <class BodyT> static CUresult withProperties(CUdevice Device, BodyT Body) {
  lorchaDeviceProp Properties;
  const CUresult Result = forward([&] { return lorchaGetDeviceProperties(&Properties, Device); });
  return Result == CUDA_SUCCESS ? Body(Properties) : Result;
}

CUresult cuDeviceGet(CUdevice *Device, int Ordinal) {
  if (!Device)
    return CUDA_ERROR_INVALID_VALUE;
  int Count = 0;
  const CUresult Result = cuDeviceGetCount(&Count);
  if (Result != CUDA_SUCCESS)
    return Result;
  if (Ordinal < 0 || Ordinal >= Count)
    return CUDA_ERROR_INVALID_DEVICE;
  *Device = Ordinal;
  return CUDA_SUCCESS;
}

CUresult cuDeviceGetCount(int *Count) {
  const CUresult Result = forward([&] { return lorchaGetDeviceCount(Count); });
  return Result == CUDA_ERROR_NO_DEVICE ? CUDA_SUCCESS : Result; // the driver just counts none
}

CUresult cuDeviceGetName(char *Name, int Length, CUdevice Device) {
  return withProperties(Device, [&](const lorchaDeviceProp &Properties) {
    if (!Name || Length <= 0)
      return CUDA_ERROR_INVALID_VALUE;
    const size_t Kept = std::min(std::strlen(Properties.name), static_cast<size_t>(Length) - 1);
    std::memcpy(Name, Properties.name, Kept);
    Name[Kept] = '\0';
    return CUDA_SUCCESS;
  });
}

CUresult cuDeviceGetUuid(CUuuid *Id, CUdevice Device) {
  return withProperties(Device, [&](const lorchaDeviceProp &Properties) {
    if (!Id)
      return CUDA_ERROR_INVALID_VALUE;
    *Id = Properties.uuid;
    return CUDA_SUCCESS;
  });
}

CUresult cuDeviceTotalMem(size_t *Bytes, CUdevice Device) {
  return withProperties(Device, [&](const lorchaDeviceProp &Properties) {
    if (!Bytes)
      return CUDA_ERROR_INVALID_VALUE;
    *Bytes = Properties.totalGlobalMem;
    return CUDA_SUCCESS;
  });
}

CUresult cuDeviceGetAttribute(int *Value, CUdevice_attribute Attribute, CUdevice Device) {
  return forward(
      [&] { return lorchaDeviceGetAttribute(Value, static_cast<lorchaDeviceAttr>(Attribute), Device); });
}

CUresult cuDeviceGetProperties(CUdevprop *Result, CUdevice Device) {
  return withProperties(Device, [&](const lorchaDeviceProp &Properties) {
    if (!Result)
      return CUDA_ERROR_INVALID_VALUE;
    Result->maxThreadsPerBlock = Properties.maxThreadsPerBlock;
    std::copy_n(Properties.maxThreadsDim, 3, Result->maxThreadsDim);
    std::copy_n(Properties.maxGridSize, 3, Result->maxGridSize);
    Result->sharedMemPerBlock = static_cast<int>(Properties.sharedMemPerBlock);
    Result->totalConstantMemory = static_cast<int>(Properties.totalConstMem);
    Result->SIMDWidth = Properties.warpSize;
    Result->memPitch = static_cast<int>(Properties.memPitch);
    Result->regsPerBlock = Properties.regsPerBlock;
    Result->clockRate = Properties.clockRate;
    Result->textureAlign = static_cast<int>(Properties.textureAlignment);
    return CUDA_SUCCESS;
  });
}

CUresult cuDeviceComputeCapability(int *Major, int *Minor, CUdevice Device) {
  return withProperties(Device, [&](const lorchaDeviceProp &Properties) {
    if (!Major || !Minor)
      return CUDA_ERROR_INVALID_VALUE;
    *Major = Properties.major;
    *Minor = Properties.minor;
    return CUDA_SUCCESS;
  });
}

CUresult cuDeviceGetByPCIBusId(CUdevice *Device, const char *BusId) {
  return forward([&] { return lorchaDeviceGetByPCIBusId(Device, BusId); });
}

CUresult cuDeviceGetPCIBusId(char *BusId, int Length, CUdevice Device) {
  return forward([&] { return lorchaDeviceGetPCIBusId(BusId, Length, Device); });
}

CUresult cuDeviceCanAccessPeer(int *Can, CUdevice Device, CUdevice Peer) {
  return forward([&] { return lorchaDeviceCanAccessPeer(Can, Device, Peer); });
}
