// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The fast functions (__expf __exp10f __logf __log2f __log10f __sinf __cosf __tanf __tanhf __powf __sincosf
// in CUDA) against long double, and their values at the ends of their domains.
#include "Numbers.h"
#include <gtest/gtest.h>
#include <lorcha/device.h>

namespace {

using namespace lorcha;

/// Greatest error in ulp over every Step-th float of [From, To], both of one sign.
template <class ReferenceT>
double worst(float (*Function)(float), ReferenceT Reference, float From, float To, uint32_t Step) {
  uint32_t First = __float_as_uint(From), Last = __float_as_uint(To);
  double Worst = 0;
  for (uint64_t Bits = std::min(First, Last); Bits <= std::max(First, Last); Bits += Step) {
    const float X = __uint_as_float(static_cast<unsigned>(Bits));
    Worst = std::max(Worst, ulpError(Function(X), Reference(static_cast<long double>(X))));
  }
  return Worst;
}
/// The same for the absolute error.
template <class ReferenceT>
double worstAbsolute(float (*Function)(float), ReferenceT Reference, float From, float To, uint32_t Step) {
  double Worst = 0;
  for (uint64_t Bits = __float_as_uint(From); Bits <= __float_as_uint(To); Bits += Step)
    for (float Sign : {1.0f, -1.0f}) {
      const float X = Sign * __uint_as_float(static_cast<unsigned>(Bits));
      const long double Error = std::fabs(Function(X) - Reference(static_cast<long double>(X)));
      Worst = std::max(Worst, static_cast<double>(Error));
    }
  return Worst;
}
long double exp10OfLong(long double X) { return std::pow(10.0L, X); }

TEST(FastMath, Exponentials) {
  EXPECT_LT(worst(fastExp, [](long double X) { return std::exp(X); }, 1e-30f, 88.72f, 997), 2);
  EXPECT_LT(worst(fastExp, [](long double X) { return std::exp(X); }, -1e-30f, -103.9f, 997), 2);
  EXPECT_LT(worst(fastExp10, exp10OfLong, 1e-30f, 38.5f, 997), 2);
  EXPECT_LT(worst(fastExp10, exp10OfLong, -1e-30f, -45.0f, 997), 2);
  EXPECT_LT(worst(fastExp2, [](long double X) { return std::exp2(X); }, -1e-30f, -149.0f, 997), 2);
  EXPECT_LT(worst(fastExp2, [](long double X) { return std::exp2(X); }, 1e-30f, 127.9f, 997), 2);
  for (float (*Function)(float) : {fastExp, fastExp10, fastExp2}) {
    EXPECT_EQ(Function(0), 1);
    EXPECT_EQ(Function(INFINITY), INFINITY);
    EXPECT_EQ(Function(1e30f), INFINITY);
    EXPECT_EQ(Function(-INFINITY), 0);
    EXPECT_EQ(Function(-1e30f), 0);
    EXPECT_TRUE(std::isnan(Function(NAN)));
  }
}

TEST(FastMath, Logarithms) {
  EXPECT_LT(worst(fastLog, [](long double X) { return std::log(X); }, 1e-45f, 3.4e38f, 997), 3);
  EXPECT_LT(worst(fastLog2, [](long double X) { return std::log2(X); }, 1e-45f, 3.4e38f, 997), 3);
  EXPECT_LT(worst(fastLog10, [](long double X) { return std::log10(X); }, 1e-45f, 3.4e38f, 997), 4);
  for (float (*Function)(float) : {fastLog, fastLog2, fastLog10}) {
    EXPECT_EQ(Function(1), 0);
    EXPECT_EQ(Function(0), -INFINITY);
    EXPECT_EQ(Function(INFINITY), INFINITY);
    EXPECT_TRUE(std::isnan(Function(-1)));
    EXPECT_TRUE(std::isnan(Function(NAN)));
  }
}

TEST(FastMath, Trigonometry) {
  const auto Sin = [](long double X) { return std::sin(X); };
  const auto Cos = [](long double X) { return std::cos(X); };
  EXPECT_LT(worstAbsolute(fastSin, Sin, 1e-30f, 3.15f, 997), 0x1p-23);
  EXPECT_LT(worstAbsolute(fastCos, Cos, 1e-30f, 3.15f, 997), 0x1p-23);
  EXPECT_LT(worstAbsolute(fastSin, Sin, 3.15f, 0x1p29f, 997), 0x1p-22);
  EXPECT_LT(worstAbsolute(fastCos, Cos, 3.15f, 0x1p29f, 997), 0x1p-22);
  EXPECT_LT(worst(fastTan, [](long double X) { return std::tan(X); }, 1e-30f, 1.5f, 997), 4);
  EXPECT_LT(
      worstAbsolute(fastTanh, [](long double X) { return std::tanh(X); }, 1e-30f, 100.0f, 997), 0x1p-22);
  for (float X : {0.0f, 1.0f, -2.0f, 3.0f, -4.5f, 100.0f}) {
    float S, C;
    fastSinCos(X, &S, &C);
    EXPECT_EQ(S, fastSin(X));
    EXPECT_EQ(C, fastCos(X));
  }
  for (float X : {INFINITY, -INFINITY, NAN}) {
    EXPECT_TRUE(std::isnan(fastSin(X)));
    EXPECT_TRUE(std::isnan(fastCos(X)));
  }
  EXPECT_EQ(fastSin(0x1p31f), 0);
  EXPECT_EQ(fastCos(0x1p127f), 1);
  EXPECT_EQ(fastTanh(INFINITY), 1);
  EXPECT_EQ(fastTanh(-INFINITY), -1);
}

TEST(FastMath, Powers) {
  Random Bits(4);
  std::uniform_real_distribution<float> Base(0.01f, 20), Exponent(-5, 5);
  for (int I = 0; I < 100000; ++I) {
    const float X = Base(Bits), Y = Exponent(Bits);
    const long double Log = Y * std::log2(static_cast<long double>(X)), Truth = std::exp2(Log);
    // The error of log2 is multiplied by Y, that of the product grows with it.
    ASSERT_LT(ulpError(fastPow(X, Y), Truth), 4 + 4 * std::fabs(Log)) << X << " " << Y;
  }
  EXPECT_EQ(fastPow(0, 0), 1);
  EXPECT_EQ(fastPow(0, 2), 0);
  EXPECT_EQ(fastPow(2, 10), 1024);
  EXPECT_TRUE(std::isnan(fastPow(-2, 2))); // as in CUDA
}

TEST(FastMath, DivisionAndSaturation) {
  EXPECT_EQ(__fdividef(1, 4), 0.25f);
  EXPECT_EQ(__saturatef(-1), 0);
  EXPECT_EQ(__saturatef(0.25f), 0.25f);
  EXPECT_EQ(__saturatef(7), 1);
  EXPECT_EQ(__saturatef(NAN), 0);
}

} // namespace
