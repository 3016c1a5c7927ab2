// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What texture and surface objects say about themselves; textures of plain memory, of rows, and of a part of an array.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"

__global__ void fetch(float *out, cudaTextureObject_t halves, cudaTextureObject_t rows, cudaTextureObject_t layer) {
  int i = threadIdx.x;
  out[i] = tex1Dfetch<float>(halves, i);
  out[8 + i] = tex2D<float>(rows, 1.0f, i / 8.0f);
  out[16 + i] = tex1DLayered<uchar4>(layer, i, 0).y;
}

int main() {
  // 1, -2, 0.5, 65504, 2^-24, 0 as halves
  const unsigned short bits[8] = {0x3c00, 0xc000, 0x3800, 0x7bff, 0x0001, 0, 0x3c00, 0x3c00};
  const float values[8] = {1, -2, 0.5f, 65504, 1.0f / (1 << 24), 0, 0, 0};
  unsigned short *halves = managed<unsigned short>(8);
  for (int i = 0; i < 8; ++i)
    halves[i] = bits[i];
  float *memory, *out = managed<float>(24), host[8][2];
  size_t pitch, most;
  CUDA_OK(cudaMallocPitch(&memory, &pitch, sizeof(host[0]), 8));
  for (int i = 0; i < 16; ++i)
    host[i / 2][i % 2] = i;
  CUDA_OK(cudaMemcpy2D(memory, pitch, host, sizeof(host[0]), sizeof(host[0]), 8, cudaMemcpyHostToDevice));

  cudaResourceDesc what = {}, told;
  cudaTextureDesc how = {}, toldHow;
  cudaResourceViewDesc part = {}, toldPart;
  cudaTextureObject_t textures[3];
  what.resType = cudaResourceTypeLinear;
  what.res.linear.devPtr = halves;
  what.res.linear.desc = cudaCreateChannelDesc(16, 0, 0, 0, cudaChannelFormatKindFloat);
  what.res.linear.sizeInBytes = 6 * sizeof(short);
  CUDA_OK(cudaDeviceGetTexture1DLinearMaxWidth(&most, &what.res.linear.desc, 0));
  EXPECT(most >= 1 << 27);
  CUDA_OK(cudaCreateTextureObject(&textures[0], &what, &how, nullptr));
  what.resType = cudaResourceTypePitch2D;
  what.res.pitch2D = {memory, cudaCreateChannelDesc<float>(), 2, 8, pitch};
  how.normalizedCoords = 1;
  how.addressMode[0] = cudaAddressModeBorder;
  how.borderColor[0] = 3;
  CUDA_OK(cudaCreateTextureObject(&textures[1], &what, &how, nullptr));
  // The second layer of an array of ints, as bytes.
  int texels[3][8] = {{}, {0x0100, 0x0200, 0x0300, 0x0400, 0x0500, 0x0600, 0x0700, 0x0800}, {}};
  what.resType = cudaResourceTypeArray;
  cudaChannelFormatDesc format = cudaCreateChannelDesc<int>();
  CUDA_OK(cudaMalloc3DArray(&what.res.array.array, &format, make_cudaExtent(8, 0, 3),
                            cudaArrayLayered | cudaArraySurfaceLoadStore));
  cudaMemcpy3DParms in = {};
  in.dstArray = what.res.array.array;
  in.srcPtr = make_cudaPitchedPtr(texels, sizeof(texels[0]), 8, 1);
  in.extent = make_cudaExtent(8, 1, 3);
  in.kind = cudaMemcpyHostToDevice;
  CUDA_OK(cudaMemcpy3D(&in));
  part.format = cudaResViewFormatUnsignedChar4;
  part.width = 8;
  part.firstLayer = part.lastLayer = 1;
  how.normalizedCoords = 0;
  CUDA_OK(cudaCreateTextureObject(&textures[2], &what, &how, &part));
  fetch<<<1, 8>>>(out, textures[0], textures[1], textures[2]);
  LAUNCH_OK();
  for (int i = 0; i < 8; ++i) {
    EXPECT(out[i] == values[i]);
    EXPECT(out[8 + i] == 3); // beyond the right edge
    EXPECT(out[16 + i] == i + 1);
  }
  CUDA_OK(cudaGetTextureObjectResourceDesc(&told, textures[2]));
  CUDA_OK(cudaGetTextureObjectTextureDesc(&toldHow, textures[1]));
  CUDA_OK(cudaGetTextureObjectResourceViewDesc(&toldPart, textures[2]));
  EXPECT(told.resType == cudaResourceTypeArray && told.res.array.array == what.res.array.array);
  EXPECT(toldHow.borderColor[0] == 3 && toldHow.normalizedCoords == 1 && toldPart.firstLayer == 1);
  cudaSurfaceObject_t surface;
  CUDA_OK(cudaCreateSurfaceObject(&surface, &what));
  CUDA_OK(cudaGetSurfaceObjectResourceDesc(&told, surface));
  EXPECT(told.res.array.array == what.res.array.array);
  EXPECT(cudaGetTextureObjectResourceDesc(&told, surface) == cudaErrorInvalidResourceHandle);
  return finish();
}
