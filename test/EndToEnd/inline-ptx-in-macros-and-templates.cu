// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Inline PTX where C++ makes its text or its operands: macros, templates, lambdas, methods, tests of __CUDA_ARCH__.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#define LANE(to) asm volatile("mov.u32 %0, %%laneid;" : "=r"(to));
#define APPLY(op, to, a, b) asm(#op ".u32 %0, %1, %2;" : "=r"(to) : "r"(a), "r"(b))
#define INCREMENT(to) asm volatile("add.u32 %0, %0, 1;" : "+r"(to))
#define ASM asm volatile
#define TWICE(op, to, n)                                                                                     \
  do {                                                                                                       \
    asm(#op ".s32 %0, %1, 2;" : "=r"(to) : "r"(n));                                                          \
    asm(#op ".s32 %0, %0, 3;" : "+r"(to));                                                                   \
  } while (0)
#define BINARY(name)                                                                                         \
  __device__ __forceinline__ unsigned name##Of(unsigned a, unsigned b) {                                     \
    unsigned d;                                                                                              \
    asm(#name ".b32 %0, %1, %2;" : "=r"(d) : "r"(a), "r"(b));                                                \
    return d;                                                                                                \
  }
BINARY(xor)
BINARY(and)
template <class T> __device__ T load(const T *p) {
  T v;
  asm volatile("ld.global.b32 %0, [%1];" : "=r"(v) : "l"(p));
  return v;
}
template <class T, int N> struct Adder {
  T sum = 0;
  __device__ void add(T x) {
    if (x > 2)
      asm("add.s32 %0, %0, %1;" : "+r"(sum) : "r"(x));
    else
      asm("add.s32 %0, %0, %1;" : "+r"(sum) : "n"(N));
  }
};
__host__ __device__ int where() {
#ifdef __CUDA_ARCH__
  int x;
  asm("mov.s32 %0, 1;" : "=r"(x));
  return x;
#else
  return 2;
#endif
}
__global__ void run(const int *in, int *out) {
  unsigned i = threadIdx.x, lane;
  int *o = out + 11 * i;
  if (i > 3)
    LANE(lane)
  else
    LANE(lane)
  o[0] = lane;
  if (i % 2)
    APPLY(add, o[1], i, 3);
  else
    APPLY(max, o[1], i, 7);
  o[2] = xorOf(i, 5) + 100 * andOf(i, 6);
  Adder<int, 50> adder;
  adder.add(load(in + i));
  o[3] = adder.sum;
  auto twice = [](int x) {
    int y;
    ASM("shl.b32 %0, %1, 1;" : "=r"(y) : "r"(x));
    return y;
  };
  o[4] = twice(in[i]);
  o[5] = where();
  unsigned u = load((const unsigned *)in + i);
  int *p;
  asm("add.u64 %0, %1, 8;" : "=l"(p) : "l"(o));
  o[6] = p == o + 2;
  o[7] = u;
  int counts[3] = {1, 2, 3}, *next = counts;
  INCREMENT(*next++);
  INCREMENT(*next++);
  INCREMENT(counts[2]);
  o[10] = counts[0] + 10 * counts[1] + 100 * counts[2] + 1000 * (next - counts);
  TWICE(add, o[8], i);
  TWICE(mul.lo, o[9], i);
}

int main() {
  int *in = managed<int>(64), *out = managed<int>(11 * 64);
  for (int i = 0; i < 64; ++i)
    in[i] = i % 9 - 3;
  run<<<1, 64>>>(in, out);
  LAUNCH_OK();
  for (int i = 0; i < 64; ++i) {
    const int *o = out + 11 * i;
    EXPECT(o[0] == i % 32 && o[1] == (i % 2 ? i + 3 : i > 7 ? i : 7) && o[2] == (i ^ 5) + 100 * (i & 6));
    EXPECT(o[3] == (in[i] > 2 ? in[i] : 50) && o[4] == 2 * in[i] && o[5] == 1 && o[6] == 1 && o[7] == in[i]);
    EXPECT(o[8] == i + 5 && o[9] == i * 6 && o[10] == 2432);
  }
  EXPECT(where() == 2);
  return finish();
}
