// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's global min and max, for each pair of types.

// Integers: mixed signedness compares as unsigned, as C's usual arithmetic conversions do.
static int lorcha_min_int_int(int A, int B) { return min(A, B); }
static int lorcha_max_int_int(int A, int B) { return max(A, B); }
static uint lorcha_min_uint_uint(uint A, uint B) { return min(A, B); }
static uint lorcha_max_uint_uint(uint A, uint B) { return max(A, B); }
static uint lorcha_min_int_uint(int A, uint B) { return min((uint)A, B); }
static uint lorcha_max_int_uint(int A, uint B) { return max((uint)A, B); }
static uint lorcha_min_uint_int(uint A, int B) { return min(A, (uint)B); }
static uint lorcha_max_uint_int(uint A, int B) { return max(A, (uint)B); }
static long lorcha_min_long_long(long A, long B) { return min(A, B); }
static long lorcha_max_long_long(long A, long B) { return max(A, B); }
static ulong lorcha_min_ulong_ulong(ulong A, ulong B) { return min(A, B); }
static ulong lorcha_max_ulong_ulong(ulong A, ulong B) { return max(A, B); }
static ulong lorcha_min_long_ulong(long A, ulong B) { return min((ulong)A, B); }
static ulong lorcha_max_long_ulong(long A, ulong B) { return max((ulong)A, B); }
static ulong lorcha_min_ulong_long(ulong A, long B) { return min(A, (ulong)B); }
static ulong lorcha_max_ulong_long(ulong A, long B) { return max(A, (ulong)B); }

// Floating-point numbers: the other one if one is NaN.
static float lorcha_min_float_float(float A, float B) { return A < B || B != B ? A : B; }
static float lorcha_max_float_float(float A, float B) { return A > B || B != B ? A : B; }
#ifdef LORCHA_HAS_FP64
static double lorcha_min_double_double(double A, double B) { return A < B || B != B ? A : B; }
static double lorcha_max_double_double(double A, double B) { return A > B || B != B ? A : B; }
static double lorcha_min_float_double(float A, double B) { return lorcha_min_double_double(A, B); }
static double lorcha_max_float_double(float A, double B) { return lorcha_max_double_double(A, B); }
static double lorcha_min_double_float(double A, float B) { return lorcha_min_double_double(A, B); }
static double lorcha_max_double_float(double A, float B) { return lorcha_max_double_double(A, B); }
#endif
