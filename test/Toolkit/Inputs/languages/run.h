// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Runs a kernel on one value.
#include <cuda_runtime.h>
template <class Kernel> int run(Kernel *kernel, int value) {
  int *device = nullptr;
  if (cudaMalloc((void **)&device, sizeof(int)) != cudaSuccess)
    return -1;
  cudaMemcpy(device, &value, sizeof(int), cudaMemcpyHostToDevice);
  kernel<<<1, 1>>>(device);
  cudaMemcpy(&value, device, sizeof(int), cudaMemcpyDeviceToHost);
  cudaFree(device);
  return value;
}
