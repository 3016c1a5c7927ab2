// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What %s prints need not be a literal in its place: choices, variables, arrays, members, what functions
// return, constants, memory of all kinds with and without precision, nothing, and null.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0 | FileCheck %s
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2 | FileCheck %s
#include "check.h"

struct Named {
  const char *name;
  int number;
};
__device__ const char *parity(int i) { return i ? "odd" : "even"; }
__device__ const char *letter(int i) {
  switch (i) {
  case 0:
    return "A";
  case 1:
    return "B";
  default:
    return "C";
  }
}

__global__ void choose(int n) {
  const char *later = "early";
  if (n)
    later = "late";
  printf("choice %s %s %s %s\n", n ? "yes" : "no", later, parity(n), letter(n + 1));
}

__global__ void pick(int n) {
  const char *own[] = {"zero", "one"};
  Named named[2] = {{"first", 1}, {"second", 2}};
  static const char *const kept[] = {"kept0", "kept1"};
  constexpr Named constants[] = {{"alpha", 3}, {nullptr, 4}};
  printf("array %s %s %d %s\n", own[n], named[n].name, named[n].number, kept[n]);
  printf("constant %s %d\n", constants[n].name, constants[n].number);
}

__global__ void copy(const char *text, int n) {
  __shared__ char ofBlock[4];
  char ofThread[32] = "12345678 and so on";
  ofThread[n] = '#';
  ofBlock[0] = 'S';
  ofBlock[1] = ofBlock[2] = ofBlock[3] = 0;
  __syncthreads();
  printf("memory %s|%.3s|%.*s|%9s|%-9s|%s|%s|%s|%d\n", text, text, n + 1, text, text, text, ofThread, ofBlock,
         ofBlock + 1, n);
}

__global__ void unended(const char *text) { printf("without end %.4s %.*s\n", text, 2, text + 2); }

int main() {
  char *text = managed<char>(8), *four = managed<char>(4);
  snprintf(text, 8, "global");
  for (int i = 0; i < 4; ++i)
    four[i] = 'w' + i;
  for (int n = 0; n < 2; ++n) {
    choose<<<1, 1>>>(n);
    pick<<<1, 1>>>(n);
    copy<<<1, 1>>>(text, n);
    LAUNCH_OK();
  }
  unended<<<1, 1>>>(four);
  LAUNCH_OK();
  return finish();
}
// CHECK: choice no early even B
// CHECK: array zero first 1 kept0
// CHECK: constant alpha 3
// CHECK: memory global|glo|g|   global|global   |#2345678 and so on|S||0
// CHECK: choice yes late odd C
// CHECK: array one second 2 kept1
// CHECK: constant (null) 4
// CHECK: memory global|glo|gl|   global|global   |1#345678 and so on|S||1
// CHECK: without end wxyz yz
