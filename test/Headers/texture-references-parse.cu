// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Texture references and objects parse, so that their use can be diagnosed.
// RUN: %clangxx -std=c++17 -x cuda --cuda-host-only --cuda-path=/nonexistent -nocudainc -nocudalib -isystem %include/cuda \
// RUN:   -include cuda_runtime.h -Wall -Wno-unused -Werror -fsyntax-only %s
texture<float, 1, cudaReadModeElementType> Line;
texture<uchar4, cudaTextureType2D, cudaReadModeNormalizedFloat> Picture;
surface<void, 2> Canvas;

__global__ void fetch(float *Out, cudaTextureObject_t Object, cudaSurfaceObject_t Target) {
  Out[0] = tex1Dfetch(Line, 3) + tex2D(Picture, 0.5f, 0.5f).x + tex2D<float>(Object, 1.f, 2.f);
  float4 Texel;
  tex3D(&Texel, Object, 1.f, 2.f, 3.f);
  surf2Dwrite(Texel, Target, 16, 0);
  surf2Dwrite(1.0f, Canvas, 4, 0, cudaBoundaryModeZero);
}

void bind(float *Data, cudaArray_t Array) {
  Line.addressMode[0] = cudaAddressModeWrap;
  Picture.normalized = true;
  cudaBindTexture(0, Line, Data, 64);
  cudaChannelFormatDesc Format = cudaCreateChannelDesc<uchar4>();
  cudaBindTextureToArray(Picture, Array, Format);
  cudaUnbindTexture(Line);
}
