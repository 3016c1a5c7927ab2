// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Every thread has its own copy of a parameter that the body changes; others are shared.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
struct Pair { int a, b; };
__global__ void k(int n, int limit, Pair pair, float *out) {
  n /= 2;
  while (pair.a < limit)
    ++pair.a;
  out[n] = pair.a;
}
// CHECK: static void k_block(const lorcha::Block &lorchaBlock, int n_arg, int limit, Pair pair_arg, float *out) {
// CHECK: auto n = n_arg;
// CHECK-NEXT: auto pair = pair_arg;
// CHECK: void k(int n, int limit, Pair pair, float *out) {
