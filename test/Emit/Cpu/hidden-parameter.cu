// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions that need to know their thread get it as a parameter, declarations and methods too; others do not.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
__device__ int lane();
struct Grid {
  __device__ int cell(int scale) const { return scale * lane(); }
};
__device__ int lane(void) { return threadIdx.x & 31; }
__device__ int plain(int x) { return x + 1; }
__global__ void k(int *p, Grid grid) { *p = plain(grid.cell(2)); }
// CHECK: static inline int lane(const lorcha::Thread &lorchaThread);
// CHECK: int cell(const lorcha::Thread &lorchaThread, int scale) const { return scale * lane(lorchaThread); }
// CHECK: static inline int lane(const lorcha::Thread &lorchaThread) {
// CHECK-NEXT: const uint3 threadIdx = lorchaThread.threadIdx;
// CHECK: static inline int plain(int x) { return x + 1; }
// CHECK: *p = plain(grid.cell(lorchaThread, 2));
