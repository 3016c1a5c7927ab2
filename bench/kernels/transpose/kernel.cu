// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sizes.h"
#include <cuda_runtime.h>

__global__ void transpose(const float *in, float *out, int n) {
  __shared__ float tile[16][17];
  int x = blockIdx.x * 16 + threadIdx.x, y = blockIdx.y * 16 + threadIdx.y;
  tile[threadIdx.y][threadIdx.x] = in[y * n + x];
  __syncthreads();
  x = blockIdx.y * 16 + threadIdx.x;
  y = blockIdx.x * 16 + threadIdx.y;
  out[y * n + x] = tile[threadIdx.x][threadIdx.y];
}

extern "C" void launchTranspose(void *const *arrays) {
  transpose<<<dim3(TransposeSize / 16, TransposeSize / 16), dim3(16, 16)>>>(
      static_cast<const float *>(arrays[0]), static_cast<float *>(arrays[1]), TransposeSize);
}
