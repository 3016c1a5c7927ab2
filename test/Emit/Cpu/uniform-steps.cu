// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What all threads of a block add to a place of their own is a variable of the block's. Strips of a loop know it in each of their rounds.
// RUN: %lorcha translate %s --no-line-directives -o - | sed '/^\/\/ The device/,$d; /^\/\/ /d' | FileCheck %s
// RUN: %lorcha translate %s -G -o - | grep -v '^// ' | FileCheck --check-prefix=DEBUG %s
#include <cuda_runtime.h>

// DEBUG-NOT: _gone

// CHECK-LABEL: planes_block
// CHECK: int lorcha_i_gone = 0;
// CHECK: for (int z = 0; z < n; ++z) {
// CHECK-NEXT: const int lorchaMore = lorcha::strip<4, lorcha::StripRows::Single>(lorchaBlock, lorcha::counterOf<1>(z, n), [&, lorchaBefore_lorcha_i_gone = lorcha_i_gone](
// CHECK: int i = blockIdx.x * blockDim.x + threadIdx.x;
// CHECK: const int lorcha_i_gone = lorchaBefore_lorcha_i_gone + lorchaStrip.since(lorchaRound) * (n * n);
// CHECK: above = in[(i + lorcha_i_gone)];
// CHECK: }); lorcha_i_gone = lorcha_i_gone + lorchaMore * (n * n);
// CHECK-NEXT: lorcha_i_gone += n * n;
__global__ void planes(const float *in, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  float below = 0;
  for (int z = 0; z < n; ++z) {
    float above = in[i];
    out[i] = above - below;
    below = above;
    i += n * n;
  }
}

// CHECK-LABEL: pointers_block
// CHECK: __PTRDIFF_TYPE__ lorcha_p_gone = 0;
// CHECK: const long lorcha_p_gone = lorchaBefore_lorcha_p_gone - static_cast<long>(lorchaStrip.since(lorchaRound)) * (n);
// CHECK: sum += *(p + lorcha_p_gone);
// CHECK: lorcha_p_gone -= n;
__global__ void pointers(const float *in, float *out, int n) {
  const float *p = in + n * n + threadIdx.x;
  float sum = 0;
  for (int k = 0; k < n; ++k) {
    sum += *p;
    p -= n;
  }
  out[threadIdx.x] = sum;
}

// Two places, one stepped by one, and a wait in between.
// CHECK-LABEL: waiting_block
// CHECK: unsigned int lorcha_j_gone = 0; int lorcha_i_gone = 0;
// CHECK: tile[threadIdx.x] = in[(i + lorcha_i_gone)] + in[(j + lorcha_j_gone)];
// CHECK: __syncthreads();
// CHECK: lorcha_i_gone = lorcha_i_gone + n;
// CHECK-NEXT: ++lorcha_j_gone;
__global__ void waiting(const float *in, float *out, int n) {
  __shared__ float tile[64];
  unsigned j = threadIdx.x + 1;
  int i = threadIdx.x;
  for (int k = 0; k < n; ++k) {
    tile[threadIdx.x] = in[i] + in[j];
    __syncthreads();
    out[i] = tile[63 - threadIdx.x];
    __syncthreads();
    i = i + n;
    ++j;
  }
}

// Threads go different ways; one place is known to others; another one is named by a macro.
#define PLACE h
// CHECK-LABEL: apart_block
// CHECK-NOT: _gone
__global__ void apart(const float *in, float *out, int n) {
  int i = threadIdx.x, g = threadIdx.x, h = threadIdx.x;
  int *known = &g;
  float sum = 0;
  for (int k = 0; k < n; ++k) {
    sum += in[i] + in[*known] + in[PLACE];
    if (in[k + threadIdx.x] > 0)
      i += n;
    g += n;
    PLACE += n;
  }
  out[threadIdx.x] = sum;
}

// The loop's own counter, and one that is changed otherwise.
// CHECK-LABEL: counting_block
// CHECK-NOT: _gone
__global__ void counting(const float *in, float *out, int n) {
  float sum = 0;
  for (int i = threadIdx.x; i < n; i += 64)
    sum += in[i];
  int j = threadIdx.x;
  for (int k = 0; k < n; ++k) {
    sum += in[j];
    j += n;
    j *= 2;
  }
  out[threadIdx.x] = sum;
}
