// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Shared arrays that stay filled are members of a struct that outlives the block; what fills them is left out where the
// block before has done it.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
// RUN: %lorcha translate -G %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s --check-prefix=DEBUG
// DEBUG-NOT: lorchaLasting

// CHECK: struct table_lasting {
// CHECK-NEXT: alignas(64) int other[4], words[256];
// CHECK-NEXT: };
// CHECK-NEXT: }
// CHECK-NEXT: KernelInfo table_info = {"table", {{.*}}, lorcha::AlongX, sizeof(table_lasting)};
// CHECK: static void table_block(
// CHECK: auto &lorchaLasting = lorcha::lasting<table_lasting>(lorchaBlock);
// CHECK-NEXT: auto &other = lorchaLasting.other;
// CHECK-NEXT: auto &words = lorchaLasting.words;
// CHECK-NEXT: const bool words_lasts = lorchaBlock.follows();
// CHECK: { if (!words_lasts) words[threadIdx.x] = in[threadIdx.x]; }
// CHECK: else other[threadIdx.x & 3] = blockIdx.x;
__global__ void table(const int *in, int *out) {
  __shared__ int other[4], words[256];
  if (threadIdx.x > 3)
    words[threadIdx.x] = in[threadIdx.x];
  else other[threadIdx.x & 3] = blockIdx.x;
  __syncthreads();
  out[blockIdx.x * 256 + threadIdx.x] = words[255 - threadIdx.x] + other[0];
}

// CHECK: struct columns_lasting {
// CHECK-NEXT: alignas(64) float tile[16][65];
// CHECK-NEXT: lorcha::TransposedCopyOf<decltype(tile)> tile_columns;
// CHECK-NEXT: };
// CHECK: lorcha::AlongY, sizeof(columns_lasting)};
// CHECK: auto &tile_columns = lorchaLasting.tile_columns;
// CHECK: const bool tile_lasts = lorchaBlock.follows(lorcha::AlongX | lorcha::AlongZ);
// CHECK: fetchRowsOfNextBlock<lorcha::AlongY>(lorchaBlock, [&]
// CHECK-SAME: return lorcha::toStore(&out{{\[}}row * n
// CHECK: if (!tile_lasts) tile_columns.outdate();
// CHECK: tile_columns.update(tile);
__global__ void columns(const float *in, float *out, int n) {
  __shared__ float tile[16][65];
  int x = threadIdx.x, y = threadIdx.y, row = blockIdx.y * 16 + y;
  for (int i = x; i < 64; i += 16)
    tile[y][i] = in[((blockIdx.z * gridDim.x + blockIdx.x) * 16 + y) * 64 + i];
  __syncthreads();
  float sum = 0;
  for (int i = 0; i < 64; ++i)
    sum += tile[x][i] * y;
  out[row * n + blockIdx.x * 16 + x] = sum;
}
