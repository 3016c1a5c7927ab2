// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Work in one stream runs in order; an event orders two streams.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__global__ void add(int *data, int n, int value) {
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x)
    data[i] = data[i] * 2 + value;
}

int main() {
  const int n = 100000;
  int *data = managed<int>(n), *host = nullptr;
  CUDA_OK(cudaMallocHost(&host, n * sizeof(int)));
  cudaStream_t first, second;
  CUDA_OK(cudaStreamCreate(&first));
  CUDA_OK(cudaStreamCreateWithFlags(&second, cudaStreamNonBlocking));
  cudaEvent_t event;
  CUDA_OK(cudaEventCreateWithFlags(&event, cudaEventDisableTiming));
  for (int i = 1; i <= 5; ++i)
    add<<<50, 64, 0, first>>>(data, n, i);
  CUDA_OK(cudaEventRecord(event, first));
  CUDA_OK(cudaStreamWaitEvent(second, event, 0));
  add<<<50, 64, 0, second>>>(data, n, 6);
  CUDA_OK(cudaMemcpyAsync(host, data, n * sizeof(int), cudaMemcpyDeviceToHost, second));
  CUDA_OK(cudaStreamSynchronize(second));
  int expected = 0;
  for (int i = 1; i <= 6; ++i)
    expected = expected * 2 + i;
  for (int i = 0; i < n; ++i)
    EXPECT(host[i] == expected);
  EXPECT(cudaStreamQuery(first) == cudaSuccess);
  CUDA_OK(cudaEventDestroy(event));
  CUDA_OK(cudaStreamDestroy(first));
  CUDA_OK(cudaStreamDestroy(second));
  CUDA_OK(cudaFreeHost(host));
  return finish();
}
