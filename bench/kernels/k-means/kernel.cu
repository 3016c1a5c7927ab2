// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sizes.h"
#include <cuda_runtime.h>

__global__ void kMeans(const float *points, const float *centres, int *nearest, int count) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= count)
    return;
  float least = 3.4e38f;
  int best = 0;
  for (int c = 0; c < KMeansCentres; ++c) {
    float distance = 0;
    for (int d = 0; d < KMeansDimensions; ++d) {
      float difference = points[d * count + i] - centres[c * KMeansDimensions + d];
      distance += difference * difference;
    }
    if (distance < least) {
      least = distance;
      best = c;
    }
  }
  nearest[i] = best;
}

extern "C" void launchKMeans(void *const *arrays) {
  kMeans<<<(KMeansPoints + 255) / 256, 256>>>(static_cast<const float *>(arrays[0]),
                                              static_cast<const float *>(arrays[1]),
                                              static_cast<int *>(arrays[2]), KMeansPoints);
}
