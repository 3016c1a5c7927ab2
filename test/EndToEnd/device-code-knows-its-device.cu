// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What device code calls of the API means the device that runs it, whichever host thread that is.
// BACKENDS: cpu -- entry points of the API cannot be called from kernels of OpenCL devices
// RUN: %lorchacc -O1 -I%S/Inputs %s -o %t && env LORCHA_CPU_DEVICES=2 %t
#include "check.h"
#include <thread>

__global__ void child(int *device) { cudaGetDevice(device); }
__global__ void asks(int *devices, void **made) {
  int i = 2 * blockIdx.x;
  cudaGetDevice(&devices[i]);
  child<<<1, 1>>>(&devices[i + 1]);
  if (i == 0)
    cudaMalloc(made, 100);
}
static void occupy(void *) { std::this_thread::sleep_for(std::chrono::milliseconds(30)); }

int main() {
  int devices = 0;
  CUDA_OK(cudaGetDeviceCount(&devices));
  EXPECT(devices == 2);
  for (int device = 1; device >= 0; --device) {
    CUDA_OK(cudaSetDevice(device));
    int *told = managed<int>(200);
    void **made = managed<void *>(1);
    cudaStream_t stream;
    CUDA_OK(cudaStreamCreate(&stream));
    // A thread of the pool runs both, as this one does not wait for them.
    CUDA_OK(cudaLaunchHostFunc(stream, occupy, nullptr));
    asks<<<100, 1, 0, stream>>>(told, made);
    CUDA_OK(cudaGetLastError());
    while (cudaStreamQuery(stream) == cudaErrorNotReady)
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    cudaGetLastError(); // that it was not ready
    for (int i = 0; i < 200; ++i)
      EXPECT(told[i] == device);
    cudaPointerAttributes about;
    CUDA_OK(cudaPointerGetAttributes(&about, *made));
    EXPECT(about.device == device);
    int now = -1;
    CUDA_OK(cudaGetDevice(&now));
    EXPECT(now == device);
  }
  return finish();
}
