// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Launches as the only statement of if, else, for and after labels, and in lambdas.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__global__ void add(int *out, int value) { *out += value; }

void maybe(bool yes, int *out) {
  if (yes)
    add<<<1, 1>>>(out, 1);
  else
    add<<<1, 1>>>(out, 100);
  for (int i = 0; i < 3; ++i)
    add<<<1, 1>>>(out, 10);
  auto lambda = [&] { add<<<1, 1>>>(out, 1000); };
  lambda();
  switch (yes) {
  case true:
    add<<<1, 1>>>(out, 20000);
    break;
  default:
    add<<<dim3(1), dim3(1)>>>(out, 30000);
  }
}

int main() {
  int *out = managed<int>(1);
  maybe(true, out);
  LAUNCH_OK();
  EXPECT(*out == 21031);
  *out = 0;
  maybe(false, out);
  LAUNCH_OK();
  EXPECT(*out == 31130);
  return finish();
}
