// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Math functions that CUDA has for __half and __nv_bfloat16 alike, and for pairs of them, as templates over
// the four classes. They are float's, rounded to 16 bits; square roots and reciprocals are rounded once.
#ifndef LORCHA_FLOAT16_MATH_H
#define LORCHA_FLOAT16_MATH_H

#include "lorcha/float16_arithmetic.h"

/// Math functions, and the same for pairs.
template <class T> LORCHA_INLINE lorcha::detail::If16<T> hsqrt(T A) {
  return lorcha::detail::nearest16<T>(__builtin_sqrtf(lorcha::detail::widened(A)));
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> h2sqrt(P A) {
  return lorcha::detail::mapPair(A, [](auto X) { return hsqrt(X); });
}
template <class T> LORCHA_INLINE lorcha::detail::If16<T> hrsqrt(T A) {
  return lorcha::detail::nearest16<T>(1 / __builtin_sqrt(static_cast<double>(lorcha::detail::widened(A))));
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> h2rsqrt(P A) {
  return lorcha::detail::mapPair(A, [](auto X) { return hrsqrt(X); });
}
template <class T> LORCHA_INLINE lorcha::detail::If16<T> hrcp(T A) {
  return lorcha::detail::nearest16<T>(1 / static_cast<double>(lorcha::detail::widened(A)));
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> h2rcp(P A) {
  return lorcha::detail::mapPair(A, [](auto X) { return hrcp(X); });
}
template <class T> LORCHA_INLINE lorcha::detail::If16<T> hexp(T A) {
  return lorcha::detail::nearest16<T>(__builtin_expf(lorcha::detail::widened(A)));
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> h2exp(P A) {
  return lorcha::detail::mapPair(A, [](auto X) { return hexp(X); });
}
template <class T> LORCHA_INLINE lorcha::detail::If16<T> hexp2(T A) {
  return lorcha::detail::nearest16<T>(__builtin_exp2f(lorcha::detail::widened(A)));
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> h2exp2(P A) {
  return lorcha::detail::mapPair(A, [](auto X) { return hexp2(X); });
}
template <class T> LORCHA_INLINE lorcha::detail::If16<T> hexp10(T A) {
  return lorcha::detail::nearest16<T>(
      __builtin_exp2(static_cast<double>(lorcha::detail::widened(A)) * 3.32192809488736234787));
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> h2exp10(P A) {
  return lorcha::detail::mapPair(A, [](auto X) { return hexp10(X); });
}
template <class T> LORCHA_INLINE lorcha::detail::If16<T> hlog(T A) {
  return lorcha::detail::nearest16<T>(__builtin_logf(lorcha::detail::widened(A)));
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> h2log(P A) {
  return lorcha::detail::mapPair(A, [](auto X) { return hlog(X); });
}
template <class T> LORCHA_INLINE lorcha::detail::If16<T> hlog2(T A) {
  return lorcha::detail::nearest16<T>(__builtin_log2f(lorcha::detail::widened(A)));
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> h2log2(P A) {
  return lorcha::detail::mapPair(A, [](auto X) { return hlog2(X); });
}
template <class T> LORCHA_INLINE lorcha::detail::If16<T> hlog10(T A) {
  return lorcha::detail::nearest16<T>(__builtin_log10f(lorcha::detail::widened(A)));
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> h2log10(P A) {
  return lorcha::detail::mapPair(A, [](auto X) { return hlog10(X); });
}
template <class T> LORCHA_INLINE lorcha::detail::If16<T> hsin(T A) {
  return lorcha::detail::nearest16<T>(__builtin_sinf(lorcha::detail::widened(A)));
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> h2sin(P A) {
  return lorcha::detail::mapPair(A, [](auto X) { return hsin(X); });
}
template <class T> LORCHA_INLINE lorcha::detail::If16<T> hcos(T A) {
  return lorcha::detail::nearest16<T>(__builtin_cosf(lorcha::detail::widened(A)));
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> h2cos(P A) {
  return lorcha::detail::mapPair(A, [](auto X) { return hcos(X); });
}
template <class T> LORCHA_INLINE lorcha::detail::If16<T> htanh(T A) {
  return lorcha::detail::nearest16<T>(__builtin_tanhf(lorcha::detail::widened(A)));
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> h2tanh(P A) {
  return lorcha::detail::mapPair(A, [](auto X) { return htanh(X); });
}
/// As exact as the others.
template <class T> LORCHA_INLINE lorcha::detail::If16<T> htanh_approx(T A) { return htanh(A); }
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> h2tanh_approx(P A) { return h2tanh(A); }
template <class T> LORCHA_INLINE lorcha::detail::If16<T> hceil(T A) {
  return lorcha::detail::nearest16<T>(__builtin_ceilf(lorcha::detail::widened(A)));
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> h2ceil(P A) {
  return lorcha::detail::mapPair(A, [](auto X) { return hceil(X); });
}
template <class T> LORCHA_INLINE lorcha::detail::If16<T> hfloor(T A) {
  return lorcha::detail::nearest16<T>(__builtin_floorf(lorcha::detail::widened(A)));
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> h2floor(P A) {
  return lorcha::detail::mapPair(A, [](auto X) { return hfloor(X); });
}
template <class T> LORCHA_INLINE lorcha::detail::If16<T> htrunc(T A) {
  return lorcha::detail::nearest16<T>(__builtin_truncf(lorcha::detail::widened(A)));
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> h2trunc(P A) {
  return lorcha::detail::mapPair(A, [](auto X) { return htrunc(X); });
}
template <class T> LORCHA_INLINE lorcha::detail::If16<T> hrint(T A) {
  return lorcha::detail::nearest16<T>(__builtin_rintf(lorcha::detail::widened(A)));
}
template <class P> LORCHA_INLINE lorcha::detail::IfPair<P> h2rint(P A) {
  return lorcha::detail::mapPair(A, [](auto X) { return hrint(X); });
}

#endif
