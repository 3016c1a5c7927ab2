// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
kernel void stencil(global const float *in, global float *out, int n) {
  int x = get_global_id(0), y = get_global_id(1);
  if (x > 0 && x < n - 1 && y > 0 && y < n - 1)
    out[y * n + x] = 0.5f * in[y * n + x] + 0.125f * (in[y * n + x - 1] + in[y * n + x + 1] + in[(y - 1) * n + x] + in[(y + 1) * n + x]);
}
