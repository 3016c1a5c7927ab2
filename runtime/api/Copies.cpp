// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Copies between memories: in one, two and three dimensions, between devices, in streams or not.
#include "api/Copies.h"
#include "api/Call.h"

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
  // Between device memories nobody waits for the end, not even the synchronous call.
  if (Direction == CopyDirection::DeviceToDevice)
    Waits = Wait::No;
  return copy(*On, Request, Direction, Waits);
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
  auto Body = [&] { return copyInStream(linearCopy(To, From, Bytes), Kind, On, Wait::No); };
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

/// The first byte of the box at Place. Between memories, x counts bytes.
static char *addressOf(const lorchaPitchedPtr &Memory, const lorchaPos &Place) {
  return static_cast<char *>(Memory.ptr) + (Place.z * Memory.ysize + Place.y) * Memory.pitch + Place.x;
}

static Status copyBox(const lorchaPitchedPtr &To, const lorchaPos &ToPlace, const lorchaPitchedPtr &From,
                      const lorchaPos &FromPlace, const lorchaExtent &Extent, lorchaMemcpyKind Kind,
                      lorchaStream_t On, Wait Waits) {
  if (!Extent.width || !Extent.height || !Extent.depth)
    return Status::Success;
  if (!To.ptr || !From.ptr)
    return Status::InvalidValue;
  bool IsLine = Extent.height == 1 && Extent.depth == 1;
  if (!IsLine && (Extent.width > To.pitch || Extent.width > From.pitch))
    return Status::InvalidPitch;
  if (Extent.depth > 1 && (Extent.height > To.ysize || Extent.height > From.ysize))
    return Status::InvalidValue;
  return copyInStream({addressOf(To, ToPlace), To.pitch, To.pitch * To.ysize, addressOf(From, FromPlace),
                       From.pitch, From.pitch * From.ysize, Extent.width, Extent.height, Extent.depth},
                      Kind, On, Waits);
}

static Status copyBox(const lorchaMemcpy3DParms *Box, lorchaStream_t On, Wait Waits) {
  if (!Box)
    return Status::InvalidValue;
  if (Box->srcArray || Box->dstArray)
    return Status::NotSupported;
  return copyBox(Box->dstPtr, Box->dstPos, Box->srcPtr, Box->srcPos, Box->extent, Box->kind, On, Waits);
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
  if (Box->srcArray || Box->dstArray)
    return Status::NotSupported;
  if (!findDevice(Box->srcDevice) || !findDevice(Box->dstDevice))
    return Status::InvalidDevice;
  return copyBox(Box->dstPtr, Box->dstPos, Box->srcPtr, Box->srcPos, Box->extent, lorchaMemcpyDeviceToDevice,
                 On, Wait::No);
}

lorchaError_t lorchaMemcpy3DPeer(const lorchaMemcpy3DPeerParms *Box) {
  return call(__func__, [&] { return copyPeerBox(Box, nullptr); }, Box);
}

lorchaError_t lorchaMemcpy3DPeerAsync(const lorchaMemcpy3DPeerParms *Box, lorchaStream_t On) {
  return call(__func__, [&] { return copyPeerBox(Box, On); }, Box, On);
}
