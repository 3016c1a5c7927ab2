// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
kernel void clearHistogram(global int *bins) { bins[get_global_id(0)] = 0; }
kernel void histogram(global const int *words, global int *bins, int n) {
  local int own[256];
  int t = get_local_id(0);
  own[t] = 0;
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int i = get_global_id(0); i < n; i += get_global_size(0)) {
    uint word = words[i];
    atomic_add(&own[word & 255], 1);
    atomic_add(&own[word >> 8 & 255], 1);
    atomic_add(&own[word >> 16 & 255], 1);
    atomic_add(&own[word >> 24], 1);
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  atomic_add(&bins[t], own[t]);
}
