// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// From a box to the bytes that are copied.
#include "core/BoxCopy.h"

namespace lorcha::runtime {

/// Whether the box of that many bytes a row lies within the end.
static Status checkEnd(const BoxEnd &Side, const BoxCopy &Box, size_t RowBytes) {
  if (Side.In) {
    auto Fits = [&](unsigned Axis, size_t First, size_t Count) {
      return First <= Side.In->shape().count(Axis) && Count <= Side.In->shape().count(Axis) - First;
    };
    size_t Columns = RowBytes / Side.In->shape().Format.bytes();
    return Fits(0, Side.X, Columns) && Fits(1, Side.Y, Box.Height) && Fits(2, Side.Z, Box.Depth)
               ? Status::Success
               : Status::InvalidValue;
  }
  if (!Side.Memory)
    return Status::InvalidValue;
  if ((Box.Height > 1 || Box.Depth > 1) && RowBytes > Side.Pitch)
    return Status::InvalidPitch;
  return Box.Depth > 1 && Box.Height > Side.Rows ? Status::InvalidValue : Status::Success;
}

Status BoxCopy::toRequest(CopyRequest &Result) const {
  size_t RowBytes = Width;
  if (To.In || From.In)
    RowBytes *= (To.In ? To.In : From.In)->shape().Format.bytes();
  for (const BoxEnd *Each : {&To, &From})
    if (Status Good = checkEnd(*Each, *this, RowBytes); Good != Status::Success)
      return Good;
  Result = {To.address(), To.pitch(), To.slice(), From.address(), From.pitch(),
            From.slice(), RowBytes,   Height,     Depth};
  return Status::Success;
}

BoxCopy linearBox(void *To, const void *From, size_t Bytes, CopyDirection Direction) {
  BoxCopy Result;
  Result.To.Memory = To;
  Result.From.Memory = const_cast<void *>(From);
  for (BoxEnd *Each : {&Result.To, &Result.From}) {
    Each->Pitch = Each->RowBytes = Bytes;
    Each->Rows = 1;
  }
  Result.Width = Bytes;
  Result.Height = Result.Depth = 1;
  Result.Direction = Direction;
  return Result;
}

} // namespace lorcha::runtime
