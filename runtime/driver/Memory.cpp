// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Memory of devices and page-locked memory of the host, and what is known about addresses.
#include "core/MemoryMap.h"
#include "driver/Driver.h"

using namespace lorcha::runtime;
using namespace lorcha::runtime::driver;

/// A call of the runtime API that gives a pointer: Allocate(void **). A null Result is passed on.
template <class AllocateT> static CUresult giveAddress(CUdeviceptr *Result, AllocateT Allocate) {
  void *Pointer = nullptr;
  const CUresult Outcome = forward([&] { return Allocate(Result ? &Pointer : nullptr); });
  if (Outcome == CUDA_SUCCESS)
    *Result = toAddress(Pointer);
  return Outcome;
}

CUresult cuMemGetInfo(size_t *Free, size_t *Total) {
  return forward([&] { return lorchaMemGetInfo(Free, Total); });
}

CUresult cuMemAlloc(CUdeviceptr *Result, size_t Bytes) {
  if (!Bytes)
    return CUDA_ERROR_INVALID_VALUE; // unlike cudaMalloc
  return giveAddress(Result, [&](void **Pointer) { return lorchaMalloc(Pointer, Bytes); });
}

CUresult cuMemAllocPitch(CUdeviceptr *Result, size_t *Pitch, size_t Width, size_t Height,
                         unsigned ElementBytes) {
  if (!Width || !Height || (ElementBytes != 4 && ElementBytes != 8 && ElementBytes != 16))
    return CUDA_ERROR_INVALID_VALUE;
  return giveAddress(Result,
                     [&](void **Pointer) { return lorchaMallocPitch(Pointer, Pitch, Width, Height); });
}

CUresult cuMemAllocManaged(CUdeviceptr *Result, size_t Bytes, unsigned Flags) {
  if (!Bytes)
    return CUDA_ERROR_INVALID_VALUE;
  return giveAddress(Result, [&](void **Pointer) { return lorchaMallocManaged(Pointer, Bytes, Flags); });
}

CUresult cuMemFree(CUdeviceptr Address) {
  return forward([&] { return lorchaFree(toPointer(Address)); });
}

CUresult cuMemAllocAsync(CUdeviceptr *Result, size_t Bytes, CUstream Stream) {
  if (!Bytes)
    return CUDA_ERROR_INVALID_VALUE;
  return giveAddress(Result, [&](void **Pointer) { return lorchaMallocAsync(Pointer, Bytes, Stream); });
}

CUresult cuMemFreeAsync(CUdeviceptr Address, CUstream Stream) {
  return forward([&] { return lorchaFreeAsync(toPointer(Address), Stream); });
}

CUresult cuMemAllocHost(void **Result, size_t Bytes) { return cuMemHostAlloc(Result, Bytes, 0); }

CUresult cuMemHostAlloc(void **Result, size_t Bytes, unsigned Flags) {
  return forward([&] { return lorchaHostAlloc(Result, Bytes, Flags); });
}

CUresult cuMemFreeHost(void *Pointer) {
  return forward([&] { return lorchaFreeHost(Pointer); });
}

CUresult cuMemHostGetDevicePointer(CUdeviceptr *Result, void *Pointer, unsigned Flags) {
  return giveAddress(Result,
                     [&](void **Device) { return lorchaHostGetDevicePointer(Device, Pointer, Flags); });
}

CUresult cuMemHostGetFlags(unsigned *Flags, void *Pointer) {
  return forward([&] { return lorchaHostGetFlags(Flags, Pointer); });
}

CUresult cuMemHostRegister(void *Pointer, size_t Bytes, unsigned Flags) {
  return forward([&] { return lorchaHostRegister(Pointer, Bytes, Flags); });
}

CUresult cuMemHostUnregister(void *Pointer) {
  return forward([&] { return lorchaHostUnregister(Pointer); });
}

CUresult cuMemGetAddressRange(CUdeviceptr *Base, size_t *Bytes, CUdeviceptr Address) {
  auto Known = Runtime::get().Memory.find(toPointer(Address));
  if (!Known)
    return CUDA_ERROR_INVALID_VALUE;
  if (Base)
    *Base = toAddress(Known->Base);
  if (Bytes)
    *Bytes = Known->Bytes;
  return CUDA_SUCCESS;
}

/// Writes an answer of the type that the attribute has.
template <class T> static CUresult answer(void *To, T Value) {
  *static_cast<T *>(To) = Value;
  return CUDA_SUCCESS;
}

CUresult cuPointerGetAttribute(void *Data, CUpointer_attribute Attribute, CUdeviceptr Address) {
  if (!Data)
    return CUDA_ERROR_INVALID_VALUE;
  lorchaPointerAttributes Known = {};
  const CUresult Outcome = forward([&] { return lorchaPointerGetAttributes(&Known, toPointer(Address)); });
  if (Outcome != CUDA_SUCCESS)
    return Outcome;
  if (Known.type == lorchaMemoryTypeUnregistered)
    return CUDA_ERROR_INVALID_VALUE;
  CUdeviceptr Base = 0;
  size_t Bytes = 0;
  (void)cuMemGetAddressRange(&Base, &Bytes, Address);
  switch (Attribute) {
  case CU_POINTER_ATTRIBUTE_CONTEXT:
    return answer(Data, primaryContext(Known.device));
  case CU_POINTER_ATTRIBUTE_MEMORY_TYPE:
    return answer(Data, Known.type == lorchaMemoryTypeHost ? CU_MEMORYTYPE_HOST : CU_MEMORYTYPE_DEVICE);
  case CU_POINTER_ATTRIBUTE_DEVICE_POINTER:
    return Known.devicePointer ? answer(Data, toAddress(Known.devicePointer)) : CUDA_ERROR_INVALID_VALUE;
  case CU_POINTER_ATTRIBUTE_HOST_POINTER:
    return Known.hostPointer ? answer(Data, Known.hostPointer) : CUDA_ERROR_INVALID_VALUE;
  case CU_POINTER_ATTRIBUTE_IS_MANAGED:
    return answer(Data, Known.type == lorchaMemoryTypeManaged ? 1u : 0u);
  case CU_POINTER_ATTRIBUTE_DEVICE_ORDINAL:
    return answer(Data, Known.device);
  case CU_POINTER_ATTRIBUTE_RANGE_START_ADDR:
    return answer(Data, Base);
  case CU_POINTER_ATTRIBUTE_RANGE_SIZE:
    return answer(Data, Bytes);
  case CU_POINTER_ATTRIBUTE_MAPPED:
    return answer(Data, 1);
  }
  return CUDA_ERROR_NOT_SUPPORTED;
}
