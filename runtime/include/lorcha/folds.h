// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Blocks of one row whose kernel makes rows of its own, `threadIdx.x % 16` and `threadIdx.x / 16`: they run
// as blocks of such rows. A thread's place in its row is then that of the loops over threads, and remainders
// are seen to rise by one from neighbour to neighbour. Part of the contract between Emit/Cpu and the CPU
// backend; docs/regions.md shows the printed form.
#ifndef LORCHA_FOLDS_H
#define LORCHA_FOLDS_H

#include "lorcha/regions.h"

namespace lorcha {

/// Runs Body(block) for a block whose rows have Width threads, a power of two; or fewer, the largest power of
/// two that the launched rows are a multiple of. The launched rows follow each other in z.
template <unsigned Width, class BodyT> LORCHA_INLINED void inRows(const Block &block, const BodyT &Body) {
  const unsigned SizeX = block.blockDim.x, LaunchedRows = block.blockDim.y * block.blockDim.z;
  if (block.LaunchedSizeX % Width == 0) {
    const Block Whole{block.gridDim,
                      {Width, SizeX / Width, LaunchedRows},
                      block.blockIdx,
                      block.DynamicShared,
                      block.DynamicSharedBytes,
                      block.Memory,
                      block.LaunchedSizeX / Width * Width}; // as compilers see then
    LORCHA_INLINED_CALL Body(Whole);
    return;
  }
  Block Parts = block;
  Parts.blockDim.x = block.LaunchedSizeX & -block.LaunchedSizeX;
  Parts.blockDim.y = SizeX / Parts.blockDim.x;
  Parts.blockDim.z = LaunchedRows;
  LORCHA_INLINED_CALL Body(Parts);
}

/// The block without all but its first launched row; see forEachThreadInRow.
inline Block firstRow(const Block &block) {
  Block Row = block;
  Row.blockDim.y = Row.blockDim.z = 1;
  return Row;
}

/// threadIdx as the kernel sees it.
LORCHA_INLINED uint3 unfolded(const Thread &Current) {
  return {Current.threadIdx.y * Current.block.blockDim.x + Current.threadIdx.x, 0, 0};
}

/// The rank of a thread in its tile of Size threads, and the tile's in the block. Rows fit into tiles.
template <unsigned Size> LORCHA_INLINED unsigned rankInTile(const Thread &Current) {
  const uint3 &At = Current.threadIdx;
  const dim3 &Rows = Current.block.blockDim;
  return (At.z * Rows.y + At.y) * Rows.x % Size + At.x;
}
template <unsigned Size> LORCHA_INLINED unsigned rankOfTile(const Thread &Current) {
  const uint3 &At = Current.threadIdx;
  const dim3 &Rows = Current.block.blockDim;
  return (At.z * Rows.y + At.y) * Rows.x / Size;
}

/// A thread's place in the row that was launched, or in all of them, and its place in the folded row.
template <class T> struct FoldedPlace {
  T Place, Column;
};
template <class T> LORCHA_INLINED FoldedPlace<T> inRow(const Thread &Current, T Place) {
  return {Place, static_cast<T>(Current.threadIdx.x)};
}
// The row's first thread is at a multiple of what rows fit into.
template <class T, class U> LORCHA_INLINED auto operator%(const FoldedPlace<T> &At, U Divisor) {
  const auto OfFirst = static_cast<T>(At.Place - At.Column) % Divisor;
  return OfFirst + static_cast<decltype(OfFirst + 0)>(At.Column);
}
template <class T, class U> LORCHA_INLINED auto operator&(const FoldedPlace<T> &At, U Mask) {
  const auto OfFirst = static_cast<T>(At.Place - At.Column) & Mask;
  return OfFirst + static_cast<decltype(OfFirst + 0)>(At.Column);
}
template <class T, class U> LORCHA_INLINED auto operator/(const FoldedPlace<T> &At, U Divisor) {
  return static_cast<T>(At.Place - At.Column) / Divisor;
}
template <class T, class U> LORCHA_INLINED auto operator>>(const FoldedPlace<T> &At, U Bits) {
  return static_cast<T>(At.Place - At.Column) >> Bits;
}

} // namespace lorcha

#endif
