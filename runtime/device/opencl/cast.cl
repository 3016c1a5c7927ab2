// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's type casting intrinsics. Conversions to integers saturate, as OpenCL's _sat forms do; NaN becomes 0 from float to
// 32 bits and the integer with only the top bit set otherwise. runtime/device/cpu/cast.h has the same in C++.

static int lorcha_float_as_int(float X) { return as_int(X); }
static uint lorcha_float_as_uint(float X) { return as_uint(X); }
static float lorcha_int_as_float(int X) { return as_float(X); }
static float lorcha_uint_as_float(uint X) { return as_float(X); }

// To integers.
static int lorcha_float2int_rn(float X) { return convert_int_sat_rte(X); }
static int lorcha_float2int_rz(float X) { return convert_int_sat_rtz(X); }
static int lorcha_float2int_ru(float X) { return convert_int_sat_rtp(X); }
static int lorcha_float2int_rd(float X) { return convert_int_sat_rtn(X); }
static uint lorcha_float2uint_rn(float X) { return convert_uint_sat_rte(X); }
static uint lorcha_float2uint_rz(float X) { return convert_uint_sat_rtz(X); }
static uint lorcha_float2uint_ru(float X) { return convert_uint_sat_rtp(X); }
static uint lorcha_float2uint_rd(float X) { return convert_uint_sat_rtn(X); }
static long lorcha_float2ll_rn(float X) { return X != X ? (long)0x8000000000000000ul : convert_long_sat_rte(X); }
static long lorcha_float2ll_rz(float X) { return X != X ? (long)0x8000000000000000ul : convert_long_sat_rtz(X); }
static long lorcha_float2ll_ru(float X) { return X != X ? (long)0x8000000000000000ul : convert_long_sat_rtp(X); }
static long lorcha_float2ll_rd(float X) { return X != X ? (long)0x8000000000000000ul : convert_long_sat_rtn(X); }
static ulong lorcha_float2ull_rn(float X) { return X != X ? 0x8000000000000000ul : convert_ulong_sat_rte(X); }
static ulong lorcha_float2ull_rz(float X) { return X != X ? 0x8000000000000000ul : convert_ulong_sat_rtz(X); }
static ulong lorcha_float2ull_ru(float X) { return X != X ? 0x8000000000000000ul : convert_ulong_sat_rtp(X); }
static ulong lorcha_float2ull_rd(float X) { return X != X ? 0x8000000000000000ul : convert_ulong_sat_rtn(X); }

// From integers.
static float lorcha_int2float_rn(int X) { return convert_float_rte(X); }
static float lorcha_int2float_rz(int X) { return convert_float_rtz(X); }
static float lorcha_int2float_ru(int X) { return convert_float_rtp(X); }
static float lorcha_int2float_rd(int X) { return convert_float_rtn(X); }
static float lorcha_uint2float_rn(uint X) { return convert_float_rte(X); }
static float lorcha_uint2float_rz(uint X) { return convert_float_rtz(X); }
static float lorcha_uint2float_ru(uint X) { return convert_float_rtp(X); }
static float lorcha_uint2float_rd(uint X) { return convert_float_rtn(X); }
static float lorcha_ll2float_rn(long X) { return convert_float_rte(X); }
static float lorcha_ll2float_rz(long X) { return convert_float_rtz(X); }
static float lorcha_ll2float_ru(long X) { return convert_float_rtp(X); }
static float lorcha_ll2float_rd(long X) { return convert_float_rtn(X); }
static float lorcha_ull2float_rn(ulong X) { return convert_float_rte(X); }
static float lorcha_ull2float_rz(ulong X) { return convert_float_rtz(X); }
static float lorcha_ull2float_ru(ulong X) { return convert_float_rtp(X); }
static float lorcha_ull2float_rd(ulong X) { return convert_float_rtn(X); }

#ifdef LORCHA_HAS_FP64
static long lorcha_double_as_longlong(double X) { return as_long(X); }
static double lorcha_longlong_as_double(long X) { return as_double(X); }
static int lorcha_double2hiint(double X) { return (int)(as_ulong(X) >> 32); }
static int lorcha_double2loint(double X) { return (int)(uint)as_ulong(X); }
static double lorcha_hiloint2double(int High, int Low) { return as_double((ulong)(uint)High << 32 | (uint)Low); }

static int lorcha_double2int_rn(double X) { return X != X ? (int)0x80000000u : convert_int_sat_rte(X); }
static int lorcha_double2int_rz(double X) { return X != X ? (int)0x80000000u : convert_int_sat_rtz(X); }
static int lorcha_double2int_ru(double X) { return X != X ? (int)0x80000000u : convert_int_sat_rtp(X); }
static int lorcha_double2int_rd(double X) { return X != X ? (int)0x80000000u : convert_int_sat_rtn(X); }
static uint lorcha_double2uint_rn(double X) { return X != X ? 0x80000000u : convert_uint_sat_rte(X); }
static uint lorcha_double2uint_rz(double X) { return X != X ? 0x80000000u : convert_uint_sat_rtz(X); }
static uint lorcha_double2uint_ru(double X) { return X != X ? 0x80000000u : convert_uint_sat_rtp(X); }
static uint lorcha_double2uint_rd(double X) { return X != X ? 0x80000000u : convert_uint_sat_rtn(X); }
static long lorcha_double2ll_rn(double X) { return X != X ? (long)0x8000000000000000ul : convert_long_sat_rte(X); }
static long lorcha_double2ll_rz(double X) { return X != X ? (long)0x8000000000000000ul : convert_long_sat_rtz(X); }
static long lorcha_double2ll_ru(double X) { return X != X ? (long)0x8000000000000000ul : convert_long_sat_rtp(X); }
static long lorcha_double2ll_rd(double X) { return X != X ? (long)0x8000000000000000ul : convert_long_sat_rtn(X); }
static ulong lorcha_double2ull_rn(double X) { return X != X ? 0x8000000000000000ul : convert_ulong_sat_rte(X); }
static ulong lorcha_double2ull_rz(double X) { return X != X ? 0x8000000000000000ul : convert_ulong_sat_rtz(X); }
static ulong lorcha_double2ull_ru(double X) { return X != X ? 0x8000000000000000ul : convert_ulong_sat_rtp(X); }
static ulong lorcha_double2ull_rd(double X) { return X != X ? 0x8000000000000000ul : convert_ulong_sat_rtn(X); }

static double lorcha_int2double_rn(int X) { return (double)X; }
static double lorcha_uint2double_rn(uint X) { return (double)X; }
static double lorcha_ll2double_rn(long X) { return convert_double_rte(X); }
static double lorcha_ll2double_rz(long X) { return convert_double_rtz(X); }
static double lorcha_ll2double_ru(long X) { return convert_double_rtp(X); }
static double lorcha_ll2double_rd(long X) { return convert_double_rtn(X); }
static double lorcha_ull2double_rn(ulong X) { return convert_double_rte(X); }
static double lorcha_ull2double_rz(ulong X) { return convert_double_rtz(X); }
static double lorcha_ull2double_ru(ulong X) { return convert_double_rtp(X); }
static double lorcha_ull2double_rd(ulong X) { return convert_double_rtn(X); }

static float lorcha_double2float_rn(double X) { return convert_float_rte(X); }
static float lorcha_double2float_rz(double X) { return convert_float_rtz(X); }
static float lorcha_double2float_ru(double X) { return convert_float_rtp(X); }
static float lorcha_double2float_rd(double X) { return convert_float_rtn(X); }
#endif
