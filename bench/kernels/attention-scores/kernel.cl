// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#define WIDTH 64
kernel void attentionScores(global const float *queries, global const float *keys, global float *scores, int tokens, float scale) {
  local float tileQ[16][WIDTH], tileK[16][WIDTH + 1];
  int x = get_local_id(0), y = get_local_id(1);
  int row = get_global_id(1), query = row % tokens, head = row / tokens, key = get_group_id(0) * 16;
  for (int i = x; i < WIDTH; i += 16) {
    tileQ[y][i] = queries[(head * tokens + query) * WIDTH + i];
    tileK[y][i] = keys[(head * tokens + key + y) * WIDTH + i];
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  float sum = 0;
  for (int i = 0; i < WIDTH; ++i)
    sum += tileQ[y][i] * tileK[x][i];
  scores[(head * tokens + query) * tokens + key + x] = sum * scale;
}
