// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Single-precision arithmetic with a stated rounding mode: __fadd_rz, __fmaf_ru and so on. OpenCL computes in round to
// nearest only, so the directed modes are done on integers: the exact result, or one with a sticky last bit, rounded once.
// This needs no double and does not mind devices that flush subnormal numbers.

#define LORCHA_TO_NEAREST 0
#define LORCHA_TO_ZERO 1
#define LORCHA_UPWARD 2
#define LORCHA_DOWNWARD 3

// A finite float that is not zero: (-1)^Negative * Significand * 2^Exponent.
typedef struct {
  uint Negative;
  int Exponent;
  ulong Significand;
} lorcha_exact;

static lorcha_exact lorcha_exact_of(float X) {
  uint Bits = as_uint(X);
  uint Biased = Bits >> 23 & 0xffu;
  lorcha_exact Result;
  Result.Negative = Bits >> 31;
  Result.Exponent = Biased == 0 ? -149 : (int)Biased - 150;
  Result.Significand = (Bits & 0x7fffffu) | (Biased == 0 ? 0u : 0x800000u);
  return Result;
}
static bool lorcha_is_finite_bits(float X) { return (as_uint(X) & 0x7f800000u) != 0x7f800000u; }
static bool lorcha_is_zero_bits(float X) { return (as_uint(X) & 0x7fffffffu) == 0; }

// Whether the magnitude grows when Rest, below a kept last bit of which Half is the half, is rounded off.
static bool lorcha_rounds_away(int Mode, uint Negative, bool IsOdd, ulong Rest, ulong Half) {
  if (Mode == LORCHA_TO_NEAREST)
    return Rest > Half || (Rest == Half && IsOdd);
  return Rest != 0 && (Mode == LORCHA_UPWARD ? Negative == 0 : Mode == LORCHA_DOWNWARD && Negative != 0);
}

// Shifts right; the last bit tells whether anything was lost.
static ulong lorcha_shift_sticky(ulong X, int Count) {
  if (Count <= 0)
    return X;
  if (Count > 63)
    return X != 0;
  return X >> Count | ((X & ((1ul << Count) - 1)) != 0);
}

// X rounded once. If its last bit is sticky, the significand has at least 27 bits.
static float lorcha_round_exact(lorcha_exact X, int Mode) {
  int Shift = (int)clz(X.Significand);
  ulong Significand = X.Significand << Shift;
  int Exponent = X.Exponent - Shift + 63; // of the leading bit
  uint Sign = X.Negative << 31;
  uint Bits;
  if (Exponent > 127)
    Bits = 0x7f800000u;
  else {
    Significand = lorcha_shift_sticky(Significand, -126 - Exponent);
    Bits = (Exponent < -126 ? 0u : (uint)(Exponent + 126) << 23) + (uint)(Significand >> 40);
    if (lorcha_rounds_away(Mode, X.Negative, (Bits & 1u) != 0, Significand & 0xfffffffffful, 0x8000000000ul))
      ++Bits; // a carry goes into the exponent, as it should
  }
  // Too large: the greatest finite number if the mode does not lead away from zero.
  if (Bits >= 0x7f800000u)
    Bits = Mode == LORCHA_TO_NEAREST || (Mode == LORCHA_UPWARD && X.Negative == 0) ||
                   (Mode == LORCHA_DOWNWARD && X.Negative != 0)
               ? 0x7f800000u
               : 0x7f7fffffu;
  return as_float(Sign | Bits);
}

// The zero that a sum of opposite numbers, or of zeros of both signs, is.
static float lorcha_cancelled(int Mode) { return Mode == LORCHA_DOWNWARD ? -0.0f : 0.0f; }

static float lorcha_add_exact(lorcha_exact A, lorcha_exact B, int Mode) {
  // The leading bits to bit 62; then the one with the greater exponent is not the smaller number.
  int ShiftA = (int)clz(A.Significand) - 1, ShiftB = (int)clz(B.Significand) - 1;
  A.Significand <<= ShiftA;
  A.Exponent -= ShiftA;
  B.Significand <<= ShiftB;
  B.Exponent -= ShiftB;
  if (A.Exponent < B.Exponent || (A.Exponent == B.Exponent && A.Significand < B.Significand)) {
    lorcha_exact Old = A;
    A = B;
    B = Old;
  }
  ulong Smaller = lorcha_shift_sticky(B.Significand, A.Exponent - B.Exponent);
  A.Significand = A.Negative == B.Negative ? A.Significand + Smaller : A.Significand - Smaller;
  return A.Significand == 0 ? lorcha_cancelled(Mode) : lorcha_round_exact(A, Mode);
}

// A * B + C.
static float lorcha_fma_mode(float A, float B, float C, int Mode) {
  if (!lorcha_is_finite_bits(A) || !lorcha_is_finite_bits(B) || !lorcha_is_finite_bits(C))
    return A * B + C; // infinite or NaN, whatever the mode
  uint Negative = (as_uint(A) ^ as_uint(B)) >> 31;
  bool IsZero = lorcha_is_zero_bits(A) || lorcha_is_zero_bits(B);
  if (IsZero && lorcha_is_zero_bits(C))
    return Negative == as_uint(C) >> 31 ? C : lorcha_cancelled(Mode);
  if (IsZero)
    return C;
  lorcha_exact X = lorcha_exact_of(A), Y = lorcha_exact_of(B);
  X.Negative = Negative;
  X.Exponent += Y.Exponent;
  X.Significand *= Y.Significand;
  return lorcha_is_zero_bits(C) ? lorcha_round_exact(X, Mode) : lorcha_add_exact(X, lorcha_exact_of(C), Mode);
}
static float lorcha_add_mode(float A, float B, int Mode) { return lorcha_fma_mode(A, 1.0f, B, Mode); }
static float lorcha_multiply_mode(float A, float B, int Mode) {
  // Adding a zero of the product's sign changes nothing.
  return lorcha_fma_mode(A, B, as_float((as_uint(A) ^ as_uint(B)) & 0x80000000u), Mode);
}

static float lorcha_divide_mode(float A, float B, int Mode) {
  if (!lorcha_is_finite_bits(A) || !lorcha_is_finite_bits(B) || lorcha_is_zero_bits(A) || lorcha_is_zero_bits(B))
    return A / B; // zero, infinite or NaN, whatever the mode
  lorcha_exact X = lorcha_exact_of(A), Y = lorcha_exact_of(B);
  int Shift = (int)clz(X.Significand), ShiftY = (int)clz(Y.Significand) - 40;
  ulong Dividend = X.Significand << Shift, Divisor = Y.Significand << ShiftY;
  ulong Quotient = Dividend / Divisor; // of 64 bits by 24
  X.Negative ^= Y.Negative;
  X.Exponent += ShiftY - Y.Exponent - Shift;
  X.Significand = Quotient | (Quotient * Divisor != Dividend);
  return lorcha_round_exact(X, Mode);
}

static float lorcha_root_mode(float A, int Mode) {
  if (!lorcha_is_finite_bits(A) || lorcha_is_zero_bits(A) || as_int(A) < 0)
    return sqrt(A); // itself or NaN
  lorcha_exact X = lorcha_exact_of(A);
  int Shift = (int)clz(X.Significand) - 1;
  Shift -= (X.Exponent - Shift) & 1; // an even exponent
  X.Significand <<= Shift;
  X.Exponent -= Shift;
  // Digit by digit: Root * Root <= Significand, and Rest is the difference.
  ulong Root = 0, Rest = X.Significand;
  for (int Bit = 31; Bit >= 0; --Bit) {
    ulong Trial = (2 * Root + (1ul << Bit)) << Bit;
    if (Trial <= Rest) {
      Rest -= Trial;
      Root += 1ul << Bit;
    }
  }
  X.Significand = Root | (Rest != 0);
  X.Exponent /= 2;
  return lorcha_round_exact(X, Mode);
}

// 1 / sqrt(A), rounded to nearest: the estimate is followed upwards as long as the middle of it and the next number lies
// below the exact value, which integers can tell.
static float lorcha_frsqrt_rn(float A) {
  if (!lorcha_is_finite_bits(A) || lorcha_is_zero_bits(A) || as_int(A) < 0)
    return lorcha_is_zero_bits(A) ? copysign(INFINITY, A) : rsqrt(A);
  lorcha_exact X = lorcha_exact_of(A);
  int Shift = (int)clz(X.Significand) - 40;
  X.Significand <<= Shift;
  X.Exponent -= Shift;
  if ((X.Exponent & 1) != 0) {
    X.Significand <<= 1;
    --X.Exponent;
  }
  // 2^23 <= Significand < 2^25; the result has 24 bits above 2^-Scale.
  int Scale = X.Significand <= 0x1000000ul ? 35 : 36;
  uint Result = (uint)(rsqrt((float)(uint)X.Significand) * (Scale == 35 ? 0x1p35f : 0x1p36f)) - 8u;
  while (true) {
    ulong Middle = 2ul * Result + 1;
    if (mul_hi(Middle * Middle, X.Significand) >= 1ul << (2 * Scale - 62))
      break;
    ++Result;
  }
  X.Significand = Result;
  X.Exponent = -Scale - X.Exponent / 2;
  return lorcha_round_exact(X, LORCHA_TO_NEAREST);
}

// Round to nearest is the device's own, but must not be merged into fused operations: where those are fast, they are
// written out, which leaves nothing to merge.
#ifdef FP_FAST_FMAF
static float lorcha_fadd_rn(float A, float B) { return fma(A, 1.0f, B); }
static float lorcha_fsub_rn(float A, float B) { return fma(A, 1.0f, -B); }
static float lorcha_fmul_rn(float A, float B) { return fma(A, B, -0.0f); }
#else
static float lorcha_fadd_rn(float A, float B) {
#pragma OPENCL FP_CONTRACT OFF
  return A + B;
}
static float lorcha_fsub_rn(float A, float B) {
#pragma OPENCL FP_CONTRACT OFF
  return A - B;
}
static float lorcha_fmul_rn(float A, float B) {
#pragma OPENCL FP_CONTRACT OFF
  return A * B;
}
#endif
static float lorcha_fmaf_rn(float A, float B, float C) { return fma(A, B, C); }
// OpenCL's quotients and roots of floats may be off by a few units unless the device says otherwise.
#ifdef LORCHA_HAS_CORRECT_DIVIDE_SQRT
static float lorcha_fdiv_rn(float A, float B) { return A / B; }
static float lorcha_fsqrt_rn(float A) { return sqrt(A); }
#else
static float lorcha_fdiv_rn(float A, float B) { return lorcha_divide_mode(A, B, LORCHA_TO_NEAREST); }
static float lorcha_fsqrt_rn(float A) { return lorcha_root_mode(A, LORCHA_TO_NEAREST); }
#endif
static float lorcha_frcp_rn(float A) { return lorcha_fdiv_rn(1.0f, A); }

#define LORCHA_DIRECTED_FUNCTIONS(Suffix, Mode)                                                                        \
  static float lorcha_fadd_##Suffix(float A, float B) { return lorcha_add_mode(A, B, Mode); }                          \
  static float lorcha_fsub_##Suffix(float A, float B) { return lorcha_add_mode(A, -B, Mode); }                         \
  static float lorcha_fmul_##Suffix(float A, float B) { return lorcha_multiply_mode(A, B, Mode); }                     \
  static float lorcha_fmaf_##Suffix(float A, float B, float C) { return lorcha_fma_mode(A, B, C, Mode); }              \
  static float lorcha_fdiv_##Suffix(float A, float B) { return lorcha_divide_mode(A, B, Mode); }                       \
  static float lorcha_frcp_##Suffix(float A) { return lorcha_divide_mode(1.0f, A, Mode); }                             \
  static float lorcha_fsqrt_##Suffix(float A) { return lorcha_root_mode(A, Mode); }
LORCHA_DIRECTED_FUNCTIONS(rz, LORCHA_TO_ZERO)
LORCHA_DIRECTED_FUNCTIONS(ru, LORCHA_UPWARD)
LORCHA_DIRECTED_FUNCTIONS(rd, LORCHA_DOWNWARD)
#undef LORCHA_DIRECTED_FUNCTIONS
