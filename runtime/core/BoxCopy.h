// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Copies of boxes as programs describe them: between memory and arrays.
#ifndef LORCHA_CORE_BOXCOPY_H
#define LORCHA_CORE_BOXCOPY_H

#include "core/Memory.h"
#include "core/Texture.h"
#include <memory>

namespace lorcha::runtime {

/// One end of a box's copy: an array, or memory.
struct BoxEnd {
  std::shared_ptr<Array> In;
  void *Memory = nullptr;     ///< if there is no array
  size_t Pitch = 0;           ///< bytes from row to row
  size_t RowBytes = 0;        ///< as given to the API, without meaning here
  size_t Rows = 0;            ///< of a slice
  size_t X = 0, Y = 0, Z = 0; ///< where the box begins: elements in arrays; else X counts bytes

  size_t pitch() const { return In ? In->level().Pitch : Pitch; }
  size_t slice() const { return In ? In->level().Slice : Pitch * Rows; }
  char *address() const {
    return In ? In->at(X, Y, Z) : static_cast<char *>(Memory) + (Z * Rows + Y) * Pitch + X;
  }
};

/// A copy of Width x Height x Depth. Width counts the elements of an array if one takes part, else bytes.
struct BoxCopy {
  BoxEnd To, From;
  size_t Width = 0, Height = 0, Depth = 0;
  CopyDirection Direction = CopyDirection::FromAddresses;

  bool isEmpty() const { return !Width || !Height || !Depth; }
  /// The bytes that the copy moves; InvalidValue or InvalidPitch if the box leaves one of its ends, as far as
  /// that is known here. Not for empty boxes.
  Status toRequest(CopyRequest &Result) const;
};

/// A box of Bytes bytes in a row.
BoxCopy linearBox(void *To, const void *From, size_t Bytes, CopyDirection Direction);

} // namespace lorcha::runtime

#endif
