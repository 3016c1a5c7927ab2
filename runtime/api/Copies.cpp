// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Copies between memories: in one, two and three dimensions, between devices, in streams or not.
#include "api/Copies.h"
#include "api/Arrays.h"
#include "api/Call.h"
#include "core/DeviceLaunch.h"
#include <cstring>

namespace lorcha::runtime::api {

bool toDirection(lorchaMemcpyKind Kind, CopyDirection &Result) {
  switch (Kind) {
  case lorchaMemcpyHostToHost:
    Result = CopyDirection::HostToHost;
    return true;
  case lorchaMemcpyHostToDevice:
    Result = CopyDirection::HostToDevice;
    return true;
  case lorchaMemcpyDeviceToHost:
    Result = CopyDirection::DeviceToHost;
    return true;
  case lorchaMemcpyDeviceToDevice:
    Result = CopyDirection::DeviceToDevice;
    return true;
  case lorchaMemcpyDefault:
    Result = CopyDirection::FromAddresses;
    return true;
  }
  return false;
}

Status copyInStream(const CopyRequest &Request, lorchaMemcpyKind Kind, lorchaStream_t Handle, Wait Waits) {
  CopyDirection Direction;
  if (!toDirection(Kind, Direction))
    return Status::InvalidCopyDirection;
  StreamHandle On(Handle);
  if (!On)
    return Status::InvalidResourceHandle;
  if (Waits == Wait::Yes)
    if (Status Safe = refuseIfUnsafe(); Safe != Status::Success)
      return Safe;
  // Between device memories nobody waits for the end, not even the synchronous call.
  if (Direction == CopyDirection::DeviceToDevice)
    Waits = Wait::No;
  return copy(*On, Request, Direction, Waits);
}

/// The end that an array, if there is one, or else memory is. InvalidResourceHandle if it is no array.
static Status toEnd(lorchaArray_const_t Handle, const lorchaPitchedPtr &Memory, const lorchaPos &Place,
                    BoxEnd &Result) {
  Result = {Handle ? findArray(Handle) : nullptr,
            Memory.ptr,
            Memory.pitch,
            Memory.xsize,
            Memory.ysize,
            Place.x,
            Place.y,
            Place.z};
  return Handle && !Result.In ? Status::InvalidResourceHandle : Status::Success;
}

template <class BoxT> static Status toAnyBox(const BoxT &Box, lorchaMemcpyKind Kind, BoxCopy &Result) {
  if (!toDirection(Kind, Result.Direction))
    return Status::InvalidCopyDirection;
  Status Found = toEnd(Box.dstArray, Box.dstPtr, Box.dstPos, Result.To);
  if (Found == Status::Success)
    Found = toEnd(Box.srcArray, Box.srcPtr, Box.srcPos, Result.From);
  Result.Width = Box.extent.width;
  Result.Height = Box.extent.height;
  Result.Depth = Box.extent.depth;
  return Found;
}

Status toBox(const lorchaMemcpy3DParms &Box, lorchaMemcpyKind Kind, BoxCopy &Result) {
  return toAnyBox(Box, Kind, Result);
}
Status toBox(const lorchaMemcpy3DPeerParms &Box, lorchaMemcpyKind Kind, BoxCopy &Result) {
  return toAnyBox(Box, Kind, Result);
}

lorchaMemcpyKind fromDirection(CopyDirection Direction) {
  switch (Direction) {
  case CopyDirection::HostToHost:
    return lorchaMemcpyHostToHost;
  case CopyDirection::HostToDevice:
    return lorchaMemcpyHostToDevice;
  case CopyDirection::DeviceToHost:
    return lorchaMemcpyDeviceToHost;
  case CopyDirection::DeviceToDevice:
    return lorchaMemcpyDeviceToDevice;
  case CopyDirection::FromAddresses:
    return lorchaMemcpyDefault;
  }
  return lorchaMemcpyDefault;
}

lorchaMemcpy3DParms fromBox(const BoxCopy &Box) {
  lorchaMemcpy3DParms Result = {};
  Result.srcArray = reinterpret_cast<lorchaArray_t>(Box.From.In.get());
  Result.srcPos = {Box.From.X, Box.From.Y, Box.From.Z};
  Result.srcPtr = {Box.From.Memory, Box.From.Pitch, Box.From.RowBytes, Box.From.Rows};
  Result.dstArray = reinterpret_cast<lorchaArray_t>(Box.To.In.get());
  Result.dstPos = {Box.To.X, Box.To.Y, Box.To.Z};
  Result.dstPtr = {Box.To.Memory, Box.To.Pitch, Box.To.RowBytes, Box.To.Rows};
  Result.extent = {Box.Width, Box.Height, Box.Depth};
  Result.kind = fromDirection(Box.Direction);
  return Result;
}

} // namespace lorcha::runtime::api

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

lorchaError_t lorchaMemcpy(void *To, const void *From, size_t Bytes, lorchaMemcpyKind Kind) {
  auto Body = [&] { return copyInStream(linearCopy(To, From, Bytes), Kind, nullptr, Wait::Yes); };
  return call(__func__, Body, To, From, Bytes, Kind);
}

lorchaError_t lorchaMemcpyAsync(void *To, const void *From, size_t Bytes, lorchaMemcpyKind Kind,
                                lorchaStream_t On) {
  auto Body = [&] {
    if (isInKernel()) {
      std::memcpy(To, From, Bytes);
      return Status::Success;
    }
    return copyInStream(linearCopy(To, From, Bytes), Kind, On, Wait::No);
  };
  return call(__func__, Body, To, From, Bytes, Kind, On);
}

static Status copyRows(void *To, size_t ToPitch, const void *From, size_t FromPitch, size_t Width,
                       size_t Height, lorchaMemcpyKind Kind, lorchaStream_t On, Wait Waits) {
  if (Width && Height && (Width > ToPitch || Width > FromPitch))
    return Status::InvalidPitch;
  return copyInStream({To, ToPitch, 0, From, FromPitch, 0, Width, Height, 1}, Kind, On, Waits);
}

lorchaError_t lorchaMemcpy2D(void *To, size_t ToPitch, const void *From, size_t FromPitch, size_t Width,
                             size_t Height, lorchaMemcpyKind Kind) {
  auto Body = [&] { return copyRows(To, ToPitch, From, FromPitch, Width, Height, Kind, nullptr, Wait::Yes); };
  return call(__func__, Body, To, ToPitch, From, FromPitch, Width, Height, Kind);
}

lorchaError_t lorchaMemcpy2DAsync(void *To, size_t ToPitch, const void *From, size_t FromPitch, size_t Width,
                                  size_t Height, lorchaMemcpyKind Kind, lorchaStream_t On) {
  auto Body = [&] { return copyRows(To, ToPitch, From, FromPitch, Width, Height, Kind, On, Wait::No); };
  return call(__func__, Body, To, ToPitch, From, FromPitch, Width, Height, Kind, On);
}

/// BoxT: lorchaMemcpy3DParms or its form for peers.
template <class BoxT>
static Status copyBox(const BoxT &Box, lorchaMemcpyKind Kind, lorchaStream_t On, Wait Waits) {
  BoxCopy Wanted;
  Status Found = toBox(Box, Kind, Wanted);
  if (Found != Status::Success || Wanted.isEmpty())
    return Found;
  CopyRequest Request;
  Status Good = Wanted.toRequest(Request);
  return Good == Status::Success ? copyInStream(Request, Kind, On, Waits) : Good;
}

static Status copyBox(const lorchaMemcpy3DParms *Box, lorchaStream_t On, Wait Waits) {
  return Box ? copyBox(*Box, Box->kind, On, Waits) : Status::InvalidValue;
}

lorchaError_t lorchaMemcpy3D(const lorchaMemcpy3DParms *Box) {
  return call(__func__, [&] { return copyBox(Box, nullptr, Wait::Yes); }, Box);
}

lorchaError_t lorchaMemcpy3DAsync(const lorchaMemcpy3DParms *Box, lorchaStream_t On) {
  return call(__func__, [&] { return copyBox(Box, On, Wait::No); }, Box, On);
}

static Status copyPeer(void *To, int ToDevice, const void *From, int FromDevice, size_t Bytes,
                       lorchaStream_t On) {
  if (!findDevice(ToDevice) || !findDevice(FromDevice))
    return Status::InvalidDevice;
  return copyInStream(linearCopy(To, From, Bytes), lorchaMemcpyDeviceToDevice, On, Wait::No);
}

lorchaError_t lorchaMemcpyPeer(void *To, int ToDevice, const void *From, int FromDevice, size_t Bytes) {
  auto Body = [&] { return copyPeer(To, ToDevice, From, FromDevice, Bytes, nullptr); };
  return call(__func__, Body, To, ToDevice, From, FromDevice, Bytes);
}

lorchaError_t lorchaMemcpyPeerAsync(void *To, int ToDevice, const void *From, int FromDevice, size_t Bytes,
                                    lorchaStream_t On) {
  auto Body = [&] { return copyPeer(To, ToDevice, From, FromDevice, Bytes, On); };
  return call(__func__, Body, To, ToDevice, From, FromDevice, Bytes, On);
}

static Status copyPeerBox(const lorchaMemcpy3DPeerParms *Box, lorchaStream_t On) {
  if (!Box)
    return Status::InvalidValue;
  if (!findDevice(Box->srcDevice) || !findDevice(Box->dstDevice))
    return Status::InvalidDevice;
  return copyBox(*Box, lorchaMemcpyDeviceToDevice, On, Wait::No);
}

lorchaError_t lorchaMemcpy3DPeer(const lorchaMemcpy3DPeerParms *Box) {
  return call(__func__, [&] { return copyPeerBox(Box, nullptr); }, Box);
}

lorchaError_t lorchaMemcpy3DPeerAsync(const lorchaMemcpy3DPeerParms *Box, lorchaStream_t On) {
  return call(__func__, [&] { return copyPeerBox(Box, On); }, Box, On);
}
