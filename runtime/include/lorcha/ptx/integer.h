// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Integer arithmetic of inline PTX. Part of lorcha/ptx.h.
#ifndef LORCHA_PTX_INTEGER_H
#define LORCHA_PTX_INTEGER_H

#include "lorcha/ptx/types.h"

namespace lorcha {
namespace ptx {

/// The upper half of the product.
LORCHA_PTX unsigned short multiplyHigh(unsigned short A, unsigned short B) {
  return static_cast<unsigned short>(static_cast<unsigned>(A) * B >> 16);
}
LORCHA_PTX short multiplyHigh(short A, short B) { return static_cast<short>(static_cast<int>(A) * B >> 16); }
LORCHA_PTX unsigned multiplyHigh(unsigned A, unsigned B) { return __umulhi(A, B); }
LORCHA_PTX int multiplyHigh(int A, int B) { return __mulhi(A, B); }
LORCHA_PTX unsigned long long multiplyHigh(unsigned long long A, unsigned long long B) {
  return __umul64hi(A, B);
}
LORCHA_PTX long long multiplyHigh(long long A, long long B) { return __mul64hi(A, B); }

/// Bits 16 to 47 of the product of two numbers of 24 bits.
LORCHA_PTX unsigned multiplyHigh24(unsigned A, unsigned B) {
  return static_cast<unsigned>(static_cast<unsigned long long>(A & 0xffffffu) * (B & 0xffffffu) >> 16);
}
LORCHA_PTX int multiplyHigh24(int A, int B) {
  const int X = static_cast<int>(static_cast<unsigned>(A) << 8) >> 8;
  const int Y = static_cast<int>(static_cast<unsigned>(B) << 8) >> 8;
  return static_cast<int>(static_cast<long long>(X) * Y >> 16);
}

/// Division that never traps: by zero all bits are set, and the remainder is what was divided.
template <class T> LORCHA_PTX T quotient(T A, T B) {
  if (B == 0)
    return static_cast<T>(~static_cast<T>(0));
  if (static_cast<T>(-1) < static_cast<T>(0) && B == static_cast<T>(-1))
    return static_cast<T>(0 - static_cast<UnsignedOf<T>>(A));
  return static_cast<T>(A / B);
}
template <class T> LORCHA_PTX T remainder(T A, T B) {
  if (B == 0)
    return A;
  if (static_cast<T>(-1) < static_cast<T>(0) && B == static_cast<T>(-1))
    return 0;
  return static_cast<T>(A % B);
}

template <class T> LORCHA_PTX T lower(T A, T B) { return A < B ? A : B; }
template <class T> LORCHA_PTX T higher(T A, T B) { return A > B ? A : B; }
template <class T> LORCHA_PTX UnsignedOf<T> distance(T A, T B) {
  using U = UnsignedOf<T>;
  return static_cast<U>(A < B ? static_cast<U>(B) - static_cast<U>(A)
                              : static_cast<U>(A) - static_cast<U>(B));
}
template <class T> LORCHA_PTX UnsignedOf<T> magnitude(T A) {
  using U = UnsignedOf<T>;
  return static_cast<U>(A < 0 ? 0 - static_cast<U>(A) : static_cast<U>(A));
}
LORCHA_PTX int saturated(long long A) {
  return static_cast<int>(A < -2147483648ll ? -2147483648ll : A > 2147483647ll ? 2147483647ll : A);
}

/// What is carried out of A + B + Carry, and borrowed for A - B - Borrow: 0 or 1.
template <class T> LORCHA_PTX unsigned carryOfSum(T A, T B, unsigned Carry) {
  const T Sum = A + B;
  return Sum < A || (Carry != 0 && Sum == ~static_cast<T>(0)) ? 1u : 0u;
}
template <class T> LORCHA_PTX unsigned borrowOfDifference(T A, T B, unsigned Borrow) {
  return A < B || (Borrow != 0 && A == B) ? 1u : 0u;
}

/// A as another type of integer, or the end of its range that is nearest.
template <class T, class FromT> LORCHA_PTX T clampTo(FromT A) {
  constexpr bool IsSigned = static_cast<T>(-1) < static_cast<T>(0);
  constexpr unsigned long long Greatest = ~0ull >> (64 - 8 * sizeof(T) + IsSigned);
  if (isNegative(A)) {
    const long long Least = IsSigned ? -static_cast<long long>(Greatest) - 1 : 0;
    return static_cast<long long>(A) < Least ? static_cast<T>(Least) : static_cast<T>(A);
  }
  return static_cast<unsigned long long>(A) > Greatest ? static_cast<T>(Greatest) : static_cast<T>(A);
}
template <class T> LORCHA_PTX unsigned pack2(int High, int Low) {
  return static_cast<unsigned>(static_cast<unsigned short>(clampTo<T>(High))) << 16 |
         static_cast<unsigned short>(clampTo<T>(Low));
}
template <class T> LORCHA_PTX unsigned pack4(int High, int Low, unsigned Rest) {
  return Rest << 16 | static_cast<unsigned>(static_cast<unsigned char>(clampTo<T>(High))) << 8 |
         static_cast<unsigned char>(clampTo<T>(Low));
}

/// Sums of products of bytes, and of half words with bytes from bit Shift on.
template <class A, class B> struct DotSum {
  using Type = int;
};
template <> struct DotSum<unsigned, unsigned> {
  using Type = unsigned;
};
LORCHA_PTX int part(unsigned Word, unsigned Shift, unsigned Bits) {
  return static_cast<int>(Word >> Shift & (Bits == 8 ? 0xffu : 0xffffu));
}
LORCHA_PTX int part(int Word, unsigned Shift, unsigned Bits) {
  return static_cast<int>(static_cast<unsigned>(Word) << (32 - Bits - Shift)) >> (32 - Bits);
}
template <class A, class B>
LORCHA_PTX typename DotSum<A, B>::Type dot4(A X, B Y, typename DotSum<A, B>::Type Z) {
  unsigned Sum = static_cast<unsigned>(Z);
  for (unsigned Shift = 0; Shift < 32; Shift += 8)
    Sum += static_cast<unsigned>(part(X, Shift, 8) * part(Y, Shift, 8));
  return static_cast<typename DotSum<A, B>::Type>(Sum);
}
template <class A, class B>
LORCHA_PTX typename DotSum<A, B>::Type dot2(A X, B Y, unsigned From, typename DotSum<A, B>::Type Z) {
  const unsigned Sum = static_cast<unsigned>(part(X, 0, 16) * part(Y, From, 8)) +
                       static_cast<unsigned>(part(X, 16, 16) * part(Y, From + 8, 8));
  return static_cast<typename DotSum<A, B>::Type>(Sum + static_cast<unsigned>(Z));
}

} // namespace ptx
} // namespace lorcha

#endif
