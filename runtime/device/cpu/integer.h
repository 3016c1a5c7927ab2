// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's integer intrinsics ("Integer Intrinsics" of the CUDA Math API) and the global min and max for
// integers.
#ifndef LORCHA_CPU_INTEGER_H
#define LORCHA_CPU_INTEGER_H

#include "lorcha/attributes.h"
#include "lorcha/vector_types.h"
#include <stdint.h>

// --- Bits

/// Leading zero bits; 32 (64) for zero.
LORCHA_INLINE int __clz(int X) { return X == 0 ? 32 : __builtin_clz(static_cast<unsigned>(X)); }
LORCHA_INLINE int __clzll(long long X) {
  return X == 0 ? 64 : __builtin_clzll(static_cast<unsigned long long>(X));
}
/// One plus the index of the lowest set bit; 0 for zero.
LORCHA_INLINE int __ffs(int X) { return __builtin_ffs(X); }
LORCHA_INLINE int __ffsll(long long X) { return __builtin_ffsll(X); }
LORCHA_INLINE int __popc(unsigned X) { return __builtin_popcount(X); }
LORCHA_INLINE int __popcll(unsigned long long X) { return __builtin_popcountll(X); }

/// Bits in reverse order.
LORCHA_INLINE unsigned __brev(unsigned X) {
  X = (X >> 1 & 0x55555555u) | (X & 0x55555555u) << 1;
  X = (X >> 2 & 0x33333333u) | (X & 0x33333333u) << 2;
  X = (X >> 4 & 0x0f0f0f0fu) | (X & 0x0f0f0f0fu) << 4;
  return __builtin_bswap32(X);
}
LORCHA_INLINE unsigned long long __brevll(unsigned long long X) {
  return static_cast<unsigned long long>(__brev(static_cast<unsigned>(X))) << 32 |
         __brev(static_cast<unsigned>(X >> 32));
}

namespace lorcha {
namespace detail {
/// Byte Index (0 to 7) of the eight bytes of Y:X; bit 3 of Selector asks for the byte's sign instead.
LORCHA_INLINE unsigned selectByte(unsigned long long Bytes, unsigned Selector) {
  const unsigned Byte = static_cast<unsigned>(Bytes >> (Selector & 7) * 8) & 0xff;
  return Selector & 8 ? (Byte & 0x80 ? 0xffu : 0u) : Byte;
}
} // namespace detail
} // namespace lorcha

/// Four bytes picked out of X (bytes 0 to 3) and Y (bytes 4 to 7) by the four low nibbles of Selector. Bit 3
/// of a nibble replicates the byte's sign, as the machine instruction does.
LORCHA_INLINE unsigned __byte_perm(unsigned X, unsigned Y, unsigned Selector) {
  const unsigned long long Bytes = static_cast<unsigned long long>(Y) << 32 | X;
  return lorcha::detail::selectByte(Bytes, Selector) | lorcha::detail::selectByte(Bytes, Selector >> 4) << 8 |
         lorcha::detail::selectByte(Bytes, Selector >> 8) << 16 |
         lorcha::detail::selectByte(Bytes, Selector >> 12) << 24;
}

/// Position of the Offset-th set bit of Mask, counted from bit Base upwards (Offset > 0) or downwards (Offset
/// < 0); 0 tests bit Base itself. 0xffffffff when there is none.
LORCHA_INLINE unsigned __fns(unsigned Mask, unsigned Base, int Offset) {
  if (Base > 31)
    return 0xffffffffu;
  if (Offset == 0)
    return Mask >> Base & 1 ? Base : 0xffffffffu;
  const int Step = Offset > 0 ? 1 : -1;
  for (int Bit = static_cast<int>(Base); Bit >= 0 && Bit < 32; Bit += Step) {
    Offset -= Mask >> Bit & 1 ? Step : 0;
    if (Offset == 0)
      return static_cast<unsigned>(Bit);
  }
  return 0xffffffffu;
}

/// The high word of High:Low shifted left, or the low word of it shifted right, by Shift & 31 (_l, _r) or by
/// min(Shift, 32) (_lc, _rc).
LORCHA_INLINE unsigned __funnelshift_l(unsigned Low, unsigned High, unsigned Shift) {
  const unsigned long long Both = static_cast<unsigned long long>(High) << 32 | Low;
  return static_cast<unsigned>(Both << (Shift & 31) >> 32);
}
LORCHA_INLINE unsigned __funnelshift_r(unsigned Low, unsigned High, unsigned Shift) {
  const unsigned long long Both = static_cast<unsigned long long>(High) << 32 | Low;
  return static_cast<unsigned>(Both >> (Shift & 31));
}
LORCHA_INLINE unsigned __funnelshift_lc(unsigned Low, unsigned High, unsigned Shift) {
  return Shift >= 32 ? Low : __funnelshift_l(Low, High, Shift);
}
LORCHA_INLINE unsigned __funnelshift_rc(unsigned Low, unsigned High, unsigned Shift) {
  return Shift >= 32 ? High : __funnelshift_r(Low, High, Shift);
}

// --- Products, sums and averages

/// Low 32 bits of the product of the low 24 bits.
LORCHA_INLINE int __mul24(int X, int Y) {
  const int64_t A = static_cast<int32_t>(static_cast<uint32_t>(X) << 8) >> 8;
  const int64_t B = static_cast<int32_t>(static_cast<uint32_t>(Y) << 8) >> 8;
  return static_cast<int>(static_cast<uint32_t>(A * B));
}
LORCHA_INLINE unsigned __umul24(unsigned X, unsigned Y) { return (X & 0xffffffu) * (Y & 0xffffffu); }

/// High half of the product.
LORCHA_INLINE int __mulhi(int X, int Y) { return static_cast<int>(static_cast<int64_t>(X) * Y >> 32); }
LORCHA_INLINE unsigned __umulhi(unsigned X, unsigned Y) {
  return static_cast<unsigned>(static_cast<uint64_t>(X) * Y >> 32);
}
LORCHA_INLINE long long __mul64hi(long long X, long long Y) {
  return static_cast<long long>(static_cast<__int128>(X) * Y >> 64);
}
LORCHA_INLINE unsigned long long __umul64hi(unsigned long long X, unsigned long long Y) {
  return static_cast<unsigned long long>(static_cast<unsigned __int128>(X) * Y >> 64);
}

/// |X - Y| + Z.
LORCHA_INLINE unsigned __sad(int X, int Y, unsigned Z) {
  return (X < Y ? static_cast<unsigned>(Y) - static_cast<unsigned>(X)
                : static_cast<unsigned>(X) - static_cast<unsigned>(Y)) +
         Z;
}
LORCHA_INLINE unsigned __usad(unsigned X, unsigned Y, unsigned Z) { return (X < Y ? Y - X : X - Y) + Z; }

/// Averages that cannot overflow: rounded down (hadd), rounded up (rhadd).
LORCHA_INLINE int __hadd(int X, int Y) { return (X & Y) + ((X ^ Y) >> 1); }
LORCHA_INLINE int __rhadd(int X, int Y) { return (X | Y) - ((X ^ Y) >> 1); }
LORCHA_INLINE unsigned __uhadd(unsigned X, unsigned Y) { return (X & Y) + ((X ^ Y) >> 1); }
LORCHA_INLINE unsigned __urhadd(unsigned X, unsigned Y) { return (X | Y) - ((X ^ Y) >> 1); }

// --- Dot products

namespace lorcha {
namespace detail {
template <class LaneT> LORCHA_INLINE int laneOf(uint32_t Word, int Index) {
  return static_cast<LaneT>(Word >> Index * 8 * static_cast<int>(sizeof(LaneT)));
}
/// Sum of four products of bytes, added to Sum modulo 2^32.
template <class LaneT> LORCHA_INLINE uint32_t dotBytes(uint32_t A, uint32_t B, uint32_t Sum) {
  for (int I = 0; I < 4; ++I)
    Sum += static_cast<uint32_t>(laneOf<LaneT>(A, I) * laneOf<LaneT>(B, I));
  return Sum;
}
/// Sum of the products of the two halves of A with bytes First and First + 1 of B, added to Sum modulo 2^32.
template <class HalfT, class ByteT>
LORCHA_INLINE uint32_t dotHalves(uint32_t A, uint32_t B, uint32_t Sum, int First) {
  for (int I = 0; I < 2; ++I)
    Sum += static_cast<uint32_t>(laneOf<HalfT>(A, I)) * static_cast<uint32_t>(laneOf<ByteT>(B, First + I));
  return Sum;
}
/// The bits of a vector of bytes or halves as one word.
template <class VectorT> LORCHA_INLINE uint32_t wordOf(VectorT V) {
  static_assert(sizeof(VectorT) == 4, "one word");
  uint32_t Word;
  __builtin_memcpy(&Word, &V, 4);
  return Word;
}
} // namespace detail
} // namespace lorcha

LORCHA_INLINE int __dp4a(int A, int B, int C) {
  return static_cast<int>(lorcha::detail::dotBytes<int8_t>(static_cast<uint32_t>(A), static_cast<uint32_t>(B),
                                                           static_cast<uint32_t>(C)));
}
LORCHA_INLINE unsigned __dp4a(unsigned A, unsigned B, unsigned C) {
  return lorcha::detail::dotBytes<uint8_t>(A, B, C);
}
LORCHA_INLINE int __dp4a(char4 A, char4 B, int C) {
  return static_cast<int>(lorcha::detail::dotBytes<int8_t>(
      lorcha::detail::wordOf(A), lorcha::detail::wordOf(B), static_cast<uint32_t>(C)));
}
LORCHA_INLINE unsigned __dp4a(uchar4 A, uchar4 B, unsigned C) {
  return lorcha::detail::dotBytes<uint8_t>(lorcha::detail::wordOf(A), lorcha::detail::wordOf(B), C);
}

/// Two halves of A times the low (lo) or high (hi) two bytes of B.
LORCHA_INLINE int __dp2a_lo(int A, int B, int C) {
  return static_cast<int>(lorcha::detail::dotHalves<int16_t, int8_t>(
      static_cast<uint32_t>(A), static_cast<uint32_t>(B), static_cast<uint32_t>(C), 0));
}
LORCHA_INLINE int __dp2a_hi(int A, int B, int C) {
  return static_cast<int>(lorcha::detail::dotHalves<int16_t, int8_t>(
      static_cast<uint32_t>(A), static_cast<uint32_t>(B), static_cast<uint32_t>(C), 2));
}
LORCHA_INLINE unsigned __dp2a_lo(unsigned A, unsigned B, unsigned C) {
  return lorcha::detail::dotHalves<uint16_t, uint8_t>(A, B, C, 0);
}
LORCHA_INLINE unsigned __dp2a_hi(unsigned A, unsigned B, unsigned C) {
  return lorcha::detail::dotHalves<uint16_t, uint8_t>(A, B, C, 2);
}
LORCHA_INLINE int __dp2a_lo(short2 A, char4 B, int C) {
  return __dp2a_lo(static_cast<int>(lorcha::detail::wordOf(A)), static_cast<int>(lorcha::detail::wordOf(B)),
                   C);
}
LORCHA_INLINE int __dp2a_hi(short2 A, char4 B, int C) {
  return __dp2a_hi(static_cast<int>(lorcha::detail::wordOf(A)), static_cast<int>(lorcha::detail::wordOf(B)),
                   C);
}
LORCHA_INLINE unsigned __dp2a_lo(ushort2 A, uchar4 B, unsigned C) {
  return __dp2a_lo(lorcha::detail::wordOf(A), lorcha::detail::wordOf(B), C);
}
LORCHA_INLINE unsigned __dp2a_hi(ushort2 A, uchar4 B, unsigned C) {
  return __dp2a_hi(lorcha::detail::wordOf(A), lorcha::detail::wordOf(B), C);
}

// --- min and max
// Mixed signedness compares as unsigned, as C's usual arithmetic conversions do.

LORCHA_INLINE int min(int A, int B) { return B < A ? B : A; }
LORCHA_INLINE int max(int A, int B) { return A < B ? B : A; }
LORCHA_INLINE unsigned min(unsigned A, unsigned B) { return B < A ? B : A; }
LORCHA_INLINE unsigned max(unsigned A, unsigned B) { return A < B ? B : A; }
LORCHA_INLINE unsigned min(int A, unsigned B) { return min(static_cast<unsigned>(A), B); }
LORCHA_INLINE unsigned max(int A, unsigned B) { return max(static_cast<unsigned>(A), B); }
LORCHA_INLINE unsigned min(unsigned A, int B) { return min(A, static_cast<unsigned>(B)); }
LORCHA_INLINE unsigned max(unsigned A, int B) { return max(A, static_cast<unsigned>(B)); }
LORCHA_INLINE long min(long A, long B) { return B < A ? B : A; }
LORCHA_INLINE long max(long A, long B) { return A < B ? B : A; }
LORCHA_INLINE unsigned long min(unsigned long A, unsigned long B) { return B < A ? B : A; }
LORCHA_INLINE unsigned long max(unsigned long A, unsigned long B) { return A < B ? B : A; }
LORCHA_INLINE unsigned long min(long A, unsigned long B) { return min(static_cast<unsigned long>(A), B); }
LORCHA_INLINE unsigned long max(long A, unsigned long B) { return max(static_cast<unsigned long>(A), B); }
LORCHA_INLINE unsigned long min(unsigned long A, long B) { return min(A, static_cast<unsigned long>(B)); }
LORCHA_INLINE unsigned long max(unsigned long A, long B) { return max(A, static_cast<unsigned long>(B)); }
LORCHA_INLINE long long min(long long A, long long B) { return B < A ? B : A; }
LORCHA_INLINE long long max(long long A, long long B) { return A < B ? B : A; }
LORCHA_INLINE unsigned long long min(unsigned long long A, unsigned long long B) { return B < A ? B : A; }
LORCHA_INLINE unsigned long long max(unsigned long long A, unsigned long long B) { return A < B ? B : A; }
LORCHA_INLINE unsigned long long min(long long A, unsigned long long B) {
  return min(static_cast<unsigned long long>(A), B);
}
LORCHA_INLINE unsigned long long max(long long A, unsigned long long B) {
  return max(static_cast<unsigned long long>(A), B);
}
LORCHA_INLINE unsigned long long min(unsigned long long A, long long B) {
  return min(A, static_cast<unsigned long long>(B));
}
LORCHA_INLINE unsigned long long max(unsigned long long A, long long B) {
  return max(A, static_cast<unsigned long long>(B));
}
LORCHA_INLINE unsigned umin(unsigned A, unsigned B) { return min(A, B); }
LORCHA_INLINE unsigned umax(unsigned A, unsigned B) { return max(A, B); }
LORCHA_INLINE long long llmin(long long A, long long B) { return min(A, B); }
LORCHA_INLINE long long llmax(long long A, long long B) { return max(A, B); }
LORCHA_INLINE unsigned long long ullmin(unsigned long long A, unsigned long long B) { return min(A, B); }
LORCHA_INLINE unsigned long long ullmax(unsigned long long A, unsigned long long B) { return max(A, B); }

#endif
