// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Unfiltered fetches of a 2D array: every address mode, coordinates in elements and in [0, 1).
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
const int width = 5, height = 3, steps = 64;

__global__ void fetch(float *out, cudaTextureObject_t tex, float scaleX, float scaleY) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < steps * steps)
    out[i] = tex2D<float>(tex, (i % steps - 20) * 0.25f * scaleX, (i / steps - 20) * 0.25f * scaleY);
}

// The element at a place, by the definitions of the address modes; -1 is the border.
int place(float x, int size, cudaTextureAddressMode mode, bool unit) {
  int i = (int)std::floor(x);
  if (mode == cudaAddressModeBorder)
    return i < 0 || i >= size ? -1 : i;
  if (mode == cudaAddressModeWrap && unit)
    return ((i % size) + size) % size;
  if (mode == cudaAddressModeMirror && unit) {
    int turn = (int)std::floor((float)i / size);
    int rest = i - turn * size;
    return turn % 2 ? size - 1 - rest : rest;
  }
  return i < 0 ? 0 : i >= size ? size - 1 : i;
}

int main() {
  float texels[height][width];
  for (int i = 0; i < width * height; ++i)
    texels[i / width][i % width] = i + 1;
  cudaArray_t array;
  cudaChannelFormatDesc format = cudaCreateChannelDesc<float>();
  EXPECT(cudaMallocArray(&array, &format, width, height) == cudaSuccess);
  EXPECT(cudaMemcpy2DToArray(array, 0, 0, texels, sizeof(texels[0]), sizeof(texels[0]), height,
                             cudaMemcpyHostToDevice) == cudaSuccess);
  cudaResourceDesc what = {};
  what.resType = cudaResourceTypeArray;
  what.res.array.array = array;
  float *out = managed<float>(steps * steps);
  for (int mode = 0; mode < 8; ++mode) {
    cudaTextureDesc how = {};
    how.addressMode[0] = how.addressMode[1] = (cudaTextureAddressMode)(mode / 2);
    how.normalizedCoords = mode % 2;
    how.borderColor[0] = -7;
    cudaTextureObject_t tex;
    EXPECT(cudaCreateTextureObject(&tex, &what, &how, nullptr) == cudaSuccess);
    float scaleX = mode % 2 ? 1.0f / width : 1, scaleY = mode % 2 ? 1.0f / height : 1;
    fetch<<<steps, steps>>>(out, tex, scaleX, scaleY);
    LAUNCH_OK();
    for (int i = 0; i < steps * steps; ++i) {
      float x = (i % steps - 20) * 0.25f, y = (i / steps - 20) * 0.25f;
      if (mode % 2 && (x == std::floor(x) || y == std::floor(y)))
        continue; // on an edge, rounding decides
      int column = place(x, width, how.addressMode[0], mode % 2), row = place(y, height, how.addressMode[1], mode % 2);
      EXPECT(out[i] == (column < 0 || row < 0 ? -7 : texels[row][column]));
    }
    EXPECT(cudaDestroyTextureObject(tex) == cudaSuccess);
    EXPECT(cudaDestroyTextureObject(tex) == cudaErrorInvalidResourceHandle);
    EXPECT(cudaGetLastError() == cudaErrorInvalidResourceHandle);
  }
  EXPECT(cudaFreeArray(array) == cudaSuccess);
  return finish();
}
