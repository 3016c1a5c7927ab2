// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Math functions against long double, within the bounds that CUDA documents, or those of OpenCL's own
// functions where these are what the device library calls.
#include "MathInputs.h"

using namespace lorcha::test;

namespace {

Long exp10Long(Long X) { return std::pow(10.0L, X); }
Long rsqrtLong(Long X) { return 1 / std::sqrt(X); }
Long sinpiLong(Long X) {
  if (std::isinf(X) || X == 0)
    return X == 0 ? X : Long(NAN);
  const Long R = X - 2 * std::rint(X / 2);
  return R > 0.5L ? std::sin(Pi * (1 - R)) : R < -0.5L ? -std::sin(Pi * (1 + R)) : std::sin(Pi * R);
}
Long cospiLong(Long X) {
  const Long R = std::fabs(X - 2 * std::rint(X / 2));
  return R > 0.25L ? std::sin(Pi * (0.5L - R)) : std::cos(Pi * R);
}

template <class T> void testElementary(Device &Cl) {
  const T Most = std::numeric_limits<T>::max() / 2;
  const auto All = with(spread<T>(1e-30, IsFloat<T> ? 1e30 : 1e300), between<T>(-10, 10));
  // sqrt may be off by 3 units in OpenCL unless the device says otherwise.
  expectNear<T, T>(Cl, {}, "",
                   {SAME_NAME(fabs, 0, 0), SAME_NAME(ceil, 0, 0), SAME_NAME(floor, 0, 0),
                    SAME_NAME(trunc, 0, 0), SAME_NAME(round, 0, 0), SAME_NAME(rint, 0, 0),
                    SAME_NAME(logb, 0, 0), SAME_NAME(cbrt, 2, 2), SAME_NAME(atan, 5, 5),
                    SAME_NAME(tanh, 5, 5), SAME_NAME(asinh, 4, 4), SAME_NAME(erf, 16, 16)},
                   {}, All);
  std::vector<T> Positive;
  for (T X : All)
    Positive.push_back(std::fabs(X));
  expectNear<T, T>(Cl, {}, "",
                   {SAME_NAME(sqrt, 3, 0.5), NAMED("rsqrt", rsqrtLong, 2, 2), SAME_NAME(log, 3, 3),
                    SAME_NAME(log2, 3, 3), SAME_NAME(log10, 3, 3), SAME_NAME(log1p, 2, 2)},
                   {}, Positive);
  expectNear<T, T>(Cl, {}, "",
                   {SAME_NAME(exp, 3, 3), SAME_NAME(exp2, 3, 3), NAMED("exp10", exp10Long, 3, 3),
                    SAME_NAME(expm1, 3, 3), SAME_NAME(sinh, 4, 4), SAME_NAME(cosh, 4, 4)},
                   {}, with(spread<T>(1e-20, IsFloat<T> ? 37 : 300), between<T>(-30, 30)));
  expectNear<T, T>(Cl, {}, "", {SAME_NAME(sin, 4, 4), SAME_NAME(cos, 4, 4), SAME_NAME(tan, 5, 5)}, {},
                   with(spread<T>(1e-20, 1e5), between<T>(-10, 10)));
  expectNear<T, T>(Cl, {}, "", {NAMED("sinpi", sinpiLong, 4, 4), NAMED("cospi", cospiLong, 4, 4)}, {},
                   with(spread<T>(1e-10, 1e6), between<T>(-3, 3)));
  expectNear<T, T>(Cl, {}, "", {SAME_NAME(asin, 4, 4), SAME_NAME(acos, 4, 4), SAME_NAME(atanh, 5, 5)}, {},
                   with(spread<T>(1e-20, 0.99), between<T>(-1, 1)));
  expectNear<T, T>(Cl, {}, "", {SAME_NAME(acosh, 4, 4)}, {},
                   with(spread<T>(1.001, Most, 3000, false), between<T>(1, 9)));
  expectNear<T, T>(Cl, {}, "", {SAME_NAME(erfc, 16, 16)}, {},
                   with(spread<T>(1e-20, 8), between<T>(-4, IsFloat<T> ? 9 : 25)));
  expectNear<T, T>(Cl, {}, "", {SAME_NAME(tgamma, 16, 16)}, {},
                   with(spread<T>(0.01, 30, 3000, false), between<T>(-10, 0)));
  // Near its roots lgamma is as good as its absolute error.
  expectNear<T, T>(Cl, {}, "",
                   {{"lgamma", [](T X) { return std::lgamma(Long(X)); }, 16, pick<T>(2e-6, 4e-15)}}, {},
                   with(spread<T>(0.01, 1e5, 3000, false), between<T>(0, 10)));
}
TEST(OpenClMath, ElementaryFloats) {
  LORCHA_NEEDS_DEVICE(Cl);
  testElementary<float>(*Cl);
}
TEST(OpenClMath, ElementaryDoubles) {
  LORCHA_NEEDS_DEVICE(Cl);
  if (Cl->hasFp64())
    testElementary<double>(*Cl);
}

template <class T> struct Pairs {
  std::vector<T> X, Y, Z;
  Pairs(double Least, double Most) {
    const auto Edges = interestingNumbers<T>(0);
    for (T A : Edges)
      for (T B : Edges)
        for (T C : {T(0), T(2), -std::numeric_limits<T>::infinity()})
          add(A, B, C);
    const auto A = spread<T>(Least, Most, 9000);
    for (size_t I = 0; I < 6000; ++I)
      add(A[I], A[I + 1500], A[I + 3000]);
    for (size_t I = 0; I < 3000; ++I)
      add(A[I], A[I] * T(1 + I / 1000.0), -A[I] * A[I]);
  }
  void add(T A, T B, T C) {
    X.push_back(A);
    Y.push_back(B);
    Z.push_back(C);
  }
};
#define NAMED2(Name, Function, Float, Double)                                                                \
  {Name, [](T X, T Y) { return Function(X, Y); }, pick<T>(Float, Double)}
#define LONG2(Function, Float, Double)                                                                       \
  {#Function, [](T X, T Y) { return std::Function(Long(X), Long(Y)); }, pick<T>(Float, Double)}

template <class T> void testPairs(Device &Cl) {
  const Pairs<T> P(1e-10, 1e10);
  expectNear<T, T, T>(Cl, {}, "",
                      {NAMED2("copysign", std::copysign, 0, 0), LONG2(fdim, 0.5, 0.5),
                       NAMED2("fmax", std::fmax, 0, 0), NAMED2("fmin", std::fmin, 0, 0), LONG2(fmod, 0, 0),
                       LONG2(remainder, 0, 0), NAMED2("nextafter", std::nextafter, 0, 0), LONG2(hypot, 4, 4),
                       LONG2(atan2, 6, 6)},
                      {}, P.X, P.Y);
  // Powers that are neither infinite nor zero, and those of the ends.
  Pairs<T> Powers(0.1, 10);
  for (size_t I = 0; I < Powers.X.size(); ++I)
    Powers.X[I] = I % 8 == 0 ? Powers.X[I] : std::fabs(Powers.X[I]);
  expectNear<T, T, T>(Cl, {}, "", {LONG2(pow, 16, 16)}, {}, Powers.X, Powers.Y);
  expectNear<T, T, T, T>(Cl, {}, "", {{"fma", [](T X, T Y, T Z) { return Long(std::fma(X, Y, Z)); }, 0}}, {},
                         P.X, P.Y, P.Z);
}
TEST(OpenClMath, PairsOfNumbers) {
  LORCHA_NEEDS_DEVICE(Cl);
  testPairs<float>(*Cl);
  if (Cl->hasFp64())
    testPairs<double>(*Cl);
}

/// Functions with an integer, or with a pointer for a second result.
template <class T> void testParts(Device &Cl) {
  const std::string Name = OpenClType<T>;
  const std::string More = "#define T " + Name +
                           "\nstatic T fraction(T X) { int E; return frexp(X, &E); }\nstatic T exponentOf(T "
                           "X) { int E; frexp(X, &E); return E; }\n"
                           "static T behindPoint(T X) { T W; return modf(X, &W); }\nstatic T beforePoint(T "
                           "X) { T W; modf(X, &W); return W; }\n"
                           "static T sinOf(T X) { T S, C; lorcha_sincos_" +
                           Name +
                           "_private(X, &S, &C); return S; }\n"
                           "static T cosOf(T X) { T S, C; lorcha_sincos_" +
                           Name +
                           "_private(X, &S, &C); return C; }\n"
                           "static T sinpiOf(T X) { T S, C; lorcha_sincospi_" +
                           Name +
                           "_private(X, &S, &C); return S; }\n"
                           "static T cospiOf(T X) { T S, C; lorcha_sincospi_" +
                           Name +
                           "_private(X, &S, &C); return C; }\n"
                           "static T scaled(T X) { return ldexp(X, 3) + lorcha_scalbln_" +
                           Name +
                           "(X, -3l); }\n"
                           "static T farScaled(T X) { return lorcha_scalbln_" +
                           Name +
                           "(X, -3000000000l); }\n"
                           "static T nanOf(T X) { return lorcha_nan_" +
                           Name + "(\"1\"); }\n";
  const auto X = with(spread<T>(1e-20, 1e5), between<T>(-10, 10));
  std::vector<T> Finite;
  for (T Value : X)
    if (std::isfinite(Value))
      Finite.push_back(Value);
  expectNear<T, T>(Cl, {"math"}, More,
                   {{"fraction",
                     [](T X) {
                       int E;
                       return Long(std::frexp(X, &E));
                     },
                     0},
                    {"exponentOf",
                     [](T X) {
                       int E;
                       std::frexp(X, &E);
                       return Long(E);
                     },
                     0},
                    {"behindPoint",
                     [](T X) {
                       T W;
                       return Long(std::modf(X, &W));
                     },
                     0},
                    {"beforePoint", [](T X) { return Long(std::trunc(X)); }, 0},
                    {"scaled", [](T X) { return Long(std::ldexp(X, 3) + std::ldexp(X, -3)); }, 0},
                    {"farScaled", [](T X) { return std::copysign(0.0L, Long(X)); }, 0},
                    {"nanOf", [](T) { return Long(NAN); }, 0},
                    {"sinOf", [](T X) { return std::fabs(X) < 1e6 ? std::sin(Long(X)) : Long(NAN); }, 4},
                    {"cosOf", [](T X) { return std::fabs(X) < 1e6 ? std::cos(Long(X)) : Long(NAN); }, 4},
                    {"sinpiOf", [](T X) { return sinpiLong(X); }, 4},
                    {"cospiOf", [](T X) { return cospiLong(X); }, 4}},
                   {}, between<T>(-30, 30));
  expectNear<T, T>(Cl, {"math"}, More,
                   {{"fraction",
                     [](T X) {
                       int E;
                       return Long(std::frexp(X, &E));
                     },
                     0},
                    {"exponentOf",
                     [](T X) {
                       int E;
                       std::frexp(X, &E);
                       return Long(E);
                     },
                     0},
                    {"behindPoint",
                     [](T X) {
                       T W;
                       return Long(std::modf(X, &W));
                     },
                     0}},
                   {}, Finite);
  expectNear<T, T, T>(Cl, {},
                      "#define T " + Name +
                          "\nstatic T rest(T X, T Y) { int Q; return remquo(X, Y, &Q); }\n"
                          "static T quotient(T X, T Y) { int Q; remquo(X, Y, &Q); return Q & 7; }\n",
                      {{"rest", [](T X, T Y) { return Long(std::remainder(X, Y)); }, 0},
                       {"quotient",
                        [](T X, T Y) {
                          int Q;
                          std::remquo(X, Y, &Q);
                          return Long(Q & 7);
                        },
                        0}},
                      {}, between<T>(-90, 90), spread<T>(0.5, 20));
}
TEST(OpenClMath, PartsOfNumbers) {
  LORCHA_NEEDS_DEVICE(Cl);
  testParts<float>(*Cl);
  if (Cl->hasFp64())
    testParts<double>(*Cl);
}

template <class T> void testRounding(Device &Cl) {
  const std::string Name = OpenClType<T>, Lrint = "lorcha_lrint_" + Name, Lround = "lorcha_lround_" + Name;
  std::vector<T> X;
  for (T Value : with(spread<T>(1e-3, 1e17), between<T>(-9, 9)))
    if (std::fabs(Value) < 9e18)
      X.push_back(Value);
  for (int I = -20; I < 20; ++I)
    X.push_back(I + T(0.5));
  const auto Results = evaluate<long, T>(Cl, {"math"}, "", {Lrint.c_str(), Lround.c_str()}, {}, X);
  const auto Exponents = evaluate<int, T>(Cl, {}, "", {"ilogb"}, {}, spread<T>(1e-30, 1e30));
  for (size_t I = 0; I < X.size(); ++I) {
    EXPECT_EQ(Results[0][I], std::llrint(X[I])) << X[I];
    EXPECT_EQ(Results[1][I], std::llround(X[I])) << X[I];
  }
  const auto Spread = spread<T>(1e-30, 1e30);
  for (size_t I = 0; I < Spread.size(); ++I)
    EXPECT_EQ(Exponents[0][I], std::ilogb(Spread[I]));
}
template <class T> void testClasses(Device &Cl) {
  expectSame<int, T>(Cl, {},
                     {{"isnan", [](T X) { return int(std::isnan(X)); }},
                      {"isinf", [](T X) { return int(std::isinf(X)); }},
                      {"isfinite", [](T X) { return int(std::isfinite(X)); }},
                      {"signbit", [](T X) { return int(std::signbit(X)); }}},
                     interestingNumbers<T>(2000));
}
TEST(OpenClMath, ClassesOfNumbers) {
  LORCHA_NEEDS_DEVICE(Cl);
  testClasses<float>(*Cl);
  if (Cl->hasFp64())
    testClasses<double>(*Cl);
}

TEST(OpenClMath, RoundsToIntegers) {
  LORCHA_NEEDS_DEVICE(Cl);
  testRounding<float>(*Cl);
  if (Cl->hasFp64())
    testRounding<double>(*Cl);
  expectSame<int, int>(*Cl, {"math"}, {{"lorcha_abs_int", [](int X) { return std::abs(X); }}},
                       {0, 5, -5, 2147483647, -2147483647});
  expectSame<long, long>(*Cl, {"math"}, {{"lorcha_abs_long", [](long X) { return std::labs(X); }}},
                         {0, 5, -5, 1l << 62, -(1l << 62)});
}

/// Norms of numbers of all sizes, as one function of four numbers.
template <class T> void testNorms(Device &Cl, BuildOptions Options, double Ulps) {
  const std::string N = OpenClType<T>;
  const std::string More = "#define T " + N + "\nstatic T norm3(T A, T B, T C, T D) { return lorcha_norm3d_" +
                           N +
                           "(A, B, C); }\n"
                           "static T rnorm3(T A, T B, T C, T D) { return lorcha_rnorm3d_" +
                           N +
                           "(A, B, C); }\n"
                           "static T rhypot2(T A, T B, T C, T D) { return lorcha_rhypot_" +
                           N +
                           "(A, B); }\n"
                           "static T norm(T A, T B, T C, T D) { T P[3] = {A, B, D}; return lorcha_norm_" +
                           N +
                           "_private(3, P); }\n"
                           "static T rnorm(T A, T B, T C, T D) { T P[3] = {A, B, D}; return lorcha_rnorm_" +
                           N +
                           "_private(3, P); }\n"
                           "static T rcbrtOf(T A, T B, T C, T D) { return lorcha_rcbrt_" +
                           N + "(A); }\n";
  const std::string Norm4 = "lorcha_norm4d_" + N, Rnorm4 = "lorcha_rnorm4d_" + N;
  std::vector<T> A, B, C, D;
  Random Bits(6);
  const double Range = IsFloat<T> ? 37 : 300;
  std::uniform_real_distribution<double> Exponent(-Range, Range), Unit(-1, 1);
  for (int I = 0; I < 6000; ++I) {
    const double Scale = std::pow(10.0, Exponent(Bits));
    for (auto *Vector : {&A, &B, &C, &D})
      Vector->push_back(static_cast<T>(Unit(Bits) * Scale));
  }
  const auto Edges = interestingNumbers<T>(0);
  for (T X : Edges)
    for (T Y : Edges) {
      A.push_back(X);
      B.push_back(Y);
      C.push_back(0);
      D.push_back(1);
    }
  // Infinity wins over NaN.
  static const auto Root = [](Long X, Long Y, Long Z, Long W) {
    for (Long P : {X, Y, Z, W})
      if (std::isinf(P))
        return Long(INFINITY);
    return std::sqrt(X * X + Y * Y + Z * Z + W * W);
  };
  expectNear<T, T, T, T, T>(Cl, {"norm"}, More,
                            {{"norm3", [](T X, T Y, T Z, T) { return Root(X, Y, Z, 0); }, Ulps},
                             {Norm4.c_str(), [](T X, T Y, T Z, T W) { return Root(X, Y, Z, W); }, Ulps},
                             {"norm", [](T X, T Y, T, T W) { return Root(X, Y, W, 0); }, Ulps},
                             {"rnorm3", [](T X, T Y, T Z, T) { return 1 / Root(X, Y, Z, 0); }, 2},
                             {Rnorm4.c_str(), [](T X, T Y, T Z, T W) { return 1 / Root(X, Y, Z, W); }, 2},
                             {"rnorm", [](T X, T Y, T, T W) { return 1 / Root(X, Y, W, 0); }, 2},
                             {"rhypot2", [](T X, T Y, T, T) { return 1 / Root(X, Y, 0, 0); }, 2},
                             {"rcbrtOf", [](T X, T, T, T) { return 1 / std::cbrt(Long(X)); }, 2}},
                            Options, A, B, C, D);
}
TEST(OpenClMath, Norms) {
  LORCHA_NEEDS_DEVICE(Cl);
  testNorms<float>(*Cl, {}, 1);
  BuildOptions WithoutDouble;
  WithoutDouble.HidesFp64 = true;
  testNorms<float>(*Cl, WithoutDouble, 1);
  if (Cl->hasFp64())
    testNorms<double>(*Cl, {}, 1);
}

/// CUDA's bounds for the fast functions; sines and cosines are absolute.
TEST(OpenClMath, FastFunctions) {
  LORCHA_NEEDS_DEVICE(Cl);
  using T = float;
  const std::string More =
      "static float sinBoth(float X) { float S, C; lorcha_fast_sincos_private(X, &S, &C); return S; }\n"
      "static float cosBoth(float X) { float S, C; lorcha_fast_sincos_private(X, &S, &C); return C; }\n";
  expectNear<T, T>(*Cl, {"fast_math"}, More,
                   {NAMED("native_exp", std::exp, 3, 3), NAMED("native_exp10", exp10Long, 3, 3)}, {},
                   between<T>(-1, 1));
  expectNear<T, T>(*Cl, {"fast_math"}, More,
                   {NAMED("native_exp", std::exp, 102, 102), NAMED("native_exp10", exp10Long, 102, 102)}, {},
                   between<T>(-30, 30));
  expectNear<T, T>(*Cl, {"fast_math"}, More,
                   {{"native_sin", [](T X) { return std::sin(Long(X)); }, 2, 0x1p-21},
                    {"native_cos", [](T X) { return std::cos(Long(X)); }, 2, 0x1p-21},
                    {"sinBoth", [](T X) { return std::sin(Long(X)); }, 2, 0x1p-21},
                    {"cosBoth", [](T X) { return std::cos(Long(X)); }, 2, 0x1p-21},
                    {"lorcha_fast_tanh", [](T X) { return std::tanh(Long(X)); }, 2, 0x1p-20}},
                   {}, between<T>(-3.14, 3.14));
  expectNear<T, T>(*Cl, {"fast_math"}, More, {NAMED("native_tan", std::tan, 16, 16)}, {},
                   between<T>(-1.5, 1.5));
  expectNear<T, T>(*Cl, {"fast_math"}, More,
                   {{"native_log", [](T X) { return std::log(Long(X)); }, 3, 0x1p-21},
                    {"native_log2", [](T X) { return std::log2(Long(X)); }, 2, 0x1p-21},
                    {"native_log10", [](T X) { return std::log10(Long(X)); }, 3, 0x1p-21}},
                   {}, spread<T>(1e-30, 1e30, 6000, false));
  expectNear<T, T, T>(*Cl, {"fast_math", "math"}, "",
                      {{"lorcha_fast_pow", [](T X, T Y) { return std::pow(Long(X), Long(Y)); }, 64},
                       {"native_divide", [](T X, T Y) { return Long(X) / Y; }, 2},
                       {"lorcha_fdividef", [](T X, T Y) { return Long(X) / Y; }, 2.5}},
                      {}, between<T>(0.1, 10), spread<T>(0.1, 10));
  expectNear<T, T>(*Cl, {"fast_math"}, "",
                   {{"lorcha_saturatef", [](T X) { return X > 0 ? std::fmin(Long(X), 1.0L) : 0.0L; }, 0}}, {},
                   with(between<T>(-2, 2), {}));
}

} // namespace
