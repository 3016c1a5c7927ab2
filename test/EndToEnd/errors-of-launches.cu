// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A launch that cannot be made reports its error once, and runs nothing.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__global__ void set(int *out) { *out = 1; }

int main() {
  int *out = managed<int>(1);
  set<<<1, 5000>>>(out);
  EXPECT(cudaGetLastError() == cudaErrorInvalidConfiguration);
  EXPECT(cudaGetLastError() == cudaSuccess);
  set<<<0, 1>>>(out);
  EXPECT(cudaPeekAtLastError() == cudaErrorInvalidConfiguration);
  EXPECT(cudaPeekAtLastError() == cudaErrorInvalidConfiguration);
  EXPECT(cudaGetLastError() == cudaErrorInvalidConfiguration);
  set<<<1, 0>>>(out);
  EXPECT(cudaGetLastError() == cudaErrorInvalidConfiguration);
  set<<<dim3(1, 70000), 1>>>(out);
  EXPECT(cudaGetLastError() == cudaErrorInvalidConfiguration);
  CUDA_OK(cudaDeviceSynchronize());
  EXPECT(*out == 0);
  set<<<1, 1>>>(out);
  LAUNCH_OK();
  EXPECT(*out == 1);
  return finish();
}
