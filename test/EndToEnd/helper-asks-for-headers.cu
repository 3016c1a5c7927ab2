// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A user's header that asks by CUDA's include guards what has been read before it, in a source that includes no header
// of CUDA itself: the compiler does.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "error-helper.h"
#ifndef REQUIRE
#error "CUDA's headers are there, and the helper does not see them"
#endif
__global__ void twice(int *x) { x[threadIdx.x] *= 2; }

int main() {
  int host[4] = {1, 2, 3, 4}, *device = nullptr;
  REQUIRE(cudaMalloc((void **)&device, sizeof(host)));
  REQUIRE(cudaMemcpy(device, host, sizeof(host), cudaMemcpyHostToDevice));
  twice<<<1, 4>>>(device);
  REQUIRE(cudaMemcpy(host, device, sizeof(host), cudaMemcpyDeviceToHost));
  REQUIRE(cudaFree(device));
  return processors(0) > 0 && host[0] == 2 && host[3] == 8 ? 0 : 1;
}
