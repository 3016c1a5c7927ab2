// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
kernel void transpose(global const float *in, global float *out, int n) {
  local float tile[16][17];
  int lx = get_local_id(0), ly = get_local_id(1);
  int x = get_global_id(0), y = get_global_id(1);
  tile[ly][lx] = in[y * n + x];
  barrier(CLK_LOCAL_MEM_FENCE);
  x = get_group_id(1) * 16 + lx;
  y = get_group_id(0) * 16 + ly;
  out[y * n + x] = tile[lx][ly];
}
