// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
constant char word[] = {'a', 'b', 'a', 'c'};

kernel void stringMatch(global const char *text, global int *counts, int length) {
  local int count;
  int i = get_global_id(0);
  bool isMatch = i + 4 <= length;
  for (int k = 0; k < 4 && isMatch; ++k)
    isMatch = text[i + k] == word[k];
  if (get_local_id(0) == 0)
    count = 0;
  barrier(CLK_LOCAL_MEM_FENCE);
  if (isMatch)
    atomic_inc(&count);
  barrier(CLK_LOCAL_MEM_FENCE);
  if (get_local_id(0) == 0)
    counts[get_group_id(0)] = count;
}
