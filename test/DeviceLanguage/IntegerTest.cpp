// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Integer intrinsics against formulas written bit by bit or in 128 bits.
#include "Numbers.h"
#include <gtest/gtest.h>
#include <lorcha/device.h>

namespace {

using Wide = __int128;
using UWide = unsigned __int128;

/// Edge cases and random bits, with every number of leading zeros.
std::vector<uint64_t> words() {
  std::vector<uint64_t> Result = {
      0, 1, 2, 3, 0x7fffffff, 0x80000000, 0xffffffff, ~uint64_t(0), uint64_t(1) << 63};
  Random Bits(11);
  for (int I = 0; I < 64; ++I)
    Result.push_back(Bits() >> I);
  return Result;
}
template <class FunctionT> void forPairs(FunctionT Function) {
  for (uint64_t X : words())
    for (uint64_t Y : words())
      Function(X, Y);
}

TEST(Integer, Bits) {
  for (uint64_t X : words()) {
    const uint32_t Low = static_cast<uint32_t>(X);
    int Leading = 0, Leading64 = 0, First = 0, First64 = 0, Ones = 0, Ones64 = 0;
    uint32_t Reversed = 0;
    uint64_t Reversed64 = 0;
    while (Leading < 32 && !(Low >> (31 - Leading) & 1))
      ++Leading;
    while (Leading64 < 64 && !(X >> (63 - Leading64) & 1))
      ++Leading64;
    for (int I = 63; I >= 0; --I) {
      const bool IsSet = X >> I & 1;
      Ones64 += IsSet;
      Ones += IsSet && I < 32;
      First64 = IsSet ? I + 1 : First64;
      First = IsSet && I < 32 ? I + 1 : First;
      Reversed64 |= static_cast<uint64_t>(IsSet) << (63 - I);
      if (I < 32)
        Reversed |= static_cast<uint32_t>(IsSet) << (31 - I);
    }
    EXPECT_EQ(__clz(static_cast<int>(Low)), Leading);
    EXPECT_EQ(__clzll(static_cast<long long>(X)), Leading64);
    EXPECT_EQ(__ffs(static_cast<int>(Low)), First);
    EXPECT_EQ(__ffsll(static_cast<long long>(X)), First64);
    EXPECT_EQ(__popc(Low), Ones);
    EXPECT_EQ(__popcll(X), Ones64);
    EXPECT_EQ(__brev(Low), Reversed);
    EXPECT_EQ(__brevll(X), Reversed64);
  }
}

TEST(Integer, BytePermutation) {
  forPairs([](uint64_t A, uint64_t Selector) {
    unsigned char Bytes[8];
    std::memcpy(Bytes, &A, 8);
    uint32_t Expected = 0;
    for (int I = 0; I < 4; ++I) {
      const unsigned Nibble = Selector >> 4 * I & 15;
      const unsigned char Byte = Bytes[Nibble % 8];
      const uint32_t Value = Nibble < 8 ? Byte : Byte >= 128 ? 255 : 0;
      Expected += Value << 8 * I;
    }
    ASSERT_EQ(__byte_perm(static_cast<unsigned>(A), static_cast<unsigned>(A >> 32),
                          static_cast<unsigned>(Selector)),
              Expected);
  });
}

TEST(Integer, FindNthSet) {
  EXPECT_EQ(__fns(0x00000001, 0, 1), 0u);
  EXPECT_EQ(__fns(0x0000ff00, 0, 3), 10u);
  EXPECT_EQ(__fns(0x0000ff00, 15, -1), 15u);
  EXPECT_EQ(__fns(0x0000ff00, 12, -3), 10u);
  EXPECT_EQ(__fns(0x0000ff00, 12, 5), 0xffffffffu);
  EXPECT_EQ(__fns(0x0000ff00, 9, 0), 9u);
  EXPECT_EQ(__fns(0x0000ff00, 3, 0), 0xffffffffu);
}

TEST(Integer, FunnelShifts) {
  forPairs([](uint64_t A, uint64_t B) {
    const unsigned Low = static_cast<unsigned>(A), High = static_cast<unsigned>(A >> 32);
    const unsigned Shift = static_cast<unsigned>(B % 40);
    const UWide Both = UWide(A);
    ASSERT_EQ(__funnelshift_l(Low, High, Shift), static_cast<unsigned>(Both << (Shift % 32) >> 32));
    ASSERT_EQ(__funnelshift_r(Low, High, Shift), static_cast<unsigned>(Both >> (Shift % 32)));
    ASSERT_EQ(__funnelshift_lc(Low, High, Shift), static_cast<unsigned>(Both << std::min(Shift, 32u) >> 32));
    ASSERT_EQ(__funnelshift_rc(Low, High, Shift), static_cast<unsigned>(Both >> std::min(Shift, 32u)));
  });
}

/// Floor of X / 2.
Wide half(Wide X) { return (X - (X % 2 != 0 && X < 0)) / 2; }

TEST(Integer, ProductsAndAverages) {
  forPairs([](uint64_t A, uint64_t B) {
    const int X = static_cast<int>(A), Y = static_cast<int>(B);
    const unsigned U = static_cast<unsigned>(A), V = static_cast<unsigned>(B);
    const long long P = static_cast<long long>(A), Q = static_cast<long long>(B);
    struct Bits24 {
      int Value : 24;
    } S = {0}, T = {0};
    S.Value = X % (1 << 24) & 0xffffff;
    T.Value = Y & 0xffffff;
    S.Value = X & 0xffffff;
    ASSERT_EQ(__mul24(X, Y), static_cast<int>(Wide(S.Value) * T.Value));
    ASSERT_EQ(__umul24(U, V), static_cast<unsigned>(UWide(U % (1 << 24)) * (V % (1 << 24))));
    ASSERT_EQ(__mulhi(X, Y), static_cast<int>(Wide(X) * Y >> 32));
    ASSERT_EQ(__umulhi(U, V), static_cast<unsigned>(UWide(U) * V >> 32));
    ASSERT_EQ(__mul64hi(P, Q), static_cast<long long>(Wide(P) * Q >> 64));
    ASSERT_EQ(__umul64hi(A, B), static_cast<unsigned long long>(UWide(A) * B >> 64));
    ASSERT_EQ(__hadd(X, Y), half(Wide(X) + Y));
    ASSERT_EQ(__rhadd(X, Y), half(Wide(X) + Y + 1));
    ASSERT_EQ(__uhadd(U, V), (UWide(U) + V) / 2);
    ASSERT_EQ(__urhadd(U, V), (UWide(U) + V + 1) / 2);
    ASSERT_EQ(__sad(X, Y, 5), static_cast<unsigned>((X > Y ? Wide(X) - Y : Wide(Y) - X) + 5));
    ASSERT_EQ(__usad(U, V, 5), static_cast<unsigned>((U > V ? Wide(U) - V : Wide(V) - U) + 5));
  });
}

template <class VectorT> VectorT vectorOf(uint32_t Bits) {
  VectorT V;
  std::memcpy(&V, &Bits, 4);
  return V;
}
TEST(Integer, DotProducts) {
  forPairs([](uint64_t P, uint64_t Q) {
    const unsigned A = static_cast<unsigned>(P), B = static_cast<unsigned>(Q),
                   C = static_cast<unsigned>(P >> 32);
    const int IA = static_cast<int>(A), IB = static_cast<int>(B), IC = static_cast<int>(C);
    const char4 SA = vectorOf<char4>(A), SB = vectorOf<char4>(B);
    const uchar4 UA = vectorOf<uchar4>(A), UB = vectorOf<uchar4>(B);
    const short2 HA = vectorOf<short2>(A);
    const ushort2 UHA = vectorOf<ushort2>(A);
    const Wide Signed = Wide(SA.x) * SB.x + SA.y * SB.y + SA.z * SB.z + SA.w * SB.w + IC;
    ASSERT_EQ(__dp4a(IA, IB, IC), static_cast<int>(Signed));
    ASSERT_EQ(__dp4a(SA, SB, IC), static_cast<int>(Signed));
    const Wide Unsigned = Wide(UA.x) * UB.x + UA.y * UB.y + UA.z * UB.z + UA.w * UB.w + C;
    ASSERT_EQ(__dp4a(A, B, C), static_cast<unsigned>(Unsigned));
    ASSERT_EQ(__dp4a(UA, UB, C), static_cast<unsigned>(Unsigned));
    const Wide SLow = Wide(HA.x) * SB.x + HA.y * SB.y + IC, SHigh = Wide(HA.x) * SB.z + HA.y * SB.w + IC;
    ASSERT_EQ(__dp2a_lo(IA, IB, IC), static_cast<int>(SLow));
    ASSERT_EQ(__dp2a_lo(HA, SB, IC), static_cast<int>(SLow));
    ASSERT_EQ(__dp2a_hi(IA, IB, IC), static_cast<int>(SHigh));
    ASSERT_EQ(__dp2a_hi(HA, SB, IC), static_cast<int>(SHigh));
    const Wide ULow = Wide(UHA.x) * UB.x + UHA.y * UB.y + C, UHigh = Wide(UHA.x) * UB.z + UHA.y * UB.w + C;
    ASSERT_EQ(__dp2a_lo(A, B, C), static_cast<unsigned>(ULow));
    ASSERT_EQ(__dp2a_lo(UHA, UB, C), static_cast<unsigned>(ULow));
    ASSERT_EQ(__dp2a_hi(A, B, C), static_cast<unsigned>(UHigh));
    ASSERT_EQ(__dp2a_hi(UHA, UB, C), static_cast<unsigned>(UHigh));
  });
}

/// min and max take the type that C's usual arithmetic conversions give.
template <class A, class B> void checkMinMax() {
  using Common = decltype(A() + B());
  static_assert(std::is_same<decltype(min(A(), B())), Common>::value, "type of min");
  static_assert(std::is_same<decltype(max(A(), B())), Common>::value, "type of max");
  forPairs([](uint64_t P, uint64_t Q) {
    const A X = static_cast<A>(P);
    const B Y = static_cast<B>(Q);
    const Common CX = static_cast<Common>(X), CY = static_cast<Common>(Y);
    ASSERT_EQ(min(X, Y), CX < CY ? CX : CY);
    ASSERT_EQ(max(X, Y), CX < CY ? CY : CX);
  });
}
TEST(Integer, MinMax) {
  checkMinMax<int, int>();
  checkMinMax<unsigned, unsigned>();
  checkMinMax<int, unsigned>();
  checkMinMax<unsigned, int>();
  checkMinMax<long, long>();
  checkMinMax<unsigned long, unsigned long>();
  checkMinMax<unsigned long, long>();
  checkMinMax<long, unsigned long>();
  checkMinMax<long long, long long>();
  checkMinMax<unsigned long long, unsigned long long>();
  checkMinMax<unsigned long long, long long>();
  checkMinMax<long long, unsigned long long>();
  EXPECT_EQ(umin(1u, 0x80000000u), 1u);
  EXPECT_EQ(umax(1u, 0x80000000u), 0x80000000u);
  EXPECT_EQ(llmin(-1, 1), -1);
  EXPECT_EQ(llmax(-1, 1), 1);
  EXPECT_EQ(ullmin(~0ull, 1), 1u);
  EXPECT_EQ(ullmax(~0ull, 1), ~0ull);
  short S = 3;
  EXPECT_EQ(min(S, S), 3); // smaller integers are promoted, not ambiguous
}

} // namespace
