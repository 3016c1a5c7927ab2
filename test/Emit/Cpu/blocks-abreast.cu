// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Blocks that run abreast: each runs regions by itself, with its part of shared arrays and the block's values that
// differ; tiles are for the threads of all.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
// RUN: %lorcha translate -G %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s --check-prefix=DEBUG
// DEBUG-NOT: Abreast

// CHECK: struct scores_lasting {
// CHECK-NEXT: alignas(64) float tileQ[16][64], tileK[16][(64 + 1) * lorcha::Abreast<16, 4>::Count];
// CHECK-NEXT: lorcha::TransposedCopyOf<decltype(tileK), lorcha::Abreast<16, 4>::Count> tileK_columns;
// CHECK: KernelInfo scores_info = {"scores", {{.*}}, sizeof(scores_lasting), lorcha::Abreast<16, 4>::Count};
// CHECK: {{\[\[maybe_unused\]\]}} const uint3 blockIdx = lorchaBlock.blockIdx;
// CHECK: {{\[\[maybe_unused\]\]}} int key = blockIdx.x * 16;
// CHECK-NEXT: lorcha::fetchRowsOfNextBlock<lorcha::AlongY>(lorchaBlock, [&]
// CHECK: for (i_s.start(lorcha::Abreast<16, 4>::part(lorchaBlock, 0), [&]
// CHECK-NEXT: lorcha::Abreast<16, 4>::forEach(lorchaBlock, [&](const lorcha::Block &lorchaBlock, {{\[\[maybe_unused\]\]}} auto &tileK) { {{\[\[maybe_unused\]\]}} const uint3 blockIdx = lorchaBlock.blockIdx; {{\[\[maybe_unused\]\]}} int key = blockIdx.x * 16;
// CHECK-NEXT: i_s.run(lorchaBlock, [&]
// CHECK: { if (lorchaBlock.isFirst()) tileQ[y][i] = queries[query * 64 + i]; }
// CHECK-NEXT: { if (!tileK_lasts) tileK[y][i] = keys[(key + y) * 64 + i]; }
// CHECK: }, tileK);
// CHECK-NEXT: if (!tileK_lasts) tileK_columns.outdate();
// CHECK: { tileK_columns.update(tileK, lorcha::Abreast<16, 4>::in(lorchaBlock));
// CHECK-NEXT: lorcha::tile<8, 8, lorcha::Rows<16 * lorcha::Abreast<16, 4>::Count, 16>>(lorchaBlock,
// CHECK-NOT: forEach
// CHECK: out[{{.*}} + key + x] = sum;
__global__ void scores(const float *queries, const float *keys, float *out, int n) {
  __shared__ float tileQ[16][64], tileK[16][64 + 1];
  int x = threadIdx.x, y = threadIdx.y, query = blockIdx.y * 16 + y, key = blockIdx.x * 16;
  for (int i = x; i < 64; i += 16) {
    tileQ[y][i] = queries[query * 64 + i];
    tileK[y][i] = keys[(key + y) * 64 + i];
  }
  __syncthreads();
  float sum = 0;
  for (int i = 0; i < 64; ++i)
    sum += tileQ[y][i] * tileK[x][i];
  out[query * n + key + x] = sum;
}

// What uses places in sums, and as columns, runs once for the threads of all. What these have in common is filled by threads
// of the first.
// CHECK: alignas(64) float left[16][16], right[16][16 * lorcha::Abreast<16, 4>::Count];
// CHECK-NOT: forEach
// CHECK: lorcha::regionOfRows<4>(lorchaBlock, [&]
// CHECK-NEXT: threadIdx = lorchaThread.threadIdx;
// CHECK-NEXT: { if (lorcha::Abreast<16, 4>::isOfFirst(lorchaThread) && !left_lasts) left[threadIdx.y][threadIdx.x] = a[
// CHECK-NEXT: right[threadIdx.y][threadIdx.x] = b[threadIdx.y * n + blockIdx.x * 16 + threadIdx.x];
// CHECK-NEXT: });
// CHECK: {{\[\[maybe_unused\]\]}} int base = blockIdx.x * 16;
// CHECK: forEach(lorchaBlock, {{.*}} int base = blockIdx.x * 16;
// CHECK: c[(blockIdx.y * 16 + threadIdx.y) * n + base + threadIdx.x] = sum + right[0][15 - threadIdx.x];
__global__ void product(const float *a, const float *b, float *c, int n) {
  __shared__ float left[16][16], right[16][16];
  left[threadIdx.y][threadIdx.x] = a[(blockIdx.y * 16 + threadIdx.y) * n + threadIdx.x];
  right[threadIdx.y][threadIdx.x] = b[threadIdx.y * n + blockIdx.x * 16 + threadIdx.x];
  __syncthreads();
  int base = blockIdx.x * 16;
  __syncthreads();
  float sum = 0;
  for (int k = 0; k < 16; ++k)
    sum += left[threadIdx.y][k] * right[k][threadIdx.x];
  c[(blockIdx.y * 16 + threadIdx.y) * n + base + threadIdx.x] = sum + right[0][15 - threadIdx.x];
}

void launch(const float *a, const float *b, float *c, int n) {
  scores<<<dim3(n / 16, n / 16), dim3(16, 16)>>>(a, b, c, n);
  product<<<dim3(n / 16, n / 16), dim3(16, 16)>>>(a, b, c, n);
}
