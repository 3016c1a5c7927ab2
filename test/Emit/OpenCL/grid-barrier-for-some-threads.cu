// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Where threads have returned, or the loop is not known to be uniform, a block waits if any of its threads takes part;
// the bools of the predicated form are kept.
// RUN: %inspect --print=opencl --no-line-directives %s | FileCheck %s
#include <cooperative_groups.h>
__global__ void run(int *data, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n)
    return;
  for (int turn = 0; turn < data[i]; ++turn)
    cooperative_groups::this_grid().sync();
  data[i] = 1;
}
// CHECK: kernel void run(
// CHECK: bool lorcha_takes = true;
// CHECK: lorcha_loop = lorcha_loop && turn < data[i];
// CHECK-NEXT: if (lorcha_syncthreads_or(lorchaContext, true, lorcha_loop)) {
// CHECK-NEXT: bool lorcha_round = lorcha_loop;
// CHECK-NEXT: {
// CHECK-NEXT: *LORCHA_SLOT(int, 0) = turn;
// CHECK-NEXT: *LORCHA_SLOT(uchar, 4) = lorcha_takes;
// CHECK-NEXT: *LORCHA_SLOT(uchar, 5) = lorcha_loop;
// CHECK-NEXT: *LORCHA_SLOT(uchar, 6) = lorcha_round;
// CHECK-NEXT: LORCHA_GRID_STOP(1);
// CHECK-NEXT: LORCHA_ARM_END;
// CHECK-NEXT: return;
// CHECK-NEXT: }
// CHECK: kernel void run_behind_barrier_1(
// CHECK: LORCHA_GRID_RESUME(1);
// CHECK: bool lorcha_takes = *LORCHA_SLOT(uchar, 4) != 0;
// CHECK: int turn = *LORCHA_SLOT(int, 0);
// CHECK-NEXT: bool lorcha_loop = *LORCHA_SLOT(uchar, 5) != 0;
// CHECK-NEXT: bool lorcha_round = *LORCHA_SLOT(uchar, 6) != 0;
// CHECK: if (lorcha_loop) {
// CHECK-NEXT: ++turn;
// CHECK: lorcha_loop = lorcha_loop && turn < data[i];
// CHECK-NEXT: if (lorcha_syncthreads_or(lorchaContext, true, lorcha_loop)) {
// CHECK-NOT: while
