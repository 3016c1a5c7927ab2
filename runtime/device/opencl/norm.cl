// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Euclidean norms and their reciprocals, and the reciprocal cube root, for float and double. The squares are scaled, so that
// they neither overflow nor vanish, and added in two parts.

#define LORCHA_NORM_OF(T, Space)                                                                                       \
  static T lorcha_norm_##T##_##Space(int Count, const Space T *P) {                                                    \
    T Most = 0;                                                                                                        \
    bool HasNaN = false;                                                                                               \
    for (int I = 0; I < Count; ++I) {                                                                                  \
      HasNaN = HasNaN || isnan(P[I]);                                                                                  \
      Most = fmax(Most, fabs(P[I]));                                                                                   \
    }                                                                                                                  \
    if (isinf(Most)) /* infinity wins over NaN */                                                                      \
      return Most;                                                                                                     \
    if (HasNaN || Most == 0)                                                                                           \
      return HasNaN ? (T)NAN : Most;                                                                                   \
    int Exponent = ilogb(Most);                                                                                        \
    return ldexp(sqrt(lorcha_sum_of_squares_##T##_##Space(Count, P, Exponent)), Exponent);                             \
  }                                                                                                                    \
  static T lorcha_rnorm_##T##_##Space(int Count, const Space T *P) {                                                   \
    T Norm = lorcha_norm_##T##_##Space(Count, P);                                                                      \
    /* Right also where the norm overflows. */                                                                         \
    for (int I = 0; isinf(Norm) && I < Count; ++I)                                                                     \
      if (isinf(P[I]))                                                                                                 \
        return 0;                                                                                                      \
    if (!isinf(Norm))                                                                                                  \
      return 1 / Norm;                                                                                                 \
    int Exponent = ilogb((T)MAXFLOAT) + (sizeof(T) == 8 ? 896 : 0);                                                    \
    return ldexp(1 / sqrt(lorcha_sum_of_squares_##T##_##Space(Count, P, Exponent)), -Exponent);                        \
  }
// Of Count numbers, each divided by 2^Exponent.
#define LORCHA_SUM_OF_SQUARES(T, Space)                                                                                \
  static T lorcha_sum_of_squares_##T##_##Space(int Count, const Space T *P, int Exponent) {                            \
    T Sum = 0, Carry = 0;                                                                                              \
    for (int I = 0; I < Count; ++I) {                                                                                  \
      T X = ldexp(P[I], -Exponent);                                                                                    \
      T Square = fma(X, X, (T)0), Error = fma(X, X, -Square);                                                          \
      T Next = fma(Sum, (T)1, Square), Part = fma(Next, (T)1, -Sum);                                                   \
      Carry += ((Sum - (Next - Part)) + (Square - Part)) + Error;                                                      \
      Sum = Next;                                                                                                      \
    }                                                                                                                  \
    return Sum + Carry;                                                                                                \
  }
#define LORCHA_NORMS(T)                                                                                                \
  LORCHA_SUM_OF_SQUARES(T, global)                                                                                     \
  LORCHA_SUM_OF_SQUARES(T, local)                                                                                      \
  LORCHA_SUM_OF_SQUARES(T, private)                                                                                    \
  LORCHA_SUM_OF_SQUARES(T, constant)                                                                                   \
  LORCHA_NORM_OF(T, global)                                                                                            \
  LORCHA_NORM_OF(T, local)                                                                                             \
  LORCHA_NORM_OF(T, private)                                                                                           \
  LORCHA_NORM_OF(T, constant)                                                                                          \
  static T lorcha_norm3d_##T(T A, T B, T C) {                                                                          \
    T P[3] = {A, B, C};                                                                                                \
    return lorcha_norm_##T##_private(3, P);                                                                            \
  }                                                                                                                    \
  static T lorcha_norm4d_##T(T A, T B, T C, T D) {                                                                     \
    T P[4] = {A, B, C, D};                                                                                             \
    return lorcha_norm_##T##_private(4, P);                                                                            \
  }                                                                                                                    \
  static T lorcha_rhypot_##T(T A, T B) {                                                                               \
    T P[2] = {A, B};                                                                                                   \
    return lorcha_rnorm_##T##_private(2, P);                                                                           \
  }                                                                                                                    \
  static T lorcha_rnorm3d_##T(T A, T B, T C) {                                                                         \
    T P[3] = {A, B, C};                                                                                                \
    return lorcha_rnorm_##T##_private(3, P);                                                                           \
  }                                                                                                                    \
  static T lorcha_rnorm4d_##T(T A, T B, T C, T D) {                                                                    \
    T P[4] = {A, B, C, D};                                                                                             \
    return lorcha_rnorm_##T##_private(4, P);                                                                           \
  }                                                                                                                    \
  /* A Newton step with a compensated cube makes good what the device's cbrt is off. */                                \
  static T lorcha_rcbrt_##T(T X) {                                                                                     \
    T Y = 1 / cbrt(X), Square = fma(Y, Y, (T)0), SquareError = fma(Y, Y, -Square);                                     \
    T Cube = fma(Square, Y, (T)0), CubeError = fma(Square, Y, -Cube) + SquareError * Y;                                \
    T Correction = (fma(-X, Cube, (T)1) - X * CubeError) * Y / 3;                                                      \
    return isfinite(Correction) ? Y + Correction : Y; /* X or the cube may be 0, infinite or NaN */                    \
  }

LORCHA_NORMS(float)
#ifdef LORCHA_HAS_FP64
LORCHA_NORMS(double)
#endif
#undef LORCHA_NORMS
#undef LORCHA_NORM_OF
#undef LORCHA_SUM_OF_SQUARES
