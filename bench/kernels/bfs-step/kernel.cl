// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
kernel void bfsStep(global const int *starts, global const int *targets, global const int *levels, global int *isNext, int nodes,
                    int level) {
  int node = get_global_id(0);
  if (node >= nodes || levels[node] != level)
    return;
  for (int edge = starts[node]; edge < starts[node + 1]; ++edge)
    if (levels[targets[edge]] < 0)
      isNext[targets[edge]] = 1;
}
