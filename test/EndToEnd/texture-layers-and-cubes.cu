// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Layered textures, cube maps and gathers: which element of which layer or face.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
const int size = 4, layers = 12;

__global__ void fetchLayers(int *out, cudaTextureObject_t flat, cudaTextureObject_t line) {
  int x = threadIdx.x, y = threadIdx.y, layer = blockIdx.x;
  int i = (layer * size + y) * size + x;
  out[i] = tex2DLayered<int>(flat, x + 0.5f, y + 0.5f, layer);
  tex1DLayered(out + layers * size * size + i, line, x + 0.5f, layer + (y == 0 ? 100 : 0));
}
// Towards the middle of each element of each face.
__global__ void fetchCubes(float *out, cudaTextureObject_t cubes, cudaTextureObject_t cube) {
  int face = blockIdx.x % 6;
  float s = (threadIdx.x + 0.5f) * 2 / size - 1, t = (threadIdx.y + 0.5f) * 2 / size - 1;
  float sign = face % 2 ? -1 : 1, x, y, z;
  if (face < 2)
    x = sign, y = -t, z = -sign * s;
  else if (face < 4)
    x = s, y = sign, z = sign * t;
  else
    x = sign * s, y = -t, z = sign;
  int i = (blockIdx.x * size + threadIdx.y) * size + threadIdx.x;
  out[i] = texCubemapLayered<float>(cubes, 3 * x, 3 * y, 3 * z, blockIdx.x / 6);
  if (blockIdx.x < 6)
    if (texCubemap<float>(cube, x, y, z) != out[i])
      out[layers * size * size] = 1;
}
__global__ void gather(float4 *out, cudaTextureObject_t cells) { *out = tex2Dgather<float4>(cells, 2.0f, 1.0f, 1); }

template <class T> cudaTextureObject_t textureOf(const T *from, int height, int depth, unsigned flags) {
  cudaArray_t array;
  cudaChannelFormatDesc format = cudaCreateChannelDesc<T>();
  cudaMemcpy3DParms box = {};
  CUDA_OK(cudaMalloc3DArray(&array, &format, make_cudaExtent(size, height, depth), flags));
  box.dstArray = array;
  box.srcPtr = make_cudaPitchedPtr(const_cast<T *>(from), size * sizeof(T), size, height ? height : 1);
  box.extent = make_cudaExtent(size, height ? height : 1, depth ? depth : 1);
  box.kind = cudaMemcpyHostToDevice;
  CUDA_OK(cudaMemcpy3D(&box));
  cudaResourceDesc what = {};
  what.res.array.array = array;
  cudaTextureDesc how = {};
  how.addressMode[0] = how.addressMode[1] = cudaAddressModeClamp;
  cudaTextureObject_t result;
  CUDA_OK(cudaCreateTextureObject(&result, &what, &how, nullptr));
  return result;
}

int main() {
  const int count = layers * size * size;
  int numbers[count], *out = managed<int>(2 * count);
  float floats[count], *outFloats = managed<float>(count + 1);
  float2 pairs[size * size];
  for (int i = 0; i < count; ++i)
    numbers[i] = floats[i] = 1000 + i;
  for (int i = 0; i < size * size; ++i)
    pairs[i] = make_float2(i, 100 + i);
  fetchLayers<<<layers, dim3(size, size)>>>(out, textureOf(numbers, size, layers, cudaArrayLayered),
                                            textureOf(numbers, 0, layers, cudaArrayLayered));
  fetchCubes<<<layers, dim3(size, size)>>>(
      outFloats, textureOf(floats, size, layers, cudaArrayCubemap | cudaArrayLayered),
      textureOf(floats, size, 6, cudaArrayCubemap));
  LAUNCH_OK();
  for (int i = 0; i < count; ++i) {
    int x = i % size, y = i / size % size, layer = i / size / size;
    EXPECT(out[i] == numbers[i]);
    EXPECT(out[count + i] == numbers[(y == 0 ? layers - 1 : layer) * size + x]);
    EXPECT(outFloats[i] == floats[i]);
  }
  EXPECT(outFloats[count] == 0);
  float4 *corners = managed<float4>(1);
  gather<<<1, 1>>>(corners, textureOf(pairs, size, 0, cudaArrayTextureGather));
  LAUNCH_OK();
  EXPECT(corners->x == 105 && corners->y == 106 && corners->z == 102 && corners->w == 101);
  return finish();
}
