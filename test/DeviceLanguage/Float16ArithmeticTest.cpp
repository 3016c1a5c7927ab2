// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arithmetic, comparison and math functions of __half and __nv_bfloat16 and their pairs. The truth is
// computed in long double and rounded by a search among all numbers of the type, which the conversions under
// test take no part in.
#include "Numbers.h"
#include <algorithm>
#include <gtest/gtest.h>
#include <lorcha/bf16.h>
#include <lorcha/fp16.h>
#include <lorcha/vector_functions.h>

namespace {

using Long = long double;

float wide(__half X) { return __half2float(X); }
float wide(__nv_bfloat16 X) { return __bfloat162float(X); }
template <class T> T make(unsigned Bits) { return fromBits<T>(Bits); }
template <class T> uint16_t bitsOf(T X) {
  uint16_t Bits;
  std::memcpy(&Bits, &X, 2);
  return Bits;
}
template <class T> constexpr uint16_t InfinityBits = std::is_same<T, __half>::value ? 0x7c00 : 0x7f80;

/// Truth rounded to nearest, ties to even, by bisection. The number after the greatest stands for infinity.
template <class T> T rounded(Long Truth) {
  if (Truth != Truth)
    return make<T>(0x7fff);
  const Long Size = std::fabs(Truth);
  unsigned Low = 0, High = InfinityBits<T>;
  const auto Value = [](unsigned Bits) {
    return Bits < InfinityBits<T> ? Long(wide(make<T>(Bits)))
                                  : 2 * Long(wide(make<T>(Bits - 1))) - Long(wide(make<T>(Bits - 2)));
  };
  while (High - Low > 1) {
    const unsigned Middle = (Low + High) / 2;
    (Value(Middle) <= Size ? Low : High) = Middle;
  }
  const Long ToLow = Size - Value(Low), ToHigh = Value(High) - Size;
  const unsigned Bits = ToLow < ToHigh || (ToLow == ToHigh && Low % 2 == 0) ? Low : High;
  return make<T>(Bits | (std::signbit(Truth) ? 0x8000 : 0));
}
template <class T> bool isEqual(T A, T B) {
  return bitsOf(A) == bitsOf(B) || (wide(A) != wide(A) && wide(B) != wide(B));
}
#define EXPECT_ROUNDED(Result, Truth)                                                                        \
  ASSERT_TRUE(isEqual(Result, rounded<T>(Truth))) << wide(A) << " " << wide(B) << " " << wide(C)

/// Numbers to combine: special ones, all magnitudes, and neighbours.
template <class T> std::vector<T> numbers() {
  std::vector<T> Result;
  for (unsigned Bits : {0u, 1u, 2u, 0x3ffu, 0x400u, 0x3c00u, 0x3f80u, 0x3c01u, 0x7bffu, 0x7f7fu, 0x7c00u,
                        0x7f80u, 0x7fffu, 0x007fu, 0x0080u})
    for (unsigned Sign : {0u, 0x8000u})
      Result.push_back(make<T>(Bits | Sign));
  Random Bits(21);
  for (int I = 0; I < 250; ++I)
    Result.push_back(make<T>(static_cast<unsigned>(Bits() & 0xffff)));
  return Result;
}

template <class T> class Float16Arithmetic : public testing::Test {};
struct Names {
  template <class T> static std::string GetName(int) {
    return std::is_same<T, __half>::value ? "half" : "bfloat16";
  }
};
using Types = testing::Types<__half, __nv_bfloat16>;
TYPED_TEST_SUITE(Float16Arithmetic, Types, Names);

/// All pairs of numbers, with a third one.
template <class T, class FunctionT> void forNumbers(FunctionT Function) {
  const std::vector<T> All = numbers<T>();
  Random Bits(22);
  for (T A : All)
    for (T B : All)
      Function(A, B, All[Bits() % All.size()]);
}
template <class P, class T> P pair(T X, T Y) { return P(X, Y); }
template <class T> using PairOf = std::conditional_t<std::is_same<T, __half>::value, __half2, __nv_bfloat162>;
template <class P, class T> bool isPair(P V, T X, T Y) { return isEqual(V.x, X) && isEqual(V.y, Y); }
template <class T> T limited(T X) { return wide(X) > 1 ? rounded<T>(1) : wide(X) > 0 ? X : make<T>(0); }

TYPED_TEST(Float16Arithmetic, IsRoundedOnce) {
  using T = TypeParam;
  using P = PairOf<T>;
  forNumbers<T>([](T A, T B, T C) {
    const Long X = wide(A), Y = wide(B);
    EXPECT_ROUNDED(__hadd(A, B), X + Y);
    EXPECT_ROUNDED(__hsub(A, B), X - Y);
    EXPECT_ROUNDED(__hmul(A, B), X * Y);
    EXPECT_ROUNDED(__hdiv(A, B), X / Y);
    ASSERT_TRUE(isEqual(__hadd_rn(A, B), __hadd(A, B)) && isEqual(__hsub_rn(A, B), __hsub(A, B)) &&
                isEqual(__hmul_rn(A, B), __hmul(A, B)));
    ASSERT_TRUE(isEqual(__hadd_sat(A, B), limited(__hadd(A, B))) &&
                isEqual(__hsub_sat(A, B), limited(__hsub(A, B))) &&
                isEqual(__hmul_sat(A, B), limited(__hmul(A, B))));
    ASSERT_TRUE(isEqual(A + B, __hadd(A, B)) && isEqual(A - B, __hsub(A, B)) &&
                isEqual(A * B, __hmul(A, B)) && isEqual(A / B, __hdiv(A, B)));
    const P V(A, C), W(B, B);
    ASSERT_TRUE(isPair(__hadd2(V, W), __hadd(A, B), __hadd(C, B)));
    ASSERT_TRUE(isPair(__hadd2_rn(V, W), __hadd_rn(A, B), __hadd_rn(C, B)));
    ASSERT_TRUE(isPair(__hadd2_sat(V, W), __hadd_sat(A, B), __hadd_sat(C, B)));
    ASSERT_TRUE(isPair(__hsub2(V, W), __hsub(A, B), __hsub(C, B)));
    ASSERT_TRUE(isPair(__hsub2_rn(V, W), __hsub_rn(A, B), __hsub_rn(C, B)));
    ASSERT_TRUE(isPair(__hsub2_sat(V, W), __hsub_sat(A, B), __hsub_sat(C, B)));
    ASSERT_TRUE(isPair(__hmul2(V, W), __hmul(A, B), __hmul(C, B)));
    ASSERT_TRUE(isPair(__hmul2_rn(V, W), __hmul_rn(A, B), __hmul_rn(C, B)));
    ASSERT_TRUE(isPair(__hmul2_sat(V, W), __hmul_sat(A, B), __hmul_sat(C, B)));
    ASSERT_TRUE(isPair(__h2div(V, W), __hdiv(A, B), __hdiv(C, B)));
    ASSERT_TRUE(isPair(V + W, A + B, C + B) && isPair(V - W, A - B, C - B) && isPair(V * W, A * B, C * B) &&
                isPair(V / W, A / B, C / B));
  });
}

TYPED_TEST(Float16Arithmetic, FusedMultiplyAdd) {
  using T = TypeParam;
  using P = PairOf<T>;
  forNumbers<T>([](T A, T B, T C) {
    // 113 bits hold the sum if the numbers are not too far apart.
    const __float128 Product = static_cast<__float128>(wide(A)) * wide(B), Sum = Product + wide(C);
    const bool IsExact = Sum - wide(C) == Product && Sum - Product == wide(C);
    if ((IsExact && static_cast<__float128>(static_cast<Long>(Sum)) == Sum) || Sum != Sum) {
      EXPECT_ROUNDED(__hfma(A, B, C), static_cast<Long>(Sum));
    }
    const T R = __hfma(A, B, C);
    ASSERT_TRUE(isEqual(__hfma_sat(A, B, C), limited(R)));
    ASSERT_TRUE(isEqual(__hfma_relu(A, B, C), wide(R) != wide(R) || wide(R) > 0 ? R : make<T>(0)));
    const P V(A, B), W(B, C), Z(C, A);
    ASSERT_TRUE(isPair(__hfma2(V, W, Z), __hfma(A, B, C), __hfma(B, C, A)));
    ASSERT_TRUE(isPair(__hfma2_sat(V, W, Z), __hfma_sat(A, B, C), __hfma_sat(B, C, A)));
    ASSERT_TRUE(isPair(__hfma2_relu(V, W, Z), __hfma_relu(A, B, C), __hfma_relu(B, C, A)));
  });
  // (1 + 2^-n)(1 + 2^-n) lies on no middle; but a product on the middle is pushed off it by the tiniest
  // summand.
  const int Mantissa = std::is_same<T, __half>::value ? 10 : 7;
  const T X = rounded<T>(1.5), Y = rounded<T>(1 + std::scalbn(1.0L, 1 - Mantissa) / 2), Tiny = make<T>(1),
          MinusTiny = make<T>(0x8001);
  const Long Product = Long(wide(X)) * wide(Y); // 1.5 + 1.5 units: the middle between two numbers
  EXPECT_EQ(wide(__hfma(X, Y, Tiny)), 1.5L + 2 * std::scalbn(1.0L, -Mantissa));
  EXPECT_EQ(wide(__hfma(X, Y, MinusTiny)), 1.5L + std::scalbn(1.0L, -Mantissa));
  EXPECT_EQ(Product, 1.5L + 1.5L * std::scalbn(1.0L, -Mantissa));
  const P One(rounded<T>(1), rounded<T>(2)), Two(rounded<T>(3), rounded<T>(4)),
      Three(rounded<T>(5), rounded<T>(6));
  EXPECT_TRUE(
      isPair(__hcmadd(One, Two, Three), rounded<T>(1 * 3 - 2 * 4 + 5), rounded<T>(1 * 4 + 2 * 3 + 6)));
}

TYPED_TEST(Float16Arithmetic, SignsAndExtremes) {
  using T = TypeParam;
  using P = PairOf<T>;
  forNumbers<T>([](T A, T B, T C) {
    const float X = wide(A), Y = wide(B);
    ASSERT_EQ(bitsOf(__hneg(A)), bitsOf(A) ^ 0x8000);
    ASSERT_EQ(bitsOf(-A), bitsOf(A) ^ 0x8000);
    ASSERT_EQ(bitsOf(__habs(A)), bitsOf(A) & 0x7fff);
    const bool HasNaN = X != X || Y != Y;
    const T Smaller = X != X ? B : Y != Y ? A : X < Y || (X == Y && std::signbit(X)) ? A : B;
    const T Greater = X != X ? B : Y != Y ? A : X > Y || (X == Y && std::signbit(Y)) ? A : B;
    ASSERT_TRUE(isEqual(__hmin(A, B), Smaller) && isEqual(__hmax(A, B), Greater));
    ASSERT_TRUE(isEqual(__hmin_nan(A, B), HasNaN ? make<T>(0x7fff) : Smaller));
    ASSERT_TRUE(isEqual(__hmax_nan(A, B), HasNaN ? make<T>(0x7fff) : Greater));
    const P V(A, C), W(B, B);
    ASSERT_TRUE(isPair(__hneg2(V), __hneg(A), __hneg(C)) && isPair(-V, -A, -C) &&
                isPair(__habs2(V), __habs(A), __habs(C)));
    ASSERT_TRUE(isPair(__hmin2(V, W), __hmin(A, B), __hmin(C, B)) &&
                isPair(__hmax2(V, W), __hmax(A, B), __hmax(C, B)));
    ASSERT_TRUE(isPair(__hmin2_nan(V, W), __hmin_nan(A, B), __hmin_nan(C, B)));
    ASSERT_TRUE(isPair(__hmax2_nan(V, W), __hmax_nan(A, B), __hmax_nan(C, B)));
  });
}

TYPED_TEST(Float16Arithmetic, Comparisons) {
  using T = TypeParam;
  using P = PairOf<T>;
  const float One = 1, Zero = 0;
  const auto Number = [&](bool X) { return rounded<T>(X ? One : Zero); };
  forNumbers<T>([&](T A, T B, T C) {
    const float X = wide(A), Y = wide(B);
    const bool NaN = X != X || Y != Y;
    const P V(A, C), W(B, B);
    ASSERT_EQ(__hisnan(A), X != X);
    ASSERT_EQ(__hisinf(A), std::isinf(X) ? (X > 0 ? 1 : -1) : 0);
    ASSERT_TRUE(isPair(__hisnan2(V), Number(__hisnan(A)), Number(__hisnan(C))));
    ASSERT_TRUE((A == B) == (X == Y) && (A != B) == (X != Y) && (A < B) == (X < Y) && (A <= B) == (X <= Y) &&
                (A > B) == (X > Y) && (A >= B) == (X >= Y));
    ASSERT_TRUE((V == W) == (__heq(A, B) && __heq(C, B)) && (V != W) == (__hneu(A, B) && __hneu(C, B)) &&
                (V < W) == (__hlt(A, B) && __hlt(C, B)));
    ASSERT_EQ(__heq(A, B), !NaN && X == Y);
    ASSERT_EQ(__hequ(A, B), NaN || X == Y);
    ASSERT_TRUE(isPair(__heq2(V, W), Number(__heq(A, B)), Number(__heq(C, B))));
    ASSERT_EQ(__hbeq2(V, W), __heq(A, B) && __heq(C, B));
    ASSERT_EQ(__heq2_mask(V, W), (__heq(A, B) ? 0xffffu : 0) + (__heq(C, B) ? 0xffff0000u : 0));
    ASSERT_TRUE(isPair(__hequ2(V, W), Number(__hequ(A, B)), Number(__hequ(C, B))));
    ASSERT_EQ(__hbequ2(V, W), __hequ(A, B) && __hequ(C, B));
    ASSERT_EQ(__hequ2_mask(V, W), (__hequ(A, B) ? 0xffffu : 0) + (__hequ(C, B) ? 0xffff0000u : 0));
    ASSERT_EQ(__hne(A, B), !NaN && X != Y);
    ASSERT_EQ(__hneu(A, B), NaN || X != Y);
    ASSERT_TRUE(isPair(__hne2(V, W), Number(__hne(A, B)), Number(__hne(C, B))));
    ASSERT_EQ(__hbne2(V, W), __hne(A, B) && __hne(C, B));
    ASSERT_EQ(__hne2_mask(V, W), (__hne(A, B) ? 0xffffu : 0) + (__hne(C, B) ? 0xffff0000u : 0));
    ASSERT_TRUE(isPair(__hneu2(V, W), Number(__hneu(A, B)), Number(__hneu(C, B))));
    ASSERT_EQ(__hbneu2(V, W), __hneu(A, B) && __hneu(C, B));
    ASSERT_EQ(__hneu2_mask(V, W), (__hneu(A, B) ? 0xffffu : 0) + (__hneu(C, B) ? 0xffff0000u : 0));
    ASSERT_EQ(__hlt(A, B), !NaN && X < Y);
    ASSERT_EQ(__hltu(A, B), NaN || X < Y);
    ASSERT_TRUE(isPair(__hlt2(V, W), Number(__hlt(A, B)), Number(__hlt(C, B))));
    ASSERT_EQ(__hblt2(V, W), __hlt(A, B) && __hlt(C, B));
    ASSERT_EQ(__hlt2_mask(V, W), (__hlt(A, B) ? 0xffffu : 0) + (__hlt(C, B) ? 0xffff0000u : 0));
    ASSERT_TRUE(isPair(__hltu2(V, W), Number(__hltu(A, B)), Number(__hltu(C, B))));
    ASSERT_EQ(__hbltu2(V, W), __hltu(A, B) && __hltu(C, B));
    ASSERT_EQ(__hltu2_mask(V, W), (__hltu(A, B) ? 0xffffu : 0) + (__hltu(C, B) ? 0xffff0000u : 0));
    ASSERT_EQ(__hle(A, B), !NaN && X <= Y);
    ASSERT_EQ(__hleu(A, B), NaN || X <= Y);
    ASSERT_TRUE(isPair(__hle2(V, W), Number(__hle(A, B)), Number(__hle(C, B))));
    ASSERT_EQ(__hble2(V, W), __hle(A, B) && __hle(C, B));
    ASSERT_EQ(__hle2_mask(V, W), (__hle(A, B) ? 0xffffu : 0) + (__hle(C, B) ? 0xffff0000u : 0));
    ASSERT_TRUE(isPair(__hleu2(V, W), Number(__hleu(A, B)), Number(__hleu(C, B))));
    ASSERT_EQ(__hbleu2(V, W), __hleu(A, B) && __hleu(C, B));
    ASSERT_EQ(__hleu2_mask(V, W), (__hleu(A, B) ? 0xffffu : 0) + (__hleu(C, B) ? 0xffff0000u : 0));
    ASSERT_EQ(__hgt(A, B), !NaN && X > Y);
    ASSERT_EQ(__hgtu(A, B), NaN || X > Y);
    ASSERT_TRUE(isPair(__hgt2(V, W), Number(__hgt(A, B)), Number(__hgt(C, B))));
    ASSERT_EQ(__hbgt2(V, W), __hgt(A, B) && __hgt(C, B));
    ASSERT_EQ(__hgt2_mask(V, W), (__hgt(A, B) ? 0xffffu : 0) + (__hgt(C, B) ? 0xffff0000u : 0));
    ASSERT_TRUE(isPair(__hgtu2(V, W), Number(__hgtu(A, B)), Number(__hgtu(C, B))));
    ASSERT_EQ(__hbgtu2(V, W), __hgtu(A, B) && __hgtu(C, B));
    ASSERT_EQ(__hgtu2_mask(V, W), (__hgtu(A, B) ? 0xffffu : 0) + (__hgtu(C, B) ? 0xffff0000u : 0));
    ASSERT_EQ(__hge(A, B), !NaN && X >= Y);
    ASSERT_EQ(__hgeu(A, B), NaN || X >= Y);
    ASSERT_TRUE(isPair(__hge2(V, W), Number(__hge(A, B)), Number(__hge(C, B))));
    ASSERT_EQ(__hbge2(V, W), __hge(A, B) && __hge(C, B));
    ASSERT_EQ(__hge2_mask(V, W), (__hge(A, B) ? 0xffffu : 0) + (__hge(C, B) ? 0xffff0000u : 0));
    ASSERT_TRUE(isPair(__hgeu2(V, W), Number(__hgeu(A, B)), Number(__hgeu(C, B))));
    ASSERT_EQ(__hbgeu2(V, W), __hgeu(A, B) && __hgeu(C, B));
    ASSERT_EQ(__hgeu2_mask(V, W), (__hgeu(A, B) ? 0xffffu : 0) + (__hgeu(C, B) ? 0xffff0000u : 0));
  });
}

/// Function of every 16-bit number; it may be off by one in the last place where the C library's float
/// function is.
template <class T, class FunctionT, class PairFunctionT, class ReferenceT>
void checkFunction(const char *Name, FunctionT Function, PairFunctionT PairFunction, ReferenceT Reference,
                   int MayBeOff) {
  for (unsigned Bits = 0; Bits < 65536; ++Bits) {
    const T X = make<T>(Bits), Result = Function(X), Truth = rounded<T>(Reference(Long(wide(X))));
    const int Off =
        isEqual(Result, Truth)
            ? 0
            : std::abs(static_cast<int16_t>(bitsOf(Result)) - static_cast<int16_t>(bitsOf(Truth)));
    ASSERT_LE(Off, MayBeOff) << Name << "(" << wide(X) << ")";
    const PairOf<T> Pair = PairFunction(PairOf<T>(X, rounded<T>(1)));
    ASSERT_TRUE(isPair(Pair, Result, Function(rounded<T>(1))));
  }
}
#define CHECK_FUNCTION(Name, PairName, Expression, MayBeOff)                                                 \
  checkFunction<T>(                                                                                          \
      #Name, [](T X) { return Name(X); }, [](PairOf<T> X) { return PairName(X); },                           \
      [](Long X) { return Expression; }, MayBeOff)

TYPED_TEST(Float16Arithmetic, MathFunctions) {
  using T = TypeParam;
  CHECK_FUNCTION(hsqrt, h2sqrt, std::sqrt(X), 0);
  CHECK_FUNCTION(hrsqrt, h2rsqrt, 1 / std::sqrt(X), 0);
  CHECK_FUNCTION(hrcp, h2rcp, 1 / X, 0);
  CHECK_FUNCTION(hceil, h2ceil, std::ceil(X), 0);
  CHECK_FUNCTION(hfloor, h2floor, std::floor(X), 0);
  CHECK_FUNCTION(htrunc, h2trunc, std::trunc(X), 0);
  CHECK_FUNCTION(hrint, h2rint, std::nearbyint(X), 0);
  CHECK_FUNCTION(hexp, h2exp, std::exp(X), 1);
  CHECK_FUNCTION(hexp2, h2exp2, std::exp2(X), 1);
  CHECK_FUNCTION(hexp10, h2exp10, std::pow(10.0L, X), 1);
  CHECK_FUNCTION(hlog, h2log, std::log(X), 1);
  CHECK_FUNCTION(hlog2, h2log2, std::log2(X), 1);
  CHECK_FUNCTION(hlog10, h2log10, std::log10(X), 1);
  CHECK_FUNCTION(hsin, h2sin, std::sin(X), 1);
  CHECK_FUNCTION(hcos, h2cos, std::cos(X), 1);
  CHECK_FUNCTION(htanh, h2tanh, std::tanh(X), 1);
  CHECK_FUNCTION(htanh_approx, h2tanh_approx, std::tanh(X), 1);
}

TYPED_TEST(Float16Arithmetic, AssignmentAndSteps) {
  using T = TypeParam;
  using P = PairOf<T>;
  T X = 3; // from int
  X += 1.0f;
  X *= T(2.0);
  X -= T(3);
  X /= T(2);
  EXPECT_EQ(wide(X), 2.5f);
  EXPECT_EQ(wide(X++), 2.5f);
  EXPECT_EQ(wide(--X), 2.5f);
  P V(T(1), T(2));
  V += V;
  ++V;
  V *= P(T(2), T(2));
  V--;
  V -= P(T(1), T(1));
  V /= P(T(2), T(4));
  EXPECT_TRUE(isPair(V, T(2), T(2)));
  const float F = X;
  const double D = X;
  EXPECT_TRUE(F == 2.5f && D == 2.5 && static_cast<long long>(X) == 2);
}

TEST(Float16, MovesAndBits) {
  const __half2 V = __floats2half2_rn(1, -2);
  EXPECT_TRUE(wide(__low2half(V)) == 1 && wide(__high2half(V)) == -2 && __low2float(V) == 1 &&
              __high2float(V) == -2);
  EXPECT_TRUE(isPair(__float2half2_rn(3), __half(3), __half(3)) &&
              isPair(__float22half2_rn(make_float2(1, 2)), __half(1), __half(2)));
  EXPECT_TRUE(__half22float2(V).x == 1 && __half22float2(V).y == -2);
  EXPECT_TRUE(isPair(__half2half2(__half(7)), __half(7), __half(7)) &&
              isPair(__lowhigh2highlow(V), __half(-2), __half(1)));
  EXPECT_TRUE(isPair(__low2half2(V), __half(1), __half(1)) &&
              isPair(__high2half2(V), __half(-2), __half(-2)));
  const __half2 W = make_half2(__half(3), __half(4));
  EXPECT_TRUE(isPair(__lows2half2(V, W), __half(1), __half(3)) &&
              isPair(__highs2half2(V, W), __half(-2), __half(4)));
  EXPECT_TRUE(isPair(__halves2half2(__half(5), __half(6)), __half(5), __half(6)));
  EXPECT_TRUE(__half_as_short(__half(-1)) == static_cast<short>(0xbc00) &&
              __half_as_ushort(__half(1)) == 0x3c00);
  EXPECT_TRUE(wide(__short_as_half(0x4000)) == 2 && wide(__ushort_as_half(0xc000)) == -2);
}
TEST(Bfloat16, MovesAndBits) {
  using T = __nv_bfloat16;
  const __nv_bfloat162 V = __floats2bfloat162_rn(1, -2), W = make_bfloat162(T(3), T(4));
  EXPECT_TRUE(wide(__low2bfloat16(V)) == 1 && wide(__high2bfloat16(V)) == -2 && __low2float(V) == 1 &&
              __high2float(V) == -2);
  EXPECT_TRUE(isPair(__float2bfloat162_rn(3), T(3), T(3)) &&
              isPair(__float22bfloat162_rn(make_float2(1, 2)), T(1), T(2)));
  EXPECT_TRUE(__bfloat1622float2(V).x == 1 && __bfloat1622float2(V).y == -2);
  EXPECT_TRUE(isPair(__bfloat162bfloat162(T(7)), T(7), T(7)) && isPair(__lowhigh2highlow(V), T(-2), T(1)));
  EXPECT_TRUE(isPair(__low2bfloat162(V), T(1), T(1)) && isPair(__high2bfloat162(V), T(-2), T(-2)));
  EXPECT_TRUE(isPair(__lows2bfloat162(V, W), T(1), T(3)) && isPair(__highs2bfloat162(V, W), T(-2), T(4)));
  EXPECT_TRUE(isPair(__halves2bfloat162(T(5), T(6)), T(5), T(6)));
  EXPECT_TRUE(__bfloat16_as_short(T(-1)) == static_cast<short>(0xbf80) &&
              __bfloat16_as_ushort(T(1)) == 0x3f80);
  EXPECT_TRUE(wide(__short_as_bfloat16(0x4000)) == 2 && wide(__ushort_as_bfloat16(0xc000)) == -2);
}
TYPED_TEST(Float16Arithmetic, AtomicSum) {
  using T = TypeParam;
  T X = 1;
  PairOf<T> V(T(1), T(2));
  EXPECT_EQ(wide(atomicAdd(&X, T(0.5))), 1);
  EXPECT_EQ(wide(X), 1.5f);
  EXPECT_TRUE(isPair(atomicAdd(&V, PairOf<T>(T(1), T(-4))), T(1), T(2)));
  EXPECT_TRUE(isPair(V, T(2), T(-2)));
}

} // namespace
