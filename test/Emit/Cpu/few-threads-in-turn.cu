// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Conditions that compare for equality choose few threads: their loops are not forced into vectors.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s

// CHECK-LABEL: static void first_block
// CHECK: lorcha::forEachThreadInRowInTurn(lorchaBlock
__global__ void first(int *data, int value) {
  if (threadIdx.x == 0)
    data[blockIdx.x] = value;
}

// CHECK-LABEL: static void below_block
// CHECK: lorcha::withRimInRow(lorchaBlock
__global__ void below(int *data, int n) {
  if (threadIdx.x < n)
    data[threadIdx.x] = n;
}

// CHECK-LABEL: static void sum_block
// CHECK: lorcha::region(lorchaBlock
// CHECK: __syncthreads();
// CHECK: lorcha::regionInTurn(lorchaBlock
__global__ void sum(int *data) {
  __shared__ int all[64];
  all[threadIdx.x] = data[threadIdx.x];
  __syncthreads();
  if (all[threadIdx.x] == 7)
    data[0] = all[0] + all[63];
}
