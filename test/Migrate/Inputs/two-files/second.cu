// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#define SECOND
#include "scale.cuh"
#include "kernel.cu"

int second(float *data, int n) {
  int *sum, host;
  CHECK(cudaMalloc(&sum, sizeof(int)));
  CHECK(cudaMemset(sum, 0, sizeof(int)));
  addUp<<<1, n>>>(data, sum);
  CHECK(cudaMemcpy(&host, sum, sizeof(int), cudaMemcpyDeviceToHost));
  CHECK(cudaFree(sum));
  return host;
}
