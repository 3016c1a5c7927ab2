// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Parameters and variables that have the names of the index variables' types.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"

__device__ int place(int dim1, int dim2, int dim3) { return (threadIdx.x * dim1 + blockIdx.x) * dim2 + dim3 + blockDim.x; }

__global__ void flat(int *out, int dim1, int dim2, int dim3) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < dim1 * dim2 * dim3)
    out[i] = place(dim1, dim2, dim3) + gridDim.x;
}

__global__ void turned(int *out, int dim3) {
  __shared__ int tile[32];
  int uint3 = threadIdx.x * 2 + dim3;
  tile[threadIdx.x] = uint3;
  __syncthreads();
  out[blockIdx.x * blockDim.x + threadIdx.x] = tile[31 - threadIdx.x] + uint3;
}

int main() {
  int *out = managed<int>(96), *again = managed<int>(96);
  flat<<<3, 32>>>(out, 2, 4, 12);
  turned<<<3, 32>>>(again, 5);
  LAUNCH_OK();
  for (int i = 0; i < 96; ++i) {
    EXPECT(out[i] == (i % 32 * 2 + i / 32) * 4 + 12 + 32 + 3);
    EXPECT(again[i] == 62 + 10);
  }
  return finish();
}
