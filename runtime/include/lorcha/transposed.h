// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Shared arrays that are stored with their first index innermost, because neighbouring threads use
// neighbouring first indices. Part of the contract between Emit/Cpu and the CPU backend.
#ifndef LORCHA_TRANSPOSED_H
#define LORCHA_TRANSPOSED_H

#include <cstddef>

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

} // namespace lorcha

#endif
