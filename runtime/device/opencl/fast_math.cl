// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's fast single-precision functions. They are the device's native ones, which OpenCL gives no bounds; on graphics cards
// they are the same hardware functions that CUDA names. Where OpenCL has none, they are made of others.

static float lorcha_fast_pow(float X, float Y) { return Y == 0.0f ? 1.0f : native_exp2(Y * native_log2(X)); }
static float lorcha_fast_tanh(float X) { return 1.0f - native_divide(2.0f, native_exp(2.0f * X) + 1.0f); }
// 0 for NaN.
static float lorcha_saturatef(float X) { return X > 0.0f ? min(X, 1.0f) : 0.0f; }

#define LORCHA_FAST_SINCOS(Space)                                                                                      \
  static void lorcha_fast_sincos_##Space(float X, Space float *Sin, Space float *Cos) {                                \
    *Sin = native_sin(X);                                                                                              \
    *Cos = native_cos(X);                                                                                              \
  }
LORCHA_FAST_SINCOS(private)
LORCHA_FAST_SINCOS(local)
LORCHA_FAST_SINCOS(global)
#undef LORCHA_FAST_SINCOS
