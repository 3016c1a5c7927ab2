// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
kernel void stencil3d(global const float *in, global float *out, int n) {
  int x = get_global_id(0), y = get_global_id(1);
  if (x < 1 || y < 1 || x >= n - 1 || y >= n - 1)
    return;
  int i = y * n + x;
  float below = in[i], here = in[i + n * n];
  for (int z = 1; z < n - 1; ++z) {
    i += n * n;
    float above = in[i + n * n];
    out[i] = 0.4f * here + 0.1f * (below + above + in[i - 1] + in[i + 1] + in[i - n] + in[i + n]);
    below = here;
    here = above;
  }
}
