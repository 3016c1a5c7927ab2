// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernel templates launched with explicit, deduced, defaulted and non-type arguments.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
template <class T> __global__ void fill(T *out, T value) { out[threadIdx.x] = value; }

template <class T, int Step = 2> __global__ void iota(T *out) { out[threadIdx.x] = T(threadIdx.x * Step); }

template <int Rows, int Columns> __global__ void index(int *out) {
  __shared__ int tile[Rows][Columns];
  tile[threadIdx.x / Columns][threadIdx.x % Columns] = threadIdx.x;
  __syncthreads();
  out[threadIdx.x] = tile[Rows - 1 - threadIdx.x / Columns][threadIdx.x % Columns];
}

template <bool Negate> __global__ void sign(int *out) { out[threadIdx.x] = Negate ? -1 : 1; }

int main() {
  int *ints = managed<int>(24);
  double *doubles = managed<double>(24);
  fill<<<1, 24>>>(ints, 7);
  fill<double><<<1, 24>>>(doubles, 2.5);
  LAUNCH_OK();
  EXPECT(ints[23] == 7 && doubles[11] == 2.5);
  iota<int><<<1, 24>>>(ints);
  iota<double, 5><<<1, 24>>>(doubles);
  LAUNCH_OK();
  EXPECT(ints[10] == 20 && doubles[10] == 50.0);
  index<4, 6><<<1, 24>>>(ints);
  LAUNCH_OK();
  for (int i = 0; i < 24; ++i)
    EXPECT(ints[i] == (3 - i / 6) * 6 + i % 6);
  sign<true><<<1, 24>>>(ints);
  LAUNCH_OK();
  EXPECT(ints[5] == -1);
  sign<false><<<1, 24>>>(ints);
  LAUNCH_OK();
  EXPECT(ints[5] == 1);
  return finish();
}
