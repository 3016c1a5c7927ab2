// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Pointers to device functions, chosen per thread and kept in a device table.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
typedef int (*Operation)(int, int);

__device__ int plus(int a, int b) { return a + b; }
__device__ int times(int a, int b) { return a * b; }
__device__ int lane(int a, int) { return a + threadIdx.x; }

__device__ Operation operations[3] = {plus, times, lane};

__device__ int call(Operation operation, int a, int b) { return operation(a, b); }

__global__ void run(int *out) {
  int t = threadIdx.x;
  out[t] = call(operations[t % 3], t, 7);
  Operation local = t % 2 ? plus : times;
  out[t] += 10000 * local(t, 2);
}

int main() {
  int *out = managed<int>(30);
  run<<<1, 30>>>(out);
  LAUNCH_OK();
  for (int t = 0; t < 30; ++t) {
    int first = t % 3 == 0 ? t + 7 : t % 3 == 1 ? t * 7 : 2 * t;
    EXPECT(out[t] == first + 10000 * (t % 2 ? t + 2 : t * 2));
  }
  return finish();
}
