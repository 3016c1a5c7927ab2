// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// printf in kernels appears by the next synchronisation, each line whole.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0 | FileCheck %s
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2 | FileCheck %s
#include "check.h"
__global__ void say(int base) {
  if (threadIdx.x < 2)
    printf("thread %d says %s %.2f\n", base + (int)threadIdx.x, "hello", 0.25 * threadIdx.x);
}

int main() {
  say<<<1, 32>>>(10);
  LAUNCH_OK();
  return finish();
}
// CHECK-DAG: thread 10 says hello 0.00
// CHECK-DAG: thread 11 says hello 0.25
