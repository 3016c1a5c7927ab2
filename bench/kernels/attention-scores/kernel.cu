// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sizes.h"
#include <cuda_runtime.h>

__global__ void attentionScores(const float *queries, const float *keys, float *scores, int tokens,
                                float scale) {
  __shared__ float tileQ[16][AttentionWidth], tileK[16][AttentionWidth + 1];
  int x = threadIdx.x, y = threadIdx.y, head = blockIdx.z;
  int query = blockIdx.y * 16 + y, key = blockIdx.x * 16;
  for (int i = x; i < AttentionWidth; i += 16) {
    tileQ[y][i] = queries[(head * tokens + query) * AttentionWidth + i];
    tileK[y][i] = keys[(head * tokens + key + y) * AttentionWidth + i];
  }
  __syncthreads();
  float sum = 0;
  for (int i = 0; i < AttentionWidth; ++i)
    sum += tileQ[y][i] * tileK[x][i];
  scores[(head * tokens + query) * tokens + key + x] = sum * scale;
}

extern "C" void launchAttentionScores(void *const *arrays) {
  attentionScores<<<dim3(AttentionTokens / 16, AttentionTokens / 16, AttentionHeads), dim3(16, 16)>>>(
      static_cast<const float *>(arrays[0]), static_cast<const float *>(arrays[1]),
      static_cast<float *>(arrays[2]), AttentionTokens, 0.125f);
}
