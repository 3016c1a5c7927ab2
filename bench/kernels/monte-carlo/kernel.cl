// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#define ROUNDS 256
kernel void monteCarlo(global int *hits) {
  int i = get_global_id(0);
  uint state = i * 747796405u + 2891336453u;
  int count = 0;
  for (int round = 0; round < ROUNDS; ++round) {
    state ^= state << 13, state ^= state >> 17, state ^= state << 5;
    float x = (state >> 8) * (1.0f / 16777216);
    state ^= state << 13, state ^= state >> 17, state ^= state << 5;
    float y = (state >> 8) * (1.0f / 16777216);
    if (x * x + y * y < 1)
      ++count;
  }
  hits[i] = count;
}
