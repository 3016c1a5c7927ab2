// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A transposition through a padded two-dimensional shared array.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#define TILE 16

__global__ void transpose(const float *in, float *out, int width, int height) {
  __shared__ float tile[TILE][TILE + 1];
  int x = blockIdx.x * TILE + threadIdx.x, y = blockIdx.y * TILE + threadIdx.y;
  if (x < width && y < height)
    tile[threadIdx.y][threadIdx.x] = in[y * width + x];
  __syncthreads();
  x = blockIdx.y * TILE + threadIdx.x;
  y = blockIdx.x * TILE + threadIdx.y;
  if (x < height && y < width)
    out[y * height + x] = tile[threadIdx.x][threadIdx.y];
}

int main() {
  const int width = 50, height = 37;
  float *in = managed<float>(width * height), *out = managed<float>(width * height);
  for (int i = 0; i < width * height; ++i)
    in[i] = i * 0.25f;
  transpose<<<dim3((width + TILE - 1) / TILE, (height + TILE - 1) / TILE), dim3(TILE, TILE)>>>(in, out, width, height);
  LAUNCH_OK();
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      EXPECT(out[x * height + y] == in[y * width + x]);
  return finish();
}
