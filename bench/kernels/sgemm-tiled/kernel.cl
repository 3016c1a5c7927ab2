// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
kernel void sgemmTiled(global const float *a, global const float *b, global float *c, int n) {
  local float tileA[16][16], tileB[16][16];
  int tx = get_local_id(0), ty = get_local_id(1);
  int column = get_global_id(0), row = get_global_id(1);
  float sum = 0;
  for (int first = 0; first < n; first += 16) {
    tileA[ty][tx] = a[row * n + first + tx];
    tileB[ty][tx] = b[(first + ty) * n + column];
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int k = 0; k < 16; ++k)
      sum += tileA[ty][k] * tileB[k][tx];
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  c[row * n + column] = sum;
}
