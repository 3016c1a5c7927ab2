// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sizes.h"
#include <cuda_runtime.h>

__global__ void mandelbrot(int *counts, int n) {
  int column = blockIdx.x * blockDim.x + threadIdx.x, row = blockIdx.y * blockDim.y + threadIdx.y;
  float cx = -2.0f + 3.0f * column / n, cy = -1.5f + 3.0f * row / n;
  float x = 0, y = 0;
  int count = 0;
  while (count < MandelbrotLimit && x * x + y * y < 4.0f) {
    float next = x * x - y * y + cx;
    y = 2 * x * y + cy;
    x = next;
    ++count;
  }
  counts[row * n + column] = count;
}

extern "C" void launchMandelbrot(void *const *arrays) {
  mandelbrot<<<dim3(MandelbrotSize / 32, MandelbrotSize / 8), dim3(32, 8)>>>(static_cast<int *>(arrays[0]),
                                                                             MandelbrotSize);
}
