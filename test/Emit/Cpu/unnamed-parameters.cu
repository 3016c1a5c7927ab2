// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The stub names what the user did not.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
__global__ void k(int, float *p) { *p = 1; }
// CHECK: static void k_block(const lorcha::Block &lorchaBlock, int lorchaUnnamed0, float *p) {
// CHECK: void k(int lorchaUnnamed0, float *p) {
// CHECK-NEXT: launch(lorchaUnnamed0, p);
