// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Math functions that C lacks, against long double, or through the function that they invert.
#include "Numbers.h"
#include <gtest/gtest.h>
#include <lorcha/device.h>

namespace {

using Long = long double;
const Long Pi = std::acos(-1.0L);

/// Calls Check(X) for Count numbers with logarithms spread over [From, To], or between them if From is not
/// positive.
template <class CheckT> void sweep(double From, double To, int Count, CheckT Check) {
  Random Bits(8);
  std::uniform_real_distribution<double> Unit(0, 1);
  for (int I = 0; I < Count; ++I)
    Check(From > 0 ? From * std::pow(To / From, Unit(Bits)) : From + (To - From) * Unit(Bits));
}
/// Greatest errors in ulp of a double function, and of its float function in ulp of float.
struct Worst {
  double Double = 0, Float = 0;
};
template <class DoubleT, class FloatT, class ReferenceT>
Worst worst(DoubleT Double, FloatT Float, ReferenceT Reference, double From, double To, int Count = 20000) {
  Worst Result;
  sweep(From, To, Count, [&](double X) {
    Result.Double = std::max(Result.Double, ulpError<double>(Double(X), Reference(X)));
    const float F = static_cast<float>(X);
    Result.Float = std::max(Result.Float, ulpError<float>(Float(F), Reference(F)));
  });
  return Result;
}
#define EXPECT_WITHIN(Ulps, ...)                                                                             \
  do {                                                                                                       \
    const Worst Found = worst(__VA_ARGS__);                                                                  \
    EXPECT_LT(Found.Double, Ulps);                                                                           \
    EXPECT_LT(Found.Float, 1);                                                                               \
  } while (false)
// A function object that calls whichever overload its argument picks.
#define CALL(Function) [](auto X) { return Function(X); }

TEST(Math, RootsAndQuotients) {
  const auto Rsqrt = [](Long X) { return 1 / std::sqrt(X); };
  const auto Rcbrt = [](Long X) { return 1 / std::cbrt(X); };
  EXPECT_LT(worst(CALL(lorcha::rsqrt), CALL(lorcha::rsqrt), Rsqrt, 1e-30, 1e30).Double, 1.5);
  EXPECT_LT(worst(CALL(lorcha::rsqrt), CALL(lorcha::rsqrt), Rsqrt, 1e-30, 1e30).Float, 1.5);
  EXPECT_LT(worst(CALL(lorcha::rsqrt), CALL(lorcha::rsqrtf), Rsqrt, 1e-30, 1e30).Float, 1.5);
  EXPECT_WITHIN(2, CALL(rcbrt), CALL(rcbrtf), Rcbrt, 1e-30, 1e30);
  EXPECT_WITHIN(2, CALL(rcbrt), CALL(rcbrt), Rcbrt, -1e30, -1);
  EXPECT_EQ(lorcha::rsqrt(0.0), INFINITY);
  EXPECT_EQ(lorcha::rsqrtf(INFINITY), 0);
  EXPECT_EQ(rcbrt(-0.0), -INFINITY);
  EXPECT_EQ(rcbrt(INFINITY), 0);
  EXPECT_TRUE(std::isnan(rcbrt(NAN)));
  EXPECT_LT(ulpError(rcbrt(1e-320), 1 / std::cbrt(Long(1e-320))), 6);
  EXPECT_EQ(fdividef(1, 4), 0.25f);
}

Long sinOfHalfTurns(Long X) { // X has few enough bits for exact reduction
  const Long R = X - 2 * std::rint(X / 2);
  return R > 0.5L ? std::sin(Pi * (1 - R)) : R < -0.5L ? -std::sin(Pi * (1 + R)) : std::sin(Pi * R);
}
Long cosOfHalfTurns(Long X) {
  const Long R = std::fabs(X - 2 * std::rint(X / 2));
  return R > 0.25L ? std::sin(Pi * (0.5L - R)) : std::cos(Pi * R);
}
TEST(Math, SinesOfHalfTurns) {
  EXPECT_WITHIN(2, CALL(lorcha::sinpi), CALL(lorcha::sinpif), sinOfHalfTurns, 1e-20, 1e9);
  EXPECT_WITHIN(2, CALL(lorcha::sinpi), CALL(lorcha::sinpi), sinOfHalfTurns, -3, 3);
  EXPECT_WITHIN(2, CALL(lorcha::cospi), CALL(lorcha::cospif), cosOfHalfTurns, 1e-20, 1e9);
  EXPECT_WITHIN(2, CALL(lorcha::cospi), CALL(lorcha::cospi), cosOfHalfTurns, -3, 3);
  EXPECT_TRUE(isSame(lorcha::sinpi(2.0), 0.0) && isSame(lorcha::sinpi(-3.0), -0.0) &&
              isSame(lorcha::sinpi(-0.0f), -0.0f));
  EXPECT_TRUE(isSame(lorcha::cospi(0.5), 0.0) && isSame(lorcha::cospi(-1.5), 0.0));
  EXPECT_EQ(lorcha::cospi(0x1p60), 1);
  EXPECT_EQ(lorcha::sinpi(0.5), 1);
  EXPECT_EQ(lorcha::cospif(1), -1);
  EXPECT_TRUE(std::isnan(lorcha::sinpi(INFINITY)) && std::isnan(lorcha::cospi(INFINITY)) &&
              std::isnan(lorcha::sinpi(NAN)));
  double S, C;
  sincospi(0.3, &S, &C);
  EXPECT_TRUE(S == lorcha::sinpi(0.3) && C == lorcha::cospi(0.3));
  float FS, FC;
  sincospif(0.3f, &FS, &FC);
  EXPECT_TRUE(FS == lorcha::sinpif(0.3f) && FC == lorcha::cospif(0.3f));
  sincospi(0.4f, &FS, &FC);
  EXPECT_TRUE(FS == lorcha::sinpif(0.4f) && FC == lorcha::cospif(0.4f));
  sincos(0.4f, &FS, &FC);
  EXPECT_TRUE(FS == sinf(0.4f) && FC == cosf(0.4f));
}

TEST(Math, Norms) {
  Random Bits(6);
  std::uniform_real_distribution<double> Exponent(-300, 300), Unit(-1, 1);
  for (int I = 0; I < 20000; ++I) {
    const double Scale = std::pow(10.0, Exponent(Bits));
    const double P[] = {Unit(Bits) * Scale, Unit(Bits) * Scale, Unit(Bits) * Scale, Unit(Bits) * Scale,
                        Unit(Bits)};
    Long Sum[6] = {0};
    for (int N = 0; N < 5; ++N)
      Sum[N + 1] = Sum[N] + Long(P[N]) * P[N];
    ASSERT_LT(ulpError(norm3d(P[0], P[1], P[2]), std::sqrt(Sum[3])), 1);
    ASSERT_LT(ulpError(norm4d(P[0], P[1], P[2], P[3]), std::sqrt(Sum[4])), 1);
    ASSERT_LT(ulpError(norm(5, P), std::sqrt(Sum[5])), 1);
    ASSERT_LT(ulpError(rhypot(P[0], P[1]), 1 / std::sqrt(Sum[2])), 2);
    ASSERT_LT(ulpError(rnorm3d(P[0], P[1], P[2]), 1 / std::sqrt(Sum[3])), 2);
    ASSERT_LT(ulpError(rnorm4d(P[0], P[1], P[2], P[3]), 1 / std::sqrt(Sum[4])), 2);
    ASSERT_LT(ulpError(rnorm(5, P), 1 / std::sqrt(Sum[5])), 2);
    float F[5];
    Long FloatSum[6] = {0};
    for (int N = 0; N < 5; ++N) {
      F[N] = static_cast<float>(Unit(Bits) * std::pow(10.0, Exponent(Bits) / 10));
      FloatSum[N + 1] = FloatSum[N] + Long(F[N]) * F[N];
    }
    ASSERT_LT(ulpError(norm3df(F[0], F[1], F[2]), std::sqrt(FloatSum[3])), 1);
    ASSERT_LT(ulpError(norm4df(F[0], F[1], F[2], F[3]), std::sqrt(FloatSum[4])), 1);
    ASSERT_LT(ulpError(normf(5, F), std::sqrt(FloatSum[5])), 1);
    ASSERT_LT(ulpError(rhypotf(F[0], F[1]), 1 / std::sqrt(FloatSum[2])), 1);
    ASSERT_LT(ulpError(rnorm3df(F[0], F[1], F[2]), 1 / std::sqrt(FloatSum[3])), 1);
    ASSERT_LT(ulpError(rnorm4df(F[0], F[1], F[2], F[3]), 1 / std::sqrt(FloatSum[4])), 1);
    ASSERT_LT(ulpError(rnormf(5, F), 1 / std::sqrt(FloatSum[5])), 1);
  }
  EXPECT_EQ(norm3d(3e-320, 4e-320, 0), 5e-320);
  EXPECT_EQ(norm3d(INFINITY, NAN, 0), INFINITY);
  EXPECT_TRUE(std::isnan(norm3d(1, NAN, 0)));
  EXPECT_EQ(norm3df(-INFINITY, NAN, 0), INFINITY);
  EXPECT_EQ(norm4d(0, 0, 0, 0), 0);
  EXPECT_EQ(rhypot(0, 0), INFINITY);
  EXPECT_EQ(rhypot(INFINITY, 1), 0);
  const double Most = std::numeric_limits<double>::max();
  EXPECT_LT(ulpError(rhypot(Most, Most), 1 / (Long(Most) * std::sqrt(2.0L))), 2);
}

TEST(Math, ErrorFunctions) {
  const auto Scaled = [](Long X) { return std::exp(X * X) * std::erfc(X); };
  EXPECT_WITHIN(8, CALL(erfcx), CALL(erfcxf), Scaled, 1e-10, 60);
  EXPECT_WITHIN(8, CALL(erfcx), CALL(erfcx), Scaled, -5, 5);
  EXPECT_LT(worst(CALL(erfcx), CALL(erfcx), Scaled, -26, -5).Double, 8);
  EXPECT_LT(ulpError(erfcx(1e10), 1 / (std::sqrt(Pi) * 1e10L)), 2);
  EXPECT_EQ(erfcx(-30.0), INFINITY);
  EXPECT_EQ(erfcx(INFINITY), 0);
  const auto Normal = [](Long X) { return std::erfc(-X / std::sqrt(2.0L)) / 2; };
  EXPECT_LT(worst(CALL(normcdf), CALL(normcdf), Normal, -37, 10).Double, 8);
  EXPECT_WITHIN(8, CALL(normcdf), CALL(normcdff), Normal, -12, 10);
  EXPECT_EQ(normcdf(-INFINITY), 0);
  EXPECT_EQ(normcdf(INFINITY), 1);
  EXPECT_TRUE(std::isnan(normcdf(NAN)));
}

/// One Newton step in long double from X: the root of erf(x) = Y or erfc(x) = Y near X.
Long refineErf(Long X, Long Y) { return X - (std::erf(X) - Y) * std::sqrt(Pi) / 2 * std::exp(X * X); }
Long refineErfc(Long X, Long Y) { return X + (std::erfc(X) - Y) * std::sqrt(Pi) / 2 * std::exp(X * X); }

TEST(Math, InverseErrorFunctions) {
  sweep(1e-300, 0.999999, 20000, [](double Y) {
    ASSERT_LT(ulpError(erfinv(Y), refineErf(erfinv(Y), Y)), 6) << Y;
    ASSERT_EQ(erfinv(-Y), -erfinv(Y));
    const float F = static_cast<float>(Y);
    ASSERT_LT(ulpError(erfinvf(F), refineErf(erfinv(double(F)), F)), 1) << Y;
    ASSERT_EQ(erfinv(F), erfinvf(F));
  });
  const auto CheckErfc = [](double Z) {
    ASSERT_LT(ulpError(erfcinv(Z), refineErfc(erfcinv(Z), Z)), 6) << Z;
    const float F = static_cast<float>(Z);
    if (F > 0) {
      ASSERT_LT(ulpError(erfcinvf(F), refineErfc(erfcinv(double(F)), F)), 1) << Z;
    }
    ASSERT_EQ(erfcinv(F), erfcinvf(F));
  };
  sweep(1e-300, 0.6, 20000, CheckErfc);
  sweep(0.6, 0.999, 20000, CheckErfc);
  sweep(1.001, 1.9999, 20000, CheckErfc);
  sweep(1e-300, 0.999999, 20000, [](double P) {
    const Long Truth =
        -std::sqrt(2.0L) * (P < 0.25 || P > 0.75 ? refineErfc(erfcinv(2 * P), 2 * Long(P))
                                                 : refineErf(erfinv(1 - 2 * P), 1 - 2 * Long(P)));
    ASSERT_LT(ulpError(normcdfinv(P), Truth), 8) << P;
    ASSERT_EQ(normcdfinv(static_cast<float>(P)), normcdfinvf(static_cast<float>(P)));
  });
  EXPECT_EQ(erfinv(1.0), INFINITY);
  EXPECT_EQ(erfinv(-1.0), -INFINITY);
  EXPECT_TRUE(std::isnan(erfinv(1.5)) && std::isnan(erfcinv(-0.5)) && std::isnan(normcdfinv(2.0)));
  EXPECT_EQ(erfcinv(0.0), INFINITY);
  EXPECT_EQ(erfcinv(2.0), -INFINITY);
  EXPECT_TRUE(isSame(erfinv(-0.0), -0.0));
  EXPECT_EQ(normcdfinv(0.5), 0);
  EXPECT_NEAR(normcdfinvf(0.975f), 1.959964f, 1e-6);
  EXPECT_NEAR(erfcinv(1e-320), 27.0, 0.2); // a subnormal argument
}

/// The integral (1/pi) of e^(x cos t) cos(n t) over [0, pi] by the trapezoidal rule, which converges
/// geometrically here.
template <int Order> Long besselByIntegral(Long X) {
  const int Steps = 400;
  Long Sum = 0;
  for (int I = 0; I <= Steps; ++I) {
    const Long T = Pi * I / Steps;
    Sum += (I == 0 || I == Steps ? 0.5L : 1) * std::exp(X * (std::cos(T) - 1)) * std::cos(Order * T);
  }
  return Sum / Steps * std::exp(X);
}
TEST(Math, ModifiedBesselFunctions) {
  EXPECT_WITHIN(6, CALL(cyl_bessel_i0), CALL(cyl_bessel_i0f), besselByIntegral<0>, 0, 80, 1000);
  EXPECT_WITHIN(6, CALL(cyl_bessel_i1), CALL(cyl_bessel_i1f), besselByIntegral<1>, 1, 80, 1000);
  EXPECT_LT(worst(CALL(cyl_bessel_i0), CALL(cyl_bessel_i0f), besselByIntegral<0>, 80, 713, 300).Double, 6);
  EXPECT_LT(worst(CALL(cyl_bessel_i1), CALL(cyl_bessel_i1f), besselByIntegral<1>, 80, 713, 300).Double, 6);
  EXPECT_EQ(cyl_bessel_i1(-2.0), -cyl_bessel_i1(2.0));
  EXPECT_EQ(cyl_bessel_i0(0.0), 1);
  EXPECT_EQ(cyl_bessel_i1(1e-300), 5e-301);
  EXPECT_EQ(cyl_bessel_i0(INFINITY), INFINITY);
  EXPECT_TRUE(std::isnan(cyl_bessel_i0(NAN)));
}

TEST(Math, FloatOverloadsOfCFunctions) {
  static_assert(std::is_same<decltype(exp10(1.0f)), float>::value &&
                    std::is_same<decltype(j0(1.0f)), float>::value,
                "");
  EXPECT_EQ(exp10(2.0f), 100);
  EXPECT_EQ(j0(1.5f), j0f(1.5f));
  EXPECT_EQ(j1(1.5f), j1f(1.5f));
  EXPECT_EQ(jn(2, 1.5f), jnf(2, 1.5f));
  EXPECT_EQ(y0(1.5f), y0f(1.5f));
  EXPECT_EQ(y1(1.5f), y1f(1.5f));
  EXPECT_EQ(yn(2, 1.5f), ynf(2, 1.5f));
}

template <class A, class B> void checkMinMax() {
  using Common = decltype(A() + B());
  static_assert(std::is_same<decltype(min(A(), B())), Common>::value, "");
  for (A X : {A(1), A(-2), A(INFINITY), A(NAN)})
    for (B Y : {B(1), B(3), B(-INFINITY), B(NAN)}) {
      EXPECT_TRUE(isSame(min(X, Y), std::fmin(Common(X), Common(Y))));
      EXPECT_TRUE(isSame(max(X, Y), std::fmax(Common(X), Common(Y))));
    }
}
TEST(Math, MinMax) {
  checkMinMax<float, float>();
  checkMinMax<double, double>();
  checkMinMax<float, double>();
  checkMinMax<double, float>();
}

} // namespace
