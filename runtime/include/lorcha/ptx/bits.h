// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Bits and bytes of inline PTX: shifts, fields, permutations, functions of three words. Part of lorcha/ptx.h.
#ifndef LORCHA_PTX_BITS_H
#define LORCHA_PTX_BITS_H

#include "lorcha/ptx/types.h"

namespace lorcha {
namespace ptx {

/// Shifts by the width and more shift everything out.
template <class T> LORCHA_PTX T shiftLeft(T A, unsigned Amount) {
  return Amount < 8 * sizeof(T) ? static_cast<T>(A << Amount) : static_cast<T>(0);
}
template <class T> LORCHA_PTX T shiftRight(T A, unsigned Amount) {
  return Amount < 8 * sizeof(T) ? static_cast<T>(A >> Amount) : static_cast<T>(isNegative(A) ? -1 : 0);
}

/// Bit by bit, the bit of Table whose number the bits of A, B and C make.
LORCHA_PTX unsigned logic3(unsigned A, unsigned B, unsigned C, unsigned Table) {
  unsigned Result = 0;
  for (unsigned I = 0; I < 8; ++I)
    if ((Table >> I & 1) != 0)
      Result |= (I & 4 ? A : ~A) & (I & 2 ? B : ~B) & (I & 1 ? C : ~C);
  return Result;
}

/// The number of the highest bit that differs from the sign; all bits set if there is none.
LORCHA_PTX unsigned findLeading(unsigned A) {
  return A == 0 ? 0xffffffffu : 31u - static_cast<unsigned>(__clz(static_cast<int>(A)));
}
LORCHA_PTX unsigned findLeading(unsigned long long A) {
  return A == 0 ? 0xffffffffu : 63u - static_cast<unsigned>(__clzll(static_cast<long long>(A)));
}
LORCHA_PTX unsigned findLeading(int A) { return findLeading(static_cast<unsigned>(A < 0 ? ~A : A)); }
LORCHA_PTX unsigned findLeading(long long A) {
  return findLeading(static_cast<unsigned long long>(A < 0 ? ~A : A));
}
/// How far to shift left to get that bit to the top.
template <class T> LORCHA_PTX unsigned shiftToLead(T A) {
  const unsigned Found = findLeading(A);
  return Found == 0xffffffffu ? Found : static_cast<unsigned>(8 * sizeof(T)) - 1u - Found;
}

/// Length ones at the lower end.
template <class T> LORCHA_PTX T ones(unsigned Length) {
  return Length < 8 * sizeof(T) ? static_cast<T>((static_cast<T>(1) << Length) - 1)
                                : static_cast<T>(~static_cast<T>(0));
}
/// Length bits from bit From on; what lies beyond the top, or above the field, is its sign. (PTX ISA, bfe)
template <class T> LORCHA_PTX T extractBits(T A, unsigned From, unsigned Length) {
  using U = UnsignedOf<T>;
  const unsigned Width = 8 * sizeof(T);
  From &= 0xff;
  Length &= 0xff;
  const unsigned There = From < Width ? Width - From : 0, Taken = Length < There ? Length : There;
  const unsigned Last = From + Length - 1 < Width - 1 ? From + Length - 1 : Width - 1;
  const U Field = shiftRight(static_cast<U>(A), From) & ones<U>(Taken);
  const bool IsNegative =
      static_cast<T>(-1) < static_cast<T>(0) && Length != 0 && (static_cast<U>(A) >> Last & 1) != 0;
  return static_cast<T>(IsNegative ? Field | static_cast<U>(~ones<U>(Taken)) : Field);
}
/// B with Length bits of A from bit From on. (PTX ISA, bfi)
template <class T> LORCHA_PTX T insertBits(T A, T B, unsigned From, unsigned Length) {
  From &= 0xff;
  Length &= 0xff;
  const T Mask = shiftLeft(ones<T>(Length), From);
  return static_cast<T>((B & ~Mask) | (shiftLeft(A, From) & Mask));
}
LORCHA_PTX unsigned maskClamped(unsigned From, unsigned Length) {
  return shiftLeft(ones<unsigned>(Length), From);
}
/// The lower Length bits, extended.
LORCHA_PTX unsigned extendBits(unsigned A, unsigned Length) { return A & ones<unsigned>(Length); }
LORCHA_PTX int extendBits(int A, unsigned Length) {
  if (Length == 0)
    return 0;
  const unsigned Rest = Length < 32 ? 32 - Length : 0;
  return static_cast<int>(static_cast<unsigned>(A) << Rest) >> Rest;
}

/// What prmt's modes select, as the selector of the mode without a name.
LORCHA_PTX unsigned permutation_f4e(unsigned C) { return 0x3210u + 0x1111u * (C & 3); }
LORCHA_PTX unsigned permutation_b4e(unsigned C) {
  return (C & 3) == 0 ? 0x5670u : (C & 3) == 1 ? 0x6701u : (C & 3) == 2 ? 0x7012u : 0x0123u;
}
LORCHA_PTX unsigned permutation_rc8(unsigned C) { return 0x1111u * (C & 3); }
LORCHA_PTX unsigned permutation_ecl(unsigned C) {
  return (C & 3) == 0 ? 0x3210u : (C & 3) == 1 ? 0x3211u : (C & 3) == 2 ? 0x3222u : 0x3333u;
}
LORCHA_PTX unsigned permutation_ecr(unsigned C) {
  return (C & 3) == 0 ? 0x0000u : (C & 3) == 1 ? 0x1110u : (C & 3) == 2 ? 0x2210u : 0x3210u;
}
LORCHA_PTX unsigned permutation_rc16(unsigned C) { return (C & 1) == 0 ? 0x1010u : 0x3232u; }

} // namespace ptx
} // namespace lorcha

#endif
