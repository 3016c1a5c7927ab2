// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A loop that goes in strips keeps its head; its region does several rounds, or one, for each thread. In tiles, what it sums up is
// a parameter.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s

// CHECK-LABEL: static void sums_block
// CHECK: for (int k = 0; k < n; ++k)
// CHECK-NEXT: { lorcha::tile<8, 8, lorcha::SingleRow>(lorchaBlock, lorcha::counterOf<1>(k, n), [&](const auto &lorchaStrip, const lorcha::RegionThread &lorchaThread, float &sum) {
// CHECK-NEXT: threadIdx = lorchaThread.threadIdx;
// CHECK-NEXT: LORCHA_ROUNDS for (int lorchaRound = 0; lorchaRound < lorchaStrip.Rounds; ++lorchaRound) { {{.*}}const auto k = lorchaStrip.at(lorchaRound);
// CHECK-NEXT: sum += a[k] * b[k * 32 + threadIdx.x]; }
// CHECK-NEXT: }, lorcha::EveryThread(), sum_t); }
__global__ void sums(const float *a, const float *b, float *c, int n) {
  float sum = 0;
  for (int k = 0; k < n; ++k)
    sum += a[k] * b[k * 32 + threadIdx.x];
  c[threadIdx.x] = sum;
}

// Threads that sit out, and rows.
// CHECK-LABEL: static void checked_block
// CHECK: lorcha::tile<8, 8, lorcha::Rows<>>(lorchaBlock, lorcha::counterOf<-3>(k, 0),
// CHECK-SAME: {  {{.*}}const auto blockDim = lorchaStrip.blockDim(lorchaBlock);
// CHECK: }, lorchaMask1, sum_t);
__global__ void checked(const float *a, float *c, int n) {
  if (threadIdx.x + threadIdx.y < n) {
    float sum = 0;
    for (int k = n; k > 0; k -= 3)
      sum += a[k * blockDim.x];
    c[threadIdx.y * 32 + threadIdx.x] = sum;
  }
}

// Structs go in tiles word by word (lorcha/split.h), unless their words do not all have one size, or are too many.
// CHECK-LABEL: static void vectors_block
// CHECK: const lorcha::StructPerThread<float4> sum_t(LORCHA_PER_THREAD(lorchaBlock, float4));
// CHECK: { lorcha::tile<8, 2, lorcha::SingleRow>(lorchaBlock, lorcha::counterOf<1>(k, n), [&](const auto &lorchaStrip, const lorcha::RegionThread &lorchaThread, float4 &sum) {
// CHECK: }, lorcha::EveryThread(), sum_t); }
__global__ void vectors(const float *a, float4 *c, int n) {
  float4 sum = c[threadIdx.x];
  for (int k = 0; k < n; ++k)
    sum.x += a[k];
  c[threadIdx.x] = sum;
}

struct Large {
  float a, b, c, d, e, f, g, h, i;
};
// CHECK-LABEL: static void large_block
// CHECK: { lorcha::strip<8, lorcha::StripRows::Single>(lorchaBlock, lorcha::counterOf<1>(k, n), [&](const auto &lorchaStrip, const lorcha::RegionThread &lorchaThread) {
// CHECK: Large sum = lorcha::valueIn(sum_t[lorchaThread]).Value;
// CHECK-NEXT: lorcha::Keep sum_keep(sum, sum_t[lorchaThread]);
// CHECK-NEXT: LORCHA_ROUNDS for
// CHECK: }); }
__global__ void large(const float *a, Large *c, int n) {
  Large sum = c[threadIdx.x];
  for (int k = 0; k < n; ++k)
    sum.c += a[k];
  c[threadIdx.x] = sum;
}

// What is known of the blocks that are launched, and whether they may be joined, says how high and wide tiles are.
// CHECK-LABEL: static void sixteenRows_block
// CHECK: lorcha::tile<8, 8, lorcha::JoinedRows<16, 16>>{{.*}}const auto blockIdx = lorchaStrip.blockIdx(lorchaBlock);{{.*}}const auto blockDim = lorchaStrip.blockDim(lorchaBlock);
// CHECK-LABEL: static void eightRows_block
// CHECK-NOT: lorchaStrip.blockIdx
// CHECK: lorcha::tile<8, 8, lorcha::Rows<32, 8>>
__global__ void sixteenRows(const float *a, const float *b, float *c, int n) {
  int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
  float sum = 0;
  for (int k = 0; k < n; ++k)
    sum += a[y * n + k] * b[k * n + x];
  c[y * n + x] = sum;
}
__global__ void eightRows(const float *a, const float *b, float *c, int n) {
  int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
  float sum = 0;
  for (int k = 0; k < n; ++k)
    sum += a[y * n + k] * b[k * n + x];
  c[y * n + x] = sum + blockIdx.x;
}
void multiply(const float *a, const float *b, float *c, int n) {
  sixteenRows<<<dim3(n / 16, n / 16), dim3(16, 16)>>>(a, b, c, n);
  eightRows<<<dim3(n / 32, n / 8), dim3(32, 8)>>>(a, b, c, n);
}

// Up to what the launch says; with structs that a function makes anew. What a function is handed lies in one piece, of which vectors
// leave the last threads to another loop: tiles have none.
// CHECK-LABEL: static void bodies_block
// CHECK: lorcha::tile<8, 2, lorcha::SingleRow>(lorchaBlock, lorcha::counterOf<1>(k, blockDim.x), {{.*}}float3 &force)
__device__ float3 moved(float3 force, float4 me, float4 other) {
  force.x += other.w * (other.x - me.x);
  force.y += other.w * (other.y - me.y);
  return force;
}
__global__ void bodies(const float4 *all, float3 *forces) {
  float4 me = all[threadIdx.x];
  float3 force = {0, 0, 0};
  for (unsigned k = 0; k < blockDim.x; ++k)
    force = moved(force, me, all[k]);
  forces[threadIdx.x] = force;
}
// CHECK-LABEL: void sumOf_block
// CHECK: lorcha::strip<8, lorcha::StripRows::Single>(lorchaBlock, lorcha::counterOf<1>(k, blockDim.x),
__device__ float sumOf(float4 me, const float *all) {
  __shared__ float tile[64];
  float sum = 0;
  tile[threadIdx.x] = all[threadIdx.x];
  __syncthreads();
  for (unsigned k = 0; k < blockDim.x; ++k)
    sum += tile[k] * me.x;
  __syncthreads();
  return sum;
}
__global__ void handed(const float4 *all, const float *from, float *to) {
  to[threadIdx.x] = sumOf(all[threadIdx.x], from);
}
