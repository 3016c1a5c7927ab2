// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Allocation of device, pinned, managed and pitched memory, and what is known about a pointer.
#include "core/Memory.h"
#include "api/Call.h"

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;
using Origin = Allocation::Origin;

/// Bytes that rows of pitched memory are aligned to.
static constexpr size_t PitchAlignment = 512;

lorchaError_t lorchaMalloc(void **Result, size_t Bytes) {
  auto Body = [&] {
    return Result ? Runtime::get().currentDevice().plainPool().allocate(nullptr, Bytes, Result)
                  : Status::InvalidValue;
  };
  return callUnsafe(__func__, Body, Result, Bytes);
}

lorchaError_t lorchaFree(void *Pointer) {
  return callUnsafe(
      __func__, [&] { return release(Pointer, /*IsHost=*/false); }, Pointer);
}

static Status allocateHost(void **Result, size_t Bytes, unsigned Flags) {
  constexpr unsigned Known = lorchaHostAllocPortable | lorchaHostAllocMapped | lorchaHostAllocWriteCombined;
  if (!Result || (Flags & ~Known))
    return Status::InvalidValue;
  return allocate(Runtime::get().currentDevice(), Origin::Pinned, Bytes, Flags, Result);
}

lorchaError_t lorchaMallocHost(void **Result, size_t Bytes) {
  return callUnsafe(
      __func__, [&] { return allocateHost(Result, Bytes, 0); }, Result, Bytes);
}

lorchaError_t lorchaHostAlloc(void **Result, size_t Bytes, unsigned Flags) {
  return callUnsafe(
      __func__, [&] { return allocateHost(Result, Bytes, Flags); }, Result, Bytes, Flags);
}

lorchaError_t lorchaFreeHost(void *Pointer) {
  return callUnsafe(
      __func__, [&] { return release(Pointer, /*IsHost=*/true); }, Pointer);
}

lorchaError_t lorchaHostRegister(void *Pointer, size_t Bytes, unsigned Flags) {
  auto Body = [&] {
    constexpr unsigned Known = lorchaHostRegisterPortable | lorchaHostRegisterMapped |
                               lorchaHostRegisterIoMemory | lorchaHostRegisterReadOnly;
    if (Flags & ~Known)
      return Status::InvalidValue;
    return registerHost(Runtime::get().currentDevice(), Pointer, Bytes, Flags);
  };
  return callUnsafe(__func__, Body, Pointer, Bytes, Flags);
}

lorchaError_t lorchaHostUnregister(void *Pointer) {
  return callUnsafe(
      __func__, [&] { return unregisterHost(Pointer); }, Pointer);
}

/// The allocation of pinned or registered memory that Pointer points into.
static std::optional<Allocation> findHost(const void *Pointer) {
  std::optional<Allocation> Known = Runtime::get().Memory.find(Pointer);
  if (Known && Known->From != Origin::Pinned && Known->From != Origin::Registered)
    Known.reset();
  return Known;
}

lorchaError_t lorchaHostGetDevicePointer(void **Result, void *Host, unsigned Flags) {
  auto Body = [&] {
    if (!Result || Flags || !findHost(Host))
      return Status::InvalidValue;
    *Result = Host; // one address space
    return Status::Success;
  };
  return call(__func__, Body, Result, Host, Flags);
}

lorchaError_t lorchaHostGetFlags(unsigned *Flags, void *Host) {
  auto Body = [&] {
    auto Known = findHost(Host);
    if (!Flags || !Known)
      return Status::InvalidValue;
    *Flags = Known->Flags;
    return Status::Success;
  };
  return call(__func__, Body, Flags, Host);
}

lorchaError_t lorchaMallocManaged(void **Result, size_t Bytes, unsigned Flags) {
  auto Body = [&] {
    if (!Result || !Bytes || (Flags != lorchaMemAttachGlobal && Flags != lorchaMemAttachHost))
      return Status::InvalidValue;
    return allocate(Runtime::get().currentDevice(), Origin::Managed, Bytes, Flags, Result);
  };
  return callUnsafe(__func__, Body, Result, Bytes, Flags);
}

/// Rows of Width bytes at a pitch; Rows of them.
static Status allocatePitched(void **Result, size_t *Pitch, size_t Width, size_t Rows) {
  size_t Padded, Bytes;
  if (__builtin_add_overflow(Width, PitchAlignment - 1, &Padded))
    return Status::InvalidValue;
  Padded = Padded / PitchAlignment * PitchAlignment;
  if (__builtin_mul_overflow(Padded, Rows, &Bytes))
    return Status::OutOfMemory;
  Status Made = Runtime::get().currentDevice().plainPool().allocate(nullptr, Bytes, Result);
  if (Made == Status::Success)
    *Pitch = Padded;
  return Made;
}

lorchaError_t lorchaMallocPitch(void **Result, size_t *Pitch, size_t Width, size_t Height) {
  auto Body = [&] {
    return Result && Pitch ? allocatePitched(Result, Pitch, Width, Height) : Status::InvalidValue;
  };
  return callUnsafe(__func__, Body, Result, Pitch, Width, Height);
}

lorchaError_t lorchaMalloc3D(lorchaPitchedPtr *Result, lorchaExtent Extent) {
  auto Body = [&] {
    size_t Rows;
    if (!Result || __builtin_mul_overflow(Extent.height, Extent.depth, &Rows))
      return Status::InvalidValue;
    lorchaPitchedPtr New = {nullptr, 0, Extent.width, Extent.height};
    Status Made = allocatePitched(&New.ptr, &New.pitch, Extent.width, Rows);
    if (Made == Status::Success)
      *Result = New;
    return Made;
  };
  return callUnsafe(__func__, Body, Result, Extent);
}

lorchaError_t lorchaMemGetInfo(size_t *Free, size_t *Total) {
  auto Body = [&] {
    if (!Free || !Total)
      return Status::InvalidValue;
    Device &Current = Runtime::get().currentDevice();
    *Total = Current.facts().TotalMemory;
    Pool::Counts Plain = Current.plainPool().counts();
    size_t InUse = Current.memoryInUse() - (Plain.Reserved - Plain.Used); // what is kept can be had
    *Free = std::min(Current.backend().freeMemory(), *Total - std::min(*Total, InUse));
    return Status::Success;
  };
  return call(__func__, Body, Free, Total);
}

static lorchaMemoryType typeOf(Origin From) {
  switch (From) {
  case Origin::Device:
  case Origin::Imported:
  case Origin::Variables:
    return lorchaMemoryTypeDevice;
  case Origin::Managed:
    return lorchaMemoryTypeManaged;
  case Origin::Pinned:
  case Origin::Registered:
    return lorchaMemoryTypeHost;
  }
  return lorchaMemoryTypeUnregistered;
}

lorchaError_t lorchaPointerGetAttributes(lorchaPointerAttributes *Result, const void *Pointer) {
  auto Body = [&] {
    if (!Result || !Pointer)
      return Status::InvalidValue;
    void *Address = const_cast<void *>(Pointer);
    if (auto Known = Runtime::get().Memory.find(Pointer)) {
      Result->type = typeOf(Known->From);
      Result->device = static_cast<int>(Known->On->ordinal());
      Result->devicePointer = Address;
      Result->hostPointer = typeOf(Known->From) == lorchaMemoryTypeDevice ? nullptr : Address;
    } else {
      Result->type = lorchaMemoryTypeUnregistered;
      Result->device = lorchaInvalidDeviceId;
      Result->devicePointer = nullptr;
      Result->hostPointer = Address;
    }
    return Status::Success;
  };
  return call(__func__, Body, Result, Pointer);
}
