// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Error functions, their inverses and Bessel functions against long double, within the bounds that CUDA
// documents.
#include "MathInputs.h"

using namespace lorcha::test;

namespace {

Long erfcxLong(Long X) {
  if (X < 60)
    return std::exp(X * X) * std::erfc(X);
  Long Sum = 1; // the asymptotic series
  for (int K = 9; K > 0; --K)
    Sum = 1 - (2 * K - 1) / (2 * X * X) * Sum;
  return Sum / (X * std::sqrt(Pi));
}
Long normcdfLong(Long X) { return std::erfc(-X / std::sqrt(2.0L)) / 2; }
/// The root of erf(x) = Y or erfc(x) = Z, by Newton steps from a guess.
Long erfinvLong(Long Y) {
  if (std::fabs(Y) >= 1)
    return std::fabs(Y) > 1 ? Long(NAN) : std::copysign(Long(INFINITY), Y);
  Long X = 0;
  for (int Step = 0; Step < 100; ++Step)
    X -= (std::erf(X) - Y) * std::sqrt(Pi) / 2 * std::exp(X * X) /
         (1 + X * (std::erf(X) - Y) * std::sqrt(Pi) / 2 * std::exp(X * X));
  return X;
}
Long erfcinvLong(Long Z) {
  if (!(Z > 0 && Z < 2))
    return Z == 0 ? Long(INFINITY) : Z == 2 ? -Long(INFINITY) : Long(NAN);
  if (Z > 0.5L)
    return Z > 1.5L ? -erfcinvLong(2 - Z) : erfinvLong(1 - Z);
  Long X = std::sqrt(-std::log(Z));
  for (int Step = 0; Step < 60; ++Step) // on the logarithm
    X += (std::log(std::erfc(X)) - std::log(Z)) * std::erfc(X) * std::exp(X * X) * std::sqrt(Pi) / 2;
  return X;
}
Long normcdfinvLong(Long P) { return -std::sqrt(2.0L) * erfcinvLong(2 * P); }

template <class T> void testErrorFunctions(Device &Cl, BuildOptions Options, double Factor) {
  const std::string N = OpenClType<T>, Erfcx = "lorcha_erfcx_" + N, Normcdf = "lorcha_normcdf_" + N,
                    Erfinv = "lorcha_erfinv_" + N, Erfcinv = "lorcha_erfcinv_" + N,
                    Normcdfinv = "lorcha_normcdfinv_" + N;
  expectNear<T, T>(Cl, {"inverse_error"}, "", {NAMED(Erfcx.c_str(), erfcxLong, 4 * Factor, 8)}, Options,
                   with(spread<T>(1e-10, 1e4, 6000, false), between<T>(IsFloat<T> ? -9 : -26, 5)));
  expectNear<T, T>(Cl, {"inverse_error"}, "", {NAMED(Normcdf.c_str(), normcdfLong, 5 * Factor, 8)}, Options,
                   with(between<T>(IsFloat<T> ? -12 : -37, 10), {}));
  expectNear<T, T>(Cl, {"inverse_error"}, "", {NAMED(Erfinv.c_str(), erfinvLong, 2 * Factor, 6)}, Options,
                   with(spread<T>(1e-20, 0.9999), between<T>(-1, 1)));
  expectNear<T, T>(
      Cl, {"inverse_error"}, "",
      {NAMED(Erfcinv.c_str(), erfcinvLong, 4 * Factor, 6),
       NAMED(Normcdfinv.c_str(), normcdfinvLong, 5 * Factor, 8)},
      Options,
      with(spread<T>(IsFloat<T> ? 1e-30 : 1e-300, 0.49, 3000, false), between<T>(0.51, 0.9999, 3000)));
}
TEST(OpenClMath, ErrorFunctions) {
  LORCHA_NEEDS_DEVICE(Cl);
  if (Cl->hasFp64()) {
    testErrorFunctions<double>(*Cl, {}, 1);
    testErrorFunctions<float>(*Cl, {}, 1);
  }
}
/// Without double, errors of the device's erfc and log of floats add up.
TEST(OpenClMath, ErrorFunctionsWithoutDouble) {
  LORCHA_NEEDS_DEVICE(Cl);
  BuildOptions Options;
  Options.HidesFp64 = true;
  testErrorFunctions<float>(*Cl, Options, 8);
}

/// Least is CUDA's absolute bound for arguments of 8 and more, where it gives none in units.
template <class T> void testBessel(Device &Cl, BuildOptions Options) {
  const std::string N = OpenClType<T>, J0 = "lorcha_j0_" + N, J1 = "lorcha_j1_" + N, Y0 = "lorcha_y0_" + N,
                    Y1 = "lorcha_y1_" + N;
  // Near the roots of the functions the C library's long double ones are this far off.
  const double TruthError = 1e-18;
  const auto Small = with(spread<T>(1e-20, 8), between<T>(-8, 8)), Large = between<T>(8, 500);
  std::vector<T> Positive;
  for (T X : Small)
    Positive.push_back(std::fabs(X));
  for (const auto &X : {Small, Large}) {
    const double Least = X.size() == Large.size() ? pick<T>(2.2e-6, 5e-12) : TruthError;
    expectNear<T, T>(Cl, {"bessel"}, "",
                     {{J0.c_str(), [](T X) { return j0l(X); }, pick<T>(9, 7), Least},
                      {J1.c_str(), [](T X) { return j1l(X); }, pick<T>(9, 7), Least}},
                     Options, X);
  }
  for (const auto &X : {Positive, Large}) {
    const double Least = X.size() == Large.size() ? pick<T>(2.2e-6, 5e-12) : TruthError;
    expectNear<T, T>(
        Cl, {"bessel"}, "",
        {{Y0.c_str(), [](T X) { return X == 0 ? -Long(INFINITY) : y0l(X); }, pick<T>(9, 7), Least},
         {Y1.c_str(), [](T X) { return X == 0 ? -Long(INFINITY) : y1l(X); }, pick<T>(9, 7), Least}},
        Options, X);
  }
  const std::string Jn = "lorcha_jn_" + N, Yn = "lorcha_yn_" + N;
  std::vector<int> Orders;
  std::vector<T> X;
  for (T Value : between<T>(0.01, 200, 3000)) {
    Orders.push_back(static_cast<int>(X.size() % 131));
    X.push_back(Value);
  }
  expectNear<T, int, T>(
      Cl, {"bessel"}, "",
      {{Jn.c_str(), [](int Order, T X) { return jnl(Order, X); }, 1, pick<T>(2.2e-6, 5e-12)}}, Options,
      Orders, X);
  const auto Results = evaluate<T, int, T>(Cl, {"bessel"}, "", {Yn.c_str()}, Options, Orders, X);
  for (size_t I = 0; I < X.size(); ++I) {
    const Long Truth = ynl(Orders[I], X[I]);
    if (std::fabs(Results[0][I] - Truth) > pick<T>(2.2e-6, 5e-12) &&
        std::fabs(Truth) < std::numeric_limits<T>::max() / 2) {
      EXPECT_LE(ulpError(Results[0][I], Truth), std::ceil(2 + 2.5 * Orders[I]) + 5)
          << Orders[I] << " " << X[I];
    }
  }
}
TEST(OpenClMath, BesselFunctions) {
  LORCHA_NEEDS_DEVICE(Cl);
  BuildOptions WithoutDouble;
  WithoutDouble.HidesFp64 = true;
  testBessel<float>(*Cl, WithoutDouble);
  if (Cl->hasFp64())
    testBessel<double>(*Cl, {});
}

/// The integral (1/pi) of e^(x cos t) cos(n t) over [0, pi] by the trapezoidal rule, which converges
/// geometrically here.
Long modifiedBessel(int Order, Long X) {
  const int Steps = 400;
  Long Sum = 0;
  for (int I = 0; I <= Steps; ++I) {
    const Long Angle = Pi * I / Steps;
    Sum += (I == 0 || I == Steps ? 0.5L : 1) * std::exp(std::fabs(X) * (std::cos(Angle) - 1)) *
           std::cos(Order * Angle);
  }
  return (Order == 1 && X < 0 ? -1 : 1) * Sum / Steps * std::exp(std::fabs(X));
}
template <class T> void testModifiedBessel(Device &Cl, BuildOptions Options) {
  const std::string N = OpenClType<T>, I0 = "lorcha_cyl_bessel_i0_" + N, I1 = "lorcha_cyl_bessel_i1_" + N;
  const auto X = between<T>(pick<T>(-88, -700), pick<T>(88, 700), 1000);
  const auto Near = spread<T>(1, 30, 1000);
  for (const auto &Arguments : {X, Near})
    expectNear<T, T>(Cl, {"bessel"}, "",
                     {{I0.c_str(), [](T X) { return modifiedBessel(0, X); }, 6},
                      {I1.c_str(), [](T X) { return modifiedBessel(1, X); }, 6}},
                     Options, Arguments);
  const std::vector<T> Ends = {0, -0.0, std::numeric_limits<T>::infinity(),
                               std::numeric_limits<T>::quiet_NaN(), T(1e-30)};
  expectNear<T, T>(Cl, {"bessel"}, "",
                   {{I0.c_str(), [](T X) { return std::isfinite(X) ? Long(1) : Long(X); }, 0},
                    {I1.c_str(), [](T X) { return Long(X) / (std::isfinite(X) ? 2 : 1); }, 0}},
                   Options, Ends);
}
TEST(OpenClMath, ModifiedBesselFunctions) {
  LORCHA_NEEDS_DEVICE(Cl);
  BuildOptions WithoutDouble;
  WithoutDouble.HidesFp64 = true;
  testModifiedBessel<float>(*Cl, WithoutDouble);
  if (Cl->hasFp64())
    testModifiedBessel<double>(*Cl, {});
}

} // namespace
