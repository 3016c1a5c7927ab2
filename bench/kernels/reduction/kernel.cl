// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
kernel void reduce(global const float *in, global float *out, int n) {
  local float partial[256];
  uint t = get_local_id(0);
  uint i = get_group_id(0) * 512 + t;
  float sum = i < n ? in[i] : 0.0f;
  if (i + 256 < n)
    sum += in[i + 256];
  partial[t] = sum;
  barrier(CLK_LOCAL_MEM_FENCE);
  for (uint half_size = 128; half_size > 0; half_size /= 2) {
    if (t < half_size)
      partial[t] += partial[t + half_size];
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  if (t == 0)
    out[get_group_id(0)] = partial[0];
}
