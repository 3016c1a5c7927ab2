// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The name of a transposed shared array stands for a view of its memory; its uses keep their text.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s

// CHECK-LABEL: static void sums_block
// CHECK: alignas(64) int other[4], tile_rows[16][65];
// CHECK-NEXT: const lorcha::Transposed tile(tile_rows);
// CHECK: tile[threadIdx.y][threadIdx.x] = a[threadIdx.x];
// CHECK: sum += tile[threadIdx.x][i];
__global__ void sums(const int *a, int *c) {
  __shared__ int other[4], tile[16][65];
  if (threadIdx.x < 4)
    other[threadIdx.x] = 1;
  tile[threadIdx.y][threadIdx.x] = a[threadIdx.x];
  __syncthreads();
  int sum = other[0];
  for (int i = 0; i < 64; ++i)
    sum += tile[threadIdx.x][i];
  c[threadIdx.y * 64 + threadIdx.x] = sum;
}
