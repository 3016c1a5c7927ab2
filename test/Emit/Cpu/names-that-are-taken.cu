// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Names that the user has are not used again.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
void k_block(int) {}
__global__ void k(int *p) { *p = 1; }
// CHECK: static void k_block2(const lorcha::Block &lorchaBlock, int *p) {
// CHECK: lorcha::Kernel<k_block2, k, k_info>::launch(p);
