// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions that take small structs of floats by value say so, if nobody else knows their type.
// RUN: %lorcha translate %s --no-line-directives -o - | sed 's,//.*,,' | FileCheck %s

// CHECK: LORCHA_BY_MEMBER float3 turned(float3 v);
// CHECK: inline LORCHA_BY_MEMBER float3 both(float3 a, float3 b)
// CHECK: LORCHA_BY_MEMBER float3 turned(float3 v) {
// CHECK: LORCHA_BY_MEMBER typename T::Result ofTemplate(typename T::Vector v)
__device__ float3 turned(float3 v);
inline __host__ __device__ float3 both(float3 a, float3 b) { return a; }
__device__ float3 turned(float3 v) { return both(v, v); }
struct Floats {
  using Vector = float4;
  using Result = float;
};
template <class T> __device__ typename T::Result ofTemplate(typename T::Vector v) { return v.x; }

// Doubles and integers have registers of their own; others know the type of functions for the host, with specialisations, and whose
// address is taken.
// CHECK-NOT: LORCHA_BY_MEMBER
__device__ double doubles(double2 v) { return v.x; }
__device__ int integers(int4 v) { return v.x; }
__device__ float reference(const float4 &v) { return v.x; }
__host__ __device__ float forHost(float4 v) { return v.x; }
template <class T> __device__ float special(float2 v, T) { return v.x; }
template <> __device__ float special<int>(float2 v, int) { return v.y; }
__device__ float pointed(float2 v) { return v.x; }
__global__ void run(float *out) {
  float (*function)(float2) = pointed;
  out[0] = turned(make_float3(1, 2, 3)).x + ofTemplate<Floats>(make_float4(1, 2, 3, 4)) + doubles({1, 2}) + integers({1, 2, 3, 4}) +
           reference({1, 2, 3, 4}) + forHost({1, 2, 3, 4}) + special(make_float2(1, 2), 1) + function(make_float2(1, 2));
}
