// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
constant float weights[25] = {1 / 256.f,  4 / 256.f,  6 / 256.f, 4 / 256.f,  1 / 256.f,  4 / 256.f,  16 / 256.f, 24 / 256.f, 16 / 256.f,
                              4 / 256.f,  6 / 256.f,  24 / 256.f, 36 / 256.f, 24 / 256.f, 6 / 256.f,  4 / 256.f,  16 / 256.f, 24 / 256.f,
                              16 / 256.f, 4 / 256.f,  1 / 256.f, 4 / 256.f,  6 / 256.f,  4 / 256.f,  1 / 256.f};

kernel void convolution(global const float *in, global float *out, int n) {
  int x = get_global_id(0), y = get_global_id(1);
  if (x < 2 || y < 2 || x >= n - 2 || y >= n - 2)
    return;
  float sum = 0;
  for (int dy = -2; dy <= 2; ++dy)
    for (int dx = -2; dx <= 2; ++dx)
      sum += weights[(dy + 2) * 5 + dx + 2] * in[(y + dy) * n + x + dx];
  out[y * n + x] = sum;
}
