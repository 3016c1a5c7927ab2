// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sizes.h"
#include <cuda_runtime.h>

__global__ void bfsStep(const int *starts, const int *targets, const int *levels, int *isNext, int nodes,
                        int level) {
  int node = blockIdx.x * blockDim.x + threadIdx.x;
  if (node >= nodes || levels[node] != level)
    return;
  for (int edge = starts[node]; edge < starts[node + 1]; ++edge)
    if (levels[targets[edge]] < 0)
      isNext[targets[edge]] = 1;
}

extern "C" void launchBfsStep(void *const *arrays) {
  bfsStep<<<(BfsNodes + 255) / 256, 256>>>(
      static_cast<const int *>(arrays[0]), static_cast<const int *>(arrays[1]),
      static_cast<const int *>(arrays[2]), static_cast<int *>(arrays[3]), BfsNodes, BfsLevel);
}
