// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Linear filtering in one, two and three dimensions, weights of 8 bits; 8-bit elements as numbers in [0, 1].
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
const int width = 6, height = 4, depth = 3, count = 500;

__global__ void fetch(float *out, float2 *pairs, cudaTextureObject_t volume, cudaTextureObject_t bytes) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= count)
    return;
  float x = i * 0.013f, y = i * 0.0091f, z = i * 0.007f;
  out[i] = tex3D<float>(volume, x, y, z);
  pairs[i] = tex1D<float2>(bytes, x);
}

float texel(int x, int y, int z) {
  auto inside = [](int i, int n) { return i < 0 ? 0 : i >= n ? n - 1 : i; };
  return inside(x, width) + 10 * inside(y, height) + 100 * inside(z, depth);
}
float weight(float x) { return std::floor((x - std::floor(x)) * 256 + 0.5f) / 256; }

int main() {
  float texels[depth][height][width];
  unsigned char pairs[width][2];
  for (int i = 0; i < width * height * depth; ++i)
    texels[0][0][i] = texel(i % width, i / width % height, i / width / height);
  for (int i = 0; i < width; ++i)
    pairs[i][0] = 40 * i, pairs[i][1] = 255 - 50 * i;
  cudaChannelFormatDesc floats = cudaCreateChannelDesc<float>(), bytes = cudaCreateChannelDesc<uchar2>();
  cudaArray_t volume, line;
  EXPECT(cudaMalloc3DArray(&volume, &floats, make_cudaExtent(width, height, depth)) == cudaSuccess);
  EXPECT(cudaMallocArray(&line, &bytes, width) == cudaSuccess);
  cudaMemcpy3DParms box = {};
  box.srcPtr = make_cudaPitchedPtr(texels, width * sizeof(float), width, height);
  box.dstArray = volume;
  box.extent = make_cudaExtent(width, height, depth);
  box.kind = cudaMemcpyHostToDevice;
  EXPECT(cudaMemcpy3D(&box) == cudaSuccess);
  EXPECT(cudaMemcpyToArray(line, 0, 0, pairs, sizeof(pairs), cudaMemcpyHostToDevice) == cudaSuccess);
  cudaResourceDesc what = {};
  what.res.array.array = volume;
  cudaTextureDesc how = {};
  how.addressMode[0] = how.addressMode[1] = how.addressMode[2] = cudaAddressModeClamp;
  how.filterMode = cudaFilterModeLinear;
  cudaTextureObject_t textures[2];
  EXPECT(cudaCreateTextureObject(&textures[0], &what, &how, nullptr) == cudaSuccess);
  what.res.array.array = line;
  EXPECT(cudaCreateTextureObject(&textures[1], &what, &how, nullptr) == cudaErrorInvalidFilterSetting);
  EXPECT(cudaGetLastError() == cudaErrorInvalidFilterSetting);
  how.readMode = cudaReadModeNormalizedFloat;
  EXPECT(cudaCreateTextureObject(&textures[1], &what, &how, nullptr) == cudaSuccess);
  float *out = managed<float>(count);
  float2 *outPairs = managed<float2>(count);
  fetch<<<4, 128>>>(out, outPairs, textures[0], textures[1]);
  LAUNCH_OK();
  for (int i = 0; i < count; ++i) {
    volatile float x = i * 0.013f, y = i * 0.0091f, z = i * 0.007f; // rounded before the half is taken off
    float at[3] = {x - 0.5f, y - 0.5f, z - 0.5f}, sum = 0;
    for (int corner = 0; corner < 8; ++corner) {
      float part = 1;
      for (int axis = 0; axis < 3; ++axis)
        part *= corner >> axis & 1 ? weight(at[axis]) : 1 - weight(at[axis]);
      sum += part * texel((int)std::floor(at[0]) + (corner & 1), (int)std::floor(at[1]) + (corner >> 1 & 1),
                          (int)std::floor(at[2]) + (corner >> 2 & 1));
    }
    EXPECT(std::fabs(out[i] - sum) < 1e-3f);
    int low = (int)std::floor(at[0]), first = low < 0 ? 0 : low, second = low + 1 < width ? low + 1 : width - 1;
    float part = weight(at[0]);
    EXPECT(std::fabs(outPairs[i].x * 255 - ((1 - part) * pairs[first][0] + part * pairs[second][0])) < 1e-3f);
    EXPECT(std::fabs(outPairs[i].y * 255 - ((1 - part) * pairs[first][1] + part * pairs[second][1])) < 1e-3f);
  }
  return finish();
}
