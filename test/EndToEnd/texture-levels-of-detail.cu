// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mipmapped arrays: levels by number and by gradient, between levels, in every kind of fetch.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
const int kinds = 12, levels = 4;

// Every element of a level holds the level's number times 10, so only the level that is read matters.
__global__ void fetch(float *out, const cudaTextureObject_t *from, float level) {
  float size = 1 << (int)level, x = 0.4f;
  float2 step = make_float2(size / 8, 0), none = make_float2(0, 0);
  float4 step3 = make_float4(size / 8, 0, 0, 0), none3 = make_float4(0, 0, 0, 0);
  out[0] = tex1DLod<float>(from[0], x, level);
  out[1] = tex2DLod<float>(from[1], x, x, level);
  out[2] = tex3DLod<float>(from[2], x, x, x, level);
  out[3] = texCubemapLod<float>(from[3], x, x, 1, level);
  out[4] = tex1DLayeredLod<float>(from[4], x, 1, level);
  out[5] = tex2DLayeredLod<float>(from[5], x, x, 1, level);
  out[6] = texCubemapLayeredLod<float>(from[6], x, x, 1, 1, level);
  out[7] = tex1DGrad<float>(from[0], x, step.x, 0);
  out[8] = tex2DGrad<float>(from[1], x, x, none, step);
  out[9] = tex3DGrad<float>(from[2], x, x, x, step3, none3);
  out[10] = tex1DLayeredGrad<float>(from[4], x, 1, 0, step.x);
  out[11] = tex2DLayeredGrad<float>(from[5], x, x, 1, step, none);
}

cudaTextureObject_t mipmaps(cudaExtent extent, unsigned flags, cudaTextureFilterMode between) {
  cudaMipmappedArray_t all;
  cudaChannelFormatDesc format = cudaCreateChannelDesc<float>();
  CUDA_OK(cudaMallocMipmappedArray(&all, &format, extent, levels, flags));
  for (unsigned level = 0; level < levels; ++level) {
    cudaMemcpy3DParms box = {};
    CUDA_OK(cudaGetMipmappedArrayLevel(&box.dstArray, all, level));
    CUDA_OK(cudaArrayGetInfo(&format, &extent, &flags, box.dstArray));
    EXPECT(extent.width == 8u >> level);
    extent.height += !extent.height;
    extent.depth += !extent.depth;
    float texels[8 * 8 * 12];
    for (float &texel : texels)
      texel = 10 * level;
    box.srcPtr = make_cudaPitchedPtr(texels, extent.width * sizeof(float), extent.width, extent.height);
    box.extent = extent;
    box.kind = cudaMemcpyHostToDevice;
    CUDA_OK(cudaMemcpy3D(&box));
  }
  cudaResourceDesc what = {};
  what.resType = cudaResourceTypeMipmappedArray;
  what.res.mipmap.mipmap = all;
  cudaTextureDesc how = {};
  how.normalizedCoords = true;
  how.mipmapFilterMode = between;
  how.maxMipmapLevelClamp = 2.75f;
  cudaTextureObject_t result;
  CUDA_OK(cudaCreateTextureObject(&result, &what, &how, nullptr));
  return result;
}

int main() {
  float *out = managed<float>(kinds);
  cudaTextureObject_t *from = managed<cudaTextureObject_t>(7);
  for (int between = 0; between < 2; ++between) {
    const cudaExtent extents[7] = {{8, 0, 0}, {8, 8, 0}, {8, 8, 8}, {8, 8, 6}, {8, 0, 2}, {8, 8, 2}, {8, 8, 12}};
    const unsigned flags[7] = {0, 0, 0, cudaArrayCubemap, cudaArrayLayered, cudaArrayLayered,
                               cudaArrayCubemap | cudaArrayLayered};
    for (int i = 0; i < 7; ++i)
      from[i] = mipmaps(extents[i], flags[i], (cudaTextureFilterMode)between);
    for (float level = 0; level < 4; level += 0.25f) {
      fetch<<<1, 1>>>(out, from, level);
      LAUNCH_OK();
      for (int i = 0; i < kinds; ++i) {
        float chosen = i < 7 ? level : std::floor(level); // the gradients are of whole levels
        chosen = chosen < 2.75f ? chosen : 2.75f;
        EXPECT(out[i] == 10 * (between ? chosen : std::floor(chosen + 0.5f)));
      }
    }
  }
  return finish();
}
