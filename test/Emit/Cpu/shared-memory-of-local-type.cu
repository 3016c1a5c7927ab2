// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A type that only the body can name keeps the declaration in its place.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
__global__ void k(float *out) {
  struct Cell { float value; };
  __shared__ Cell cells[32];
  cells[threadIdx.x].value = 1;
  __syncthreads();
  out[threadIdx.x] = cells[31 - threadIdx.x].value;
}
// CHECK: static constexpr lorcha::SharedVariable<Cell[32]> cells_storage; auto &cells = cells_storage.in(lorchaBlock);
