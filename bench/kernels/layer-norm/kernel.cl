// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
float blockSum(float value, local float *partial) {
  int t = get_local_id(0);
  partial[t] = value;
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int half_size = 128; half_size > 0; half_size /= 2) {
    if (t < half_size)
      partial[t] = partial[t] + partial[t + half_size];
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  value = partial[0];
  barrier(CLK_LOCAL_MEM_FENCE);
  return value;
}

kernel void layerNorm(global const float *in, global const float *gamma, global const float *beta, global float *out, int columns) {
  local float partial[256];
  global const float *row = in + get_group_id(0) * columns;
  float sum = 0, squares = 0;
  for (int i = get_local_id(0); i < columns; i += 256)
    sum += row[i];
  float mean = blockSum(sum, partial) / columns;
  for (int i = get_local_id(0); i < columns; i += 256)
    squares += (row[i] - mean) * (row[i] - mean);
  float scale = rsqrt(blockSum(squares, partial) / columns + 1e-5f);
  for (int i = get_local_id(0); i < columns; i += 256)
    out[get_group_id(0) * columns + i] = (row[i] - mean) * scale * gamma[i] + beta[i];
}
