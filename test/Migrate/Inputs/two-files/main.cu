// The first unit: SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "scale.cuh"
#include <cstdio>

int second(float *data, int n);

int main() {
  const float values[4] = {1, 2, 3, 4};
  float host[8], *data;
  for (int i = 0; i < 8; ++i)
    host[i] = i;
  CHECK(cudaMalloc(&data, sizeof(host)));
  CHECK(cudaMemcpyToSymbol(offsets, values, sizeof(values)));
  CHECK(cudaMemcpy(data, host, sizeof(host), cudaMemcpyHostToDevice));
  scale<<<1, 8>>>(data, 8, 10.0f);
  CHECK(cudaMemcpy(host, data, sizeof(host), cudaMemcpyDeviceToHost));
  for (int i = 0; i < 8; ++i)
    printf("%g ", host[i]);
  printf("%d\n", second(data, 8));
  CHECK(cudaFree(data));
}
