// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Every integer atomic, on global memory, from many blocks.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__global__ void all(int *i, unsigned *u, unsigned long long *l) {
  int id = blockIdx.x * blockDim.x + threadIdx.x;
  atomicAdd(&i[0], 2);
  atomicSub(&i[1], 3);
  atomicMin(&i[2], 500 - id);
  atomicMax(&i[3], id - 500);
  atomicAnd(&i[4], ~(1 << id % 8));
  atomicOr(&i[5], 1 << id % 16);
  atomicXor(&i[6], id);
  atomicInc(&u[0], 9);
  atomicDec(&u[1], 9);
  atomicMin(&u[2], 5000u - id);
  atomicMax(&u[3], 1000u + id);
  atomicAdd(&l[0], 1ull << 32);
  atomicMax(&l[1], (1ull << 40) + id);
  long long *bits = (long long *)l + 2;
  atomicAnd(&bits[0], ~(1ll << 32 + id % 32));
  atomicOr(&bits[1], 1ll << 32 + id % 31);
  atomicXor(&bits[2], (1ll << 40) + id);
  int old = atomicExch(&i[7], id);
  atomicAdd(&u[4], old);
}

int main() {
  const int n = 1024;
  int *i = managed<int>(8);
  unsigned *u = managed<unsigned>(5);
  unsigned long long *l = managed<unsigned long long>(5);
  i[2] = i[4] = -1;
  u[2] = 1u << 31;
  l[2] = ~0ull;
  all<<<8, 128>>>(i, u, l);
  LAUNCH_OK();
  EXPECT(i[0] == 2 * n && i[1] == -3 * n);
  EXPECT(i[2] == 500 - 1023 && i[3] == 1023 - 500);
  EXPECT(i[4] == ~0xff && i[5] == 0xffff && i[6] == 0);
  EXPECT(l[2] == 0xffffffff && l[3] == 0x7fffffffull << 32 && l[4] == 0);
  EXPECT(u[0] == n % 10);
  // 0 wraps to 9 at first; then nine steps down to 0, and so on.
  EXPECT(u[1] == (10 - n % 10) % 10);
  EXPECT(u[2] == 5000u - 1023 && u[3] == 1000u + 1023);
  EXPECT(l[0] == (unsigned long long)n << 32 && l[1] == (1ull << 40) + 1023);
  // Each value but the last one was given back exactly once.
  EXPECT(u[4] + i[7] == n * (n - 1) / 2);
  return finish();
}
