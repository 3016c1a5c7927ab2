// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
kernel void radixStep(global const int *in, global int *out, int bit) {
  local int counts[2][256];
  int t = get_local_id(0), first = get_group_id(0) * 256, from = 0;
  int key = in[first + t];
  int isZero = (key >> bit & 1) == 0;
  counts[0][t] = isZero;
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int distance = 1; distance < 256; distance *= 2) {
    counts[1 - from][t] = counts[from][t] + (t >= distance ? counts[from][t - distance] : 0);
    from = 1 - from;
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  int before = counts[from][t] - isZero, total = counts[from][255];
  out[first + (isZero ? before : total + t - before)] = key;
}
