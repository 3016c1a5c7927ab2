// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Overloads of one name for host and device; each side calls its own.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__host__ __device__ int both(int x) { return x * 10; }

// The host's is defined elsewhere; Clang takes the device's for another function, whose code C++ must not take for it.
int elsewhere(int x);
__device__ int elsewhere(int x) { return x + 100; }

static inline __device__ float square(float x) { return x * x; }
static inline double square(double x) { return x * x + 0.5; }

__global__ void run(int *out) {
  out[0] = both(1);
  out[1] = both(4);
  out[2] = (int)square(3.0f);
  out[3] = elsewhere(5);
}

int main() {
  int *out = managed<int>(4);
  run<<<1, 1>>>(out);
  LAUNCH_OK();
  EXPECT(both(5) == 50 && square(2.0) == 4.5);
  EXPECT(out[0] == 10 && out[1] == 40 && out[2] == 9 && out[3] == 105);
  return finish();
}
