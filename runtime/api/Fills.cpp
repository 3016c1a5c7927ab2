// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Filling memory with a byte, in one, two and three dimensions.
#include "api/Call.h"
#include "core/DeviceLaunch.h"
#include "core/Memory.h"
#include <cstring>

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

static Status fillBox(void *To, size_t Pitch, size_t Slice, int Value, size_t Width, size_t Height,
                      size_t Depth, lorchaStream_t Handle) {
  StreamHandle On(Handle);
  if (!On)
    return Status::InvalidResourceHandle;
  if (Height > 1 && Width > Pitch)
    return Status::InvalidValue; // copies have an error of their own for that
  return fill(*On, {To, Pitch, Slice, Width, Height, Depth, static_cast<uint32_t>(Value) & 0xff, 1},
              Wait::No);
}

lorchaError_t lorchaMemset(void *To, int Value, size_t Bytes) {
  auto Body = [&] { return fillBox(To, Bytes, Bytes, Value, Bytes, 1, 1, nullptr); };
  return call(__func__, Body, To, Value, Bytes);
}

lorchaError_t lorchaMemsetAsync(void *To, int Value, size_t Bytes, lorchaStream_t On) {
  auto Body = [&] {
    if (isInKernel()) {
      std::memset(To, Value, Bytes);
      return Status::Success;
    }
    return fillBox(To, Bytes, Bytes, Value, Bytes, 1, 1, On);
  };
  return call(__func__, Body, To, Value, Bytes, On);
}

lorchaError_t lorchaMemset2D(void *To, size_t Pitch, int Value, size_t Width, size_t Height) {
  auto Body = [&] { return fillBox(To, Pitch, 0, Value, Width, Height, 1, nullptr); };
  return call(__func__, Body, To, Pitch, Value, Width, Height);
}

lorchaError_t lorchaMemset2DAsync(void *To, size_t Pitch, int Value, size_t Width, size_t Height,
                                  lorchaStream_t On) {
  auto Body = [&] { return fillBox(To, Pitch, 0, Value, Width, Height, 1, On); };
  return call(__func__, Body, To, Pitch, Value, Width, Height, On);
}

static Status fillBox(const lorchaPitchedPtr &To, int Value, const lorchaExtent &Extent, lorchaStream_t On) {
  return fillBox(To.ptr, To.pitch, To.pitch * To.ysize, Value, Extent.width, Extent.height, Extent.depth, On);
}

lorchaError_t lorchaMemset3D(lorchaPitchedPtr To, int Value, lorchaExtent Extent) {
  return call(__func__, [&] { return fillBox(To, Value, Extent, nullptr); }, To, Value, Extent);
}

lorchaError_t lorchaMemset3DAsync(lorchaPitchedPtr To, int Value, lorchaExtent Extent, lorchaStream_t On) {
  return call(__func__, [&] { return fillBox(To, Value, Extent, On); }, To, Value, Extent, On);
}
