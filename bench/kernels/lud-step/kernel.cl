// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
kernel void ludStep(global float *m, int n) {
  local float column[16][16], row[16][16];
  int x = get_local_id(0), y = get_local_id(1);
  int toX = get_global_id(0) + 16, toY = get_global_id(1) + 16;
  column[y][x] = m[toY * n + x];
  row[y][x] = m[y * n + toX];
  barrier(CLK_LOCAL_MEM_FENCE);
  float sum = 0;
  for (int i = 0; i < 16; ++i)
    sum += column[y][i] * row[i][x];
  m[toY * n + toX] -= sum;
}
