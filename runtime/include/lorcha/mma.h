// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's warp matrix functions (mma.h, nvcuda::wmma): D = A * B + C by the lanes of a warp.
//
// A fragment's elements lie over the lanes in the simplest way: element i of lane l is element
// l * num_elements + i of the matrix, row by row, whatever the layout in memory. Each element is there once.
// Products are summed up from the first column of A to the last in float (half, bfloat16, tf32), double or
// int and rounded to the accumulator's type at the end. Elements of 4 bits and 1 bit: mma_bits.h.
#ifndef LORCHA_MMA_H
#define LORCHA_MMA_H
#include "lorcha/own_letters.h"

#include "lorcha/bf16.h"
#include "lorcha/fp16.h"
#include "lorcha/group_primitives.h"
#if !defined(__CUDA__)
#include "lorcha/cpu/cast.h"
#endif

namespace nvcuda {
namespace wmma {

struct matrix_a {};
struct matrix_b {};
struct accumulator {};
struct row_major {};
struct col_major {};
enum layout_t { mem_row_major, mem_col_major };

namespace precision {
struct tf32 {};
} // namespace precision

} // namespace wmma
} // namespace nvcuda

namespace lorcha {
namespace wmma {

/// What is stored for an element, and what products and sums are computed in.
template <class T> struct Element {
  using Stored = T;
  using Wide = T;
};
template <> struct Element<__half> {
  using Stored = __half;
  using Wide = float;
};
template <> struct Element<__nv_bfloat16> {
  using Stored = __nv_bfloat16;
  using Wide = float;
};
template <> struct Element<nvcuda::wmma::precision::tf32> {
  using Stored = float;
  using Wide = float;
};
template <> struct Element<signed char> {
  using Stored = signed char;
  using Wide = int;
};
template <> struct Element<unsigned char> {
  using Stored = unsigned char;
  using Wide = int;
};

/// An element as a number to compute with. Tensor cores look at the upper 19 bits of a tf32.
template <class T> LORCHA_INLINE typename Element<T>::Wide widened(typename Element<T>::Stored Value) {
  if constexpr (::std::is_same<T, __half>::value)
    return __half2float(Value);
  else if constexpr (::std::is_same<T, __nv_bfloat16>::value)
    return __bfloat162float(Value);
  else if constexpr (::std::is_same<T, nvcuda::wmma::precision::tf32>::value)
    return __uint_as_float(__float_as_uint(Value) & 0xffffe000u);
  else
    return static_cast<typename Element<T>::Wide>(Value);
}
/// Sums of long long are those that saturate.
template <class T, class WideT> LORCHA_INLINE T narrowed(WideT Value) {
  if constexpr (::std::is_same<T, __half>::value)
    return __float2half(Value);
  else if constexpr (::std::is_same<WideT, long long>::value)
    return static_cast<T>(Value < -0x7fffffffLL - 1 ? -0x7fffffffLL - 1
                          : Value > 0x7fffffffLL    ? 0x7fffffffLL
                                                    : Value);
  else
    return static_cast<T>(Value);
}

/// Rows and columns of the matrix that a fragment is of.
template <class UseT, int M, int N, int K> struct Extent;
template <int M, int N, int K> struct Extent<nvcuda::wmma::matrix_a, M, N, K> {
  static constexpr int Rows = M, Columns = K;
};
template <int M, int N, int K> struct Extent<nvcuda::wmma::matrix_b, M, N, K> {
  static constexpr int Rows = K, Columns = N;
};
template <int M, int N, int K> struct Extent<nvcuda::wmma::accumulator, M, N, K> {
  static constexpr int Rows = M, Columns = N;
};

LORCHA_DEVICE inline unsigned laneHere() { return group::here().rank() % 32; }

} // namespace wmma
} // namespace lorcha

namespace nvcuda {
namespace wmma {

template <class UseT, int M, int N, int K, class T, class LayoutT = void> class fragment {
  using Extent = lorcha::wmma::Extent<UseT, M, N, K>;

public:
  using element_type = T;
  using storage_element_type = typename lorcha::wmma::Element<T>::Stored;
  using Memory = storage_element_type; ///< what pointers to the matrix point to
  static constexpr int Rows = Extent::Rows, Columns = Extent::Columns;
  static constexpr int num_elements = Rows * Columns / 32;
  static constexpr int num_storage_elements = num_elements;
  static_assert(Rows * Columns % 32 == 0, "this is no shape of a warp's matrix functions");

  storage_element_type x[num_elements];
};

} // namespace wmma
} // namespace nvcuda

namespace lorcha {
namespace wmma {

/// The lane's elements from memory, and to it. Stride is from row to row, or from column to column.
template <class FragmentT, class T>
LORCHA_DEVICE inline void loadOwn(FragmentT &To, const T *From, unsigned Stride, bool IsByRows) {
  const unsigned First = laneHere() * FragmentT::num_elements;
  for (unsigned I = 0; I < FragmentT::num_elements; ++I) {
    const unsigned Row = (First + I) / FragmentT::Columns, Column = (First + I) % FragmentT::Columns;
    To.x[I] = From[IsByRows ? Row * Stride + Column : Column * Stride + Row];
  }
}
template <class FragmentT, class T>
LORCHA_DEVICE inline void storeOwn(T *To, const FragmentT &From, unsigned Stride, bool IsByRows) {
  const unsigned First = laneHere() * FragmentT::num_elements;
  for (unsigned I = 0; I < FragmentT::num_elements; ++I) {
    const unsigned Row = (First + I) / FragmentT::Columns, Column = (First + I) % FragmentT::Columns;
    To[IsByRows ? Row * Stride + Column : Column * Stride + Row] = From.x[I];
  }
}

/// Sum + A * B; integers wrap around.
template <class T, class FactorT> LORCHA_INLINE T addedProduct(T Sum, FactorT A, FactorT B) {
  if constexpr (::std::is_same<T, int>::value)
    return static_cast<T>(static_cast<unsigned>(Sum) + static_cast<unsigned>(A) * static_cast<unsigned>(B));
  else
    return Sum + A * B;
}

#if defined(__CUDA__)
/// The whole matrix from what the lanes hold.
template <class T, class FragmentT>
LORCHA_DEVICE inline void gather(typename Element<T>::Wide *All, const FragmentT &Own) {
  for (int I = 0; I < FragmentT::num_elements; ++I) {
    const typename Element<T>::Wide Mine = widened<T>(Own.x[I]);
    const group::Values<typename Element<T>::Wide> Given = group::exchange(~0u, Mine);
    for (int Lane = 0; Lane < 32; ++Lane)
      All[Lane * FragmentT::num_elements + I] = Given.Lane[Lane];
  }
}
template <int M, int N, int K, class SumT, class DT, class AT, class BT, class CT, class DFragmentT,
          class AFragmentT, class BFragmentT, class CFragmentT>
LORCHA_DEVICE inline void multiply(DFragmentT &D, const AFragmentT &A, const BFragmentT &B,
                                   const CFragmentT &C) {
  using Wide = typename Element<AT>::Wide;
  Wide AllOfA[M * K], AllOfB[K * N];
  gather<AT>(AllOfA, A);
  gather<BT>(AllOfB, B);
  const int First = static_cast<int>(laneHere()) * DFragmentT::num_elements;
  for (int I = 0; I < DFragmentT::num_elements; ++I) {
    const int Row = (First + I) / N, Column = (First + I) % N;
    SumT Sum = widened<CT>(C.x[I]);
    for (int Step = 0; Step < K; ++Step)
      Sum = addedProduct<SumT>(Sum, AllOfA[Row * K + Step], AllOfB[Step * N + Column]);
    D.x[I] = narrowed<DT, SumT>(Sum);
  }
}
#else
/// What a lane hands in.
template <class DFragmentT, class AFragmentT, class BFragmentT, class CFragmentT> struct Operands {
  DFragmentT *D;
  const AFragmentT *A;
  const BFragmentT *B;
  const CFragmentT *C;
};
/// Runs Copy(lane, its operands, its first element) for the lanes that are there.
template <class OperandsT, class CopyT>
LORCHA_INLINE void forLanes(void *const *Given, uint32_t Present, const CopyT &Copy) {
  for (unsigned Lane = 0; Lane < 32; ++Lane)
    if (Present >> Lane & 1)
      Copy(Lane, *static_cast<const OperandsT *>(Given[Lane]));
}
/// The product by one lane for all. Rows of B and of the sum are neighbours in memory, which makes vectors.
template <int M, int N, int K, class SumT, class DT, class AT, class BT, class CT, class OperandsT>
void multiplyForAll(void *const *Given, uint32_t Present) {
  using Wide = typename Element<AT>::Wide;
  Wide A[M * K] = {}, B[K * N] = {};
  SumT Sum[M * N] = {};
  forLanes<OperandsT>(Given, Present, [&](unsigned Lane, const OperandsT &Own) {
    for (unsigned I = 0; I < M * K / 32; ++I)
      A[Lane * (M * K / 32) + I] = widened<AT>(Own.A->x[I]);
    for (unsigned I = 0; I < K * N / 32; ++I)
      B[Lane * (K * N / 32) + I] = widened<BT>(Own.B->x[I]);
    for (unsigned I = 0; I < M * N / 32; ++I)
      Sum[Lane * (M * N / 32) + I] = widened<CT>(Own.C->x[I]);
  });
  for (unsigned Row = 0; Row < M; ++Row) {
    SumT Out[N];
    for (unsigned Column = 0; Column < N; ++Column)
      Out[Column] = Sum[Row * N + Column];
    for (unsigned Step = 0; Step < K; ++Step)
      for (unsigned Column = 0; Column < N; ++Column)
        Out[Column] = addedProduct<SumT>(Out[Column], A[Row * K + Step], B[Step * N + Column]);
    for (unsigned Column = 0; Column < N; ++Column)
      Sum[Row * N + Column] = Out[Column];
  }
  forLanes<OperandsT>(Given, Present, [&](unsigned Lane, const OperandsT &Own) {
    for (unsigned I = 0; I < M * N / 32; ++I)
      Own.D->x[I] = narrowed<DT, SumT>(Sum[Lane * (M * N / 32) + I]);
  });
}
template <int M, int N, int K, class SumT, class DT, class AT, class BT, class CT, class DFragmentT,
          class AFragmentT, class BFragmentT, class CFragmentT>
inline void multiply(DFragmentT &D, const AFragmentT &A, const BFragmentT &B, const CFragmentT &C) {
  using OperandsT = Operands<DFragmentT, AFragmentT, BFragmentT, CFragmentT>;
  OperandsT Mine = {&D, &A, &B, &C};
  lorchaWarpTogether(~0u, &Mine, multiplyForAll<M, N, K, SumT, DT, AT, BT, CT, OperandsT>);
}
#endif

} // namespace wmma
} // namespace lorcha

namespace nvcuda {
namespace wmma {

template <class UseT, int M, int N, int K, class T, class LayoutT, class ValueT>
LORCHA_DEVICE inline void fill_fragment(fragment<UseT, M, N, K, T, LayoutT> &To, const ValueT &Value) {
  using Stored = typename fragment<UseT, M, N, K, T, LayoutT>::storage_element_type;
  for (int I = 0; I < fragment<UseT, M, N, K, T, LayoutT>::num_elements; ++I)
    To.x[I] = static_cast<Stored>(Value);
}

/// Loads and stores wait for the warp, so that lanes see what the others have stored before, and after.
template <class UseT, int M, int N, int K, class T, class LayoutT>
LORCHA_DEVICE inline void load_matrix_sync(fragment<UseT, M, N, K, T, LayoutT> &To,
                                           const typename fragment<UseT, M, N, K, T, LayoutT>::Memory *From,
                                           unsigned Stride) {
  lorcha::group::laneBarrier(~0u);
  using lorcha::wmma::loadOwn; // and what belongs to fragments of bits
  loadOwn(To, From, Stride, ::std::is_same<LayoutT, row_major>::value);
}
template <int M, int N, int K, class T>
LORCHA_DEVICE inline void load_matrix_sync(fragment<accumulator, M, N, K, T> &To, const T *From,
                                           unsigned Stride, layout_t Layout) {
  lorcha::group::laneBarrier(~0u);
  lorcha::wmma::loadOwn(To, From, Stride, Layout == mem_row_major);
}
template <int M, int N, int K, class T>
LORCHA_DEVICE inline void store_matrix_sync(T *To, const fragment<accumulator, M, N, K, T> &From,
                                            unsigned Stride, layout_t Layout) {
  lorcha::wmma::storeOwn(To, From, Stride, Layout == mem_row_major);
  lorcha::group::laneBarrier(~0u);
}

/// D = A * B + C. Sums of integers wrap around, or saturate.
template <int M, int N, int K, class DT, class AT, class ALayoutT, class BT, class BLayoutT, class CT>
LORCHA_DEVICE inline void mma_sync(fragment<accumulator, M, N, K, DT> &D,
                                   const fragment<matrix_a, M, N, K, AT, ALayoutT> &A,
                                   const fragment<matrix_b, M, N, K, BT, BLayoutT> &B,
                                   const fragment<accumulator, M, N, K, CT> &C, bool Saturates = false) {
  using SumT = typename lorcha::wmma::Element<AT>::Wide;
  if constexpr (::std::is_same<SumT, int>::value)
    if (Saturates) {
      lorcha::wmma::multiply<M, N, K, long long, DT, AT, BT, CT>(D, A, B, C);
      return;
    }
  lorcha::wmma::multiply<M, N, K, SumT, DT, AT, BT, CT>(D, A, B, C);
}

/// The number rounded to the ten fraction bits of a tf32; ties go away from zero.
LORCHA_DEVICE inline float __float_to_tf32(float Value) {
  const unsigned Bits = __float_as_uint(Value);
  return (Bits & 0x7f800000u) == 0x7f800000u ? Value : __uint_as_float((Bits + 0x1000u) & 0xffffe000u);
}

} // namespace wmma
} // namespace nvcuda

#include "lorcha/mma_bits.h"

#include "lorcha/users_letters.h"
#endif
