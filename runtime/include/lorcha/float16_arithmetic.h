// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arithmetic that CUDA has for __half and __nv_bfloat16 alike, and for pairs of them, as templates over the
// four classes. Sums, products, quotients and fused multiply-adds are rounded once.
#ifndef LORCHA_FLOAT16_ARITHMETIC_H
#define LORCHA_FLOAT16_ARITHMETIC_H

#include "lorcha/float16.h"

namespace lorcha {
namespace detail {

/// A number limited to [0, 1], +0 for NaN; or to what is not negative, with NaN canonical.
template <class T> LORCHA_INLINE T saturate16(T X) {
  const float F = widened(X);
  return F > 0 ? (F < 1 ? X : nearest16<T>(1.0f)) : from16<T>(0);
}
template <class T> LORCHA_INLINE T relu16(T X) {
  return isNaN16(X) ? from16<T>(CanonicalNaN) : widened(X) > 0 ? X : from16<T>(0);
}
/// The type that holds the products of two T exactly.
template <class T> using ProductOf = std::conditional_t<FormatOf<T>::MantissaBits == 10, float, double>;
template <class T> LORCHA_INLINE ProductOf<T> widest(T X) { return widened(X); }

/// A * B + C with one rounding.
template <class T> LORCHA_INLINE T fusedMultiplyAdd16(T A, T B, T C) {
  return from16<T>(fusedMultiplyAddBits<FormatOf<T>>(bits16(A), bits16(B), bits16(C)));
}
/// The smaller (Sign 1) or greater (Sign -1). The other one if one is NaN, unless NaN is to be kept; -0 is
/// below +0.
template <int Sign, bool KeepNaN, class T> LORCHA_INLINE T extreme16(T A, T B) {
  if (isNaN16(A) || isNaN16(B))
    return KeepNaN || (isNaN16(A) && isNaN16(B)) ? from16<T>(CanonicalNaN) : isNaN16(A) ? B : A;
  const float X = Sign * widened(A), Y = Sign * widened(B);
  const bool TakeA = X == Y ? ((bits16(A) & 0x8000) != 0) == (Sign > 0) : X < Y;
  return TakeA ? A : B;
}

/// Function applied to the parts of pairs.
template <class P, class FunctionT> LORCHA_INLINE P mapPair(P A, FunctionT Function) {
  P Result;
  Result.x = Function(A.x);
  Result.y = Function(A.y);
  return Result;
}
template <class P, class FunctionT> LORCHA_INLINE P mapPairs(P A, P B, FunctionT Function) {
  P Result;
  Result.x = Function(A.x, B.x);
  Result.y = Function(A.y, B.y);
  return Result;
}
} // namespace detail
} // namespace lorcha

/// Arithmetic: plain, with _rn (never merged), saturated to [0, 1] (_sat), with negative results made 0
/// (_relu).
template <class T> LORCHA_INLINE lorcha::detail::If16<T> __hadd(T A, lorcha::detail::Exactly<T> B) {
  return lorcha::detail::nearest16<T>(lorcha::detail::widened(A) + lorcha::detail::widened(B));
}
template <class T> LORCHA_INLINE lorcha::detail::If16<T> __hadd_rn(T A, lorcha::detail::Exactly<T> B) {
  return __hadd(A, B);
}
template <class T> LORCHA_INLINE lorcha::detail::If16<T> __hadd_sat(T A, lorcha::detail::Exactly<T> B) {
  return lorcha::detail::saturate16(__hadd(A, B));
}
template <class T> LORCHA_INLINE lorcha::detail::If16<T> __hsub(T A, lorcha::detail::Exactly<T> B) {
  return lorcha::detail::nearest16<T>(lorcha::detail::widened(A) - lorcha::detail::widened(B));
}
template <class T> LORCHA_INLINE lorcha::detail::If16<T> __hsub_rn(T A, lorcha::detail::Exactly<T> B) {
  return __hsub(A, B);
}
template <class T> LORCHA_INLINE lorcha::detail::If16<T> __hsub_sat(T A, lorcha::detail::Exactly<T> B) {
  return lorcha::detail::saturate16(__hsub(A, B));
}
template <class T> LORCHA_INLINE lorcha::detail::If16<T> __hmul(T A, lorcha::detail::Exactly<T> B) {
  return lorcha::detail::nearest16<T>(lorcha::detail::widest(A) * lorcha::detail::widest(B));
}
template <class T> LORCHA_INLINE lorcha::detail::If16<T> __hmul_rn(T A, lorcha::detail::Exactly<T> B) {
  return __hmul(A, B);
}
template <class T> LORCHA_INLINE lorcha::detail::If16<T> __hmul_sat(T A, lorcha::detail::Exactly<T> B) {
  return lorcha::detail::saturate16(__hmul(A, B));
}
template <class T> LORCHA_INLINE lorcha::detail::If16<T> __hdiv(T A, lorcha::detail::Exactly<T> B) {
  return lorcha::detail::nearest16<T>(lorcha::detail::widest(A) / lorcha::detail::widest(B));
}
template <class T>
LORCHA_INLINE lorcha::detail::If16<T> __hfma(T A, lorcha::detail::Exactly<T> B,
                                             lorcha::detail::Exactly<T> C) {
  return lorcha::detail::fusedMultiplyAdd16(A, B, C);
}
template <class T>
LORCHA_INLINE lorcha::detail::If16<T> __hfma_sat(T A, lorcha::detail::Exactly<T> B,
                                                 lorcha::detail::Exactly<T> C) {
  return lorcha::detail::saturate16(__hfma(A, B, C));
}
template <class T>
LORCHA_INLINE lorcha::detail::If16<T> __hfma_relu(T A, lorcha::detail::Exactly<T> B,
                                                  lorcha::detail::Exactly<T> C) {
  return lorcha::detail::relu16(__hfma(A, B, C));
}
template <class T> LORCHA_INLINE lorcha::detail::If16<T> __hneg(T A) {
  return lorcha::detail::from16<T>(lorcha::detail::bits16(A) ^ 0x8000);
}
template <class T> LORCHA_INLINE lorcha::detail::If16<T> __habs(T A) {
  return lorcha::detail::from16<T>(lorcha::detail::bits16(A) & 0x7fff);
}
template <class T> LORCHA_INLINE lorcha::detail::If16<T> __hmin(T A, lorcha::detail::Exactly<T> B) {
  return lorcha::detail::extreme16<1, false>(A, B);
}
template <class T> LORCHA_INLINE lorcha::detail::If16<T> __hmin_nan(T A, lorcha::detail::Exactly<T> B) {
  return lorcha::detail::extreme16<1, true>(A, B);
}
template <class T> LORCHA_INLINE lorcha::detail::If16<T> __hmax(T A, lorcha::detail::Exactly<T> B) {
  return lorcha::detail::extreme16<-1, false>(A, B);
}
template <class T> LORCHA_INLINE lorcha::detail::If16<T> __hmax_nan(T A, lorcha::detail::Exactly<T> B) {
  return lorcha::detail::extreme16<-1, true>(A, B);
}

/// The same for pairs.
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hadd2(P A, lorcha::detail::Exactly<P> B) {
  return lorcha::detail::mapPairs(A, B, [](auto X, auto Y) { return __hadd(X, Y); });
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hadd2_rn(P A, lorcha::detail::Exactly<P> B) {
  return lorcha::detail::mapPairs(A, B, [](auto X, auto Y) { return __hadd_rn(X, Y); });
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hadd2_sat(P A, lorcha::detail::Exactly<P> B) {
  return lorcha::detail::mapPairs(A, B, [](auto X, auto Y) { return __hadd_sat(X, Y); });
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hsub2(P A, lorcha::detail::Exactly<P> B) {
  return lorcha::detail::mapPairs(A, B, [](auto X, auto Y) { return __hsub(X, Y); });
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hsub2_rn(P A, lorcha::detail::Exactly<P> B) {
  return lorcha::detail::mapPairs(A, B, [](auto X, auto Y) { return __hsub_rn(X, Y); });
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hsub2_sat(P A, lorcha::detail::Exactly<P> B) {
  return lorcha::detail::mapPairs(A, B, [](auto X, auto Y) { return __hsub_sat(X, Y); });
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hmul2(P A, lorcha::detail::Exactly<P> B) {
  return lorcha::detail::mapPairs(A, B, [](auto X, auto Y) { return __hmul(X, Y); });
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hmul2_rn(P A, lorcha::detail::Exactly<P> B) {
  return lorcha::detail::mapPairs(A, B, [](auto X, auto Y) { return __hmul_rn(X, Y); });
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hmul2_sat(P A, lorcha::detail::Exactly<P> B) {
  return lorcha::detail::mapPairs(A, B, [](auto X, auto Y) { return __hmul_sat(X, Y); });
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __h2div(P A, lorcha::detail::Exactly<P> B) {
  return lorcha::detail::mapPairs(A, B, [](auto X, auto Y) { return __hdiv(X, Y); });
}
template <class P>
LORCHA_INLINE lorcha::detail::IfPair<P> __hfma2(P A, lorcha::detail::Exactly<P> B,
                                                lorcha::detail::Exactly<P> C) {
  P R;
  R.x = __hfma(A.x, B.x, C.x);
  R.y = __hfma(A.y, B.y, C.y);
  return R;
}
template <class P>
LORCHA_INLINE lorcha::detail::IfPair<P> __hfma2_sat(P A, lorcha::detail::Exactly<P> B,
                                                    lorcha::detail::Exactly<P> C) {
  P R;
  R.x = __hfma_sat(A.x, B.x, C.x);
  R.y = __hfma_sat(A.y, B.y, C.y);
  return R;
}
template <class P>
LORCHA_INLINE lorcha::detail::IfPair<P> __hfma2_relu(P A, lorcha::detail::Exactly<P> B,
                                                     lorcha::detail::Exactly<P> C) {
  P R;
  R.x = __hfma_relu(A.x, B.x, C.x);
  R.y = __hfma_relu(A.y, B.y, C.y);
  return R;
}
/// Complex A * B + C.
template <class P>
LORCHA_INLINE lorcha::detail::IfPair<P> __hcmadd(P A, lorcha::detail::Exactly<P> B,
                                                 lorcha::detail::Exactly<P> C) {
  P R;
  R.x = __hfma(__hneg(A.y), B.y, __hfma(A.x, B.x, C.x));
  R.y = __hfma(A.y, B.x, __hfma(A.x, B.y, C.y));
  return R;
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hneg2(P A) {
  return lorcha::detail::mapPair(A, [](auto X) { return __hneg(X); });
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __habs2(P A) {
  return lorcha::detail::mapPair(A, [](auto X) { return __habs(X); });
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hmin2(P A, lorcha::detail::Exactly<P> B) {
  return lorcha::detail::mapPairs(A, B, [](auto X, auto Y) { return __hmin(X, Y); });
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hmin2_nan(P A, lorcha::detail::Exactly<P> B) {
  return lorcha::detail::mapPairs(A, B, [](auto X, auto Y) { return __hmin_nan(X, Y); });
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hmax2(P A, lorcha::detail::Exactly<P> B) {
  return lorcha::detail::mapPairs(A, B, [](auto X, auto Y) { return __hmax(X, Y); });
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hmax2_nan(P A, lorcha::detail::Exactly<P> B) {
  return lorcha::detail::mapPairs(A, B, [](auto X, auto Y) { return __hmax_nan(X, Y); });
}

/// Operators.
template <class T> LORCHA_INLINE lorcha::detail::If16<T> operator+(const T &A, const T &B) {
  return __hadd(A, B);
}
template <class T>
LORCHA_INLINE lorcha::detail::If16<T> &operator+=(T &A, const lorcha::detail::Exactly<T> &B) {
  return A = __hadd(A, B);
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> operator+(const P &A, const P &B) {
  return __hadd2(A, B);
}
template <class P>
LORCHA_INLINE lorcha::detail::IfPair<P> &operator+=(P &A, const lorcha::detail::Exactly<P> &B) {
  return A = __hadd2(A, B);
}
template <class T> LORCHA_INLINE lorcha::detail::If16<T> operator-(const T &A, const T &B) {
  return __hsub(A, B);
}
template <class T>
LORCHA_INLINE lorcha::detail::If16<T> &operator-=(T &A, const lorcha::detail::Exactly<T> &B) {
  return A = __hsub(A, B);
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> operator-(const P &A, const P &B) {
  return __hsub2(A, B);
}
template <class P>
LORCHA_INLINE lorcha::detail::IfPair<P> &operator-=(P &A, const lorcha::detail::Exactly<P> &B) {
  return A = __hsub2(A, B);
}
template <class T> LORCHA_INLINE lorcha::detail::If16<T> operator*(const T &A, const T &B) {
  return __hmul(A, B);
}
template <class T>
LORCHA_INLINE lorcha::detail::If16<T> &operator*=(T &A, const lorcha::detail::Exactly<T> &B) {
  return A = __hmul(A, B);
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> operator*(const P &A, const P &B) {
  return __hmul2(A, B);
}
template <class P>
LORCHA_INLINE lorcha::detail::IfPair<P> &operator*=(P &A, const lorcha::detail::Exactly<P> &B) {
  return A = __hmul2(A, B);
}
template <class T> LORCHA_INLINE lorcha::detail::If16<T> operator/(const T &A, const T &B) {
  return __hdiv(A, B);
}
template <class T>
LORCHA_INLINE lorcha::detail::If16<T> &operator/=(T &A, const lorcha::detail::Exactly<T> &B) {
  return A = __hdiv(A, B);
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> operator/(const P &A, const P &B) {
  return __h2div(A, B);
}
template <class P>
LORCHA_INLINE lorcha::detail::IfPair<P> &operator/=(P &A, const lorcha::detail::Exactly<P> &B) {
  return A = __h2div(A, B);
}
template <class T> LORCHA_INLINE lorcha::detail::If16<T> operator+(const T &A) { return A; }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> operator-(const T &A) { return __hneg(A); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> operator+(const P &A) { return A; }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> operator-(const P &A) { return __hneg2(A); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> &operator++(T &A) {
  return A += lorcha::detail::nearest16<T>(1.0f);
}
template <class T> LORCHA_INLINE lorcha::detail::If16<T> operator++(T &A, int) {
  const T Old = A;
  ++A;
  return Old;
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> &operator++(P &A) {
  ++A.x;
  ++A.y;
  return A;
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> operator++(P &A, int) {
  const P Old = A;
  ++A;
  return Old;
}
template <class T> LORCHA_INLINE lorcha::detail::If16<T> &operator--(T &A) {
  return A -= lorcha::detail::nearest16<T>(1.0f);
}
template <class T> LORCHA_INLINE lorcha::detail::If16<T> operator--(T &A, int) {
  const T Old = A;
  --A;
  return Old;
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> &operator--(P &A) {
  --A.x;
  --A.y;
  return A;
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> operator--(P &A, int) {
  const P Old = A;
  --A;
  return Old;
}

#endif
