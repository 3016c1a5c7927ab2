// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Copies and fills. The words of a fill are as wide as the function's name says; its sizes count words.
#include "api/Arrays.h"
#include "api/Call.h"
#include "core/Memory.h"
#include "driver/Driver.h"

using namespace lorcha::runtime;
using namespace lorcha::runtime::driver;

CUresult cuMemcpy(CUdeviceptr To, CUdeviceptr From, size_t Bytes) {
  return forward([&] { return lorchaMemcpy(toPointer(To), toPointer(From), Bytes, lorchaMemcpyDefault); });
}
CUresult cuMemcpyHtoD(CUdeviceptr To, const void *From, size_t Bytes) {
  return forward([&] { return lorchaMemcpy(toPointer(To), From, Bytes, lorchaMemcpyHostToDevice); });
}
CUresult cuMemcpyDtoH(void *To, CUdeviceptr From, size_t Bytes) {
  return forward([&] { return lorchaMemcpy(To, toPointer(From), Bytes, lorchaMemcpyDeviceToHost); });
}
CUresult cuMemcpyDtoD(CUdeviceptr To, CUdeviceptr From, size_t Bytes) {
  return forward(
      [&] { return lorchaMemcpy(toPointer(To), toPointer(From), Bytes, lorchaMemcpyDeviceToDevice); });
}

CUresult cuMemcpyAsync(CUdeviceptr To, CUdeviceptr From, size_t Bytes, CUstream Stream) {
  return forward(
      [&] { return lorchaMemcpyAsync(toPointer(To), toPointer(From), Bytes, lorchaMemcpyDefault, Stream); });
}
CUresult cuMemcpyHtoDAsync(CUdeviceptr To, const void *From, size_t Bytes, CUstream Stream) {
  return forward(
      [&] { return lorchaMemcpyAsync(toPointer(To), From, Bytes, lorchaMemcpyHostToDevice, Stream); });
}
CUresult cuMemcpyDtoHAsync(void *To, CUdeviceptr From, size_t Bytes, CUstream Stream) {
  return forward(
      [&] { return lorchaMemcpyAsync(To, toPointer(From), Bytes, lorchaMemcpyDeviceToHost, Stream); });
}
CUresult cuMemcpyDtoDAsync(CUdeviceptr To, CUdeviceptr From, size_t Bytes, CUstream Stream) {
  return forward([&] {
    return lorchaMemcpyAsync(toPointer(To), toPointer(From), Bytes, lorchaMemcpyDeviceToDevice, Stream);
  });
}

CUresult cuMemcpyPeer(CUdeviceptr To, CUcontext ToContext, CUdeviceptr From, CUcontext FromContext,
                      size_t Bytes) {
  int ToDevice, FromDevice;
  if (!findContext(ToContext, ToDevice) || !findContext(FromContext, FromDevice))
    return CUDA_ERROR_INVALID_CONTEXT;
  return forward(
      [&] { return lorchaMemcpyPeer(toPointer(To), ToDevice, toPointer(From), FromDevice, Bytes); });
}

namespace {

/// One end of a box copy.
struct BoxEnd {
  CUmemorytype Type;
  void *Host;
  CUdeviceptr Device;
  CUarray Array;
  size_t Pitch, X, Y;
};

/// Bytes of an element of an array; 0 if it is none.
size_t elementBytes(CUarray Handle) {
  const std::shared_ptr<Array> Found = api::findArray(Handle);
  return Found ? Found->shape().Format.bytes() : 0;
}

/// An end in the runtime API's terms. ElementBytes: of the array at either end, else 1.
CUresult placeEnd(const BoxEnd &End, size_t Width, size_t ElementBytes, lorchaArray_t &Array,
                  lorchaPitchedPtr &Memory, lorchaPos &At) {
  At = {End.X, End.Y, 0};
  switch (End.Type) {
  case CU_MEMORYTYPE_ARRAY:
    Array = End.Array;
    if (!ElementBytes || End.X % ElementBytes)
      return CUDA_ERROR_INVALID_VALUE;
    At.x /= ElementBytes;
    return CUDA_SUCCESS;
  case CU_MEMORYTYPE_HOST:
  case CU_MEMORYTYPE_DEVICE:
  case CU_MEMORYTYPE_UNIFIED: {
    void *Start = End.Type == CU_MEMORYTYPE_HOST ? End.Host : toPointer(End.Device);
    Memory = {Start, End.Pitch ? End.Pitch : End.X + Width, End.X + Width, 0};
    return CUDA_SUCCESS;
  }
  }
  return CUDA_ERROR_INVALID_VALUE;
}

bool isOfDevice(CUmemorytype Type) { return Type == CU_MEMORYTYPE_DEVICE || Type == CU_MEMORYTYPE_ARRAY; }

lorchaMemcpyKind kindOf(CUmemorytype From, CUmemorytype To) {
  if (From == CU_MEMORYTYPE_UNIFIED || To == CU_MEMORYTYPE_UNIFIED)
    return lorchaMemcpyDefault;
  if (isOfDevice(From))
    return isOfDevice(To) ? lorchaMemcpyDeviceToDevice : lorchaMemcpyDeviceToHost;
  return isOfDevice(To) ? lorchaMemcpyHostToDevice : lorchaMemcpyHostToHost;
}

/// Copy(parameters) does it.
template <class CopyT> CUresult copyBox(const CUDA_MEMCPY2D *Box, CopyT Copy) {
  if (!Box)
    return CUDA_ERROR_INVALID_VALUE;
  const BoxEnd From{Box->srcMemoryType, const_cast<void *>(Box->srcHost),
                    Box->srcDevice,     Box->srcArray,
                    Box->srcPitch,      Box->srcXInBytes,
                    Box->srcY};
  const BoxEnd To{Box->dstMemoryType, Box->dstHost,     Box->dstDevice, Box->dstArray,
                  Box->dstPitch,      Box->dstXInBytes, Box->dstY};
  return forward([&] {
    size_t ElementBytes = 1;
    for (const BoxEnd *End : {&From, &To})
      if (End->Type == CU_MEMORYTYPE_ARRAY)
        ElementBytes = elementBytes(End->Array);
    lorchaMemcpy3DParms Parameters = {};
    if (!ElementBytes || Box->WidthInBytes % ElementBytes ||
        placeEnd(From, Box->WidthInBytes, ElementBytes, Parameters.srcArray, Parameters.srcPtr,
                 Parameters.srcPos) != CUDA_SUCCESS ||
        placeEnd(To, Box->WidthInBytes, ElementBytes, Parameters.dstArray, Parameters.dstPtr,
                 Parameters.dstPos) != CUDA_SUCCESS)
      return lorchaErrorInvalidValue;
    Parameters.extent = {Box->WidthInBytes / ElementBytes, Box->Height, 1};
    Parameters.kind = kindOf(From.Type, To.Type);
    return Copy(Parameters);
  });
}

/// Rows of Width words of type T at a pitch.
template <class T>
CUresult fillRows(const char *Name, CUdeviceptr To, size_t Pitch, T Value, size_t Width, size_t Height,
                  CUstream Handle) {
  return forward([&] {
    auto Body = [&]() -> Status {
      size_t Bytes;
      if (To % sizeof(T) || __builtin_mul_overflow(Width, sizeof(T), &Bytes) || (Height > 1 && Bytes > Pitch))
        return Status::InvalidValue;
      api::StreamHandle On(Handle);
      if (!On)
        return Status::InvalidResourceHandle;
      return fill(*On, {toPointer(To), Pitch, 0, Bytes, Height, 1, Value, sizeof(T)}, Wait::No);
    };
    return api::call(Name, Body, To, Pitch, Value, Width, Height, Handle);
  });
}

template <class T>
CUresult fillWords(const char *Name, CUdeviceptr To, T Value, size_t Count, CUstream Stream) {
  return fillRows(Name, To, 0, Value, Count, 1, Stream);
}

} // namespace

CUresult cuMemcpy2D(const CUDA_MEMCPY2D *Box) {
  return copyBox(Box, [](const lorchaMemcpy3DParms &Parameters) { return lorchaMemcpy3D(&Parameters); });
}
CUresult cuMemcpy2DUnaligned(const CUDA_MEMCPY2D *Box) { return cuMemcpy2D(Box); }
CUresult cuMemcpy2DAsync(const CUDA_MEMCPY2D *Box, CUstream Stream) {
  return copyBox(
      Box, [&](const lorchaMemcpy3DParms &Parameters) { return lorchaMemcpy3DAsync(&Parameters, Stream); });
}

CUresult cuMemsetD8(CUdeviceptr To, unsigned char Value, size_t Count) {
  return fillWords(__func__, To, Value, Count, nullptr);
}
CUresult cuMemsetD16(CUdeviceptr To, unsigned short Value, size_t Count) {
  return fillWords(__func__, To, Value, Count, nullptr);
}
CUresult cuMemsetD32(CUdeviceptr To, unsigned Value, size_t Count) {
  return fillWords(__func__, To, Value, Count, nullptr);
}
CUresult cuMemsetD8Async(CUdeviceptr To, unsigned char Value, size_t Count, CUstream Stream) {
  return fillWords(__func__, To, Value, Count, Stream);
}
CUresult cuMemsetD16Async(CUdeviceptr To, unsigned short Value, size_t Count, CUstream Stream) {
  return fillWords(__func__, To, Value, Count, Stream);
}
CUresult cuMemsetD32Async(CUdeviceptr To, unsigned Value, size_t Count, CUstream Stream) {
  return fillWords(__func__, To, Value, Count, Stream);
}
CUresult cuMemsetD2D8(CUdeviceptr To, size_t Pitch, unsigned char Value, size_t Width, size_t Height) {
  return fillRows(__func__, To, Pitch, Value, Width, Height, nullptr);
}
CUresult cuMemsetD2D16(CUdeviceptr To, size_t Pitch, unsigned short Value, size_t Width, size_t Height) {
  return fillRows(__func__, To, Pitch, Value, Width, Height, nullptr);
}
CUresult cuMemsetD2D32(CUdeviceptr To, size_t Pitch, unsigned Value, size_t Width, size_t Height) {
  return fillRows(__func__, To, Pitch, Value, Width, Height, nullptr);
}
