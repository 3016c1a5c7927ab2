// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The name of a transposed shared array stands for a view of its memory; its uses keep their text. An array that is
// written along its rows has a copy, which regions that read columns bring up to date.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s

// CHECK-LABEL: static void sums_block
// CHECK: alignas(64) int other[4], tile[16][65];
// CHECK-NEXT: lorcha::TransposedCopyOf<decltype(tile)> tile_columns;
// CHECK: tile[threadIdx.y][threadIdx.x] = a[threadIdx.x];
// CHECK-NEXT: });
// CHECK-NEXT: tile_columns.outdate();
// CHECK: { tile_columns.update(tile);
// CHECK-NEXT: lorcha::tile<8, 8, lorcha::Rows<>>(
// CHECK: sum += tile_columns[threadIdx.x][i];
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

// CHECK-LABEL: static void adds_block
// CHECK: alignas(64) int tile_rows[16][65];
// CHECK-NEXT: const lorcha::Transposed tile(tile_rows);
// CHECK-NOT: tile_columns
// CHECK: tile[threadIdx.x][i] += a[i];
__global__ void adds(const int *a, int *c) {
  __shared__ int tile[16][65];
  tile[threadIdx.y][threadIdx.x] = a[threadIdx.x];
  __syncthreads();
  for (int i = 0; i < 64; ++i)
    tile[threadIdx.x][i] += a[i];
  c[threadIdx.x] = tile[threadIdx.x][3];
}
