// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// make_T(...) for every vector type T. For C, C++ and the translator's parse in CUDA mode.
#ifndef LORCHA_VECTOR_FUNCTIONS_H
#define LORCHA_VECTOR_FUNCTIONS_H
#include "lorcha/own_letters.h"

#include "lorcha/vector_types.h"

LORCHA_INLINE char1 make_char1(signed char x) {
  char1 V = {x};
  return V;
}
LORCHA_INLINE char2 make_char2(signed char x, signed char y) {
  char2 V = {x, y};
  return V;
}
LORCHA_INLINE char3 make_char3(signed char x, signed char y, signed char z) {
  char3 V = {x, y, z};
  return V;
}
LORCHA_INLINE char4 make_char4(signed char x, signed char y, signed char z, signed char w) {
  char4 V = {x, y, z, w};
  return V;
}
LORCHA_INLINE uchar1 make_uchar1(unsigned char x) {
  uchar1 V = {x};
  return V;
}
LORCHA_INLINE uchar2 make_uchar2(unsigned char x, unsigned char y) {
  uchar2 V = {x, y};
  return V;
}
LORCHA_INLINE uchar3 make_uchar3(unsigned char x, unsigned char y, unsigned char z) {
  uchar3 V = {x, y, z};
  return V;
}
LORCHA_INLINE uchar4 make_uchar4(unsigned char x, unsigned char y, unsigned char z, unsigned char w) {
  uchar4 V = {x, y, z, w};
  return V;
}
LORCHA_INLINE short1 make_short1(short x) {
  short1 V = {x};
  return V;
}
LORCHA_INLINE short2 make_short2(short x, short y) {
  short2 V = {x, y};
  return V;
}
LORCHA_INLINE short3 make_short3(short x, short y, short z) {
  short3 V = {x, y, z};
  return V;
}
LORCHA_INLINE short4 make_short4(short x, short y, short z, short w) {
  short4 V = {x, y, z, w};
  return V;
}
LORCHA_INLINE ushort1 make_ushort1(unsigned short x) {
  ushort1 V = {x};
  return V;
}
LORCHA_INLINE ushort2 make_ushort2(unsigned short x, unsigned short y) {
  ushort2 V = {x, y};
  return V;
}
LORCHA_INLINE ushort3 make_ushort3(unsigned short x, unsigned short y, unsigned short z) {
  ushort3 V = {x, y, z};
  return V;
}
LORCHA_INLINE ushort4 make_ushort4(unsigned short x, unsigned short y, unsigned short z, unsigned short w) {
  ushort4 V = {x, y, z, w};
  return V;
}
LORCHA_INLINE int1 make_int1(int x) {
  int1 V = {x};
  return V;
}
LORCHA_INLINE int2 make_int2(int x, int y) {
  int2 V = {x, y};
  return V;
}
LORCHA_INLINE int3 make_int3(int x, int y, int z) {
  int3 V = {x, y, z};
  return V;
}
LORCHA_INLINE int4 make_int4(int x, int y, int z, int w) {
  int4 V = {x, y, z, w};
  return V;
}
LORCHA_INLINE uint1 make_uint1(unsigned int x) {
  uint1 V = {x};
  return V;
}
LORCHA_INLINE uint2 make_uint2(unsigned int x, unsigned int y) {
  uint2 V = {x, y};
  return V;
}
LORCHA_INLINE uint3 make_uint3(unsigned int x, unsigned int y, unsigned int z) {
  uint3 V = {x, y, z};
  return V;
}
LORCHA_INLINE uint4 make_uint4(unsigned int x, unsigned int y, unsigned int z, unsigned int w) {
  uint4 V = {x, y, z, w};
  return V;
}
LORCHA_INLINE long1 make_long1(long x) {
  long1 V = {x};
  return V;
}
LORCHA_INLINE long2 make_long2(long x, long y) {
  long2 V = {x, y};
  return V;
}
LORCHA_INLINE long3 make_long3(long x, long y, long z) {
  long3 V = {x, y, z};
  return V;
}
LORCHA_INLINE long4 make_long4(long x, long y, long z, long w) {
  long4 V = {x, y, z, w};
  return V;
}
LORCHA_INLINE ulong1 make_ulong1(unsigned long x) {
  ulong1 V = {x};
  return V;
}
LORCHA_INLINE ulong2 make_ulong2(unsigned long x, unsigned long y) {
  ulong2 V = {x, y};
  return V;
}
LORCHA_INLINE ulong3 make_ulong3(unsigned long x, unsigned long y, unsigned long z) {
  ulong3 V = {x, y, z};
  return V;
}
LORCHA_INLINE ulong4 make_ulong4(unsigned long x, unsigned long y, unsigned long z, unsigned long w) {
  ulong4 V = {x, y, z, w};
  return V;
}
LORCHA_INLINE longlong1 make_longlong1(long long x) {
  longlong1 V = {x};
  return V;
}
LORCHA_INLINE longlong2 make_longlong2(long long x, long long y) {
  longlong2 V = {x, y};
  return V;
}
LORCHA_INLINE longlong3 make_longlong3(long long x, long long y, long long z) {
  longlong3 V = {x, y, z};
  return V;
}
LORCHA_INLINE longlong4 make_longlong4(long long x, long long y, long long z, long long w) {
  longlong4 V = {x, y, z, w};
  return V;
}
LORCHA_INLINE ulonglong1 make_ulonglong1(unsigned long long x) {
  ulonglong1 V = {x};
  return V;
}
LORCHA_INLINE ulonglong2 make_ulonglong2(unsigned long long x, unsigned long long y) {
  ulonglong2 V = {x, y};
  return V;
}
LORCHA_INLINE ulonglong3 make_ulonglong3(unsigned long long x, unsigned long long y, unsigned long long z) {
  ulonglong3 V = {x, y, z};
  return V;
}
LORCHA_INLINE ulonglong4 make_ulonglong4(unsigned long long x, unsigned long long y, unsigned long long z,
                                         unsigned long long w) {
  ulonglong4 V = {x, y, z, w};
  return V;
}
LORCHA_INLINE float1 make_float1(float x) {
  float1 V = {x};
  return V;
}
LORCHA_INLINE float2 make_float2(float x, float y) {
  float2 V = {x, y};
  return V;
}
LORCHA_INLINE float3 make_float3(float x, float y, float z) {
  float3 V = {x, y, z};
  return V;
}
LORCHA_INLINE float4 make_float4(float x, float y, float z, float w) {
  float4 V = {x, y, z, w};
  return V;
}
LORCHA_INLINE double1 make_double1(double x) {
  double1 V = {x};
  return V;
}
LORCHA_INLINE double2 make_double2(double x, double y) {
  double2 V = {x, y};
  return V;
}
LORCHA_INLINE double3 make_double3(double x, double y, double z) {
  double3 V = {x, y, z};
  return V;
}
LORCHA_INLINE double4 make_double4(double x, double y, double z, double w) {
  double4 V = {x, y, z, w};
  return V;
}
LORCHA_INLINE long4_16a make_long4_16a(long x, long y, long z, long w) {
  long4_16a V = {x, y, z, w};
  return V;
}
LORCHA_INLINE long4_32a make_long4_32a(long x, long y, long z, long w) {
  long4_32a V = {x, y, z, w};
  return V;
}
LORCHA_INLINE ulong4_16a make_ulong4_16a(unsigned long x, unsigned long y, unsigned long z, unsigned long w) {
  ulong4_16a V = {x, y, z, w};
  return V;
}
LORCHA_INLINE ulong4_32a make_ulong4_32a(unsigned long x, unsigned long y, unsigned long z, unsigned long w) {
  ulong4_32a V = {x, y, z, w};
  return V;
}
LORCHA_INLINE longlong4_16a make_longlong4_16a(long long x, long long y, long long z, long long w) {
  longlong4_16a V = {x, y, z, w};
  return V;
}
LORCHA_INLINE longlong4_32a make_longlong4_32a(long long x, long long y, long long z, long long w) {
  longlong4_32a V = {x, y, z, w};
  return V;
}
LORCHA_INLINE ulonglong4_16a make_ulonglong4_16a(unsigned long long x, unsigned long long y,
                                                 unsigned long long z, unsigned long long w) {
  ulonglong4_16a V = {x, y, z, w};
  return V;
}
LORCHA_INLINE ulonglong4_32a make_ulonglong4_32a(unsigned long long x, unsigned long long y,
                                                 unsigned long long z, unsigned long long w) {
  ulonglong4_32a V = {x, y, z, w};
  return V;
}
LORCHA_INLINE double4_16a make_double4_16a(double x, double y, double z, double w) {
  double4_16a V = {x, y, z, w};
  return V;
}
LORCHA_INLINE double4_32a make_double4_32a(double x, double y, double z, double w) {
  double4_32a V = {x, y, z, w};
  return V;
}

#include "lorcha/users_letters.h"
#endif
