// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions that take small structs of floats by value, called, declared, made and mentioned in all ways.
// RUN: %lorchacc -O0 -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O3 -ccbin %gxx -I%S/Inputs %s -o %t.gxx && %t.gxx
// RUN: %lorchacc -O3 -I%S/Inputs %s -o %t.O3 && %run %t.O3
#include "check.h"

struct Pair {
  float first, second;
};
struct Mixed {
  float a;
  int b;
};

// Declared first, for host and device, in namespaces and as operators.
__device__ float3 turned(float3 v);
inline __host__ __device__ float3 operator+(float3 a, float3 b) { return make_float3(a.x + b.x, a.y + b.y, a.z + b.z); }
inline __host__ __device__ float dot(float4 a, float4 b) { return a.x * b.x + a.y * b.y + a.z * b.z + a.w * b.w; }
namespace inner {
static __device__ Pair swapped(Pair p) { return {p.second, p.first}; }
__device__ float sum(Mixed m, float2 v) { return m.a + m.b + v.x + v.y; }
} // namespace inner
static __device__ __forceinline__ const float4 scaled(float4 v, const float by) {
  v.x *= by, v.y *= by, v.z *= by, v.w *= by;
  return v;
}
__device__ float3 turned(float3 v) { return make_float3(v.y, v.z, v.x); }

// Templates: with and without other texts of their own.
template <class T> __device__ float plain(float3 v, T by) { return (v.x + v.y + v.z) * by; }
template <class T> __device__ float dependent(T v) { return v.x - v.y; }
template <class T> __device__ float special(float2 v, T) { return v.x; }
template <> __device__ float special<int>(float2 v, int) { return v.y; }
template <class T> __device__ float made(float2 v, T by) { return v.x * by; }
template __device__ float made<float>(float2, float);

// Mentioned otherwise than in calls.
__device__ float pointed(float2 v) { return v.x + 2 * v.y; }
__device__ float argument(float2 v) { return v.x + 3 * v.y; }
__device__ float overloaded(float2 v) { return v.x + 4 * v.y; }
__device__ float overloaded(float3 v) { return v.x + 5 * v.z; }
template <float (*Function)(float2)> __device__ float calls(float2 v) { return Function(v); }
template <class F> __device__ float applies(F function, float2 v) { return function(v); }

#define FUNCTION(Name) __device__ float Name(float3 v) { return v.x * v.y * v.z; }
FUNCTION(ofMacro)

__global__ void run(const float4 *in, float *out, int n) {
  int i = threadIdx.x;
  if (i >= n)
    return;
  float4 v = in[i];
  float3 w = make_float3(v.x, v.y, v.z);
  float2 u = make_float2(v.z, v.w);
  float (*function)(float2) = pointed;
  float sum = 0;
  for (int k = 0; k < n; ++k) {
    sum += dot(in[k], v);
    w = w + turned(make_float3(in[k].x, in[k].y, in[k].z));
  }
  Pair p = inner::swapped({v.x, v.y});
  sum += p.first - p.second + inner::sum({v.x, i}, u) + scaled(v, 2).w + plain(w, 3) + plain(w, 0.5f);
  sum += dependent(u) + dependent(v) + special(u, 1) + special(u, 1.0f) + made(u, 2.0f);
  sum += function(u) + calls<argument>(u) + applies<float (*)(float2)>(overloaded, u) + overloaded(w) + ofMacro(w);
  out[i] = sum;
}

int main() {
  constexpr int N = 40;
  float4 *in = managed<float4>(N);
  float *out = managed<float>(N);
  for (int i = 0; i < N; ++i)
    in[i] = make_float4(i % 3, i % 5, i % 2, i % 7);
  run<<<1, 64>>>(in, out, N);
  LAUNCH_OK();
  float3 all = make_float3(0, 0, 0);
  for (int k = 0; k < N; ++k)
    all = all + make_float3(in[k].y, in[k].z, in[k].x);
  for (int i = 0; i < N; ++i) {
    float4 v = in[i];
    float3 w = make_float3(v.x, v.y, v.z) + all;
    float total = w.x + w.y + w.z, sum = 0;
    for (int k = 0; k < N; ++k)
      sum += dot(in[k], v);
    sum += v.y - v.x + (v.x + i + v.z + v.w) + 2 * v.w + 3.5f * total;
    sum += (v.z - v.w) + (v.x - v.y) + v.w + v.z + 2 * v.z;
    sum += (v.z + 2 * v.w) + (v.z + 3 * v.w) + (v.z + 4 * v.w) + (w.x + 5 * w.z) + w.x * w.y * w.z;
    EXPECT(out[i] == sum);
  }
  return finish();
}
