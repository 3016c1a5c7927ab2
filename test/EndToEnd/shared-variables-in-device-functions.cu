// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Static shared variables of device functions, one object per block, also per instantiation.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
template <int Tag> __device__ int sumOfBlock(int value) {
  __shared__ int sum;
  if (threadIdx.x == 0)
    sum = Tag;
  __syncthreads();
  atomicAdd(&sum, value);
  __syncthreads();
  return sum;
}

__global__ void run(int *out) {
  int first = sumOfBlock<1000>(1);
  int second = sumOfBlock<0>(blockIdx.x);
  out[blockIdx.x * blockDim.x + threadIdx.x] = first * 10000 + second;
}

int main() {
  int *out = managed<int>(5 * 20);
  run<<<5, 20>>>(out);
  LAUNCH_OK();
  for (int i = 0; i < 100; ++i)
    EXPECT(out[i] == 10200000 + 20 * (i / 20));
  return finish();
}
