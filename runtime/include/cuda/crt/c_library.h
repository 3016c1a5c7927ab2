// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// C's functions that device code may call, as device functions, for the translator's parse: to Clang those of
// the C library are host functions, which device code cannot call. (The CUDA C++ Programming Guide lists
// them: "Mathematical Functions", "Formatted Output", "Assertion", "Dynamic Global Memory Allocation and
// Operations".) Their rows are in BuiltinsCLibrary.td. Included before C's headers, so that namespace std
// gets both.
#ifndef LORCHA_CUDA_C_LIBRARY_H
#define LORCHA_CUDA_C_LIBRARY_H
#include "lorcha/own_letters.h"

#include "host_defines.h"

#if defined(__CUDA__) && defined(__cplusplus)

#include <stdarg.h>
#include <stddef.h>

// For double as Name, for float as Namef. libstdc++'s overloads of Name for float are constexpr, so device
// code has them.
#define LORCHA_C_MATH(Name)                                                                                  \
  __device__ double Name(double);                                                                            \
  __device__ float Name##f(float);
#define LORCHA_C_MATH2(Name)                                                                                 \
  __device__ double Name(double, double);                                                                    \
  __device__ float Name##f(float, float);
#define LORCHA_C_ROUND(Result, Name)                                                                         \
  __device__ Result Name(double);                                                                            \
  __device__ Result Name##f(float);

LORCHA_C_MATH(acos)
LORCHA_C_MATH(acosh)
LORCHA_C_MATH(asin)
LORCHA_C_MATH(asinh)
LORCHA_C_MATH(atan)
LORCHA_C_MATH(atanh)
LORCHA_C_MATH(cbrt)
LORCHA_C_MATH(ceil)
LORCHA_C_MATH(cos)
LORCHA_C_MATH(cosh)
LORCHA_C_MATH(erf)
LORCHA_C_MATH(erfc)
LORCHA_C_MATH(exp)
LORCHA_C_MATH(exp10)
LORCHA_C_MATH(exp2)
LORCHA_C_MATH(expm1)
LORCHA_C_MATH(fabs)
LORCHA_C_MATH(floor)
LORCHA_C_MATH(j0)
LORCHA_C_MATH(j1)
LORCHA_C_MATH(lgamma)
LORCHA_C_MATH(log)
LORCHA_C_MATH(log10)
LORCHA_C_MATH(log1p)
LORCHA_C_MATH(log2)
LORCHA_C_MATH(logb)
LORCHA_C_MATH(nearbyint)
LORCHA_C_MATH(rint)
LORCHA_C_MATH(round)
LORCHA_C_MATH(sin)
LORCHA_C_MATH(sinh)
LORCHA_C_MATH(sqrt)
LORCHA_C_MATH(tan)
LORCHA_C_MATH(tanh)
LORCHA_C_MATH(tgamma)
LORCHA_C_MATH(trunc)
LORCHA_C_MATH(y0)
LORCHA_C_MATH(y1)
LORCHA_C_MATH2(atan2)
LORCHA_C_MATH2(copysign)
LORCHA_C_MATH2(fdim)
LORCHA_C_MATH2(fmax)
LORCHA_C_MATH2(fmin)
LORCHA_C_MATH2(fmod)
LORCHA_C_MATH2(hypot)
LORCHA_C_MATH2(nextafter)
LORCHA_C_MATH2(pow)
LORCHA_C_MATH2(remainder)
LORCHA_C_ROUND(int, ilogb)
LORCHA_C_ROUND(long, lrint)
LORCHA_C_ROUND(long, lround)
LORCHA_C_ROUND(long long, llrint)
LORCHA_C_ROUND(long long, llround)
#undef LORCHA_C_MATH
#undef LORCHA_C_MATH2
#undef LORCHA_C_ROUND

__device__ double fma(double, double, double);
__device__ float fmaf(float, float, float);
__device__ double frexp(double, int *);
__device__ float frexpf(float, int *);
__device__ double jn(int, double);
__device__ float jnf(int, float);
__device__ double ldexp(double, int);
__device__ float ldexpf(float, int);
__device__ double modf(double, double *);
__device__ float modff(float, float *);
__device__ float modf(float, float *);
__device__ double nan(const char *);
__device__ float nanf(const char *);
__device__ double remquo(double, double, int *);
__device__ float remquof(float, float, int *);
__device__ double scalbln(double, long);
__device__ float scalblnf(float, long);
__device__ double scalbn(double, int);
__device__ float scalbnf(float, int);
__device__ void sincos(double, double *, double *);
__device__ void sincosf(float, float *, float *);
__device__ double yn(int, double);
__device__ float ynf(int, float);

__device__ int abs(int);
__device__ long abs(long);
__device__ long long abs(long long);
__device__ long labs(long);
__device__ long long llabs(long long);

#ifndef LORCHA_EDITOR // see cuda_runtime.h
extern "C" {
__device__ int printf(const char *, ...);
__device__ int vprintf(const char *, va_list);
__device__ void *malloc(size_t);
__device__ void *calloc(size_t, size_t);
__device__ void free(void *);
__device__ void *memcpy(void *, const void *, size_t);
__device__ void *memmove(void *, const void *, size_t);
__device__ void *memset(void *, int, size_t);
__device__ int memcmp(const void *, const void *, size_t);
__device__ long clock(void);
__device__ void abort(void) __attribute__((noreturn));
__device__ void __assert_fail(const char *, const char *, unsigned int, const char *)
    __attribute__((noreturn));
}
#endif

#endif

#include "lorcha/users_letters.h"
#endif
