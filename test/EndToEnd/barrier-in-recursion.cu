// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A barrier at every level of a recursive device function.
// BACKENDS: cpu -- OpenCL C has no recursion
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__device__ int scan(int *values, int offset) {
  int t = threadIdx.x;
  if (offset >= 64)
    return values[t];
  int add = t >= offset ? values[t - offset] : 0;
  __syncthreads();
  values[t] += add;
  __syncthreads();
  return scan(values, offset * 2);
}

__global__ void run(int *out) {
  __shared__ int values[64];
  values[threadIdx.x] = threadIdx.x + 1;
  __syncthreads();
  out[threadIdx.x] = scan(values, 1);
}

int main() {
  int *out = managed<int>(64);
  run<<<1, 64>>>(out);
  LAUNCH_OK();
  for (int t = 0; t < 64; ++t)
    EXPECT(out[t] == (t + 1) * (t + 2) / 2);
  return finish();
}
