// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Rows that are folded: loops over threads see rows of the folded width; remainders and quotients see where a thread stands in them.
// RUN: %lorcha translate %s -o %t.cpp && FileCheck %s --input-file %t.cpp

// CHECK-LABEL: static void columns_block(
// CHECK-NEXT: lorcha::inRows<16>(lorcha::firstRow(lorchaBlock), [&](const lorcha::Block &lorchaBlock) {
// CHECK-NEXT: lorcha::regionOfRows(lorchaBlock, [&](const lorcha::Thread &lorchaThread) {
// CHECK-NEXT: const uint3 threadIdx = lorcha::unfolded(lorchaThread);
// CHECK: int tid = threadIdx.x;
// CHECK-NEXT: int column = lorcha::inRow(lorchaThread, tid) % 16, row = lorcha::inRow(lorchaThread, threadIdx.x) / 16;
// CHECK: });
// CHECK-NEXT: });
// CHECK-NEXT: }
__global__ void columns(const float *in, float *out, int n) {
  int tid = threadIdx.x;
  int column = tid % 16, row = threadIdx.x / 16;
  out[row * n + column] = 2 * in[row * n + column];
}

#define TIMES(A, B) ((A) * (B))

// CHECK-LABEL: static void sums_block(
// CHECK-NEXT: lorcha::inRows<32>(lorchaBlock, [&](const lorcha::Block &lorchaBlock) {
// CHECK: lorcha::SpanCounter<int, 32> i_s;
// CHECK: int row = TIMES(lorcha::inRow(lorchaThread, threadIdx.x) >> 5, n);
// CHECK: i_s.start(lorchaBlock, {{.*}} threadIdx = lorcha::unfolded(lorchaThread); {{.*}}lorcha::inRow(lorchaThread, threadIdx.x) & 31
__global__ void sums(const float *in, float *out, int n) {
  __shared__ float sums[1024];
  float sum = 0;
  int row = TIMES(threadIdx.x >> 5, n);
  for (int i = threadIdx.x & 31; i < n; i += 32)
    sum += in[row + i];
  sums[threadIdx.x] = sum;
  __syncthreads();
  out[threadIdx.x] = sums[threadIdx.x ^ 1];
}
