// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions that hold one statement with a carry hand it on through a parameter; a statement that keeps it has a variable.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^ *// ' | FileCheck %s
// CHECK: unsigned add_cc(unsigned &lorchaCarry, unsigned a, unsigned b) {
__device__ unsigned add_cc(unsigned a, unsigned b) {
  unsigned d;
  // CHECK-NOT: unsigned lorchaCarry = 0
  asm volatile("add.cc.u32 %0, %1, %2;" : "=r"(d) : "r"(a), "r"(b));
  return d;
}
// CHECK: unsigned addc(unsigned &lorchaCarry, unsigned a, unsigned b) {
__device__ unsigned addc(unsigned a, unsigned b) {
  unsigned d;
  asm volatile("addc.u32 %0, %1, %2;" : "=r"(d) : "r"(a), "r"(b));
  return d;
}
// CHECK: unsigned alone(unsigned a) {
__device__ unsigned alone(unsigned a) {
  unsigned d;
  // CHECK: { unsigned lorchaCarry = 0;
  asm volatile("add.cc.u32 %0, %1, %1; addc.u32 %0, %0, 0;" : "=r"(d) : "r"(a));
  return d;
}
__global__ void k(unsigned *p) {
  // CHECK: unsigned lorchaCarry = 0;
  // CHECK: p[0] = add_cc(lorchaCarry, p[0], p[2]);
  p[0] = add_cc(p[0], p[2]);
  // CHECK: p[1] = addc(lorchaCarry, p[1], p[3]) + alone(p[4]);
  p[1] = addc(p[1], p[3]) + alone(p[4]);
}
