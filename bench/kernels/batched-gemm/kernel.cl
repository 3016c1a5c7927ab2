// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
kernel void batchedGemm(global const float *a, global const float *b, global float *c) {
  local float tileA[16][16], tileB[16][16];
  int x = get_local_id(0), y = get_local_id(1), own = get_group_id(0) * 256 + y * 16 + x;
  tileA[y][x] = a[own];
  tileB[y][x] = b[own];
  barrier(CLK_LOCAL_MEM_FENCE);
  float sum = 0;
  for (int k = 0; k < 16; ++k)
    sum += tileA[y][k] * tileB[k][x];
  c[own] = sum;
}
