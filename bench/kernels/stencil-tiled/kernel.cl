// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
kernel void stencilTiled(global const float *in, global float *out, int n) {
  local float tile[10][34];
  int lx = get_local_id(0), ly = get_local_id(1), tx = lx + 1, ty = ly + 1;
  int x = get_global_id(0), y = get_global_id(1);
  tile[ty][tx] = in[y * n + x];
  if (lx == 0 && x > 0)
    tile[ty][0] = in[y * n + x - 1];
  if (lx == 31 && x < n - 1)
    tile[ty][33] = in[y * n + x + 1];
  if (ly == 0 && y > 0)
    tile[0][tx] = in[(y - 1) * n + x];
  if (ly == 7 && y < n - 1)
    tile[9][tx] = in[(y + 1) * n + x];
  barrier(CLK_LOCAL_MEM_FENCE);
  if (x > 0 && x < n - 1 && y > 0 && y < n - 1)
    out[y * n + x] = 0.5f * tile[ty][tx] + 0.125f * (tile[ty][tx - 1] + tile[ty][tx + 1] + tile[ty - 1][tx] + tile[ty + 1][tx]);
}
