// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The stub has C linkage, the block function its own.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
extern "C" __global__ void k(int *p) { *p = 1; }
// CHECK: {{^}}static constexpr lorcha::KernelInfo k_info
// CHECK-NEXT: {{^}}static void k_block(const lorcha::Block &lorchaBlock, int *p) {
// CHECK: {{^}}extern "C" void k(int *p) {
