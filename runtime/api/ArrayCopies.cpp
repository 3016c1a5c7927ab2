// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Copies of rows and bytes to, from and between arrays. Offsets and widths count bytes here. Boxes are in
// Copies.cpp.
#include "api/Arrays.h"
#include "api/Call.h"
#include "api/Copies.h"
#include <algorithm>

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

namespace {

/// A place in the first slice of an array.
struct ArrayPlace {
  std::shared_ptr<Array> In;
  size_t Column, Row; ///< bytes, rows

  size_t rowBytes() const { return In->shape().Extent[0] * In->shape().Format.bytes(); }
  char *address() const { return In->at(0, Row, 0) + Column; }
  size_t pitch() const { return In->level().Pitch; }
  /// Whether a box of that many bytes and rows fits.
  bool holds(size_t Width, size_t Height) const {
    return Column <= rowBytes() && Width <= rowBytes() - Column && Row <= In->shape().count(1) &&
           Height <= In->shape().count(1) - Row;
  }
};

} // namespace

static Status copyRowsTo(const ArrayPlace &To, const void *From, size_t Pitch, size_t Width, size_t Height,
                         lorchaMemcpyKind Kind, lorchaStream_t On, Wait Waits) {
  if (!To.In)
    return Status::InvalidResourceHandle;
  if (!Width || !Height)
    return Status::Success;
  if (Width > Pitch)
    return Status::InvalidPitch;
  if (!To.holds(Width, Height))
    return Status::InvalidValue;
  return copyInStream({To.address(), To.pitch(), 0, From, Pitch, 0, Width, Height, 1}, Kind, On, Waits);
}

static Status copyRowsFrom(void *To, size_t Pitch, const ArrayPlace &From, size_t Width, size_t Height,
                           lorchaMemcpyKind Kind, lorchaStream_t On, Wait Waits) {
  if (!From.In)
    return Status::InvalidResourceHandle;
  if (!Width || !Height)
    return Status::Success;
  if (Width > Pitch)
    return Status::InvalidPitch;
  if (!From.holds(Width, Height))
    return Status::InvalidValue;
  return copyInStream({To, Pitch, 0, From.address(), From.pitch(), 0, Width, Height, 1}, Kind, On, Waits);
}

lorchaError_t lorchaMemcpy2DToArray(lorchaArray_t To, size_t Column, size_t Row, const void *From,
                                    size_t Pitch, size_t Width, size_t Height, lorchaMemcpyKind Kind) {
  auto Body = [&] {
    return copyRowsTo({findArray(To), Column, Row}, From, Pitch, Width, Height, Kind, nullptr, Wait::Yes);
  };
  return call(__func__, Body, To, Column, Row, From, Pitch, Width, Height, Kind);
}

lorchaError_t lorchaMemcpy2DToArrayAsync(lorchaArray_t To, size_t Column, size_t Row, const void *From,
                                         size_t Pitch, size_t Width, size_t Height, lorchaMemcpyKind Kind,
                                         lorchaStream_t On) {
  auto Body = [&] {
    return copyRowsTo({findArray(To), Column, Row}, From, Pitch, Width, Height, Kind, On, Wait::No);
  };
  return call(__func__, Body, To, Column, Row, From, Pitch, Width, Height, Kind, On);
}

lorchaError_t lorchaMemcpy2DFromArray(void *To, size_t Pitch, lorchaArray_const_t From, size_t Column,
                                      size_t Row, size_t Width, size_t Height, lorchaMemcpyKind Kind) {
  auto Body = [&] {
    return copyRowsFrom(To, Pitch, {findArray(From), Column, Row}, Width, Height, Kind, nullptr, Wait::Yes);
  };
  return call(__func__, Body, To, Pitch, From, Column, Row, Width, Height, Kind);
}

lorchaError_t lorchaMemcpy2DFromArrayAsync(void *To, size_t Pitch, lorchaArray_const_t From, size_t Column,
                                           size_t Row, size_t Width, size_t Height, lorchaMemcpyKind Kind,
                                           lorchaStream_t On) {
  auto Body = [&] {
    return copyRowsFrom(To, Pitch, {findArray(From), Column, Row}, Width, Height, Kind, On, Wait::No);
  };
  return call(__func__, Body, To, Pitch, From, Column, Row, Width, Height, Kind, On);
}

static Status copyBetween(const ArrayPlace &To, const ArrayPlace &From, size_t Width, size_t Height,
                          lorchaMemcpyKind Kind) {
  if (!To.In || !From.In)
    return Status::InvalidResourceHandle;
  if (!Width || !Height)
    return Status::Success;
  if (!From.holds(Width, Height))
    return Status::InvalidValue;
  return copyRowsTo(To, From.address(), From.pitch(), Width, Height, Kind, nullptr, Wait::Yes);
}

lorchaError_t lorchaMemcpy2DArrayToArray(lorchaArray_t To, size_t ToColumn, size_t ToRow,
                                         lorchaArray_const_t From, size_t FromColumn, size_t FromRow,
                                         size_t Width, size_t Height, lorchaMemcpyKind Kind) {
  auto Body = [&] {
    return copyBetween({findArray(To), ToColumn, ToRow}, {findArray(From), FromColumn, FromRow}, Width,
                       Height, Kind);
  };
  return call(__func__, Body, To, ToColumn, ToRow, From, FromColumn, FromRow, Width, Height, Kind);
}

/// Whether that many bytes, over the ends of rows, begin in an array and end in it.
static bool holdsBytes(const ArrayPlace &Place, size_t Bytes) {
  size_t RowBytes = Place.rowBytes(), Rows = Place.In->shape().count(1);
  return Place.Column < RowBytes && Place.Row < Rows && Bytes <= (Rows - Place.Row) * RowBytes - Place.Column;
}

/// Calls Copy(place, bytes before it, bytes a row, rows) for the end of a first row, whole rows, and the
/// begin of a last one, that together are Bytes bytes from the place on.
template <class CopyT> static Status inRows(ArrayPlace Place, size_t Bytes, CopyT Copy) {
  if (!Place.In)
    return Status::InvalidResourceHandle;
  size_t RowBytes = Place.rowBytes();
  if (!holdsBytes(Place, Bytes))
    return Bytes ? Status::InvalidValue : Status::Success;
  for (size_t Done = 0; Done < Bytes;) {
    bool IsWhole = Place.Column == 0 && Bytes - Done >= RowBytes;
    size_t Width = std::min(RowBytes - Place.Column, Bytes - Done),
           Rows = IsWhole ? (Bytes - Done) / RowBytes : 1;
    Status Copied = Copy(Place, Done, Width, Rows);
    if (Copied != Status::Success)
      return Copied;
    Done += Width * Rows;
    Place.Row += Rows;
    Place.Column = 0;
  }
  return Status::Success;
}

static Status copyBytesTo(const ArrayPlace &To, const void *From, size_t Bytes, lorchaMemcpyKind Kind,
                          lorchaStream_t On, Wait Waits) {
  return inRows(To, Bytes, [&](const ArrayPlace &Place, size_t Before, size_t Width, size_t Rows) {
    return copyRowsTo(Place, static_cast<const char *>(From) + Before, Width, Width, Rows, Kind, On, Waits);
  });
}

static Status copyBytesFrom(void *To, const ArrayPlace &From, size_t Bytes, lorchaMemcpyKind Kind,
                            lorchaStream_t On, Wait Waits) {
  return inRows(From, Bytes, [&](const ArrayPlace &Place, size_t Before, size_t Width, size_t Rows) {
    return copyRowsFrom(static_cast<char *>(To) + Before, Width, Place, Width, Rows, Kind, On, Waits);
  });
}

lorchaError_t lorchaMemcpyToArray(lorchaArray_t To, size_t Column, size_t Row, const void *From, size_t Bytes,
                                  lorchaMemcpyKind Kind) {
  auto Body = [&] {
    return copyBytesTo({findArray(To), Column, Row}, From, Bytes, Kind, nullptr, Wait::Yes);
  };
  return call(__func__, Body, To, Column, Row, From, Bytes, Kind);
}

lorchaError_t lorchaMemcpyToArrayAsync(lorchaArray_t To, size_t Column, size_t Row, const void *From,
                                       size_t Bytes, lorchaMemcpyKind Kind, lorchaStream_t On) {
  auto Body = [&] { return copyBytesTo({findArray(To), Column, Row}, From, Bytes, Kind, On, Wait::No); };
  return call(__func__, Body, To, Column, Row, From, Bytes, Kind, On);
}

lorchaError_t lorchaMemcpyFromArray(void *To, lorchaArray_const_t From, size_t Column, size_t Row,
                                    size_t Bytes, lorchaMemcpyKind Kind) {
  auto Body = [&] {
    return copyBytesFrom(To, {findArray(From), Column, Row}, Bytes, Kind, nullptr, Wait::Yes);
  };
  return call(__func__, Body, To, From, Column, Row, Bytes, Kind);
}

lorchaError_t lorchaMemcpyFromArrayAsync(void *To, lorchaArray_const_t From, size_t Column, size_t Row,
                                         size_t Bytes, lorchaMemcpyKind Kind, lorchaStream_t On) {
  auto Body = [&] { return copyBytesFrom(To, {findArray(From), Column, Row}, Bytes, Kind, On, Wait::No); };
  return call(__func__, Body, To, From, Column, Row, Bytes, Kind, On);
}

lorchaError_t lorchaMemcpyArrayToArray(lorchaArray_t To, size_t ToColumn, size_t ToRow,
                                       lorchaArray_const_t From, size_t FromColumn, size_t FromRow,
                                       size_t Bytes, lorchaMemcpyKind Kind) {
  auto Body = [&] {
    // Rows of both may differ in length: each stretch of the one is split by the rows of the other.
    ArrayPlace Source = {findArray(From), FromColumn, FromRow};
    if (!Source.In)
      return Status::InvalidResourceHandle;
    if (Bytes && !holdsBytes(Source, Bytes))
      return Status::InvalidValue;
    return inRows({findArray(To), ToColumn, ToRow}, Bytes,
                  [&](const ArrayPlace &Target, size_t Before, size_t Width, size_t Rows) {
                    for (size_t I = 0; I < Rows; ++I) {
                      size_t At = Source.Column + Source.Row * Source.rowBytes() + Before + I * Width;
                      ArrayPlace First = {Source.In, At % Source.rowBytes(), At / Source.rowBytes()};
                      char *To = Target.address() + I * Target.pitch();
                      Status Copied = copyBytesFrom(To, First, Width, Kind, nullptr, Wait::Yes);
                      if (Copied != Status::Success)
                        return Copied;
                    }
                    return Status::Success;
                  });
  };
  return call(__func__, Body, To, ToColumn, ToRow, From, FromColumn, FromRow, Bytes, Kind);
}
