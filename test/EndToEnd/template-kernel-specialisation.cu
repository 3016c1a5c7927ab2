// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An explicit specialisation of a kernel, and overloads of one name.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
template <class T> __global__ void name(int *out) { *out = 1; }
template <> __global__ void name<float>(int *out) { *out = 2; }

__global__ void over(int *out, int) { *out = 3; }
__global__ void over(int *out, double) { *out = 4; }

int run(void (*kernel)(int *)) {
  int *out = managed<int>(1);
  kernel<<<1, 1>>>(out);
  LAUNCH_OK();
  return *out;
}

int main() {
  EXPECT(run(name<int>) == 1);
  EXPECT(run(&name<float>) == 2);
  int *out = managed<int>(1);
  over<<<1, 1>>>(out, 5);
  LAUNCH_OK();
  EXPECT(*out == 3);
  over<<<1, 1>>>(out, 5.0);
  LAUNCH_OK();
  EXPECT(*out == 4);
  return finish();
}
