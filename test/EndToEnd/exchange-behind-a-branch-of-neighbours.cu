// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// All threads hand in for a warp operation, a vote or a function with barriers, also where only neighbours ran the
// statement before it.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"

__device__ int mirrored(int value, int *all) {
  all[threadIdx.x] = value;
  __syncthreads();
  int result = all[63 - threadIdx.x];
  __syncthreads();
  return result;
}

__global__ void exchange(int *out) {
  __shared__ int marked[64], all[64];
  int t = threadIdx.x;
  marked[t] = 0;
  if (t < 16)
    marked[t] = 1;
  int own = __shfl_xor_sync(0xffffffff, t * 3, 1);
  if (t >= 60)
    marked[t] = 2;
  int other = mirrored(t * 5, all);
  if (t == 20)
    marked[t] = 3;
  int count = __syncthreads_count(t % 2);
  out[t] = own + 1000 * marked[t] + 10000 * other + count;
}

int main() {
  int *out = managed<int>(64);
  exchange<<<1, 64>>>(out);
  LAUNCH_OK();
  for (int t = 0; t < 64; ++t) {
    int mark = t < 16 ? 1 : t >= 60 ? 2 : t == 20 ? 3 : 0;
    EXPECT(out[t] == (t ^ 1) * 3 + 1000 * mark + 10000 * (63 - t) * 5 + 32);
  }
  return finish();
}
