// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// extern __shared__ arrays of two types under one name, each in its own kernel.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
template <class T> __global__ void scan(T *data) {
  extern __shared__ unsigned char bytes[];
  T *values = reinterpret_cast<T *>(bytes);
  int t = threadIdx.x;
  values[t] = data[t];
  __syncthreads();
  for (int step = 1; step < blockDim.x; step *= 2) {
    T add = t >= step ? values[t - step] : T(0);
    __syncthreads();
    values[t] += add;
    __syncthreads();
  }
  data[t] = values[t];
}

int main() {
  int *ints = managed<int>(128);
  double *doubles = managed<double>(128);
  for (int i = 0; i < 128; ++i) {
    ints[i] = i;
    doubles[i] = 0.5;
  }
  scan<<<1, 128, 128 * sizeof(int)>>>(ints);
  scan<double><<<1, 128, 128 * sizeof(double)>>>(doubles);
  LAUNCH_OK();
  for (int i = 0; i < 128; ++i) {
    EXPECT(ints[i] == i * (i + 1) / 2);
    EXPECT(doubles[i] == 0.5 * (i + 1));
  }
  return finish();
}
