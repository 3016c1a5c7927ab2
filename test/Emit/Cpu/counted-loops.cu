// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops that count as `for` loops do are written out as such.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
// RUN: %lorcha translate %s --no-line-directives -G -o - | grep -v '^// ' | FileCheck %s --check-prefix=DEBUG

// CHECK-LABEL: static void add_block
// CHECK: for (lorcha_i_s.start(lorchaBlock, {{.*}} return static_cast<int>(i); }); lorcha_i_s.any(
// CHECK-SAME: return lorcha::threadsBelow(lorcha_i, n);
// CHECK-SAME: lorcha_i += blockDim.x * gridDim.x;
// CHECK-NEXT: lorcha_i_s.run(
// CHECK: out[lorcha_i] += in[lorcha_i];
// CHECK-NOT: i += blockDim.x
// CHECK: lorcha::Kernel<add_block
// DEBUG: while (i < n) {
// DEBUG-NEXT: out[i] += in[i];
// DEBUG-NEXT: i += blockDim.x * gridDim.x;
__global__ void add(const float *in, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  while (i < n) {
    out[i] += in[i];
    i += blockDim.x * gridDim.x;
  }
}

// CHECK-LABEL: static void scale_block
// CHECK: for (lorcha_i_s.start({{.*}}lorcha_i = lorcha_i + 64;
// CHECK: for (lorcha_i_s{{[0-9]*}}.start(
__global__ void scale(float *out, int n) {
  int i;
  for (i = threadIdx.x; i < n; i = i + 64)
    out[i] *= 2;
  for (i = threadIdx.x; i < n; i = i + 64)
    out[i] += 1;
}

// All threads count alike. A do loop has one round at least.
// CHECK-LABEL: static void alike_block
// CHECK: for (int lorcha_k = k; lorcha_k < n; lorcha_k++) {
// CHECK-NEXT: lorcha::tile<
// CHECK: for (int lorcha_m = m; lorcha_m < (n > m + 1 ? n : m + 1); ++lorcha_m) {
// CHECK-NEXT: lorcha::tile<8, 8, lorcha::SingleRow>(lorchaBlock, lorcha::counterOf<1>(lorcha_m, (n > m + 1 ? n : m + 1)),
__global__ void alike(const float *in, float *out, int n) {
  float sum = 0;
  int k = 0;
  while (k < n) {
    sum += in[k * 32 + threadIdx.x];
    k++;
  }
  int m = 0;
  do {
    sum += in[m * 64 + threadIdx.x];
  } while (++m < n);
  out[threadIdx.x] = sum;
}

// What counts is wanted behind the loop, or changes elsewhere in it, too; or threads begin anywhere.
// CHECK-LABEL: void others_block
// CHECK-NOT: .start(
__global__ void others(const int *first, float *out, int n) {
  int i = threadIdx.x;
  while (i < n) {
    out[i] = 1;
    i += 64;
  }
  out[i] = 0;
  int k = threadIdx.x;
  while (k < n) {
    if (out[k] == 0)
      k += 1;
    k += 64;
  }
  int l = first[threadIdx.x];
  while (l < n) {
    out[l] = 3;
    l += 64;
  }
}
