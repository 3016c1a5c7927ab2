// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A kernel is split at its barriers of the grid: what follows is known where one phase can follow only; values
// are kept if a later phase names them, and indices are computed again.
// RUN: %inspect --print=opencl --no-line-directives %s | FileCheck %s
#include <cooperative_groups.h>
namespace cg = cooperative_groups;
__global__ void run(int *data, int rounds) {
  cg::grid_group grid = cg::this_grid();
  int i = blockIdx.x * blockDim.x + threadIdx.x, unused = 3;
  int sum = data[i];
  data[unused] = 0;
  grid.sync();
  for (int turn = 0; turn < rounds; ++turn) {
    int scratch = turn * 2;
    data[i] = sum + scratch;
    grid.sync();
    sum += data[i + 1];
  }
  data[i] = sum;
}
// CHECK: // kernel 'run' is run: needs lorcha::NeedsGridBarrier; library grid; shared 0; 
// CHECK-NEXT: //   phase run, then run_behind_barrier_1
// CHECK-NEXT: //   phase run_behind_barrier_1, then what the blocks say
// CHECK-NEXT: //   phase run_behind_barrier_2, then what the blocks say
// CHECK-NEXT: //   keeps 16 bytes of a thread, 0 of a block
// CHECK: kernel void run(LORCHA_POINTER_PARAMETER(int, data), int rounds, LORCHA_PARAMETERS_GRID, LORCHA_PARAMETERS_GRID_STATE) {
// CHECK: int sum = data[i];
// CHECK-NEXT: data[unused] = 0;
// CHECK-NEXT: *LORCHA_SLOT(int, 0) = sum;
// CHECK-NEXT: LORCHA_GRID_STOP(1);
// CHECK-NEXT: LORCHA_ARM_END;
// CHECK-NEXT: return;
// CHECK-NEXT: }
// CHECK: kernel void run_behind_barrier_1(
// CHECK: LORCHA_GRID_RESUME(1);
// CHECK: int i = {{.*}}LORCHA_WIDE_THREAD_IDX_X);
// CHECK-NEXT: int sum = *LORCHA_SLOT(int, 0);
// CHECK-NEXT: {
// CHECK-NEXT: int turn = 0;
// CHECK-NEXT: if (turn < rounds) {
// CHECK: data[i] = sum + scratch;
// CHECK-NEXT: *LORCHA_SLOT(int, 4) = turn;
// CHECK-NEXT: LORCHA_GRID_STOP(2);
// CHECK: data[i] = sum;
// CHECK: kernel void run_behind_barrier_2(
// CHECK: int sum = *LORCHA_SLOT(int, 0);
// CHECK-NEXT: {
// CHECK-NEXT: int turn = *LORCHA_SLOT(int, 4);
// CHECK: sum += data[i + 1];
// CHECK: ++turn;
// CHECK-NEXT: if (turn < rounds) {
// CHECK: *LORCHA_SLOT(int, 0) = sum;
// CHECK-NEXT: *LORCHA_SLOT(int, 4) = turn;
// CHECK-NEXT: LORCHA_GRID_STOP(2);
// CHECK: data[i] = sum;
