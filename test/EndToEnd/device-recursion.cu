// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A recursive device function, one that asks for the thread at its end.
// BACKENDS: cpu -- OpenCL C has no recursion
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__device__ int fibonacci(int n) { return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2); }

__device__ int depth(int n) { return n == 0 ? (int)threadIdx.x : depth(n - 1) + 1; }

__global__ void run(int *out) { out[threadIdx.x] = 1000 * fibonacci(threadIdx.x) + depth(20); }

int main() {
  int *out = managed<int>(15);
  run<<<1, 15>>>(out);
  LAUNCH_OK();
  int a = 0, b = 1;
  for (int i = 0; i < 15; ++i) {
    EXPECT(out[i] == 1000 * a + i + 20);
    int next = a + b;
    a = b;
    b = next;
  }
  return finish();
}
