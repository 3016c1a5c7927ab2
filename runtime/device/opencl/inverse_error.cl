// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The scaled complementary error function, the inverses of erf and erfc, and the normal distribution. The inverses start
// from Winitzki's approximation (2008) and take Halley steps on erf and erfc, as runtime/device/cpu/inverse_error.h does.
// Floats are computed in double where the device has it.

#define LORCHA_NUMBER_float(X) X##f
#define LORCHA_NUMBER_double(X) X

// T's functions. Far is where the asymptotic series (Abramowitz and Stegun 7.1.23) takes over, Lost where exp(X * X) is
// infinite, Tiny where erf is a straight line.
#define LORCHA_ERROR_FUNCTIONS(T, Far, Lost, Tiny)                                                                     \
  static T lorcha_exp_of_square_##T(T X) {                                                                             \
    T Square = fma(X, X, (T)0), Error = fma(X, X, -Square), Value = exp(Square);                                       \
    return isinf(Value) ? Value : fma(Value, Error, Value);                                                            \
  }                                                                                                                    \
  static T lorcha_scaled_erfc_##T(T X) {                                                                               \
    if (X < Far)                                                                                                       \
      return X < -Lost ? (T)INFINITY : lorcha_exp_of_square_##T(X) * erfc(X);                                          \
    T Q = LORCHA_NUMBER_##T(-0.5) / X / X, Sum = 1;                                                                    \
    for (int Term = 6; Term > 0; --Term)                                                                               \
      Sum = 1 + (2 * Term - 1) * Q * Sum;                                                                              \
    return LORCHA_NUMBER_##T(0.56418958354775628695) / X * Sum;                                                        \
  }                                                                                                                    \
  static T lorcha_guess_inverse_erf_##T(T LogOneMinusSquare) {                                                         \
    T Half = LORCHA_NUMBER_##T(4.3307467508) + LORCHA_NUMBER_##T(0.5) * LogOneMinusSquare;                             \
    return sqrt(sqrt(Half * Half - LogOneMinusSquare / LORCHA_NUMBER_##T(0.147)) - Half);                              \
  }                                                                                                                    \
  /* For 0 <= Y <= 1/2. */                                                                                             \
  static T lorcha_inverse_erf_small_##T(T Y) {                                                                         \
    T Slope = LORCHA_NUMBER_##T(1.12837916709551257390);                                                               \
    if (Y < Tiny)                                                                                                      \
      return Y / Slope;                                                                                                \
    T X = Y < LORCHA_NUMBER_##T(0.01) ? Y / Slope : lorcha_guess_inverse_erf_##T(log1p(-Y * Y));                       \
    for (int Step = 0; Step < 3; ++Step) {                                                                             \
      T Newton = (erf(X) - Y) / (Slope * exp(-X * X));                                                                 \
      X -= Newton / (1 + X * Newton);                                                                                  \
    }                                                                                                                  \
    return X;                                                                                                          \
  }                                                                                                                    \
  /* For 0 < Z < 1/2, on the logarithm: erfc itself leaves the range of normal numbers. */                             \
  static T lorcha_inverse_erfc_small_##T(T Z) {                                                                        \
    T LogZ = log(Z), X = lorcha_guess_inverse_erf_##T(LogZ + log(2 - Z));                                              \
    for (int Step = 0; Step < 3; ++Step) {                                                                             \
      T Scaled = lorcha_scaled_erfc_##T(X), Square = fma(X, X, (T)0);                                                  \
      T Excess = (log(Scaled) - LogZ - Square) - fma(X, X, -Square);                                                   \
      X += Excess * Scaled / LORCHA_NUMBER_##T(1.12837916709551257390);                                                \
    }                                                                                                                  \
    return X;                                                                                                          \
  }                                                                                                                    \
  static T lorcha_inverse_erfc_##T(T Z) {                                                                              \
    if (!(Z >= 0 && Z <= 2))                                                                                           \
      return (T)NAN;                                                                                                   \
    if (Z == 0 || Z == 2)                                                                                              \
      return Z == 0 ? (T)INFINITY : -(T)INFINITY;                                                                      \
    if (Z < LORCHA_NUMBER_##T(0.5))                                                                                    \
      return lorcha_inverse_erfc_small_##T(Z);                                                                         \
    if (Z > LORCHA_NUMBER_##T(1.5))                                                                                    \
      return -lorcha_inverse_erfc_small_##T(2 - Z);                                                                    \
    return Z <= 1 ? lorcha_inverse_erf_small_##T(1 - Z) : -lorcha_inverse_erf_small_##T(Z - 1);                        \
  }                                                                                                                    \
  static T lorcha_inverse_erf_##T(T Y) {                                                                               \
    T Size = fabs(Y);                                                                                                  \
    if (!(Size <= 1))                                                                                                  \
      return (T)NAN;                                                                                                   \
    T X = Size <= LORCHA_NUMBER_##T(0.5) ? lorcha_inverse_erf_small_##T(Size) : lorcha_inverse_erfc_##T(1 - Size);     \
    return copysign(X, Y);                                                                                             \
  }                                                                                                                    \
  /* erfc(-X / sqrt(2)) / 2, with what the quotient lost made good. */                                                 \
  static T lorcha_normal_cdf_##T(T X, T High, T Low) {                                                                 \
    T Quotient = -X * High;                                                                                            \
    if (!(fabs(Quotient) < 30))                                                                                        \
      return LORCHA_NUMBER_##T(0.5) * erfc(Quotient);                                                                  \
    T Error = fma(-X, High, -Quotient) - X * Low;                                                                      \
    T Slope = Quotient > -6 ? LORCHA_NUMBER_##T(1.12837916709551257390) * exp(-Quotient * Quotient) : 0;               \
    return LORCHA_NUMBER_##T(0.5) * (erfc(Quotient) - Slope * Error);                                                  \
  }

#ifdef LORCHA_HAS_FP64
LORCHA_ERROR_FUNCTIONS(double, 25, 26.7, 1e-9)
static double lorcha_erfcx_double(double X) { return lorcha_scaled_erfc_double(X); }
static double lorcha_erfinv_double(double Y) { return lorcha_inverse_erf_double(Y); }
static double lorcha_erfcinv_double(double Z) { return lorcha_inverse_erfc_double(Z); }
static double lorcha_normcdf_double(double X) {
  return lorcha_normal_cdf_double(X, 0.70710678118654752440, -4.8336466567264567e-17);
}
static double lorcha_normcdfinv_double(double P) { return -1.41421356237309504880 * lorcha_inverse_erfc_double(2 * P); }
static float lorcha_erfcx_float(float X) { return (float)lorcha_erfcx_double(X); }
static float lorcha_erfinv_float(float Y) { return (float)lorcha_erfinv_double(Y); }
static float lorcha_erfcinv_float(float Z) { return (float)lorcha_erfcinv_double(Z); }
static float lorcha_normcdf_float(float X) { return (float)lorcha_normcdf_double(X); }
static float lorcha_normcdfinv_float(float P) { return (float)lorcha_normcdfinv_double(P); }
#else
LORCHA_ERROR_FUNCTIONS(float, 9, 9.4f, 1e-4f)
static float lorcha_erfcx_float(float X) { return lorcha_scaled_erfc_float(X); }
static float lorcha_erfinv_float(float Y) { return lorcha_inverse_erf_float(Y); }
static float lorcha_erfcinv_float(float Z) { return lorcha_inverse_erfc_float(Z); }
static float lorcha_normcdf_float(float X) { return lorcha_normal_cdf_float(X, 0.707106781f, 1.21016173e-8f); }
static float lorcha_normcdfinv_float(float P) { return -1.41421356f * lorcha_inverse_erfc_float(2 * P); }
#endif
#undef LORCHA_ERROR_FUNCTIONS
