// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Shared arrays whose first index is innermost in memory, because neighbouring threads use neighbouring first
// indices: stored like that, or as a copy of an array that other regions write along its rows. Part of the
// contract between Emit/Cpu and the CPU backend.
#ifndef LORCHA_TRANSPOSED_H
#define LORCHA_TRANSPOSED_H

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

/// Blocks of Size x Size elements of an unsigned type, transposed in registers: in the step of distance H,
/// what stands H lanes to the right in a row changes places with what stands H rows below.
template <class T> class TransposedBlock {
public:
  static constexpr size_t Size = 32 / sizeof(T);
  /// Strides in elements.
  static void store(const T *From, size_t FromStride, T *To, size_t ToStride) {
    Vector Lines[Size];
    for (size_t I = 0; I < Size; ++I)
      std::memcpy(&Lines[I], From + I * FromStride, sizeof(Vector));
    steps<Size / 2>(Lines, std::make_index_sequence<Size>());
    for (size_t I = 0; I < Size; ++I)
      std::memcpy(To + I * ToStride, &Lines[I], sizeof(Vector));
  }

private:
  typedef T Vector __attribute__((vector_size(32)));
  template <size_t H, size_t... Lanes>
  static void steps(Vector (&Lines)[Size], std::index_sequence<Lanes...> All) {
    for (size_t I = 0; I < Size; ++I)
      if ((I & H) == 0) {
        const Vector Upper = Lines[I], Lower = Lines[I + H];
        Lines[I] = __builtin_shufflevector(Upper, Lower, (Lanes & H ? Size + Lanes - H : Lanes)...);
        Lines[I + H] = __builtin_shufflevector(Upper, Lower, (Lanes & H ? Size + Lanes : Lanes + H)...);
      }
    if constexpr (H > 1)
      steps<H / 2>(Lines, All);
  }
};

/// To[column][row] = From[row][column].
template <class T, size_t Rows, size_t Columns>
void transpose(const T (&From)[Rows][Columns], T (&To)[Columns][Rows]) {
  size_t WholeRows = 0, WholeColumns = 0;
  if constexpr (std::is_arithmetic<T>::value && sizeof(T) <= 8) {
    using Word = std::conditional_t<
        sizeof(T) == 8, uint64_t,
        std::conditional_t<sizeof(T) == 4, uint32_t, std::conditional_t<sizeof(T) == 2, uint16_t, uint8_t>>>;
    using Block = TransposedBlock<Word>;
    WholeRows = Rows / Block::Size * Block::Size, WholeColumns = Columns / Block::Size * Block::Size;
    for (size_t Row = 0; Row < WholeRows; Row += Block::Size)
      for (size_t Column = 0; Column < WholeColumns; Column += Block::Size)
        Block::store(reinterpret_cast<const Word *>(&From[Row][Column]), Columns,
                     reinterpret_cast<Word *>(&To[Column][Row]), Rows);
  }
  for (size_t Column = 0; Column < Columns; ++Column)
    for (size_t Row = Column < WholeColumns ? WholeRows : 0; Row < Rows; ++Row)
      std::memcpy(static_cast<void *>(&To[Column][Row]), &From[Row][Column], sizeof(T));
}

/// A copy of `T array[Rows][Columns]` with its first index innermost, for regions that only read.
template <class T, size_t Rows, size_t Columns> class TransposedCopy {
public:
  explicit TransposedCopy(const T (&Original)[Rows][Columns]) : Original(Original) {}
  TransposedCopy(const TransposedCopy &) = delete;
  /// Behind regions that may have changed the original.
  void outdate() { IsCurrent = false; }
  /// Before regions that read the copy.
  void update() {
    if (!IsCurrent)
      transpose(Original, Copy);
    IsCurrent = true;
  }
  typename Transposed<const T, Rows>::Row operator[](ptrdiff_t Index) const {
    return typename Transposed<const T, Rows>::Row(&Copy[0][0] + Index);
  }

private:
  const T (&Original)[Rows][Columns];
  bool IsCurrent = false;
  alignas(64) T Copy[Columns][Rows];
};

} // namespace lorcha

#endif
