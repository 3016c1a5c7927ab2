// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The declaration goes to the block function's head, in front of constants and macros of the body that its text names: it is
// made from the types.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
struct Pair {
  int first, second;
};
// CHECK-LABEL: static void k_block(
// CHECK-NEXT: alignas(64) float tile[18][16];
// CHECK-NEXT: alignas(64) Pair pairs[16];
// CHECK-NEXT: alignas(64) float rows[10];
// CHECK-NEXT: lorcha::forEach
__global__ void k(float *out) {
#define WIDTH (8 + 2)
#define NUMBER float
  constexpr int Size = 16;
  typedef float Local;
  __shared__ Local tile[Size + 2][Size];
  __shared__ Pair pairs[Size];
  __shared__ NUMBER rows[WIDTH];
  tile[0][threadIdx.x] = rows[threadIdx.x] = 1;
  pairs[threadIdx.x].first = 1;
  out[threadIdx.x] = tile[0][threadIdx.x] + rows[threadIdx.x];
}
