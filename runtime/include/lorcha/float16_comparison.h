// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Comparisons that CUDA has for __half and __nv_bfloat16 alike, and for pairs of them, as templates over the
// four classes.
#ifndef LORCHA_FLOAT16_COMPARISON_H
#define LORCHA_FLOAT16_COMPARISON_H

#include "lorcha/float16.h"

namespace lorcha {
namespace detail {

/// 1 and 0 for each part.
template <class P> LORCHA_INLINE P pairOf(bool X, bool Y) {
  P Result;
  Result.x = nearest16<PartOf<P>>(X ? 1.0f : 0.0f);
  Result.y = nearest16<PartOf<P>>(Y ? 1.0f : 0.0f);
  return Result;
}

} // namespace detail
} // namespace lorcha

/// Comparisons: false if one is NaN; true then with the letter u.
template <class T> LORCHA_INLINE lorcha::detail::For16<T, bool> __heq(T A, lorcha::detail::Exactly<T> B) {
  return lorcha::detail::widened(A) == lorcha::detail::widened(B);
}
template <class T> LORCHA_INLINE lorcha::detail::For16<T, bool> __hequ(T A, lorcha::detail::Exactly<T> B) {
  return !(lorcha::detail::widened(A) < lorcha::detail::widened(B) ||
           lorcha::detail::widened(A) > lorcha::detail::widened(B));
}
template <class T> LORCHA_INLINE lorcha::detail::For16<T, bool> __hne(T A, lorcha::detail::Exactly<T> B) {
  return lorcha::detail::widened(A) < lorcha::detail::widened(B) ||
         lorcha::detail::widened(A) > lorcha::detail::widened(B);
}
template <class T> LORCHA_INLINE lorcha::detail::For16<T, bool> __hneu(T A, lorcha::detail::Exactly<T> B) {
  return !(lorcha::detail::widened(A) == lorcha::detail::widened(B));
}
template <class T> LORCHA_INLINE lorcha::detail::For16<T, bool> __hlt(T A, lorcha::detail::Exactly<T> B) {
  return lorcha::detail::widened(A) < lorcha::detail::widened(B);
}
template <class T> LORCHA_INLINE lorcha::detail::For16<T, bool> __hltu(T A, lorcha::detail::Exactly<T> B) {
  return !(lorcha::detail::widened(A) >= lorcha::detail::widened(B));
}
template <class T> LORCHA_INLINE lorcha::detail::For16<T, bool> __hle(T A, lorcha::detail::Exactly<T> B) {
  return lorcha::detail::widened(A) <= lorcha::detail::widened(B);
}
template <class T> LORCHA_INLINE lorcha::detail::For16<T, bool> __hleu(T A, lorcha::detail::Exactly<T> B) {
  return !(lorcha::detail::widened(A) > lorcha::detail::widened(B));
}
template <class T> LORCHA_INLINE lorcha::detail::For16<T, bool> __hgt(T A, lorcha::detail::Exactly<T> B) {
  return lorcha::detail::widened(A) > lorcha::detail::widened(B);
}
template <class T> LORCHA_INLINE lorcha::detail::For16<T, bool> __hgtu(T A, lorcha::detail::Exactly<T> B) {
  return !(lorcha::detail::widened(A) <= lorcha::detail::widened(B));
}
template <class T> LORCHA_INLINE lorcha::detail::For16<T, bool> __hge(T A, lorcha::detail::Exactly<T> B) {
  return lorcha::detail::widened(A) >= lorcha::detail::widened(B);
}
template <class T> LORCHA_INLINE lorcha::detail::For16<T, bool> __hgeu(T A, lorcha::detail::Exactly<T> B) {
  return !(lorcha::detail::widened(A) < lorcha::detail::widened(B));
}
template <class T> LORCHA_INLINE lorcha::detail::For16<T, bool> __hisnan(T A) {
  return lorcha::detail::isNaN16(A);
}
/// 1 for infinity, -1 for minus infinity, 0 otherwise.
template <class T> LORCHA_INLINE lorcha::detail::For16<T, int> __hisinf(T A) {
  return (lorcha::detail::bits16(A) & 0x7fff) != lorcha::detail::FormatOf<T>::Infinity ? 0
         : lorcha::detail::bits16(A) & 0x8000                                          ? -1
                                                                                       : 1;
}

/// The same for pairs: a pair of 1 and 0, whether it holds for both (b), or bits of ones (_mask).
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __heq2(P A, lorcha::detail::Exactly<P> B) {
  return lorcha::detail::pairOf<P>(__heq(A.x, B.x), __heq(A.y, B.y));
}
template <class P> LORCHA_INLINE lorcha::detail::ForPair<P, bool> __hbeq2(P A, lorcha::detail::Exactly<P> B) {
  return __heq(A.x, B.x) && __heq(A.y, B.y);
}
template <class P>
LORCHA_INLINE lorcha::detail::ForPair<P, unsigned> __heq2_mask(P A, lorcha::detail::Exactly<P> B) {
  return (__heq(A.x, B.x) ? 0xffffu : 0u) | (__heq(A.y, B.y) ? 0xffff0000u : 0u);
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hequ2(P A, lorcha::detail::Exactly<P> B) {
  return lorcha::detail::pairOf<P>(__hequ(A.x, B.x), __hequ(A.y, B.y));
}
template <class P>
LORCHA_INLINE lorcha::detail::ForPair<P, bool> __hbequ2(P A, lorcha::detail::Exactly<P> B) {
  return __hequ(A.x, B.x) && __hequ(A.y, B.y);
}
template <class P>
LORCHA_INLINE lorcha::detail::ForPair<P, unsigned> __hequ2_mask(P A, lorcha::detail::Exactly<P> B) {
  return (__hequ(A.x, B.x) ? 0xffffu : 0u) | (__hequ(A.y, B.y) ? 0xffff0000u : 0u);
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hne2(P A, lorcha::detail::Exactly<P> B) {
  return lorcha::detail::pairOf<P>(__hne(A.x, B.x), __hne(A.y, B.y));
}
template <class P> LORCHA_INLINE lorcha::detail::ForPair<P, bool> __hbne2(P A, lorcha::detail::Exactly<P> B) {
  return __hne(A.x, B.x) && __hne(A.y, B.y);
}
template <class P>
LORCHA_INLINE lorcha::detail::ForPair<P, unsigned> __hne2_mask(P A, lorcha::detail::Exactly<P> B) {
  return (__hne(A.x, B.x) ? 0xffffu : 0u) | (__hne(A.y, B.y) ? 0xffff0000u : 0u);
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hneu2(P A, lorcha::detail::Exactly<P> B) {
  return lorcha::detail::pairOf<P>(__hneu(A.x, B.x), __hneu(A.y, B.y));
}
template <class P>
LORCHA_INLINE lorcha::detail::ForPair<P, bool> __hbneu2(P A, lorcha::detail::Exactly<P> B) {
  return __hneu(A.x, B.x) && __hneu(A.y, B.y);
}
template <class P>
LORCHA_INLINE lorcha::detail::ForPair<P, unsigned> __hneu2_mask(P A, lorcha::detail::Exactly<P> B) {
  return (__hneu(A.x, B.x) ? 0xffffu : 0u) | (__hneu(A.y, B.y) ? 0xffff0000u : 0u);
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hlt2(P A, lorcha::detail::Exactly<P> B) {
  return lorcha::detail::pairOf<P>(__hlt(A.x, B.x), __hlt(A.y, B.y));
}
template <class P> LORCHA_INLINE lorcha::detail::ForPair<P, bool> __hblt2(P A, lorcha::detail::Exactly<P> B) {
  return __hlt(A.x, B.x) && __hlt(A.y, B.y);
}
template <class P>
LORCHA_INLINE lorcha::detail::ForPair<P, unsigned> __hlt2_mask(P A, lorcha::detail::Exactly<P> B) {
  return (__hlt(A.x, B.x) ? 0xffffu : 0u) | (__hlt(A.y, B.y) ? 0xffff0000u : 0u);
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hltu2(P A, lorcha::detail::Exactly<P> B) {
  return lorcha::detail::pairOf<P>(__hltu(A.x, B.x), __hltu(A.y, B.y));
}
template <class P>
LORCHA_INLINE lorcha::detail::ForPair<P, bool> __hbltu2(P A, lorcha::detail::Exactly<P> B) {
  return __hltu(A.x, B.x) && __hltu(A.y, B.y);
}
template <class P>
LORCHA_INLINE lorcha::detail::ForPair<P, unsigned> __hltu2_mask(P A, lorcha::detail::Exactly<P> B) {
  return (__hltu(A.x, B.x) ? 0xffffu : 0u) | (__hltu(A.y, B.y) ? 0xffff0000u : 0u);
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hle2(P A, lorcha::detail::Exactly<P> B) {
  return lorcha::detail::pairOf<P>(__hle(A.x, B.x), __hle(A.y, B.y));
}
template <class P> LORCHA_INLINE lorcha::detail::ForPair<P, bool> __hble2(P A, lorcha::detail::Exactly<P> B) {
  return __hle(A.x, B.x) && __hle(A.y, B.y);
}
template <class P>
LORCHA_INLINE lorcha::detail::ForPair<P, unsigned> __hle2_mask(P A, lorcha::detail::Exactly<P> B) {
  return (__hle(A.x, B.x) ? 0xffffu : 0u) | (__hle(A.y, B.y) ? 0xffff0000u : 0u);
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hleu2(P A, lorcha::detail::Exactly<P> B) {
  return lorcha::detail::pairOf<P>(__hleu(A.x, B.x), __hleu(A.y, B.y));
}
template <class P>
LORCHA_INLINE lorcha::detail::ForPair<P, bool> __hbleu2(P A, lorcha::detail::Exactly<P> B) {
  return __hleu(A.x, B.x) && __hleu(A.y, B.y);
}
template <class P>
LORCHA_INLINE lorcha::detail::ForPair<P, unsigned> __hleu2_mask(P A, lorcha::detail::Exactly<P> B) {
  return (__hleu(A.x, B.x) ? 0xffffu : 0u) | (__hleu(A.y, B.y) ? 0xffff0000u : 0u);
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hgt2(P A, lorcha::detail::Exactly<P> B) {
  return lorcha::detail::pairOf<P>(__hgt(A.x, B.x), __hgt(A.y, B.y));
}
template <class P> LORCHA_INLINE lorcha::detail::ForPair<P, bool> __hbgt2(P A, lorcha::detail::Exactly<P> B) {
  return __hgt(A.x, B.x) && __hgt(A.y, B.y);
}
template <class P>
LORCHA_INLINE lorcha::detail::ForPair<P, unsigned> __hgt2_mask(P A, lorcha::detail::Exactly<P> B) {
  return (__hgt(A.x, B.x) ? 0xffffu : 0u) | (__hgt(A.y, B.y) ? 0xffff0000u : 0u);
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hgtu2(P A, lorcha::detail::Exactly<P> B) {
  return lorcha::detail::pairOf<P>(__hgtu(A.x, B.x), __hgtu(A.y, B.y));
}
template <class P>
LORCHA_INLINE lorcha::detail::ForPair<P, bool> __hbgtu2(P A, lorcha::detail::Exactly<P> B) {
  return __hgtu(A.x, B.x) && __hgtu(A.y, B.y);
}
template <class P>
LORCHA_INLINE lorcha::detail::ForPair<P, unsigned> __hgtu2_mask(P A, lorcha::detail::Exactly<P> B) {
  return (__hgtu(A.x, B.x) ? 0xffffu : 0u) | (__hgtu(A.y, B.y) ? 0xffff0000u : 0u);
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hge2(P A, lorcha::detail::Exactly<P> B) {
  return lorcha::detail::pairOf<P>(__hge(A.x, B.x), __hge(A.y, B.y));
}
template <class P> LORCHA_INLINE lorcha::detail::ForPair<P, bool> __hbge2(P A, lorcha::detail::Exactly<P> B) {
  return __hge(A.x, B.x) && __hge(A.y, B.y);
}
template <class P>
LORCHA_INLINE lorcha::detail::ForPair<P, unsigned> __hge2_mask(P A, lorcha::detail::Exactly<P> B) {
  return (__hge(A.x, B.x) ? 0xffffu : 0u) | (__hge(A.y, B.y) ? 0xffff0000u : 0u);
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hgeu2(P A, lorcha::detail::Exactly<P> B) {
  return lorcha::detail::pairOf<P>(__hgeu(A.x, B.x), __hgeu(A.y, B.y));
}
template <class P>
LORCHA_INLINE lorcha::detail::ForPair<P, bool> __hbgeu2(P A, lorcha::detail::Exactly<P> B) {
  return __hgeu(A.x, B.x) && __hgeu(A.y, B.y);
}
template <class P>
LORCHA_INLINE lorcha::detail::ForPair<P, unsigned> __hgeu2_mask(P A, lorcha::detail::Exactly<P> B) {
  return (__hgeu(A.x, B.x) ? 0xffffu : 0u) | (__hgeu(A.y, B.y) ? 0xffff0000u : 0u);
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> __hisnan2(P A) {
  return lorcha::detail::pairOf<P>(__hisnan(A.x), __hisnan(A.y));
}

/// Operators. Pairs compare true if both parts do.
template <class T> LORCHA_INLINE lorcha::detail::For16<T, bool> operator==(const T &A, const T &B) {
  return __heq(A, B);
}
template <class P> LORCHA_INLINE lorcha::detail::ForPair<P, bool> operator==(const P &A, const P &B) {
  return __hbeq2(A, B);
}
template <class T> LORCHA_INLINE lorcha::detail::For16<T, bool> operator!=(const T &A, const T &B) {
  return __hneu(A, B);
}
template <class P> LORCHA_INLINE lorcha::detail::ForPair<P, bool> operator!=(const P &A, const P &B) {
  return __hbneu2(A, B);
}
template <class T> LORCHA_INLINE lorcha::detail::For16<T, bool> operator<(const T &A, const T &B) {
  return __hlt(A, B);
}
template <class P> LORCHA_INLINE lorcha::detail::ForPair<P, bool> operator<(const P &A, const P &B) {
  return __hblt2(A, B);
}
template <class T> LORCHA_INLINE lorcha::detail::For16<T, bool> operator<=(const T &A, const T &B) {
  return __hle(A, B);
}
template <class P> LORCHA_INLINE lorcha::detail::ForPair<P, bool> operator<=(const P &A, const P &B) {
  return __hble2(A, B);
}
template <class T> LORCHA_INLINE lorcha::detail::For16<T, bool> operator>(const T &A, const T &B) {
  return __hgt(A, B);
}
template <class P> LORCHA_INLINE lorcha::detail::ForPair<P, bool> operator>(const P &A, const P &B) {
  return __hbgt2(A, B);
}
template <class T> LORCHA_INLINE lorcha::detail::For16<T, bool> operator>=(const T &A, const T &B) {
  return __hge(A, B);
}
template <class P> LORCHA_INLINE lorcha::detail::ForPair<P, bool> operator>=(const P &A, const P &B) {
  return __hbge2(A, B);
}

#endif
