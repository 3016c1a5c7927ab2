// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#define LIMIT 256
kernel void mandelbrot(global int *counts, int n) {
  int column = get_global_id(0), row = get_global_id(1);
  float cx = -2.0f + 3.0f * column / n, cy = -1.5f + 3.0f * row / n;
  float x = 0, y = 0;
  int count = 0;
  while (count < LIMIT && x * x + y * y < 4.0f) {
    float next = x * x - y * y + cx;
    y = 2 * x * y + cy;
    x = next;
    ++count;
  }
  counts[row * n + column] = count;
}
