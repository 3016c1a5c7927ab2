// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// References that are found by their symbols and bound through the API's C functions; a reference with mipmaps.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
texture<float, cudaTextureType2D> layered;
texture<int, 1> numbers;
surface<void, 2> canvas;

__global__ void read(float *out, int *ints) {
  out[threadIdx.x] = tex2DLod(layered, 0.0f, 0.0f, (float)threadIdx.x);
  ints[threadIdx.x] = tex1Dfetch(numbers, threadIdx.x);
  surf2Dwrite(-1.0f, canvas, 0, 0);
}

int main() {
  float *out = managed<float>(3);
  int *ints = managed<int>(3), *table = managed<int>(3);
  cudaMipmappedArray_t levels;
  cudaChannelFormatDesc format = cudaCreateChannelDesc<float>(), whole = cudaCreateChannelDesc<int>();
  CUDA_OK(cudaMallocMipmappedArray(&levels, &format, make_cudaExtent(4, 4, 0), 3));
  cudaArray_t first;
  for (unsigned level = 0; level < 3; ++level) {
    cudaArray_t array;
    CUDA_OK(cudaGetMipmappedArrayLevel(&array, levels, level));
    float value = level + 0.5f;
    CUDA_OK(cudaMemcpyToArray(array, 0, 0, &value, sizeof(value), cudaMemcpyHostToDevice));
    first = level ? first : array;
    table[level] = 7 * level;
  }
  layered.maxMipmapLevelClamp = 2;
  CUDA_OK(cudaBindTextureToMipmappedArray(layered, levels));
  const textureReference *found;
  CUDA_OK(cudaGetTextureReference(&found, numbers));
  CUDA_OK(cudaBindTexture(nullptr, found, table, &whole, 3 * sizeof(int)));
  const surfaceReference *surfaces;
  CUDA_OK(cudaGetSurfaceReference(&surfaces, &canvas));
  CUDA_OK(cudaBindSurfaceToArray(surfaces, first, &format));
  EXPECT(cudaBindSurfaceToArray(surfaces, first, &whole) == cudaErrorInvalidValue);
  EXPECT(cudaGetLastError() == cudaErrorInvalidValue);
  read<<<1, 3>>>(out, ints);
  LAUNCH_OK();
  for (int i = 0; i < 3; ++i) {
    EXPECT(out[i] == (i == 0 && out[i] == -1 ? -1 : i + 0.5f)); // the write may come before the read
    EXPECT(ints[i] == 7 * i);
  }
  float value = 0;
  CUDA_OK(cudaMemcpyFromArray(&value, first, 0, 0, sizeof(value), cudaMemcpyDeviceToHost));
  EXPECT(value == -1);
  return finish();
}
