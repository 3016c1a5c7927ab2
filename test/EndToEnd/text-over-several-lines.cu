// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Strings that go on in the next line keep what they say, and lines that end in a backslash may stand anywhere.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0 | FileCheck %s --strict-whitespace --match-full-lines
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2 | FileCheck %s --strict-whitespace --match-full-lines
#include "check.h"

__global__ void say() {
  if (threadIdx.x == 0)
    printf("one \
two %d\n%s\n",
           2, R"(three
four)");
}
//      CHECK:one two 2
// CHECK-NEXT:three
// CHECK-NEXT:four

__global__ void sayBehindBarrier(int *out) {
  __shared__ int tile[32];
  tile[threadIdx.x] = threadIdx.x;
  __syncthreads();
  if (tile[31 - threadIdx.x] == 31) {
    printf("five \
six %d\n",
           6);
  }
  out[threadIdx.x] = tile[31 - threadIdx.x];
}
// CHECK-NEXT:five six 6

__device__ int twice(int x) \
{
  return 2 * x + (threadIdx.x > 100);
}

template <class T> __global__ void fill(T *out, int n) \
\
{
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) \
    out[i] = \
twice(i);
}

__global__ void turn(int *out, int n) \
{ \
  __shared__ int tile[64];
  int i = threadIdx.x;
  tile[i] = out[i]; __syncthreads()\
;
  for (int k = 0; k < 2; ++k) \
{
    out[i] = tile[n - 1 - i] + \
k;
    __syncthreads();
  }
}

int main() {
  int *out = managed<int>(64);
  say<<<1, 32>>>();
  LAUNCH_OK();
  sayBehindBarrier<<<1, 32>>>(out);
  LAUNCH_OK();
  for (int i = 0; i < 32; ++i)
    EXPECT(out[i] == 31 - i);
  fill \
<<<2, 32>>> \
(out, 60);
  LAUNCH_OK();
  for (int i = 0; i < 60; ++i)
    EXPECT(out[i] == 2 * i);
  turn<<<1, 60>>>(out, 60);
  LAUNCH_OK();
  for (int i = 0; i < 60; ++i)
    EXPECT(out[i] == 2 * (59 - i) + 1);
  return finish();
}
