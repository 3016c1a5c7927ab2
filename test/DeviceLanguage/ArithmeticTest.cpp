// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arithmetic with a stated rounding mode. Single precision is checked against the processor's own rounding
// modes, double precision against exact results in 113 bits.
#include "Numbers.h"
#include <cfenv>
#include <gtest/gtest.h>
#include <lorcha/device.h>

namespace {

using Exact = __float128;

struct Mode {
  int Fenv;
  const char *Name;
};
constexpr Mode Modes[] = {
    {FE_TONEAREST, "rn"}, {FE_TOWARDZERO, "rz"}, {FE_UPWARD, "ru"}, {FE_DOWNWARD, "rd"}};

template <class OperationT> float inMode(int Fenv, float A, float B, float C, OperationT Operation) {
  volatile float X = A, Y = B, Z = C, Result;
  std::fesetround(Fenv);
  Result = Operation(X, Y, Z);
  std::fesetround(FE_TONEAREST);
  return Result;
}

using Single = float (*)(float, float, float);
/// Compares the four functions with the processor for all pairs of numbers.
void checkSingle(const char *Name, Single Reference, const Single (&Functions)[4]) {
  const std::vector<float> Numbers = interestingNumbers<float>(300);
  Random Bits(7);
  for (float A : Numbers)
    for (float B : Numbers) {
      const float C = Numbers[Bits() % Numbers.size()];
      for (int I = 0; I < 4; ++I) {
        const float Truth = inMode(Modes[I].Fenv, A, B, C, Reference), Result = Functions[I](A, B, C);
        ASSERT_TRUE(isSame(Truth, Result))
            << std::hexfloat << Name << "_" << Modes[I].Name << "(" << A << ", " << B << ", " << C << ") is "
            << Truth << ", not " << Result;
      }
    }
}
#define FOUR(Name, Arguments)                                                                                \
  {[](float A, float B, float C) { return (void)A, (void)B, (void)C, Name##_rn Arguments; },                 \
   [](float A, float B, float C) { return (void)A, (void)B, (void)C, Name##_rz Arguments; },                 \
   [](float A, float B, float C) { return (void)A, (void)B, (void)C, Name##_ru Arguments; },                 \
   [](float A, float B, float C) { return (void)A, (void)B, (void)C, Name##_rd Arguments; }}

TEST(Arithmetic, SinglePrecisionRoundsAsTheProcessorDoes) {
  checkSingle("fadd", [](float A, float B, float) { return A + B; }, FOUR(__fadd, (A, B)));
  checkSingle("fsub", [](float A, float B, float) { return A - B; }, FOUR(__fsub, (A, B)));
  checkSingle("fmul", [](float A, float B, float) { return A * B; }, FOUR(__fmul, (A, B)));
  checkSingle("fdiv", [](float A, float B, float) { return A / B; }, FOUR(__fdiv, (A, B)));
  checkSingle("frcp", [](float A, float, float) { return 1 / A; }, FOUR(__frcp, (A)));
  checkSingle("fsqrt", [](float A, float, float) { return std::sqrt(A); }, FOUR(__fsqrt, (A)));
  checkSingle("fmaf", [](float A, float B, float C) { return std::fma(A, B, C); }, FOUR(__fmaf, (A, B, C)));
  checkSingle(
      "fmaf_ieee", [](float A, float B, float C) { return std::fma(A, B, C); }, FOUR(__fmaf_ieee, (A, B, C)));
}

TEST(Arithmetic, SumsThatCancel) {
  const float X = 0x1.8p3f;
  EXPECT_TRUE(isSame(__fadd_rd(X, -X), -0.0f));
  EXPECT_TRUE(isSame(__fadd_ru(X, -X), 0.0f));
  EXPECT_TRUE(isSame(__fmaf_rd(X, 2, -2 * X), -0.0f));
  EXPECT_TRUE(isSame(__fadd_rd(0.0f, 0.0f), 0.0f));
}

TEST(Arithmetic, ReciprocalRootIsRoundedOnce) {
  // Every significand of two binades: x y^2 in 128 bits decides which float is nearest.
  for (uint32_t Bits = 0x3f800000; Bits < 0x40800000; Bits += 7) {
    const float X = fromBits<float>(Bits), Y = __frsqrt_rn(X);
    const double Below = (double(Y) + std::nextafter(Y, 0.0f)) / 2,
                 Above = (double(Y) + std::nextafter(Y, 9.0f)) / 2;
    ASSERT_TRUE(Exact(Below) * Below * X <= 1 && Exact(Above) * Above * X >= 1) << std::hexfloat << X;
  }
  EXPECT_EQ(__frsqrt_rn(0.0f), INFINITY);
  EXPECT_EQ(__frsqrt_rn(-0.0f), -INFINITY);
  EXPECT_EQ(__frsqrt_rn(INFINITY), 0);
  EXPECT_TRUE(std::isnan(__frsqrt_rn(-1.0f)));
  EXPECT_EQ(__frsqrt_rn(0x1p-149f), static_cast<float>(1 / std::sqrt(0x1p-149L)));
}

/// Whether the four results are the roundings of Truth.
template <class CompareT>
void checkDirected(double Nearest, double Zero, double Up, double Down, CompareT Truth) {
  // Truth(X) is the sign of X - truth.
  EXPECT_LE(Truth(Down), 0);
  EXPECT_GE(Truth(Up), 0);
  if (Truth(Down) != 0) {
    EXPECT_EQ(std::nextafter(Down, INFINITY), Up);
    EXPECT_TRUE(Nearest == Down || Nearest == Up);
    EXPECT_EQ(Zero, Up <= 0 ? Up : Down);
  } else {
    EXPECT_TRUE(Nearest == Down && Zero == Down && Up == Down);
  }
}
template <class T> int sign(T X) { return X > 0 ? 1 : X < 0 ? -1 : 0; }

TEST(Arithmetic, DoublePrecisionIsRoundedOnce) {
  Random Bits(3);
  std::uniform_real_distribution<double> Uniform(-8, 8);
  for (int I = 0; I < 20000; ++I) {
    const double A = std::scalbn(Uniform(Bits), I % 20), B = Uniform(Bits), C = Uniform(Bits),
                 P = std::fabs(A);
    checkDirected(__dadd_rn(A, B), __dadd_rz(A, B), __dadd_ru(A, B), __dadd_rd(A, B),
                  [&](double X) { return sign(Exact(X) - A - B); });
    checkDirected(__dsub_rn(A, B), __dsub_rz(A, B), __dsub_ru(A, B), __dsub_rd(A, B),
                  [&](double X) { return sign(Exact(X) - A + B); });
    checkDirected(__dmul_rn(A, B), __dmul_rz(A, B), __dmul_ru(A, B), __dmul_rd(A, B),
                  [&](double X) { return sign(Exact(X) - Exact(A) * B); });
    checkDirected(__ddiv_rn(A, B), __ddiv_rz(A, B), __ddiv_ru(A, B), __ddiv_rd(A, B),
                  [&](double X) { return sign(B) * sign(Exact(X) * B - A); });
    checkDirected(__drcp_rn(B), __drcp_rz(B), __drcp_ru(B), __drcp_rd(B),
                  [&](double X) { return sign(B) * sign(Exact(X) * B - 1); });
    checkDirected(__dsqrt_rn(P), __dsqrt_rz(P), __dsqrt_ru(P), __dsqrt_rd(P),
                  [&](double X) { return sign(Exact(X) * X - P); });
    // C is made small enough for the exact sum to fit in 113 bits.
    const double D = static_cast<float>(C);
    const double E = static_cast<float>(A), F = static_cast<float>(B) * 0x1p-20;
    checkDirected(__fma_rn(E, F, D), __fma_rz(E, F, D), __fma_ru(E, F, D), __fma_rd(E, F, D),
                  [&](double X) { return sign(Exact(X) - (Exact(E) * F + D)); });
  }
}

TEST(Arithmetic, DoublePrecisionAtTheEndsOfTheRange) {
  const double Most = std::numeric_limits<double>::max(), Least = std::numeric_limits<double>::denorm_min();
  EXPECT_EQ(__dadd_rz(Most, Most), Most);
  EXPECT_EQ(__dadd_ru(Most, Most), INFINITY);
  EXPECT_EQ(__dmul_rd(Most, 2), Most);
  EXPECT_EQ(__dmul_ru(Least, 0.25), Least);
  EXPECT_EQ(__dmul_rd(Least, 0.25), 0);
  EXPECT_EQ(__dmul_rd(Least, -0.25), -Least);
  EXPECT_EQ(__ddiv_ru(Least, 3), Least);
  EXPECT_EQ(__fma_ru(Least, 0.25, 1), std::nextafter(1, 2));
  EXPECT_TRUE(isSame(__dadd_rd(1, -1), -0.0));
}

// Compiled with FMA and contraction where the target allows them: no product may be merged with a sum.
TEST(Arithmetic, IsNotContracted) {
  volatile float A = 1 + 0x1p-12f, C = -(1 + 0x1p-11f);
  const float X = A, Z = C;
  EXPECT_EQ(__fadd_rn(__fmul_rn(X, X), Z), 0);
  volatile double D = 1 + 0x1p-27, F = -(1 + 0x1p-26);
  const double U = D, W = F;
  EXPECT_EQ(__dadd_rn(__dmul_rn(U, U), W), 0);
}

} // namespace
