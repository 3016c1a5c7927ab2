// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Inline PTX: loads and stores with hints, vectors, orders; shared memory by 32-bit addresses; copies; atomics.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__device__ unsigned sharedAddress(const void *p) {
  unsigned address;
  asm("{ .reg .u64 a; cvta.to.shared.u64 a, %1; cvt.u32.u64 %0, a; }" : "=r"(address) : "l"(p));
  return address;
}
template <int Bytes> __device__ void copyAsync(unsigned to, const void *from) {
  asm volatile("cp.async.cg.shared.global [%0], [%1], %2;" ::"r"(to), "l"(from), "n"(Bytes));
}
__device__ float4 loadOnce(const float4 *p) {
  float4 v;
  asm volatile("ld.global.nc.L1::no_allocate.L2::128B.v4.f32 {%0, %1, %2, %3}, [%4];"
               : "=f"(v.x), "=f"(v.y), "=f"(v.z), "=f"(v.w) : "l"(p));
  return v;
}
__global__ void run(const float4 *in, float4 *out, unsigned *counts, const signed char *bytes, int *wide) {
  __shared__ float4 first[64];
  extern __shared__ float4 second[];
  unsigned i = threadIdx.x;
  unsigned target = (unsigned)__cvta_generic_to_shared(&first[i]);
  copyAsync<16>(target, &in[i]);
  asm volatile("cp.async.ca.shared.global [%0], [%1], 8, 4;" ::"r"(sharedAddress(&second[i])), "l"(&in[i]));
  asm volatile("cp.async.commit_group;\n\tcp.async.wait_group 0;" ::: "memory");
  asm volatile("bar.sync 0;" ::: "memory");
  float4 v = loadOnce(in + (i ^ 1)), w;
  unsigned other = target + 16 * ((63 - i) - i);
  asm volatile("ld.shared.v2.f32 {%0, %1}, [%2];" : "=f"(w.x), "=f"(w.y) : "r"(other));
  asm volatile("ld.shared.f32 %0, [%1+8];" : "=f"(w.z) : "r"(other));
  w.w = second[63 - i].x + second[63 - i].y + *(float *)__cvta_shared_to_generic(other + 12);
  asm volatile("st.cs.global.v4.f32 [%0], {%1, %2, %3, %4};" ::"l"(out + 2 * i), "f"(v.x), "f"(v.y), "f"(v.z), "f"(v.w));
  asm volatile("st.volatile.global.f32 [%0+16], %1;" ::"l"(out + 2 * i), "f"(w.x));
  asm volatile("st.relaxed.gpu.global.v2.f32 [%0+20], {%1, %2};" ::"l"(out + 2 * i), "f"(w.y), "f"(w.z));
  asm volatile("st.release.sys.f32 [%0], %1;" ::"l"(&out[2 * i + 1].w), "f"(w.w) : "memory");
  asm("ld.s8 %0, [%1];" : "=r"(wide[2 * i]) : "l"(bytes + i));
  asm("ld.global.u8 %0, [%1];" : "=r"(wide[2 * i + 1]) : "l"(bytes + i));
  unsigned old;
  asm volatile("atom.global.add.u32 %0, [%1], %2;" : "=r"(old) : "l"(counts), "r"(i));
  asm volatile("red.global.max.u32 [%0+4], %1;" ::"l"(counts), "r"(old));
  asm volatile("atom.release.gpu.add.u32 %0, [%1], 1;" : "=r"(old) : "l"(counts + 2));
  asm volatile("red.relaxed.sys.or.b32 [%0], %1;" ::"l"(counts + 3), "r"(1u << i % 32));
  asm volatile("atom.global.cas.b32 %0, [%1], 0, 77;" : "=r"(old) : "l"(counts + 4));
  asm volatile("red.global.add.noftz.f16x2 [%0], %1;" ::"l"(counts + 5), "r"(0x3c004000u)); // 1 and 2
  asm volatile("bar.sync 0;" ::: "memory");
  asm volatile("atom.shared.inc.u32 %0, [%1], 100;" : "=r"(old) : "r"(sharedAddress(second)));
  asm volatile("fence.acq_rel.gpu; membar.gl; prefetch.global.L2 [%0];" ::"l"(in) : "memory");
  asm volatile("" ::: "memory");
}

int main() {
  float4 *in = managed<float4>(64), *out = managed<float4>(128);
  unsigned *counts = managed<unsigned>(8);
  signed char *bytes = managed<signed char>(64);
  int *wide = managed<int>(128);
  for (int i = 0; i < 64; ++i) {
    in[i] = {i + 0.25f, i + 0.5f, -1.0f * i, 2.0f * i};
    bytes[i] = 3 * i;
  }
  run<<<1, 64, 64 * sizeof(float4)>>>(in, out, counts, bytes, wide);
  LAUNCH_OK();
  for (int i = 0; i < 64; ++i) {
    float4 v = out[2 * i], w = out[2 * i + 1], a = in[i ^ 1], b = in[63 - i];
    EXPECT(v.x == a.x && v.y == a.y && v.z == a.z && v.w == a.w);
    EXPECT(w.x == b.x && w.y == b.y && w.z == b.z && w.w == b.x + b.w);
    EXPECT(wide[2 * i] == (signed char)(3 * i) && wide[2 * i + 1] == (3 * i & 255));
  }
  EXPECT(counts[0] == 64 * 63 / 2 && counts[2] == 64 && counts[3] == ~0u && counts[4] == 77);
  EXPECT(counts[5] == 0x54005800u); // 64 and 128
  EXPECT(counts[1] <= counts[0] && counts[1] >= 63 * 62 / 2);
  return finish();
}
