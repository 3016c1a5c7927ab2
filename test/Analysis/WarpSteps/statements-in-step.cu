// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which statements a warp does in step, and where the steps stand.
// RUN: %lorcha translate --force-form=fiber %s -o - | FileCheck %s
// RUN: %lorcha translate -Rlorcha %s -o /dev/null 2>&1 | FileCheck %s --check-prefix=REMARK

// Volatile memory of a caller's.
__device__ void lastSteps(volatile float *s, unsigned t) {
  s[t] += s[t + 1];
}
// CHECK-LABEL: void lastSteps(
// CHECK: { s[t] += s[t + 1]; lorchaWarpStep(); }
// REMARK: [[@LINE-4]]:3: remark: lanes of a warp read what others write here {{.*}} [LOR2004]

__global__ void down(float *p) {
  __shared__ volatile float s[64];
  const unsigned t = threadIdx.x;
  s[t] = p[t];
  if (t % 32 >= 1)
    s[t] += s[t - 1];
  float lower = s[t ^ 2];
  s[t] = lower;
  __syncwarp();
  if (t < 32)
    lastSteps(s, t);
  p[t] = s[t];
}
// CHECK-LABEL: void down_block(
// CHECK: { s[t] = p[t]; lorchaWarpStep(); }
// CHECK-NEXT: if (t % 32 >= 1)
// CHECK-NEXT: { const auto lorchaRead = s[t - 1]; lorchaWarpStep(); s[t] += lorchaRead; lorchaWarpStep(); } lorchaWarpStep();
// CHECK-NEXT: float lower = s[t ^ 2];
// CHECK-NEXT: { lorchaWarpStep(); s[t] = lower; }
// CHECK-NEXT: __syncwarp();

// Elements at an offset in memory that is not volatile.
__global__ void across(float *p) {
  __shared__ float s[64];
  const int t = threadIdx.x;
  s[t] = p[t];
  __syncthreads();
#pragma unroll
  for (int i = 16; i > 0; i /= 2)
    s[t] += s[t ^ i];
  if (t < 8)
#pragma unroll
    for (int i = 4; i > 0; i /= 2)
      s[t] -= s[t ^ i];
  p[t] = s[t];
}
// CHECK-LABEL: void across_block(
// CHECK: #pragma unroll
// CHECK-NEXT: for (int i = 16; i > 0; i /= 2)
// CHECK-NEXT: { const auto lorchaRead = s[t ^ i]; lorchaWarpStep(); s[t] += lorchaRead; lorchaWarpStep(); } lorchaWarpStep();
// CHECK-NEXT: if (t < 8)
// CHECK: { const auto lorchaRead = s[t ^ i]; lorchaWarpStep(); s[t] -= lorchaRead; lorchaWarpStep(); } lorchaWarpStep();

// Tried again until the value stays; threads' own elements and others.
__device__ void count(volatile unsigned *s, unsigned which, unsigned tag) {
  unsigned sum;
  do {
    sum = tag | ((s[which] & 0xffff) + 1);
    s[which] = sum;
  } while (s[which] != sum);
}
__global__ void counts(unsigned *p) {
  __shared__ volatile unsigned s[8];
  s[threadIdx.x & 7] = 0;
  __syncthreads();
  count(s, p[threadIdx.x] & 7, threadIdx.x << 16);
}
// CHECK-LABEL: void count(
// CHECK-NOT: lorchaWarpStep
// CHECK-LABEL: void counts_block(

// Lanes' elements are others here than there: one step for all of them, where the lanes are together.
__global__ void repacks(float *p, int rounds) {
  __shared__ float s[96];
  const int t = threadIdx.x;
  for (int i = 0; i < rounds; ++i) {
    s[t] = p[t];
    s[t + 32] = p[t + 32];
    s[t + 64] = p[t + 64];
    __syncthreads();
    s[t * 3] += 1;
    if (s[3 * t + 1] > 0)
      s[3 * t + 1] *= 2;
    int m = t;
    p[m] = s[m];
    m += 32;
    p[m] = s[m];
    m += 32;
    p[m] = s[m];
  }
}
// CHECK-LABEL: void repacks_block(
// CHECK-NOT: lorchaWarpStep
// CHECK: int m = t; lorchaWarpStep();
// CHECK-NEXT: p[
// CHECK-NEXT: +=
// CHECK-NEXT: p[
// CHECK-NEXT: +=
// CHECK-NEXT: p[
// CHECK-NEXT: }

// Barriers where they belong; threads' own elements; one thread alone; few threads; memory of the grid.
__global__ void apart(float *p, volatile float *q) {
  __shared__ float s[64];
  __shared__ volatile float own[64];
  const int t = threadIdx.x;
  s[t] = p[t];
  own[t] = p[t];
  own[t] += 1;
  p[t] = own[t];
  __syncthreads();
  for (int i = 32; i > 0; i /= 2) {
    if (t < i)
      s[t] += s[t + i];
    __syncthreads();
  }
  if (t % 2 == 1)
    s[t] += s[t - 1];
  __syncthreads();
  for (int k = 4 * t; k < 4 * t + 4; ++k)
    s[k] += s[4 * t];
  __syncthreads();
  if (t == 0)
    for (int i = 1; i < 64; ++i)
      s[i] += s[i - 1];
  for (int i = 0; i < 64; ++i) {
    if (t > i)
      s[t] -= s[i];
    __syncthreads();
  }
  q[t] = 1;
  q[t + 1] = q[t];
  __syncthreads();
  p[t] = s[t];
}
// CHECK-LABEL: void apart_block(
// CHECK-NOT: lorchaWarpStep
// CHECK-LABEL: void apart(
