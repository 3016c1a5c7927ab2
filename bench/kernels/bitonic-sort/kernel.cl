// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
kernel void bitonicSort(global const int *in, global int *out) {
  local int keys[512];
  int t = get_local_id(0), first = get_group_id(0) * 512;
  keys[t] = in[first + t];
  keys[t + 256] = in[first + t + 256];
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int size = 2; size <= 512; size *= 2)
    for (int distance = size / 2; distance > 0; distance /= 2) {
      int low = 2 * t - (t & (distance - 1)), high = low + distance;
      bool isRising = (low & size) == 0;
      int a = keys[low], b = keys[high];
      if ((a > b) == isRising) {
        keys[low] = b;
        keys[high] = a;
      }
      barrier(CLK_LOCAL_MEM_FENCE);
    }
  out[first + t] = keys[t];
  out[first + t + 256] = keys[t + 256];
}
