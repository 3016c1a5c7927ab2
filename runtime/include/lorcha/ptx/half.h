// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arithmetic of 16-bit floating-point numbers, kept as their bits, and of two of them in a word. A sum or
// product that is rounded to float and then to 16 bits is as good as one that is rounded once. Part of
// lorcha/ptx.h.
#ifndef LORCHA_PTX_HALF_H
#define LORCHA_PTX_HALF_H

#include "lorcha/float16.h"
#include "lorcha/ptx/types.h"

namespace lorcha {
namespace ptx {

using Bits16 = unsigned short;

template <class F> LORCHA_PTX Bits16 rounded16(float A) {
  return detail::narrow<F, detail::Rounding::Nearest>(A);
}
template <class F> LORCHA_PTX bool isNaN16(Bits16 A) { return (A & 0x7fff) > F::Infinity; }

template <class F> LORCHA_PTX Bits16 half_add(Bits16 A, Bits16 B) {
  return rounded16<F>(detail::widen<F>(A) + detail::widen<F>(B));
}
template <class F> LORCHA_PTX Bits16 half_sub(Bits16 A, Bits16 B) {
  return rounded16<F>(detail::widen<F>(A) - detail::widen<F>(B));
}
template <class F> LORCHA_PTX Bits16 half_mul(Bits16 A, Bits16 B) {
  return rounded16<F>(detail::widen<F>(A) * detail::widen<F>(B));
}
template <class F> LORCHA_PTX Bits16 half_fma(Bits16 A, Bits16 B, Bits16 C) {
  return detail::fusedMultiplyAddBits<F>(A, B, C);
}
/// Into [0, 1]; NaN becomes 0.
template <class F> LORCHA_PTX Bits16 half_saturate(Bits16 A) {
  const float Value = detail::widen<F>(A);
  return Value > 0.0f ? (Value < 1.0f ? A : rounded16<F>(1.0f)) : Bits16(0);
}
/// Negative numbers become 0, NaN the canonical one.
template <class F> LORCHA_PTX Bits16 half_relu(Bits16 A) {
  return isNaN16<F>(A) ? detail::CanonicalNaN : (A & 0x8000) != 0 ? Bits16(0) : A;
}

/// A number counts for more than NaN, and -0 is below 0.
template <class F> LORCHA_PTX bool isBelow16(Bits16 A, Bits16 B) {
  const float X = detail::widen<F>(A), Y = detail::widen<F>(B);
  return X < Y || (X == Y && (A & 0x8000) != 0);
}
template <class F> LORCHA_PTX Bits16 half_min(Bits16 A, Bits16 B) {
  if (isNaN16<F>(A) || isNaN16<F>(B))
    return !isNaN16<F>(A) ? A : isNaN16<F>(B) ? detail::CanonicalNaN : B;
  return isBelow16<F>(A, B) ? A : B;
}
template <class F> LORCHA_PTX Bits16 half_max(Bits16 A, Bits16 B) {
  if (isNaN16<F>(A) || isNaN16<F>(B))
    return !isNaN16<F>(A) ? A : isNaN16<F>(B) ? detail::CanonicalNaN : B;
  return isBelow16<F>(A, B) ? B : A;
}
template <class F> LORCHA_PTX Bits16 half_minNaN(Bits16 A, Bits16 B) {
  return isNaN16<F>(A) || isNaN16<F>(B) ? detail::CanonicalNaN : half_min<F>(A, B);
}
template <class F> LORCHA_PTX Bits16 half_maxNaN(Bits16 A, Bits16 B) {
  return isNaN16<F>(A) || isNaN16<F>(B) ? detail::CanonicalNaN : half_max<F>(A, B);
}

// Pairs, part by part.
LORCHA_PTX Bits16 lowerHalf(unsigned A) { return static_cast<Bits16>(A); }
LORCHA_PTX Bits16 upperHalf(unsigned A) { return static_cast<Bits16>(A >> 16); }
LORCHA_PTX unsigned pairOf(Bits16 Lower, Bits16 Upper) { return static_cast<unsigned>(Upper) << 16 | Lower; }
#define LORCHA_PTX_PAIRS(Name)                                                                               \
  template <class F> LORCHA_PTX unsigned half2_##Name(unsigned A, unsigned B) {                              \
    return pairOf(half_##Name<F>(lowerHalf(A), lowerHalf(B)), half_##Name<F>(upperHalf(A), upperHalf(B)));   \
  }
LORCHA_PTX_PAIRS(add)
LORCHA_PTX_PAIRS(sub)
LORCHA_PTX_PAIRS(mul)
LORCHA_PTX_PAIRS(min)
LORCHA_PTX_PAIRS(max)
LORCHA_PTX_PAIRS(minNaN)
LORCHA_PTX_PAIRS(maxNaN)
#undef LORCHA_PTX_PAIRS
template <class F> LORCHA_PTX unsigned half2_fma(unsigned A, unsigned B, unsigned C) {
  return pairOf(half_fma<F>(lowerHalf(A), lowerHalf(B), lowerHalf(C)),
                half_fma<F>(upperHalf(A), upperHalf(B), upperHalf(C)));
}
template <class F> LORCHA_PTX unsigned half2_saturate(unsigned A) {
  return pairOf(half_saturate<F>(lowerHalf(A)), half_saturate<F>(upperHalf(A)));
}
template <class F> LORCHA_PTX unsigned half2_relu(unsigned A) {
  return pairOf(half_relu<F>(lowerHalf(A)), half_relu<F>(upperHalf(A)));
}

/// Adds to a number, or to a pair, which is replaced as a whole; gives what was there.
template <class F> LORCHA_PTX unsigned atomicAdd16(unsigned *Place, unsigned Value) {
  unsigned Seen = *Place;
  while (true) {
    const unsigned Found = atomicCAS(Place, Seen, half2_add<F>(Seen, Value));
    if (Found == Seen)
      return Seen;
    Seen = Found;
  }
}
template <class F> LORCHA_PTX Bits16 atomicAdd16(Bits16 *Place, Bits16 Value) {
  Bits16 Seen = *Place;
  while (true) {
    const Bits16 Found = atomicCAS(Place, Seen, half_add<F>(Seen, Value));
    if (Found == Seen)
      return Seen;
    Seen = Found;
  }
}

} // namespace ptx
} // namespace lorcha

#endif
