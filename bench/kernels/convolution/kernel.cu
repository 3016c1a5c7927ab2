// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sizes.h"
#include <cuda_runtime.h>

__constant__ float weights[25] = {
    1 / 256.f,  4 / 256.f, 6 / 256.f,  4 / 256.f,  1 / 256.f,  4 / 256.f, 16 / 256.f, 24 / 256.f, 16 / 256.f,
    4 / 256.f,  6 / 256.f, 24 / 256.f, 36 / 256.f, 24 / 256.f, 6 / 256.f, 4 / 256.f,  16 / 256.f, 24 / 256.f,
    16 / 256.f, 4 / 256.f, 1 / 256.f,  4 / 256.f,  6 / 256.f,  4 / 256.f, 1 / 256.f};

__global__ void convolution(const float *in, float *out, int n) {
  int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
  if (x < 2 || y < 2 || x >= n - 2 || y >= n - 2)
    return;
  float sum = 0;
  for (int dy = -2; dy <= 2; ++dy)
    for (int dx = -2; dx <= 2; ++dx)
      sum += weights[(dy + 2) * 5 + dx + 2] * in[(y + dy) * n + x + dx];
  out[y * n + x] = sum;
}

extern "C" void launchConvolution(void *const *arrays) {
  convolution<<<dim3(ConvolutionSize / 32, ConvolutionSize / 8), dim3(32, 8)>>>(
      static_cast<const float *>(arrays[0]), static_cast<float *>(arrays[1]), ConvolutionSize);
}
