// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions of C's library and of CUDA that differ from OpenCL's by little: their results, or pointers to them.

// For the floating-point type T.
#define LORCHA_MATH(T)                                                                                                 \
  static T lorcha_scalbln_##T(T X, long Exponent) { return ldexp(X, (int)clamp(Exponent, -10000l, 10000l)); }          \
  static long lorcha_lrint_##T(T X) { return convert_long_sat(rint(X)); }                                              \
  static long lorcha_lround_##T(T X) { return convert_long_sat(round(X)); }                                            \
  LORCHA_SINCOS(T, private)                                                                                            \
  LORCHA_SINCOS(T, local)                                                                                              \
  LORCHA_SINCOS(T, global)
#define LORCHA_SINCOS(T, Space)                                                                                        \
  static void lorcha_sincos_##T##_##Space(T X, Space T *Sin, Space T *Cos) {                                           \
    *Sin = sin(X);                                                                                                     \
    *Cos = cos(X);                                                                                                     \
  }                                                                                                                    \
  static void lorcha_sincospi_##T##_##Space(T X, Space T *Sin, Space T *Cos) {                                         \
    *Sin = sinpi(X);                                                                                                   \
    *Cos = cospi(X);                                                                                                   \
  }

LORCHA_MATH(float)
#ifdef LORCHA_HAS_FP64
LORCHA_MATH(double)
#endif
#undef LORCHA_MATH
#undef LORCHA_SINCOS

static float lorcha_fdividef(float X, float Y) { return X / Y; }

// The tag in a NaN's bits is not kept.
#define lorcha_nan_float(Tag) as_float(0x7fffffffu)
#define lorcha_nan_double(Tag) as_double(0x7fffffffffffffffl)

// OpenCL's abs gives an unsigned number.
static int lorcha_abs_int(int X) { return (int)abs(X); }
static long lorcha_abs_long(long X) { return (long)abs(X); }
