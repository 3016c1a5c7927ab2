// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
float blockMax(float value, local float *partial) {
  int t = get_local_id(0);
  partial[t] = value;
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int half_size = 128; half_size > 0; half_size /= 2) {
    if (t < half_size)
      partial[t] = fmax(partial[t], partial[t + half_size]);
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  value = partial[0];
  barrier(CLK_LOCAL_MEM_FENCE);
  return value;
}

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

kernel void softmax(global const float *in, global float *out, int columns) {
  local float partial[256];
  global const float *row = in + get_group_id(0) * columns;
  global float *to = out + get_group_id(0) * columns;
  float most = -INFINITY, sum = 0;
  for (int i = get_local_id(0); i < columns; i += 256)
    most = fmax(most, row[i]);
  most = blockMax(most, partial);
  for (int i = get_local_id(0); i < columns; i += 256) {
    float power = exp(row[i] - most);
    to[i] = power;
    sum += power;
  }
  sum = blockSum(sum, partial);
  for (int i = get_local_id(0); i < columns; i += 256)
    to[i] /= sum;
}
