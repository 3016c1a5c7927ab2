// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#define CENTRES 16
#define DIMENSIONS 8
kernel void kMeans(global const float *points, global const float *centres, global int *nearest, int count) {
  int i = get_global_id(0);
  if (i >= count)
    return;
  float least = 3.4e38f;
  int best = 0;
  for (int c = 0; c < CENTRES; ++c) {
    float distance = 0;
    for (int d = 0; d < DIMENSIONS; ++d) {
      float difference = points[d * count + i] - centres[c * DIMENSIONS + d];
      distance += difference * difference;
    }
    if (distance < least) {
      least = distance;
      best = c;
    }
  }
  nearest[i] = best;
}
