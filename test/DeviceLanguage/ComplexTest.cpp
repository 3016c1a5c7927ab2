// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// cuComplex.h's functions against std::complex in long double.
#include "Numbers.h"
#include <complex>
#include <gtest/gtest.h>
#include <lorcha/complex.h>

namespace {

using Complex = std::complex<long double>;
Complex wide(cuDoubleComplex X) { return {X.x, X.y}; }
Complex wide(cuFloatComplex X) { return {X.x, X.y}; }
/// Whether Result is Truth but for a few roundings of size Epsilon.
template <class T> bool isNear(T Result, Complex Truth, double Epsilon) {
  return std::abs(wide(Result) - Truth) <= 4 * Epsilon * std::abs(Truth);
}

TEST(Complex, Double) {
  Random Bits(1);
  std::uniform_real_distribution<double> Unit(-1, 1), Exponent(-150, 150);
  for (int I = 0; I < 10000; ++I) {
    const double Scale = std::pow(10.0, Exponent(Bits));
    const auto X = make_cuDoubleComplex(Unit(Bits), Unit(Bits)),
               Y = make_cuDoubleComplex(Unit(Bits) * Scale, Unit(Bits) * Scale);
    const auto Z = make_cuDoubleComplex(2, -3);
    const Complex A = wide(X), B = wide(Y);
    ASSERT_TRUE(cuCadd(X, Y).x == X.x + Y.x && cuCadd(X, Y).y == X.y + Y.y && cuCsub(X, Y).x == X.x - Y.x &&
                cuCsub(X, Y).y == X.y - Y.y);
    ASSERT_TRUE(isNear(cuCmul(X, Y), A * B, 0x1p-53) && isNear(cuCdiv(X, Y), A / B, 0x1p-52));
    ASSERT_NEAR(cuCabs(Y), std::abs(B), std::abs(B) * 0x1p-52);
    ASSERT_LE(std::abs(wide(cuCfma(X, Z, Z)) - (A * wide(Z) + wide(Z))), 16 * 0x1p-52);
    ASSERT_TRUE(cuConj(X).x == X.x && cuConj(X).y == -X.y && cuCreal(X) == X.x && cuCimag(X) == X.y);
  }
  EXPECT_DOUBLE_EQ(cuCabs(make_cuDoubleComplex(3e200, 4e200)), 5e200);
}

TEST(Complex, Float) {
  Random Bits(2);
  std::uniform_real_distribution<float> Unit(-1, 1), Exponent(-18, 18);
  for (int I = 0; I < 10000; ++I) {
    const float Scale = std::pow(10.0f, Exponent(Bits));
    const auto X = make_cuFloatComplex(Unit(Bits), Unit(Bits)),
               Y = make_cuComplex(Unit(Bits) * Scale, Unit(Bits) * Scale);
    const auto Z = make_cuFloatComplex(2, -3);
    const Complex A = wide(X), B = wide(Y);
    ASSERT_TRUE(cuCaddf(X, Y).x == X.x + Y.x && cuCaddf(X, Y).y == X.y + Y.y &&
                cuCsubf(X, Y).x == X.x - Y.x && cuCsubf(X, Y).y == X.y - Y.y);
    ASSERT_TRUE(isNear(cuCmulf(X, Y), A * B, 0x1p-24) && isNear(cuCdivf(X, Y), A / B, 0x1p-23));
    ASSERT_NEAR(cuCabsf(Y), std::abs(B), std::abs(B) * 0x1p-23);
    ASSERT_LE(std::abs(wide(cuCfmaf(X, Z, Z)) - (A * wide(Z) + wide(Z))), 16 * 0x1p-23);
    ASSERT_TRUE(cuConjf(X).x == X.x && cuConjf(X).y == -X.y && cuCrealf(X) == X.x && cuCimagf(X) == X.y);
  }
  EXPECT_FLOAT_EQ(cuCabsf(make_cuFloatComplex(3e30f, 4e30f)), 5e30f);
  EXPECT_EQ(cuComplexFloatToDouble(make_cuFloatComplex(1, 2)).y, 2);
  EXPECT_EQ(cuComplexDoubleToFloat(make_cuDoubleComplex(1, 2)).x, 1);
}

} // namespace
