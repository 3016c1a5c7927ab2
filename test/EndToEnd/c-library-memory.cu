// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// C's functions on memory in device code: copies between address spaces, comparisons, and the device's heap
// (memcmp, memmove and calloc are more than nvcc has).
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %run %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <cstring>

__global__ void copies(const int *in, int *out) {
  __shared__ int shared[4];
  int own[4];
  if (threadIdx.x == 0) {
    memcpy(own, in, sizeof(own));
    memcpy(shared, own, sizeof(shared));
    out[0] = memcmp(own, in, sizeof(own));
    shared[2] += 1;
    out[1] = memcmp(shared, in, sizeof(own)) > 0;
    memset(own, 0xff, 8);
    out[2] = own[1];
    memcpy(out + 4, shared, sizeof(shared));
    memmove(out + 5, out + 4, 12);
  }
}

__global__ void heap(int *bad) {
  int *block = static_cast<int *>(malloc(sizeof(int) * (threadIdx.x + 1)));
  int *zeros = static_cast<int *>(calloc(8, sizeof(int)));
  if (!block || !zeros) {
    atomicAdd(bad, 1000);
    return;
  }
  for (unsigned i = 0; i <= threadIdx.x; ++i)
    block[i] = threadIdx.x;
  for (int i = 0; i < 8; ++i)
    atomicAdd(bad, zeros[i] != 0);
  for (unsigned i = 0; i <= threadIdx.x; ++i)
    atomicAdd(bad, block[i] != static_cast<int>(threadIdx.x));
  free(block);
  free(zeros);
}

int main() {
  int *in = managed<int>(4), *out = managed<int>(8), *bad = managed<int>(1);
  for (int i = 0; i < 4; ++i)
    in[i] = 100 + i;
  *bad = 0;
  copies<<<1, 32>>>(in, out);
  heap<<<4, 64>>>(bad);
  LAUNCH_OK();
  EXPECT(out[0] == 0 && out[1] == 1 && out[2] == -1);
  EXPECT(out[4] == 100 && out[5] == 100 && out[6] == 101 && out[7] == 103);
  EXPECT(*bad == 0);
  return finish();
}
