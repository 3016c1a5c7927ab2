// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Blocks whose rows are so short that tiles of threads (lorcha/tiles.h) would be narrow: some neighbours in x
// run abreast, from barrier to barrier. Their shared arrays and the storage of their threads lie side by
// side, so that one tile has the threads of all. Between tiles each runs its regions by itself. Part of the
// contract between Emit/Cpu and the CPU backend; docs/regions.md shows the printed form.
#ifndef LORCHA_ABREAST_H
#define LORCHA_ABREAST_H

#include "lorcha/regions.h"

namespace lorcha {

/// SizeX: blockDim.x of a launch. Bytes: of the widest number that threads keep in a tile.
template <unsigned SizeX, unsigned Bytes> struct Abreast {
  /// Threads of a tile's row: two vectors, where there are registers for them. GCC makes no pairs of vectors.
#ifdef __clang__
  static constexpr unsigned Wanted = (VectorBytes > 16 ? 2 : 1) * VectorBytes / Bytes;
#else
  static constexpr unsigned Wanted = VectorBytes / Bytes;
#endif
  /// Blocks that run abreast, at most.
  static constexpr unsigned Count = Wanted % SizeX == 0 && Wanted / SizeX <= 4 ? Wanted / SizeX : 1;

  /// How many a block stands for: Count or, at the end of a row of the grid and of another size, fewer.
  static unsigned in(const Block &block) { return Count == 1 ? 1 : block.blockDim.x / block.LaunchedSizeX; }

  /// Whether a thread of all blocks is one of the first block's.
  static bool isOfFirst(const Thread &Current) {
    return Count == 1 || Current.threadIdx.x < Current.block.LaunchedSizeX;
  }

  /// One of those that a block stands for.
  static Block part(const Block &block, unsigned Index) {
    Block Own = block;
    Own.blockDim.x = block.LaunchedSizeX;
    Own.blockIdx.x += Index;
    Own.Abreast = static_cast<unsigned short>(in(block));
    Own.Beside = static_cast<unsigned short>(Index);
    return Own;
  }
  /// The part of a shared array that a block has, whose last index has room for all of them.
  template <class T, size_t Size> static T (&part(T (&Array)[Size], const Block &block))[Size] {
    using Element = std::remove_all_extents_t<T>;
    constexpr size_t Last = std::extent<T[Size], std::rank<T[Size]>::value - 1>::value;
    Element *const First = reinterpret_cast<Element *>(&Array);
    return *reinterpret_cast<T(*)[Size]>(First + block.Beside * (Last / Count));
  }

  /// Body(block, its part of each array) for each of them.
  template <class BodyT, class... ArrayTs>
  LORCHA_INLINED static void forEach(const Block &block, const BodyT &Body, ArrayTs &...Arrays) {
    if constexpr (Count == 1) {
      LORCHA_INLINED_CALL Body(block, Arrays...);
    } else {
#ifdef __clang__
#pragma clang loop unroll(disable)
#endif
      for (unsigned I = 0; I < in(block); ++I) {
        const Block Own = part(block, I);
        LORCHA_INLINED_CALL Body(Own, part(Arrays, Own)...);
      }
    }
  }
};

} // namespace lorcha

#endif
