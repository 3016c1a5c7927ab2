// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's built-in vector types and dim3, with the sizes and alignments that the CUDA C++ Programming Guide gives
// ("Built-in Vector Types"). For C, C++ and the translator's parse in CUDA mode.
#ifndef LORCHA_VECTOR_TYPES_H
#define LORCHA_VECTOR_TYPES_H
#include "lorcha/own_letters.h"

#include "lorcha/attributes.h"

// clang-format off
/// Vectors of signed char.
struct char1 { signed char x; };
struct LORCHA_ALIGN(2) char2 { signed char x, y; };
struct char3 { signed char x, y, z; };
struct LORCHA_ALIGN(4) char4 { signed char x, y, z, w; };

/// Vectors of unsigned char.
struct uchar1 { unsigned char x; };
struct LORCHA_ALIGN(2) uchar2 { unsigned char x, y; };
struct uchar3 { unsigned char x, y, z; };
struct LORCHA_ALIGN(4) uchar4 { unsigned char x, y, z, w; };

/// Vectors of short.
struct short1 { short x; };
struct LORCHA_ALIGN(4) short2 { short x, y; };
struct short3 { short x, y, z; };
struct LORCHA_ALIGN(8) short4 { short x, y, z, w; };

/// Vectors of unsigned short.
struct ushort1 { unsigned short x; };
struct LORCHA_ALIGN(4) ushort2 { unsigned short x, y; };
struct ushort3 { unsigned short x, y, z; };
struct LORCHA_ALIGN(8) ushort4 { unsigned short x, y, z, w; };

/// Vectors of int.
struct int1 { int x; };
struct LORCHA_ALIGN(8) int2 { int x, y; };
struct int3 { int x, y, z; };
struct LORCHA_ALIGN(16) int4 { int x, y, z, w; };

/// Vectors of unsigned int.
struct uint1 { unsigned int x; };
struct LORCHA_ALIGN(8) uint2 { unsigned int x, y; };
struct uint3 { unsigned int x, y, z; };
struct LORCHA_ALIGN(16) uint4 { unsigned int x, y, z, w; };

/// Vectors of long.
struct long1 { long x; };
struct LORCHA_ALIGN(2 * sizeof(long)) long2 { long x, y; };
struct long3 { long x, y, z; };
struct LORCHA_ALIGN(16) long4 { long x, y, z, w; };

/// Vectors of unsigned long.
struct ulong1 { unsigned long x; };
struct LORCHA_ALIGN(2 * sizeof(long)) ulong2 { unsigned long x, y; };
struct ulong3 { unsigned long x, y, z; };
struct LORCHA_ALIGN(16) ulong4 { unsigned long x, y, z, w; };

/// Vectors of long long.
struct longlong1 { long long x; };
struct LORCHA_ALIGN(16) longlong2 { long long x, y; };
struct longlong3 { long long x, y, z; };
struct LORCHA_ALIGN(16) longlong4 { long long x, y, z, w; };

/// Vectors of unsigned long long.
struct ulonglong1 { unsigned long long x; };
struct LORCHA_ALIGN(16) ulonglong2 { unsigned long long x, y; };
struct ulonglong3 { unsigned long long x, y, z; };
struct LORCHA_ALIGN(16) ulonglong4 { unsigned long long x, y, z, w; };

/// Vectors of float.
struct float1 { float x; };
struct LORCHA_ALIGN(8) float2 { float x, y; };
struct float3 { float x, y, z; };
struct LORCHA_ALIGN(16) float4 { float x, y, z, w; };

/// Vectors of double.
struct double1 { double x; };
struct LORCHA_ALIGN(16) double2 { double x, y; };
struct double3 { double x, y, z; };
struct LORCHA_ALIGN(16) double4 { double x, y, z, w; };

/// Vectors of four 8-byte numbers that state their alignment in their name, as newer CUDA code does.
struct LORCHA_ALIGN(16) long4_16a { long x, y, z, w; };
struct LORCHA_ALIGN(32) long4_32a { long x, y, z, w; };
struct LORCHA_ALIGN(16) ulong4_16a { unsigned long x, y, z, w; };
struct LORCHA_ALIGN(32) ulong4_32a { unsigned long x, y, z, w; };
struct LORCHA_ALIGN(16) longlong4_16a { long long x, y, z, w; };
struct LORCHA_ALIGN(32) longlong4_32a { long long x, y, z, w; };
struct LORCHA_ALIGN(16) ulonglong4_16a { unsigned long long x, y, z, w; };
struct LORCHA_ALIGN(32) ulonglong4_32a { unsigned long long x, y, z, w; };
struct LORCHA_ALIGN(16) double4_16a { double x, y, z, w; };
struct LORCHA_ALIGN(32) double4_32a { double x, y, z, w; };

#ifndef __cplusplus
typedef struct char1 char1;
typedef struct char2 char2;
typedef struct char3 char3;
typedef struct char4 char4;
typedef struct uchar1 uchar1;
typedef struct uchar2 uchar2;
typedef struct uchar3 uchar3;
typedef struct uchar4 uchar4;
typedef struct short1 short1;
typedef struct short2 short2;
typedef struct short3 short3;
typedef struct short4 short4;
typedef struct ushort1 ushort1;
typedef struct ushort2 ushort2;
typedef struct ushort3 ushort3;
typedef struct ushort4 ushort4;
typedef struct int1 int1;
typedef struct int2 int2;
typedef struct int3 int3;
typedef struct int4 int4;
typedef struct uint1 uint1;
typedef struct uint2 uint2;
typedef struct uint3 uint3;
typedef struct uint4 uint4;
typedef struct long1 long1;
typedef struct long2 long2;
typedef struct long3 long3;
typedef struct long4 long4;
typedef struct ulong1 ulong1;
typedef struct ulong2 ulong2;
typedef struct ulong3 ulong3;
typedef struct ulong4 ulong4;
typedef struct longlong1 longlong1;
typedef struct longlong2 longlong2;
typedef struct longlong3 longlong3;
typedef struct longlong4 longlong4;
typedef struct ulonglong1 ulonglong1;
typedef struct ulonglong2 ulonglong2;
typedef struct ulonglong3 ulonglong3;
typedef struct ulonglong4 ulonglong4;
typedef struct float1 float1;
typedef struct float2 float2;
typedef struct float3 float3;
typedef struct float4 float4;
typedef struct double1 double1;
typedef struct double2 double2;
typedef struct double3 double3;
typedef struct double4 double4;
typedef struct long4_16a long4_16a;
typedef struct long4_32a long4_32a;
typedef struct ulong4_16a ulong4_16a;
typedef struct ulong4_32a ulong4_32a;
typedef struct longlong4_16a longlong4_16a;
typedef struct longlong4_32a longlong4_32a;
typedef struct ulonglong4_16a ulonglong4_16a;
typedef struct ulonglong4_32a ulonglong4_32a;
typedef struct double4_16a double4_16a;
typedef struct double4_32a double4_32a;
#endif
// clang-format on

/// Extents of a grid or of a block. Extents that are not given are 1.
struct dim3 {
  unsigned int x, y, z;
#ifdef __cplusplus
  LORCHA_HD constexpr dim3(unsigned int X = 1, unsigned int Y = 1, unsigned int Z = 1) : x(X), y(Y), z(Z) {}
  LORCHA_HD constexpr dim3(uint3 Extents) : x(Extents.x), y(Extents.y), z(Extents.z) {}
  LORCHA_HD constexpr operator uint3() const { return uint3{x, y, z}; }
#endif
};
#ifndef __cplusplus
typedef struct dim3 dim3;
#endif

#include "lorcha/users_letters.h"
#endif
