// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// float4 and its kin: make_ functions, fields, alignment, copies through shared memory.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__global__ void run(float4 *f, int2 *i, const uchar3 *c) {
  __shared__ float4 tile[16];
  int t = threadIdx.x;
  tile[t] = f[t];
  __syncthreads();
  float4 other = tile[15 - t];
  f[t] = make_float4(other.w, other.z + c[t].x, other.y, other.x * 2);
  int2 pair = i[t];
  i[t] = make_int2(pair.y, pair.x);
}

int main() {
  EXPECT(sizeof(float4) == 16 && alignof(float4) == 16 && sizeof(float3) == 12 && alignof(double2) == 16);
  float4 *f = managed<float4>(16);
  int2 *i = managed<int2>(16);
  uchar3 *c = managed<uchar3>(16);
  for (int k = 0; k < 16; ++k) {
    f[k] = make_float4(k, k + 100, k + 200, k + 300);
    i[k].x = k;
    i[k].y = -k;
    c[k] = make_uchar3(k, 0, 255);
  }
  run<<<1, 16>>>(f, i, c);
  LAUNCH_OK();
  for (int k = 0; k < 16; ++k) {
    int o = 15 - k;
    EXPECT(f[k].x == o + 300 && f[k].y == o + 200 + k && f[k].z == o + 100 && f[k].w == 2 * o);
    EXPECT(i[k].x == -k && i[k].y == k);
  }
  return finish();
}
