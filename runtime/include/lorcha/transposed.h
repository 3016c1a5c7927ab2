// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Shared arrays whose first index is innermost in memory, because neighbouring threads use neighbouring first
// indices: stored like that, or as a copy of an array that other regions write along its rows. Part of the
// contract between Emit/Cpu and the CPU backend.
#ifndef LORCHA_TRANSPOSED_H
#define LORCHA_TRANSPOSED_H

#include "lorcha/vector_size.h"
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>
#include <utility>

namespace lorcha {

/// Stands for `T array[Rows][Columns]` in subscripts; lies in the memory of one.
template <class T, size_t Rows> class Transposed {
public:
  template <size_t Columns> explicit Transposed(T (&Memory)[Rows][Columns]) : Elements(&Memory[0][0]) {}
  class Row {
  public:
    explicit Row(T *First) : First(First) {}
    T &operator[](ptrdiff_t Column) const { return First[Column * static_cast<ptrdiff_t>(Rows)]; }

  private:
    T *First;
  };
  Row operator[](ptrdiff_t Index) const { return Row(Elements + Index); }

private:
  T *Elements;
};

/// Pieces of 16 bytes of so many rows that one column of them fills a vector of Bytes, transposed in
/// registers: the pieces of rows that stand Width apart are put into one vector, and in the step of distance
/// H, what stands H lanes to the right in a vector changes places with what stands H vectors below.
template <class T, size_t Bytes> class TransposedPieces {
public:
  static constexpr size_t Width = 16 / sizeof(T), Height = Bytes / sizeof(T);
  /// Strides in elements.
  static void store(const T *From, size_t FromStride, T *To, size_t ToStride) {
    Vector Lines[Width];
    for (size_t I = 0; I < Width; ++I)
      Lines[I] = gather<Bytes>(From + I * FromStride, Width * FromStride);
    steps<Width / 2>(Lines, std::make_index_sequence<Height>());
    for (size_t I = 0; I < Width; ++I)
      std::memcpy(To + I * ToStride, &Lines[I], Bytes);
  }

private:
  template <size_t Size> struct VectorOf {
    typedef T Type __attribute__((vector_size(Size)));
  };
  using Vector = typename VectorOf<Bytes>::Type;

  template <size_t Size> static typename VectorOf<Size>::Type gather(const T *From, size_t Stride) {
    if constexpr (Size == 16) {
      Vector16 Piece;
      std::memcpy(&Piece, From, 16);
      return Piece;
    } else {
      return join(gather<Size / 2>(From, Stride), gather<Size / 2>(From + Size / 32 * Stride, Stride),
                  std::make_index_sequence<Size / sizeof(T)>());
    }
  }
  template <class HalfT, size_t... Lanes>
  static auto join(HalfT Lower, HalfT Upper, std::index_sequence<Lanes...>) {
    return __builtin_shufflevector(Lower, Upper, Lanes...);
  }
  using Vector16 = typename VectorOf<16>::Type;

  template <size_t H, size_t... Lanes>
  static void steps(Vector (&Lines)[Width], std::index_sequence<Lanes...> All) {
    if constexpr (H > 0) {
      for (size_t I = 0; I < Width; ++I)
        if ((I & H) == 0) {
          const Vector Upper = Lines[I], Lower = Lines[I + H];
          Lines[I] = __builtin_shufflevector(Upper, Lower, (Lanes & H ? Height + Lanes - H : Lanes)...);
          Lines[I + H] = __builtin_shufflevector(Upper, Lower, (Lanes & H ? Height + Lanes : Lanes + H)...);
        }
      steps<H / 2>(Lines, All);
    }
  }
};

/// Bytes of the widest vector that a column of Rows elements fills; 0 if it fills none.
constexpr size_t transposedBytes(size_t Rows, size_t ElementBytes) {
  for (size_t Bytes = VectorBytes; Bytes >= 16; Bytes /= 2)
    if (Bytes <= Rows * ElementBytes)
      return Bytes;
  return 0;
}

/// To[column][row] = From[row][column], in arrays whose rows stand FromStride and ToStride elements apart.
template <size_t Rows, size_t Columns, size_t FromStride, size_t ToStride, class T>
void transpose(const T *From, T *To) {
  if constexpr (std::is_arithmetic<T>::value && sizeof(T) <= 8 && Columns * sizeof(T) >= 16 &&
                transposedBytes(Rows, sizeof(T)) != 0) {
    using Word = std::conditional_t<
        sizeof(T) == 8, uint64_t,
        std::conditional_t<sizeof(T) == 4, uint32_t, std::conditional_t<sizeof(T) == 2, uint16_t, uint8_t>>>;
    using Pieces = TransposedPieces<Word, transposedBytes(Rows, sizeof(T))>;
    const auto Store = [&](size_t Row, size_t Column) {
      Pieces::store(reinterpret_cast<const Word *>(From + Row * FromStride + Column), FromStride,
                    reinterpret_cast<Word *>(To + Column * ToStride + Row), ToStride);
    };
    // The last piece of a row or column that is no whole number of them overlaps the one before.
    for (size_t Row = 0; Row < Rows; Row += Pieces::Height)
      for (size_t Column = 0; Column < Columns; Column += Pieces::Width)
        Store(std::min(Row, Rows - Pieces::Height), std::min(Column, Columns - Pieces::Width));
    return;
  }
  for (size_t Column = 0; Column < Columns; ++Column)
    for (size_t Row = 0; Row < Rows; ++Row)
      std::memcpy(static_cast<void *>(To + Column * ToStride + Row), From + Row * FromStride + Column,
                  sizeof(T));
}

/// A copy of `T array[Rows][Columns]` with its first index innermost, for regions that only read. Of so many
/// blocks that run abreast: each of the array's rows has those of all, one after the other, and so has the
/// copy.
template <class T, size_t Rows, size_t Columns, size_t Blocks = 1> class TransposedCopy {
public:
  TransposedCopy() = default;
  TransposedCopy(const TransposedCopy &) = delete;
  /// Behind regions that may have changed the original.
  void outdate() { IsCurrent = false; }
  /// Before regions that read the copy. Count: of the blocks that there are.
  void update(const T (&Original)[Rows][Columns * Blocks], size_t Count = Blocks) {
    for (size_t I = 0; !IsCurrent && I < Count; ++I)
      transpose<Rows, Columns, Columns * Blocks, Rows * Blocks>(&Original[0][I * Columns],
                                                                &Copy[0][I * Rows]);
    IsCurrent = true;
  }
  typename Transposed<const T, Rows * Blocks>::Row operator[](ptrdiff_t Index) const {
    return typename Transposed<const T, Rows * Blocks>::Row(&Copy[0][0] + Index);
  }

private:
  bool IsCurrent = false;
  alignas(64) T Copy[Columns][Rows * Blocks];
};

template <class ArrayT, size_t Blocks> struct TransposedCopyOfArray;
template <class T, size_t Rows, size_t Columns, size_t Blocks>
struct TransposedCopyOfArray<T[Rows][Columns], Blocks> {
  using Type = TransposedCopy<T, Rows, Columns / Blocks, Blocks>;
};
/// For a type that is an array.
template <class ArrayT, size_t Blocks = 1>
using TransposedCopyOf = typename TransposedCopyOfArray<ArrayT, Blocks>::Type;

} // namespace lorcha

#endif
