// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Double-precision arithmetic with a stated rounding mode: __dadd_rz, __fma_ru and so on, on 128-bit integers as
// arithmetic.cl does it on 64-bit ones.
//!needs arithmetic

#ifdef LORCHA_HAS_FP64
typedef struct {
  uint Negative;
  int Exponent;
  ulong High, Low; // the significand
} lorcha_exact128;

static lorcha_exact128 lorcha_exact_of_double(double X) {
  ulong Bits = as_ulong(X);
  uint Biased = (uint)(Bits >> 52) & 0x7ffu;
  lorcha_exact128 Result;
  Result.Negative = (uint)(Bits >> 63);
  Result.Exponent = Biased == 0 ? -1074 : (int)Biased - 1075;
  Result.High = 0;
  Result.Low = (Bits & 0xffffffffffffful) | (Biased == 0 ? 0ul : 0x10000000000000ul);
  return Result;
}
static bool lorcha_is_finite_bits64(double X) { return (as_ulong(X) >> 52 & 0x7ffu) != 0x7ffu; }
static bool lorcha_is_zero_bits64(double X) { return as_ulong(X) << 1 == 0; }

// Shifts left until bit Top is the leading one.
static lorcha_exact128 lorcha_normalised(lorcha_exact128 X, int Top) {
  if (X.High == 0) {
    X.High = X.Low;
    X.Low = 0;
    X.Exponent -= 64;
  }
  int Shift = (int)clz(X.High);
  if (Shift > 0) {
    X.High = X.High << Shift | X.Low >> (64 - Shift);
    X.Low <<= Shift;
    X.Exponent -= Shift;
  }
  if (Top == 126) {
    X.Low = X.Low >> 1 | X.High << 63 | (X.Low & 1ul);
    X.High >>= 1;
    ++X.Exponent;
  }
  return X;
}
// Shifts right; the last bit tells whether anything was lost.
static lorcha_exact128 lorcha_shifted(lorcha_exact128 X, int Count) {
  if (Count <= 0)
    return X;
  X.Exponent += Count;
  if (Count >= 64) {
    X.Low = lorcha_shift_sticky(X.High, Count - 64) | (X.Low != 0);
    X.High = 0;
  } else {
    X.Low = lorcha_shift_sticky(X.Low, Count) | X.High << (64 - Count);
    X.High >>= Count;
  }
  return X;
}

static double lorcha_round_exact128(lorcha_exact128 X, int Mode) {
  X = lorcha_normalised(X, 127);
  int Exponent = X.Exponent + 127; // of the leading bit
  ulong Sign = (ulong)X.Negative << 63;
  ulong Bits;
  if (Exponent > 1023)
    Bits = 0x7ff0000000000000ul;
  else {
    X = lorcha_shifted(X, -1022 - Exponent);
    Bits = (Exponent < -1022 ? 0ul : (ulong)(uint)(Exponent + 1022) << 52) + (X.High >> 11);
    ulong Rest = (X.High & 0x7fful) << 1 | (X.Low != 0);
    if (lorcha_rounds_away(Mode, X.Negative, (Bits & 1ul) != 0, Rest, 0x800ul))
      ++Bits;
  }
  if (Bits >= 0x7ff0000000000000ul)
    Bits = Mode == LORCHA_TO_NEAREST || (Mode == LORCHA_UPWARD && X.Negative == 0) ||
                   (Mode == LORCHA_DOWNWARD && X.Negative != 0)
               ? 0x7ff0000000000000ul
               : 0x7feffffffffffffful;
  return as_double(Sign | Bits);
}

static double lorcha_add_exact128(lorcha_exact128 A, lorcha_exact128 B, int Mode) {
  A = lorcha_normalised(A, 126);
  B = lorcha_normalised(B, 126);
  if (A.Exponent < B.Exponent ||
      (A.Exponent == B.Exponent && (A.High < B.High || (A.High == B.High && A.Low < B.Low)))) {
    lorcha_exact128 Old = A;
    A = B;
    B = Old;
  }
  B = lorcha_shifted(B, A.Exponent - B.Exponent);
  if (A.Negative == B.Negative) {
    A.Low += B.Low;
    A.High += B.High + (A.Low < B.Low);
  } else {
    A.High -= B.High + (A.Low < B.Low);
    A.Low -= B.Low;
  }
  return (A.High | A.Low) == 0 ? (double)lorcha_cancelled(Mode) : lorcha_round_exact128(A, Mode);
}

static double lorcha_fma_mode64(double A, double B, double C, int Mode) {
  if (!lorcha_is_finite_bits64(A) || !lorcha_is_finite_bits64(B) || !lorcha_is_finite_bits64(C))
    return A * B + C;
  uint Negative = (uint)((as_ulong(A) ^ as_ulong(B)) >> 63);
  bool IsZero = lorcha_is_zero_bits64(A) || lorcha_is_zero_bits64(B);
  if (IsZero && lorcha_is_zero_bits64(C))
    return Negative == (uint)(as_ulong(C) >> 63) ? C : (double)lorcha_cancelled(Mode);
  if (IsZero)
    return C;
  lorcha_exact128 X = lorcha_exact_of_double(A), Y = lorcha_exact_of_double(B);
  X.Negative = Negative;
  X.Exponent += Y.Exponent;
  X.High = mul_hi(X.Low, Y.Low);
  X.Low *= Y.Low;
  return lorcha_is_zero_bits64(C) ? lorcha_round_exact128(X, Mode)
                                  : lorcha_add_exact128(X, lorcha_exact_of_double(C), Mode);
}
static double lorcha_add_mode64(double A, double B, int Mode) { return lorcha_fma_mode64(A, 1.0, B, Mode); }
static double lorcha_multiply_mode64(double A, double B, int Mode) {
  return lorcha_fma_mode64(A, B, as_double((as_ulong(A) ^ as_ulong(B)) & 0x8000000000000000ul), Mode);
}

static double lorcha_divide_mode64(double A, double B, int Mode) {
  if (!lorcha_is_finite_bits64(A) || !lorcha_is_finite_bits64(B) || lorcha_is_zero_bits64(A) ||
      lorcha_is_zero_bits64(B))
    return A / B;
  lorcha_exact128 X = lorcha_exact_of_double(A), Y = lorcha_exact_of_double(B);
  int ShiftX = (int)clz(X.Low) - 11, ShiftY = (int)clz(Y.Low) - 11; // 53 bits each
  ulong Rest = X.Low << ShiftX, Divisor = Y.Low << ShiftY;
  // 55 bits after the point, eleven at a time, and a sticky bit.
  ulong Quotient = Rest / Divisor;
  Rest %= Divisor;
  for (int Step = 0; Step < 5; ++Step) {
    Quotient = (Quotient << 11) + (Rest << 11) / Divisor;
    Rest = (Rest << 11) % Divisor;
  }
  X.Negative ^= Y.Negative;
  X.Exponent += ShiftY - Y.Exponent - ShiftX - 55 - 1;
  X.Low = Quotient << 1 | (Rest != 0);
  return lorcha_round_exact128(X, Mode);
}

// OpenCL's square root of doubles is the nearest number; on which side of the root it lies decides.
static double lorcha_root_mode64(double A, int Mode) {
  double Root = sqrt(A);
  if (!lorcha_is_finite_bits64(A) || lorcha_is_zero_bits64(A) || as_long(A) < 0)
    return Root;
  lorcha_exact128 X = lorcha_exact_of_double(A), Y = lorcha_exact_of_double(Root);
  int Shift = X.Exponent - 2 * Y.Exponent; // 52 or more
  ulong High = Shift >= 64 ? X.Low << (Shift - 64) : X.Low >> (64 - Shift);
  ulong Low = Shift >= 64 ? 0 : X.Low << Shift;
  ulong SquareHigh = mul_hi(Y.Low, Y.Low), SquareLow = Y.Low * Y.Low;
  if (SquareHigh == High && SquareLow == Low)
    return Root;
  bool IsAbove = SquareHigh > High || (SquareHigh == High && SquareLow > Low);
  if (Mode == LORCHA_UPWARD)
    return IsAbove ? Root : as_double(as_ulong(Root) + 1);
  return IsAbove ? as_double(as_ulong(Root) - 1) : Root;
}

#ifdef FP_FAST_FMA
static double lorcha_dadd_rn(double A, double B) { return fma(A, 1.0, B); }
static double lorcha_dsub_rn(double A, double B) { return fma(A, 1.0, -B); }
static double lorcha_dmul_rn(double A, double B) { return fma(A, B, -0.0); }
#else
static double lorcha_dadd_rn(double A, double B) {
#pragma OPENCL FP_CONTRACT OFF
  return A + B;
}
static double lorcha_dsub_rn(double A, double B) {
#pragma OPENCL FP_CONTRACT OFF
  return A - B;
}
static double lorcha_dmul_rn(double A, double B) {
#pragma OPENCL FP_CONTRACT OFF
  return A * B;
}
#endif
static double lorcha_fma_rn(double A, double B, double C) { return fma(A, B, C); }
static double lorcha_ddiv_rn(double A, double B) { return A / B; }
static double lorcha_drcp_rn(double A) { return 1.0 / A; }
static double lorcha_dsqrt_rn(double A) { return sqrt(A); }

#define LORCHA_DIRECTED_FUNCTIONS(Suffix, Mode)                                                                        \
  static double lorcha_dadd_##Suffix(double A, double B) { return lorcha_add_mode64(A, B, Mode); }                     \
  static double lorcha_dsub_##Suffix(double A, double B) { return lorcha_add_mode64(A, -B, Mode); }                    \
  static double lorcha_dmul_##Suffix(double A, double B) { return lorcha_multiply_mode64(A, B, Mode); }                \
  static double lorcha_fma_##Suffix(double A, double B, double C) { return lorcha_fma_mode64(A, B, C, Mode); }         \
  static double lorcha_ddiv_##Suffix(double A, double B) { return lorcha_divide_mode64(A, B, Mode); }                  \
  static double lorcha_drcp_##Suffix(double A) { return lorcha_divide_mode64(1.0, A, Mode); }                          \
  static double lorcha_dsqrt_##Suffix(double A) { return lorcha_root_mode64(A, Mode); }
LORCHA_DIRECTED_FUNCTIONS(rz, LORCHA_TO_ZERO)
LORCHA_DIRECTED_FUNCTIONS(ru, LORCHA_UPWARD)
LORCHA_DIRECTED_FUNCTIONS(rd, LORCHA_DOWNWARD)
#undef LORCHA_DIRECTED_FUNCTIONS
#endif
