// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Inline PTX: the carry flag between functions that hold one asm statement each, called from a template.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
namespace ptx {
__device__ __forceinline__ unsigned add_cc(unsigned a, unsigned b) {
  unsigned d;
  asm volatile("add.cc.u32 %0, %1, %2;" : "=r"(d) : "r"(a), "r"(b));
  return d;
}
__device__ __forceinline__ unsigned addc_cc(unsigned a, unsigned b) {
  unsigned d;
  asm volatile("addc.cc.u32 %0, %1, %2;" : "=r"(d) : "r"(a), "r"(b));
  return d;
}
__device__ unsigned addc(unsigned a = 0, unsigned b = 0);
__device__ unsigned addc(unsigned a, unsigned b) {
  unsigned d;
  asm volatile("addc.u32 %0, %1, %2;" : "=r"(d) : "r"(a), "r"(b));
  return d;
}
} // namespace ptx
template <int N, class T> __device__ unsigned sumOf(const T *a, const T *b, T *d) {
  d[0] = ptx::add_cc(a[0], b[0]);
  for (int i = 1; i < N; ++i)
    d[i] = ptx::addc_cc(a[i], b[i]);
  return ptx::addc();
}
__global__ void run(const unsigned *in, unsigned *out) {
  const unsigned *a = in + 6 * threadIdx.x, *b = a + 3;
  unsigned *o = out + 4 * threadIdx.x;
  o[3] = sumOf<3>(a, b, o);
}

int main() {
  unsigned *in = managed<unsigned>(6 * 64), *out = managed<unsigned>(4 * 64);
  for (unsigned i = 0; i < 6 * 64; ++i)
    in[i] = i % 4 == 0 ? -(i / 8 % 2) : i * 2654435761u;
  run<<<1, 64>>>(in, out);
  LAUNCH_OK();
  for (unsigned i = 0; i < 64; ++i) {
    const unsigned *a = in + 6 * i, *b = a + 3, *o = out + 4 * i;
    unsigned __int128 three = (unsigned __int128)b[2] << 64 | (unsigned __int128)b[1] << 32 | b[0];
    three += (unsigned __int128)a[2] << 64 | (unsigned __int128)a[1] << 32 | a[0];
    EXPECT(o[0] == (unsigned)three && o[1] == (unsigned)(three >> 32));
    EXPECT(o[2] == (unsigned)(three >> 64) && o[3] == (unsigned)(three >> 96));
  }
  return finish();
}
