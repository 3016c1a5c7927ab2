// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arithmetic, comparison and math functions that CUDA has for __half and __nv_bfloat16 alike, and for pairs of them, as
// templates over the four classes. Sums, products, quotients, square roots and fused multiply-adds are rounded once; math
// functions are float's, rounded to 16 bits.
#ifndef LORCHA_FLOAT16_FUNCTIONS_H
#define LORCHA_FLOAT16_FUNCTIONS_H

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

/// A * B + C with one rounding: the product is exact in double, the sum is rounded to odd (its error is Knuth's TwoSum).
template <class T> LORCHA_INLINE T fusedMultiplyAdd16(T A, T B, T C) {
  const double Product = static_cast<double>(widened(A)) * static_cast<double>(widened(B)), Z = widened(C);
  const double Sum = Product + Z, Part = Sum - Product, Error = (Product - (Sum - Part)) + (Z - Part);
  const uint64_t Bits = bitCast<uint64_t>(Sum);
  const bool Grow = (Error > 0) == (Sum > 0);
  const bool IsRight = (Bits & 1) != 0 || Error == 0 || Error != Error;
  return nearest16<T>(IsRight ? Sum : bitCast<double>(Grow ? Bits + 1 : Bits - 1));
}
/// The smaller (Sign 1) or greater (Sign -1). The other one if one is NaN, unless NaN is to be kept; -0 is below +0.
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
/// 1 and 0 for each part.
template <class P> LORCHA_INLINE P pairOf(bool X, bool Y) {
  P Result;
  Result.x = nearest16<PartOf<P>>(X ? 1.0f : 0.0f);
  Result.y = nearest16<PartOf<P>>(Y ? 1.0f : 0.0f);
  return Result;
}

} // namespace detail
} // namespace lorcha

// clang-format off
/// Arithmetic: plain, with _rn (never merged), saturated to [0, 1] (_sat), with negative results made 0 (_relu).
template <class T> LORCHA_INLINE lorcha::detail::If16<T> __hadd(T A, lorcha::detail::Exactly<T> B) { return lorcha::detail::nearest16<T>(lorcha::detail::widened(A) + lorcha::detail::widened(B)); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> __hadd_rn(T A, lorcha::detail::Exactly<T> B) { return __hadd(A, B); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> __hadd_sat(T A, lorcha::detail::Exactly<T> B) { return lorcha::detail::saturate16(__hadd(A, B)); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> __hsub(T A, lorcha::detail::Exactly<T> B) { return lorcha::detail::nearest16<T>(lorcha::detail::widened(A) - lorcha::detail::widened(B)); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> __hsub_rn(T A, lorcha::detail::Exactly<T> B) { return __hsub(A, B); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> __hsub_sat(T A, lorcha::detail::Exactly<T> B) { return lorcha::detail::saturate16(__hsub(A, B)); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> __hmul(T A, lorcha::detail::Exactly<T> B) { return lorcha::detail::nearest16<T>(lorcha::detail::widest(A) * lorcha::detail::widest(B)); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> __hmul_rn(T A, lorcha::detail::Exactly<T> B) { return __hmul(A, B); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> __hmul_sat(T A, lorcha::detail::Exactly<T> B) { return lorcha::detail::saturate16(__hmul(A, B)); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> __hdiv(T A, lorcha::detail::Exactly<T> B) { return lorcha::detail::nearest16<T>(lorcha::detail::widest(A) / lorcha::detail::widest(B)); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> __hfma(T A, lorcha::detail::Exactly<T> B, lorcha::detail::Exactly<T> C) { return lorcha::detail::fusedMultiplyAdd16(A, B, C); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> __hfma_sat(T A, lorcha::detail::Exactly<T> B, lorcha::detail::Exactly<T> C) { return lorcha::detail::saturate16(__hfma(A, B, C)); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> __hfma_relu(T A, lorcha::detail::Exactly<T> B, lorcha::detail::Exactly<T> C) { return lorcha::detail::relu16(__hfma(A, B, C)); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> __hneg(T A) { return lorcha::detail::from16<T>(lorcha::detail::bits16(A) ^ 0x8000); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> __habs(T A) { return lorcha::detail::from16<T>(lorcha::detail::bits16(A) & 0x7fff); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> __hmin(T A, lorcha::detail::Exactly<T> B) { return lorcha::detail::extreme16<1, false>(A, B); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> __hmin_nan(T A, lorcha::detail::Exactly<T> B) { return lorcha::detail::extreme16<1, true>(A, B); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> __hmax(T A, lorcha::detail::Exactly<T> B) { return lorcha::detail::extreme16<-1, false>(A, B); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> __hmax_nan(T A, lorcha::detail::Exactly<T> B) { return lorcha::detail::extreme16<-1, true>(A, B); }

/// The same for pairs.
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hadd2(P A, lorcha::detail::Exactly<P> B) { return lorcha::detail::mapPairs(A, B, [](auto X, auto Y) { return __hadd(X, Y); }); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hadd2_rn(P A, lorcha::detail::Exactly<P> B) { return lorcha::detail::mapPairs(A, B, [](auto X, auto Y) { return __hadd_rn(X, Y); }); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hadd2_sat(P A, lorcha::detail::Exactly<P> B) { return lorcha::detail::mapPairs(A, B, [](auto X, auto Y) { return __hadd_sat(X, Y); }); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hsub2(P A, lorcha::detail::Exactly<P> B) { return lorcha::detail::mapPairs(A, B, [](auto X, auto Y) { return __hsub(X, Y); }); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hsub2_rn(P A, lorcha::detail::Exactly<P> B) { return lorcha::detail::mapPairs(A, B, [](auto X, auto Y) { return __hsub_rn(X, Y); }); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hsub2_sat(P A, lorcha::detail::Exactly<P> B) { return lorcha::detail::mapPairs(A, B, [](auto X, auto Y) { return __hsub_sat(X, Y); }); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hmul2(P A, lorcha::detail::Exactly<P> B) { return lorcha::detail::mapPairs(A, B, [](auto X, auto Y) { return __hmul(X, Y); }); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hmul2_rn(P A, lorcha::detail::Exactly<P> B) { return lorcha::detail::mapPairs(A, B, [](auto X, auto Y) { return __hmul_rn(X, Y); }); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hmul2_sat(P A, lorcha::detail::Exactly<P> B) { return lorcha::detail::mapPairs(A, B, [](auto X, auto Y) { return __hmul_sat(X, Y); }); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __h2div(P A, lorcha::detail::Exactly<P> B) { return lorcha::detail::mapPairs(A, B, [](auto X, auto Y) { return __hdiv(X, Y); }); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hfma2(P A, lorcha::detail::Exactly<P> B, lorcha::detail::Exactly<P> C) { P R; R.x = __hfma(A.x, B.x, C.x); R.y = __hfma(A.y, B.y, C.y); return R; }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hfma2_sat(P A, lorcha::detail::Exactly<P> B, lorcha::detail::Exactly<P> C) { P R; R.x = __hfma_sat(A.x, B.x, C.x); R.y = __hfma_sat(A.y, B.y, C.y); return R; }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hfma2_relu(P A, lorcha::detail::Exactly<P> B, lorcha::detail::Exactly<P> C) { P R; R.x = __hfma_relu(A.x, B.x, C.x); R.y = __hfma_relu(A.y, B.y, C.y); return R; }
/// Complex A * B + C.
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hcmadd(P A, lorcha::detail::Exactly<P> B, lorcha::detail::Exactly<P> C) { P R; R.x = __hfma(__hneg(A.y), B.y, __hfma(A.x, B.x, C.x)); R.y = __hfma(A.y, B.x, __hfma(A.x, B.y, C.y)); return R; }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hneg2(P A) { return lorcha::detail::mapPair(A, [](auto X) { return __hneg(X); }); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __habs2(P A) { return lorcha::detail::mapPair(A, [](auto X) { return __habs(X); }); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hmin2(P A, lorcha::detail::Exactly<P> B) { return lorcha::detail::mapPairs(A, B, [](auto X, auto Y) { return __hmin(X, Y); }); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hmin2_nan(P A, lorcha::detail::Exactly<P> B) { return lorcha::detail::mapPairs(A, B, [](auto X, auto Y) { return __hmin_nan(X, Y); }); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hmax2(P A, lorcha::detail::Exactly<P> B) { return lorcha::detail::mapPairs(A, B, [](auto X, auto Y) { return __hmax(X, Y); }); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hmax2_nan(P A, lorcha::detail::Exactly<P> B) { return lorcha::detail::mapPairs(A, B, [](auto X, auto Y) { return __hmax_nan(X, Y); }); }

/// Comparisons: false if one is NaN; true then with the letter u.
template <class T> LORCHA_INLINE lorcha::detail::For16<T, bool> __heq(T A, lorcha::detail::Exactly<T> B) { return lorcha::detail::widened(A) == lorcha::detail::widened(B); }
template <class T> LORCHA_INLINE lorcha::detail::For16<T, bool> __hequ(T A, lorcha::detail::Exactly<T> B) { return !(lorcha::detail::widened(A) < lorcha::detail::widened(B) || lorcha::detail::widened(A) > lorcha::detail::widened(B)); }
template <class T> LORCHA_INLINE lorcha::detail::For16<T, bool> __hne(T A, lorcha::detail::Exactly<T> B) { return lorcha::detail::widened(A) < lorcha::detail::widened(B) || lorcha::detail::widened(A) > lorcha::detail::widened(B); }
template <class T> LORCHA_INLINE lorcha::detail::For16<T, bool> __hneu(T A, lorcha::detail::Exactly<T> B) { return !(lorcha::detail::widened(A) == lorcha::detail::widened(B)); }
template <class T> LORCHA_INLINE lorcha::detail::For16<T, bool> __hlt(T A, lorcha::detail::Exactly<T> B) { return lorcha::detail::widened(A) < lorcha::detail::widened(B); }
template <class T> LORCHA_INLINE lorcha::detail::For16<T, bool> __hltu(T A, lorcha::detail::Exactly<T> B) { return !(lorcha::detail::widened(A) >= lorcha::detail::widened(B)); }
template <class T> LORCHA_INLINE lorcha::detail::For16<T, bool> __hle(T A, lorcha::detail::Exactly<T> B) { return lorcha::detail::widened(A) <= lorcha::detail::widened(B); }
template <class T> LORCHA_INLINE lorcha::detail::For16<T, bool> __hleu(T A, lorcha::detail::Exactly<T> B) { return !(lorcha::detail::widened(A) > lorcha::detail::widened(B)); }
template <class T> LORCHA_INLINE lorcha::detail::For16<T, bool> __hgt(T A, lorcha::detail::Exactly<T> B) { return lorcha::detail::widened(A) > lorcha::detail::widened(B); }
template <class T> LORCHA_INLINE lorcha::detail::For16<T, bool> __hgtu(T A, lorcha::detail::Exactly<T> B) { return !(lorcha::detail::widened(A) <= lorcha::detail::widened(B)); }
template <class T> LORCHA_INLINE lorcha::detail::For16<T, bool> __hge(T A, lorcha::detail::Exactly<T> B) { return lorcha::detail::widened(A) >= lorcha::detail::widened(B); }
template <class T> LORCHA_INLINE lorcha::detail::For16<T, bool> __hgeu(T A, lorcha::detail::Exactly<T> B) { return !(lorcha::detail::widened(A) < lorcha::detail::widened(B)); }
template <class T> LORCHA_INLINE lorcha::detail::For16<T, bool> __hisnan(T A) { return lorcha::detail::isNaN16(A); }
/// 1 for infinity, -1 for minus infinity, 0 otherwise.
template <class T> LORCHA_INLINE lorcha::detail::For16<T, int> __hisinf(T A) { return (lorcha::detail::bits16(A) & 0x7fff) != lorcha::detail::FormatOf<T>::Infinity ? 0 : lorcha::detail::bits16(A) & 0x8000 ? -1 : 1; }

/// The same for pairs: a pair of 1 and 0, whether it holds for both (b), or bits of ones (_mask).
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __heq2(P A, lorcha::detail::Exactly<P> B) { return lorcha::detail::pairOf<P>(__heq(A.x, B.x), __heq(A.y, B.y)); }
template <class P> LORCHA_INLINE lorcha::detail::ForPair<P, bool> __hbeq2(P A, lorcha::detail::Exactly<P> B) { return __heq(A.x, B.x) && __heq(A.y, B.y); }
template <class P> LORCHA_INLINE lorcha::detail::ForPair<P, unsigned> __heq2_mask(P A, lorcha::detail::Exactly<P> B) { return (__heq(A.x, B.x) ? 0xffffu : 0u) | (__heq(A.y, B.y) ? 0xffff0000u : 0u); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hequ2(P A, lorcha::detail::Exactly<P> B) { return lorcha::detail::pairOf<P>(__hequ(A.x, B.x), __hequ(A.y, B.y)); }
template <class P> LORCHA_INLINE lorcha::detail::ForPair<P, bool> __hbequ2(P A, lorcha::detail::Exactly<P> B) { return __hequ(A.x, B.x) && __hequ(A.y, B.y); }
template <class P> LORCHA_INLINE lorcha::detail::ForPair<P, unsigned> __hequ2_mask(P A, lorcha::detail::Exactly<P> B) { return (__hequ(A.x, B.x) ? 0xffffu : 0u) | (__hequ(A.y, B.y) ? 0xffff0000u : 0u); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hne2(P A, lorcha::detail::Exactly<P> B) { return lorcha::detail::pairOf<P>(__hne(A.x, B.x), __hne(A.y, B.y)); }
template <class P> LORCHA_INLINE lorcha::detail::ForPair<P, bool> __hbne2(P A, lorcha::detail::Exactly<P> B) { return __hne(A.x, B.x) && __hne(A.y, B.y); }
template <class P> LORCHA_INLINE lorcha::detail::ForPair<P, unsigned> __hne2_mask(P A, lorcha::detail::Exactly<P> B) { return (__hne(A.x, B.x) ? 0xffffu : 0u) | (__hne(A.y, B.y) ? 0xffff0000u : 0u); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hneu2(P A, lorcha::detail::Exactly<P> B) { return lorcha::detail::pairOf<P>(__hneu(A.x, B.x), __hneu(A.y, B.y)); }
template <class P> LORCHA_INLINE lorcha::detail::ForPair<P, bool> __hbneu2(P A, lorcha::detail::Exactly<P> B) { return __hneu(A.x, B.x) && __hneu(A.y, B.y); }
template <class P> LORCHA_INLINE lorcha::detail::ForPair<P, unsigned> __hneu2_mask(P A, lorcha::detail::Exactly<P> B) { return (__hneu(A.x, B.x) ? 0xffffu : 0u) | (__hneu(A.y, B.y) ? 0xffff0000u : 0u); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hlt2(P A, lorcha::detail::Exactly<P> B) { return lorcha::detail::pairOf<P>(__hlt(A.x, B.x), __hlt(A.y, B.y)); }
template <class P> LORCHA_INLINE lorcha::detail::ForPair<P, bool> __hblt2(P A, lorcha::detail::Exactly<P> B) { return __hlt(A.x, B.x) && __hlt(A.y, B.y); }
template <class P> LORCHA_INLINE lorcha::detail::ForPair<P, unsigned> __hlt2_mask(P A, lorcha::detail::Exactly<P> B) { return (__hlt(A.x, B.x) ? 0xffffu : 0u) | (__hlt(A.y, B.y) ? 0xffff0000u : 0u); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hltu2(P A, lorcha::detail::Exactly<P> B) { return lorcha::detail::pairOf<P>(__hltu(A.x, B.x), __hltu(A.y, B.y)); }
template <class P> LORCHA_INLINE lorcha::detail::ForPair<P, bool> __hbltu2(P A, lorcha::detail::Exactly<P> B) { return __hltu(A.x, B.x) && __hltu(A.y, B.y); }
template <class P> LORCHA_INLINE lorcha::detail::ForPair<P, unsigned> __hltu2_mask(P A, lorcha::detail::Exactly<P> B) { return (__hltu(A.x, B.x) ? 0xffffu : 0u) | (__hltu(A.y, B.y) ? 0xffff0000u : 0u); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hle2(P A, lorcha::detail::Exactly<P> B) { return lorcha::detail::pairOf<P>(__hle(A.x, B.x), __hle(A.y, B.y)); }
template <class P> LORCHA_INLINE lorcha::detail::ForPair<P, bool> __hble2(P A, lorcha::detail::Exactly<P> B) { return __hle(A.x, B.x) && __hle(A.y, B.y); }
template <class P> LORCHA_INLINE lorcha::detail::ForPair<P, unsigned> __hle2_mask(P A, lorcha::detail::Exactly<P> B) { return (__hle(A.x, B.x) ? 0xffffu : 0u) | (__hle(A.y, B.y) ? 0xffff0000u : 0u); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hleu2(P A, lorcha::detail::Exactly<P> B) { return lorcha::detail::pairOf<P>(__hleu(A.x, B.x), __hleu(A.y, B.y)); }
template <class P> LORCHA_INLINE lorcha::detail::ForPair<P, bool> __hbleu2(P A, lorcha::detail::Exactly<P> B) { return __hleu(A.x, B.x) && __hleu(A.y, B.y); }
template <class P> LORCHA_INLINE lorcha::detail::ForPair<P, unsigned> __hleu2_mask(P A, lorcha::detail::Exactly<P> B) { return (__hleu(A.x, B.x) ? 0xffffu : 0u) | (__hleu(A.y, B.y) ? 0xffff0000u : 0u); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hgt2(P A, lorcha::detail::Exactly<P> B) { return lorcha::detail::pairOf<P>(__hgt(A.x, B.x), __hgt(A.y, B.y)); }
template <class P> LORCHA_INLINE lorcha::detail::ForPair<P, bool> __hbgt2(P A, lorcha::detail::Exactly<P> B) { return __hgt(A.x, B.x) && __hgt(A.y, B.y); }
template <class P> LORCHA_INLINE lorcha::detail::ForPair<P, unsigned> __hgt2_mask(P A, lorcha::detail::Exactly<P> B) { return (__hgt(A.x, B.x) ? 0xffffu : 0u) | (__hgt(A.y, B.y) ? 0xffff0000u : 0u); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hgtu2(P A, lorcha::detail::Exactly<P> B) { return lorcha::detail::pairOf<P>(__hgtu(A.x, B.x), __hgtu(A.y, B.y)); }
template <class P> LORCHA_INLINE lorcha::detail::ForPair<P, bool> __hbgtu2(P A, lorcha::detail::Exactly<P> B) { return __hgtu(A.x, B.x) && __hgtu(A.y, B.y); }
template <class P> LORCHA_INLINE lorcha::detail::ForPair<P, unsigned> __hgtu2_mask(P A, lorcha::detail::Exactly<P> B) { return (__hgtu(A.x, B.x) ? 0xffffu : 0u) | (__hgtu(A.y, B.y) ? 0xffff0000u : 0u); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hge2(P A, lorcha::detail::Exactly<P> B) { return lorcha::detail::pairOf<P>(__hge(A.x, B.x), __hge(A.y, B.y)); }
template <class P> LORCHA_INLINE lorcha::detail::ForPair<P, bool> __hbge2(P A, lorcha::detail::Exactly<P> B) { return __hge(A.x, B.x) && __hge(A.y, B.y); }
template <class P> LORCHA_INLINE lorcha::detail::ForPair<P, unsigned> __hge2_mask(P A, lorcha::detail::Exactly<P> B) { return (__hge(A.x, B.x) ? 0xffffu : 0u) | (__hge(A.y, B.y) ? 0xffff0000u : 0u); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hgeu2(P A, lorcha::detail::Exactly<P> B) { return lorcha::detail::pairOf<P>(__hgeu(A.x, B.x), __hgeu(A.y, B.y)); }
template <class P> LORCHA_INLINE lorcha::detail::ForPair<P, bool> __hbgeu2(P A, lorcha::detail::Exactly<P> B) { return __hgeu(A.x, B.x) && __hgeu(A.y, B.y); }
template <class P> LORCHA_INLINE lorcha::detail::ForPair<P, unsigned> __hgeu2_mask(P A, lorcha::detail::Exactly<P> B) { return (__hgeu(A.x, B.x) ? 0xffffu : 0u) | (__hgeu(A.y, B.y) ? 0xffff0000u : 0u); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hisnan2(P A) { return lorcha::detail::pairOf<P>(__hisnan(A.x), __hisnan(A.y)); }

/// Math functions, and the same for pairs.
template <class T> LORCHA_INLINE lorcha::detail::If16<T> hsqrt(T A) { return lorcha::detail::nearest16<T>(__builtin_sqrtf(lorcha::detail::widened(A))); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> h2sqrt(P A) { return lorcha::detail::mapPair(A, [](auto X) { return hsqrt(X); }); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> hrsqrt(T A) { return lorcha::detail::nearest16<T>(1 / __builtin_sqrt(static_cast<double>(lorcha::detail::widened(A)))); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> h2rsqrt(P A) { return lorcha::detail::mapPair(A, [](auto X) { return hrsqrt(X); }); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> hrcp(T A) { return lorcha::detail::nearest16<T>(1 / static_cast<double>(lorcha::detail::widened(A))); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> h2rcp(P A) { return lorcha::detail::mapPair(A, [](auto X) { return hrcp(X); }); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> hexp(T A) { return lorcha::detail::nearest16<T>(__builtin_expf(lorcha::detail::widened(A))); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> h2exp(P A) { return lorcha::detail::mapPair(A, [](auto X) { return hexp(X); }); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> hexp2(T A) { return lorcha::detail::nearest16<T>(__builtin_exp2f(lorcha::detail::widened(A))); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> h2exp2(P A) { return lorcha::detail::mapPair(A, [](auto X) { return hexp2(X); }); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> hexp10(T A) { return lorcha::detail::nearest16<T>(__builtin_exp2(static_cast<double>(lorcha::detail::widened(A)) * 3.32192809488736234787)); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> h2exp10(P A) { return lorcha::detail::mapPair(A, [](auto X) { return hexp10(X); }); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> hlog(T A) { return lorcha::detail::nearest16<T>(__builtin_logf(lorcha::detail::widened(A))); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> h2log(P A) { return lorcha::detail::mapPair(A, [](auto X) { return hlog(X); }); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> hlog2(T A) { return lorcha::detail::nearest16<T>(__builtin_log2f(lorcha::detail::widened(A))); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> h2log2(P A) { return lorcha::detail::mapPair(A, [](auto X) { return hlog2(X); }); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> hlog10(T A) { return lorcha::detail::nearest16<T>(__builtin_log10f(lorcha::detail::widened(A))); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> h2log10(P A) { return lorcha::detail::mapPair(A, [](auto X) { return hlog10(X); }); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> hsin(T A) { return lorcha::detail::nearest16<T>(__builtin_sinf(lorcha::detail::widened(A))); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> h2sin(P A) { return lorcha::detail::mapPair(A, [](auto X) { return hsin(X); }); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> hcos(T A) { return lorcha::detail::nearest16<T>(__builtin_cosf(lorcha::detail::widened(A))); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> h2cos(P A) { return lorcha::detail::mapPair(A, [](auto X) { return hcos(X); }); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> htanh(T A) { return lorcha::detail::nearest16<T>(__builtin_tanhf(lorcha::detail::widened(A))); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> h2tanh(P A) { return lorcha::detail::mapPair(A, [](auto X) { return htanh(X); }); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> hceil(T A) { return lorcha::detail::nearest16<T>(__builtin_ceilf(lorcha::detail::widened(A))); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> h2ceil(P A) { return lorcha::detail::mapPair(A, [](auto X) { return hceil(X); }); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> hfloor(T A) { return lorcha::detail::nearest16<T>(__builtin_floorf(lorcha::detail::widened(A))); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> h2floor(P A) { return lorcha::detail::mapPair(A, [](auto X) { return hfloor(X); }); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> htrunc(T A) { return lorcha::detail::nearest16<T>(__builtin_truncf(lorcha::detail::widened(A))); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> h2trunc(P A) { return lorcha::detail::mapPair(A, [](auto X) { return htrunc(X); }); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> hrint(T A) { return lorcha::detail::nearest16<T>(__builtin_rintf(lorcha::detail::widened(A))); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> h2rint(P A) { return lorcha::detail::mapPair(A, [](auto X) { return hrint(X); }); }


/// Operators.
template <class T> LORCHA_INLINE lorcha::detail::If16<T> operator+(const T &A, const T &B) { return __hadd(A, B); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> &operator+=(T &A, const lorcha::detail::Exactly<T> &B) { return A = __hadd(A, B); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> operator+(const P &A, const P &B) { return __hadd2(A, B); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> &operator+=(P &A, const lorcha::detail::Exactly<P> &B) { return A = __hadd2(A, B); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> operator-(const T &A, const T &B) { return __hsub(A, B); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> &operator-=(T &A, const lorcha::detail::Exactly<T> &B) { return A = __hsub(A, B); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> operator-(const P &A, const P &B) { return __hsub2(A, B); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> &operator-=(P &A, const lorcha::detail::Exactly<P> &B) { return A = __hsub2(A, B); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> operator*(const T &A, const T &B) { return __hmul(A, B); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> &operator*=(T &A, const lorcha::detail::Exactly<T> &B) { return A = __hmul(A, B); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> operator*(const P &A, const P &B) { return __hmul2(A, B); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> &operator*=(P &A, const lorcha::detail::Exactly<P> &B) { return A = __hmul2(A, B); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> operator/(const T &A, const T &B) { return __hdiv(A, B); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> &operator/=(T &A, const lorcha::detail::Exactly<T> &B) { return A = __hdiv(A, B); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> operator/(const P &A, const P &B) { return __h2div(A, B); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> &operator/=(P &A, const lorcha::detail::Exactly<P> &B) { return A = __h2div(A, B); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> operator+(const T &A) { return A; }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> operator-(const T &A) { return __hneg(A); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> operator+(const P &A) { return A; }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> operator-(const P &A) { return __hneg2(A); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> &operator++(T &A) { return A += lorcha::detail::nearest16<T>(1.0f); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> operator++(T &A, int) { const T Old = A; ++A; return Old; }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> &operator++(P &A) { ++A.x; ++A.y; return A; }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> operator++(P &A, int) { const P Old = A; ++A; return Old; }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> &operator--(T &A) { return A -= lorcha::detail::nearest16<T>(1.0f); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> operator--(T &A, int) { const T Old = A; --A; return Old; }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> &operator--(P &A) { --A.x; --A.y; return A; }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> operator--(P &A, int) { const P Old = A; --A; return Old; }
template <class T> LORCHA_INLINE lorcha::detail::For16<T, bool> operator==(const T &A, const T &B) { return __heq(A, B); }
template <class P> LORCHA_INLINE lorcha::detail::ForPair<P, bool> operator==(const P &A, const P &B) { return __hbeq2(A, B); }
template <class T> LORCHA_INLINE lorcha::detail::For16<T, bool> operator!=(const T &A, const T &B) { return __hneu(A, B); }
template <class P> LORCHA_INLINE lorcha::detail::ForPair<P, bool> operator!=(const P &A, const P &B) { return __hbneu2(A, B); }
template <class T> LORCHA_INLINE lorcha::detail::For16<T, bool> operator<(const T &A, const T &B) { return __hlt(A, B); }
template <class P> LORCHA_INLINE lorcha::detail::ForPair<P, bool> operator<(const P &A, const P &B) { return __hblt2(A, B); }
template <class T> LORCHA_INLINE lorcha::detail::For16<T, bool> operator<=(const T &A, const T &B) { return __hle(A, B); }
template <class P> LORCHA_INLINE lorcha::detail::ForPair<P, bool> operator<=(const P &A, const P &B) { return __hble2(A, B); }
template <class T> LORCHA_INLINE lorcha::detail::For16<T, bool> operator>(const T &A, const T &B) { return __hgt(A, B); }
template <class P> LORCHA_INLINE lorcha::detail::ForPair<P, bool> operator>(const P &A, const P &B) { return __hbgt2(A, B); }
template <class T> LORCHA_INLINE lorcha::detail::For16<T, bool> operator>=(const T &A, const T &B) { return __hge(A, B); }
template <class P> LORCHA_INLINE lorcha::detail::ForPair<P, bool> operator>=(const P &A, const P &B) { return __hbge2(A, B); }
// clang-format on

#endif
