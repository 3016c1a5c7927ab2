// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// atomicAdd on float and double, and the double that old programs build from atomicCAS.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 -arch=sm_60 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 -arch=sm_60 && %run %t.O2
#include "check.h"
__device__ double addByCas(double *address, double value) {
  unsigned long long *bits = (unsigned long long *)address;
  unsigned long long old = *bits, assumed;
  do {
    assumed = old;
    old = atomicCAS(bits, assumed, __double_as_longlong(value + __longlong_as_double(assumed)));
  } while (assumed != old);
  return __longlong_as_double(old);
}

__global__ void add(float *f, double *d) {
  __shared__ float blockSum;
  if (threadIdx.x == 0)
    blockSum = 0;
  __syncthreads();
  atomicAdd(&blockSum, 0.25f);
  atomicAdd(&d[0], 0.5);
  addByCas(&d[1], 2.0);
  __syncthreads();
  if (threadIdx.x == 0)
    atomicAdd(f, blockSum);
}

int main() {
  float *f = managed<float>(1);
  double *d = managed<double>(2);
  add<<<16, 64>>>(f, d);
  LAUNCH_OK();
  EXPECT(*f == 256.0f);
  EXPECT(d[0] == 512.0);
  EXPECT(d[1] == 2048.0);
  return finish();
}
