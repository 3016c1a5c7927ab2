// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A statement in a macro's definition is replaced there if its uses are alike, else where the macro is used; a macro that makes
// more than the statement is written out.
// RUN: %lorcha translate %s --no-line-directives -o - | FileCheck %s
#define LANE(to) asm("mov.u32 %0, %%laneid;" : "=r"(to))
#define BINARY(op, to, a, b) asm(#op ".b32 %0, %1, %2;" : "=r"(to) : "r"(a), "r"(b))
#define TWICE(op, to, a)                                                                                     \
  do {                                                                                                       \
    asm(#op ".b32 %0, %1, 1;" : "=r"(to) : "r"(a));                                                          \
    asm(#op ".b32 %0, %0, 2;" : "+r"(to));                                                                   \
  } while (0)
__global__ void k(unsigned *p, unsigned n) {
  LANE(n);
  LANE(p[0]);
  BINARY(xor, p[1], n, p[0]);
  BINARY(and, p[2], n, p[0]);
  TWICE(or, p[3], n);
  TWICE(xor, p[4], n);
}
// CHECK: #define LANE(to) (to) = ((threadIdx.x + blockDim.x
// CHECK: LANE(n);
// CHECK-NEXT: LANE(p[0]);
// CHECK-NEXT: (p[1]) = (unsigned)(((unsigned)(n)) ^ ((unsigned)(p[0])));
// CHECK-NEXT: (p[2]) = (unsigned)(((unsigned)(n)) & ((unsigned)(p[0])));
// CHECK: do {
// CHECK-NEXT: (p[3]) = (unsigned)(((unsigned)(n)) | 1u);
// CHECK-NEXT: (p[3]) = (unsigned)(((unsigned)(p[3])) | 2u);
