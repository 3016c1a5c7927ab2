// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Copies between memories: in one, two and three dimensions, between devices, in streams or not.
#include "api/Copies.h"
#include "api/Arrays.h"
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

namespace {
/// One end of a box's copy: memory, or an array.
struct BoxEnd {
  std::shared_ptr<Array> In;
  lorchaPitchedPtr Memory; ///< if there is no array
  lorchaPos Place;         ///< elements in arrays; else x counts bytes

  size_t pitch() const { return In ? In->level().Pitch : Memory.pitch; }
  size_t slice() const { return In ? In->level().Slice : Memory.pitch * Memory.ysize; }
  char *address() const {
    return In ? In->at(Place.x, Place.y, Place.z)
              : static_cast<char *>(Memory.ptr) + (Place.z * Memory.ysize + Place.y) * Memory.pitch + Place.x;
  }
  /// Whether the box of that many bytes a row lies within the end, as far as that is known here.
  Status check(const lorchaExtent &Box, size_t RowBytes) const {
    if (In) {
      auto Fits = [&](unsigned Axis, size_t First, size_t Count) {
        return First <= In->shape().count(Axis) && Count <= In->shape().count(Axis) - First;
      };
      size_t Columns = RowBytes / In->shape().Format.bytes();
      return Fits(0, Place.x, Columns) && Fits(1, Place.y, Box.height) && Fits(2, Place.z, Box.depth)
                 ? Status::Success
                 : Status::InvalidValue;
    }
    if (!Memory.ptr)
      return Status::InvalidValue;
    if ((Box.height > 1 || Box.depth > 1) && RowBytes > Memory.pitch)
      return Status::InvalidPitch;
    return Box.depth > 1 && Box.height > Memory.ysize ? Status::InvalidValue : Status::Success;
  }
};
} // namespace

/// The end that an array, if there is one, or else memory is. InvalidResourceHandle if it is no array.
static Status toEnd(lorchaArray_const_t Handle, const lorchaPitchedPtr &Memory, const lorchaPos &Place,
                    BoxEnd &Result) {
  Result = {Handle ? findArray(Handle) : nullptr, Memory, Place};
  return Handle && !Result.In ? Status::InvalidResourceHandle : Status::Success;
}

/// BoxT: lorchaMemcpy3DParms or its form for peers.
template <class BoxT>
static Status copyBox(const BoxT &Box, lorchaMemcpyKind Kind, lorchaStream_t On, Wait Waits) {
  BoxEnd To, From;
  Status Found = toEnd(Box.dstArray, Box.dstPtr, Box.dstPos, To);
  if (Found == Status::Success)
    Found = toEnd(Box.srcArray, Box.srcPtr, Box.srcPos, From);
  const lorchaExtent &Extent = Box.extent;
  if (Found != Status::Success || !Extent.width || !Extent.height || !Extent.depth)
    return Found;
  // With an array, the extent's width counts its elements.
  size_t RowBytes = Extent.width;
  if (To.In || From.In)
    RowBytes *= (To.In ? To.In : From.In)->shape().Format.bytes();
  for (const BoxEnd *Each : {&To, &From})
    if (Status Good = Each->check(Extent, RowBytes); Good != Status::Success)
      return Good;
  return copyInStream({To.address(), To.pitch(), To.slice(), From.address(), From.pitch(), From.slice(),
                       RowBytes, Extent.height, Extent.depth},
                      Kind, On, Waits);
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
