// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#define STANDIN_MATH(Name)                                                                                   \
  double Name(double);                                                                                       \
  float Name##f(float);
#define STANDIN_MATH2(Name)                                                                                  \
  double Name(double, double);                                                                               \
  float Name##f(float, float);
extern "C" {
STANDIN_MATH(sin)
STANDIN_MATH(cos)
STANDIN_MATH(tan)
STANDIN_MATH(exp)
STANDIN_MATH(log)
STANDIN_MATH(sqrt)
STANDIN_MATH(fabs)
STANDIN_MATH(floor)
STANDIN_MATH(ceil)
STANDIN_MATH(round)
STANDIN_MATH(trunc)
STANDIN_MATH2(pow)
STANDIN_MATH2(fmod)
STANDIN_MATH2(fmax)
STANDIN_MATH2(fmin)
STANDIN_MATH2(atan2)
STANDIN_MATH2(hypot)
double fma(double, double, double);
float fmaf(float, float, float);
}
#define INFINITY __builtin_inff()
#define NAN __builtin_nanf("")
#define M_PI 3.14159265358979323846
