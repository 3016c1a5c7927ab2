// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
kernel void scanBlocks(global const float *in, global float *out) {
  local float buffer[2][256];
  int t = get_local_id(0), i = get_global_id(0), from = 0;
  buffer[0][t] = in[i];
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int distance = 1; distance < 256; distance *= 2) {
    float sum = buffer[from][t];
    if (t >= distance)
      sum += buffer[from][t - distance];
    from = 1 - from;
    buffer[from][t] = sum;
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  out[i] = buffer[from][t];
}
