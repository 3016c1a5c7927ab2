// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Warp matrix functions on elements of 4 bits and 1 bit (nvcuda::wmma::experimental), which lie in words of
// 32 bits. Lane l has word l of the 32 of its matrix: A row by row, B column by column. For translated
// programs and the parse; OpenCL C is lowered from the form with exchanges.
#ifndef LORCHA_MMA_BITS_H
#define LORCHA_MMA_BITS_H

#include "lorcha/mma.h"

namespace nvcuda {
namespace wmma {
namespace experimental {

namespace precision {
struct u4 {};
struct s4 {};
struct b1 {};
} // namespace precision

enum bmmaBitOp { bmmaBitOpXOR = 1, bmmaBitOpAND = 2 };
enum bmmaAccumulateOp { bmmaAccumulateOpPOPC = 1 };

} // namespace experimental
} // namespace wmma
} // namespace nvcuda

namespace lorcha {
namespace wmma {

/// A fragment of one word a lane: 8 rows or columns of four words.
template <class T, int Elements> class WordFragment {
public:
  using element_type = T;
  using storage_element_type = int;
  using Memory = void;
  static constexpr int num_elements = Elements, num_storage_elements = 1;
  int x[1];
};

/// The lane's word. Stride is in elements; A comes by rows, B by columns.
template <class FragmentT>
LORCHA_DEVICE inline void loadOwn(FragmentT &To, const void *From, unsigned Stride, bool) {
  const unsigned Lane = laneHere();
  To.x[0] = static_cast<const int *>(From)[Lane / 4 * (Stride / FragmentT::num_elements) + Lane % 4];
}

/// The sum of the products of the elements of two words, and of bits that a rule leaves.
template <class T> LORCHA_DEVICE inline int productOfNibbles(int A, int B) {
  int Sum = 0;
  for (int Shift = 0; Shift < 32; Shift += 4)
    if constexpr (::std::is_same<T, nvcuda::wmma::experimental::precision::s4>::value)
      Sum += (static_cast<int>(static_cast<unsigned>(A) << (28 - Shift)) >> 28) *
             (static_cast<int>(static_cast<unsigned>(B) << (28 - Shift)) >> 28);
    else
      Sum += (A >> Shift & 15) * (B >> Shift & 15);
  return Sum;
}
template <bool IsAnd> LORCHA_DEVICE inline int countOfBits(int A, int B) {
  return __builtin_popcount(static_cast<unsigned>(IsAnd ? A & B : A ^ B));
}

/// D = C + the products of words, by the rule. Each lane does its own two elements.
template <class FragmentT, class RuleT>
LORCHA_DEVICE inline void multiplyWords(FragmentT &D, int A, int B, const FragmentT &C, RuleT Rule) {
  const group::Values<int> Rows = group::exchange(~0u, A), Columns = group::exchange(~0u, B);
  const unsigned First = laneHere() * 2;
  for (unsigned I = 0; I < 2; ++I) {
    const unsigned Row = (First + I) / 8, Column = (First + I) % 8;
    int Sum = C.x[I];
    for (unsigned Word = 0; Word < 4; ++Word)
      Sum += Rule(Rows.Lane[Row * 4 + Word], Columns.Lane[Column * 4 + Word]);
    D.x[I] = Sum;
  }
}

} // namespace wmma
} // namespace lorcha

namespace nvcuda {
namespace wmma {

template <class LayoutT>
class fragment<matrix_a, 8, 8, 32, experimental::precision::u4, LayoutT>
    : public lorcha::wmma::WordFragment<experimental::precision::u4, 8> {};
template <class LayoutT>
class fragment<matrix_b, 8, 8, 32, experimental::precision::u4, LayoutT>
    : public lorcha::wmma::WordFragment<experimental::precision::u4, 8> {};
template <class LayoutT>
class fragment<matrix_a, 8, 8, 32, experimental::precision::s4, LayoutT>
    : public lorcha::wmma::WordFragment<experimental::precision::s4, 8> {};
template <class LayoutT>
class fragment<matrix_b, 8, 8, 32, experimental::precision::s4, LayoutT>
    : public lorcha::wmma::WordFragment<experimental::precision::s4, 8> {};
template <class LayoutT>
class fragment<matrix_a, 8, 8, 128, experimental::precision::b1, LayoutT>
    : public lorcha::wmma::WordFragment<experimental::precision::b1, 32> {};
template <class LayoutT>
class fragment<matrix_b, 8, 8, 128, experimental::precision::b1, LayoutT>
    : public lorcha::wmma::WordFragment<experimental::precision::b1, 32> {};

template <class T>
LORCHA_DEVICE inline void mma_sync(fragment<accumulator, 8, 8, 32, int> &D,
                                   const fragment<matrix_a, 8, 8, 32, T, row_major> &A,
                                   const fragment<matrix_b, 8, 8, 32, T, col_major> &B,
                                   const fragment<accumulator, 8, 8, 32, int> &C, bool = false) {
  lorcha::wmma::multiplyWords(D, A.x[0], B.x[0], C, [](int Left, int Right) {
    return lorcha::wmma::productOfNibbles<T>(Left, Right);
  });
}

LORCHA_DEVICE inline void
bmma_sync(fragment<accumulator, 8, 8, 128, int> &D,
          const fragment<matrix_a, 8, 8, 128, experimental::precision::b1, row_major> &A,
          const fragment<matrix_b, 8, 8, 128, experimental::precision::b1, col_major> &B,
          const fragment<accumulator, 8, 8, 128, int> &C,
          experimental::bmmaBitOp Operation = experimental::bmmaBitOpXOR,
          experimental::bmmaAccumulateOp = experimental::bmmaAccumulateOpPOPC) {
  const bool IsAnd = Operation == experimental::bmmaBitOpAND;
  lorcha::wmma::multiplyWords(D, A.x[0], B.x[0], C, [=](int Left, int Right) {
    return IsAnd ? lorcha::wmma::countOfBits<true>(Left, Right)
                 : lorcha::wmma::countOfBits<false>(Left, Right);
  });
}

} // namespace wmma
} // namespace nvcuda

#endif
