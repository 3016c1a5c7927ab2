// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Floating-point numbers that become integers, written and by themselves, in loops over threads, tiles and functions: what lies
// outside of the type becomes the nearest value in it, as on a GPU, and NaN 0 in types of up to 32 bits.
// RUN: %lorchacc -O0 -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -ccbin %gxx -I%S/Inputs %s -o %t.gxx && %t.gxx
// RUN: %lorchacc -O1 --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
// RUN: %lorchacc -O3 -I%S/Inputs %s -o %t.O3 && %run %t.O3
#include "check.h"
#include <climits>
#include <cmath>

constexpr int numbers = 64;

struct Results {
  int ints[numbers], indices[numbers], chosen[numbers];
  unsigned unsigneds[numbers];
  long long longs[numbers];
  unsigned long long wides[numbers];
  short shorts[numbers];
  unsigned char bytes[numbers];
  signed char smalls[numbers];
};

#define AS_INDEX(x) ((int)(x) & 63)

__device__ int handed(int value) { return value; }
__device__ int given(float value) { return value; }
template <class T, class FromT> __device__ T turned(FromT value) {
  T result = value;
  return result;
}

__global__ void convert(const float *in, Results *out) {
  int t = blockIdx.x * blockDim.x + threadIdx.x;
  float x = in[t];
  int i = x;
  out->ints[t] = i;
  out->unsigneds[t] = (unsigned)x;
  out->longs[t] = static_cast<long long>(x);
  out->wides[t] = turned<unsigned long long>(x);
  out->shorts[t] = turned<short>(x) + turned<int>(0);
  out->bytes[t] = (unsigned char)(x);
  out->smalls[t] = x;
  out->indices[t] = AS_INDEX(x * 1.0f);
  out->chosen[t] = t < 2 ? handed(x) : given(x) + (t > 100 ? int(x) + (int)in[0] : 0);
}

// With waits, and numbers that live across them.
__global__ void waiting(const float *in, int *out) {
  __shared__ int counts[64];
  float x = in[threadIdx.x];
  int kept = x;
  counts[threadIdx.x] = in[threadIdx.x] * 2.0;
  __syncthreads();
  int lane = threadIdx.x * 1.0f;
  int other = __shfl_xor_sync(0xffffffffu, x, 1);
  for (int k = 0; k < (int)in[5]; ++k)
    kept += counts[(lane + k) & 63] & 1;
  out[threadIdx.x] = (kept & 0xff) + (other & 0xff);
}

template <class T> static T nearest(double x, T least, T most) {
  return x != x ? T(0) : x <= (double)least ? least : x >= (double)most ? most : (T)x;
}

int main() {
  float *in = managed<float>(numbers);
  Results *out = managed<Results>(1);
  const float special[] = {NAN,    -NAN,   INFINITY, -INFINITY, 3e9f,  -3e9f, 5e9f, 1e19f, -1e19f, 2147483648.f, -2147483648.f,
                           -0.75f, -5.5f,  255.75f,  256.5f,    300,   40000, -40000, 70000, 65535,  128,          -129};
  for (int i = 0; i < numbers; ++i)
    in[i] = i < int(sizeof(special) / sizeof(*special)) ? special[i] : i * 1.75f;
  convert<<<2, numbers / 2>>>(in, out);
  LAUNCH_OK();
  for (int i = 0; i < numbers; ++i) {
    double x = in[i];
    EXPECT(out->ints[i] == nearest(x, INT_MIN, INT_MAX));
    EXPECT(out->unsigneds[i] == nearest(x, 0u, UINT_MAX));
    EXPECT(x != x || out->longs[i] == nearest(x, LLONG_MIN, LLONG_MAX));
    EXPECT(x != x || out->wides[i] == nearest(x, 0ull, ULLONG_MAX));
    EXPECT(out->shorts[i] == nearest<short>(x, SHRT_MIN, SHRT_MAX));
    EXPECT(out->bytes[i] == (unsigned char)nearest<unsigned short>(x, 0, USHRT_MAX));
    EXPECT(out->smalls[i] == (signed char)nearest<short>(x, SHRT_MIN, SHRT_MAX));
    EXPECT(out->indices[i] == (nearest(x, INT_MIN, INT_MAX) & 63));
    EXPECT(out->chosen[i] == nearest(x, INT_MIN, INT_MAX));
  }

  int *kept = managed<int>(numbers);
  in[5] = 3.9f;
  waiting<<<1, numbers>>>(in, kept);
  LAUNCH_OK();
  for (int t = 0; t < numbers; ++t) {
    int expected = nearest(in[t], INT_MIN, INT_MAX);
    for (int k = 0; k < 3; ++k)
      expected += nearest(in[(t + k) & 63] * 2.0, INT_MIN, INT_MAX) & 1;
    EXPECT(kept[t] == (expected & 0xff) + (nearest(in[t ^ 1], INT_MIN, INT_MAX) & 0xff));
  }
  return finish();
}
