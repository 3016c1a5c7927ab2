// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// cudaMallocPitch, cudaMemcpy2D and cudaMemset2D.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <vector>

__global__ void add(char *base, size_t pitch, int width) {
  float *row = (float *)(base + blockIdx.x * pitch);
  for (int c = threadIdx.x; c < width; c += blockDim.x)
    row[c] += blockIdx.x * 100 + c;
}

int main() {
  const int width = 37, height = 9;
  char *device = nullptr;
  size_t pitch = 0;
  CUDA_OK(cudaMallocPitch((void **)&device, &pitch, width * sizeof(float), height));
  EXPECT(pitch >= width * sizeof(float) && pitch % 32 == 0);
  CUDA_OK(cudaMemset2D(device, pitch, 0, width * sizeof(float), height));
  std::vector<float> host(width * height, 0.5f), back(width * height);
  CUDA_OK(cudaMemcpy2D(device, pitch, host.data(), width * sizeof(float), 10 * sizeof(float), height,
                       cudaMemcpyHostToDevice));
  add<<<height, 16>>>(device, pitch, width);
  LAUNCH_OK();
  CUDA_OK(cudaMemcpy2D(back.data(), width * sizeof(float), device, pitch, width * sizeof(float), height,
                       cudaMemcpyDeviceToHost));
  for (int r = 0; r < height; ++r)
    for (int c = 0; c < width; ++c)
      EXPECT(back[r * width + c] == (c < 10 ? 0.5f : 0.0f) + r * 100 + c);
  CUDA_OK(cudaFree(device));
  return finish();
}
