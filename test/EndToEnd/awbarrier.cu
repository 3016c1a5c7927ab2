// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The barriers of cuda_awbarrier.h: arrivals apart from waits, rounds in a loop, waits with a time.
// BACKENDS: cpu -- the barriers of cuda_awbarrier.h have no OpenCL form
// RUN: %lorchacc -O0 -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <cuda_awbarrier.h>
#include <cuda_awbarrier_primitives.h>
using nvcuda::experimental::awbarrier;

__global__ void rotate(int *data, int rounds) {
  __shared__ int line[64];
  __shared__ awbarrier written, read;
  const int t = threadIdx.x;
  if (t == 0) {
    init(&written, blockDim.x);
    init(&read, blockDim.x);
  }
  __syncthreads();
  int own = data[t];
  for (int r = 0; r < rounds; ++r) {
    line[t] = own;
    awbarrier::arrival_token token = written.arrive();
    const int extra = r * t; // between arriving and waiting
    written.wait(token);
    own = line[(t + 1) % 64] + extra;
    awbarrier::arrival_token done = read.arrive();
    while (!read.timed_wait(done, 100))
      ;
    if (r == 0)
      while (!read.timed_wait_parity(false, 100)) // the first phase is over
        ;
  }
  data[t] = own;
}

int main() {
  int *data = managed<int>(64), expected[64], next[64];
  for (int t = 0; t < 64; ++t)
    data[t] = expected[t] = t * t;
  rotate<<<1, 64>>>(data, 5);
  LAUNCH_OK();
  for (int r = 0; r < 5; ++r) {
    for (int t = 0; t < 64; ++t)
      next[t] = expected[(t + 1) % 64] + r * t;
    for (int t = 0; t < 64; ++t)
      expected[t] = next[t];
  }
  for (int t = 0; t < 64; ++t)
    EXPECT(data[t] == expected[t]);
  return finish();
}
