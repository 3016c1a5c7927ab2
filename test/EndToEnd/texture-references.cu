// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Texture references of old: bound to plain memory, to rows at a pitch and to an array; bound again; surfaces.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
texture<int4> records;
texture<unsigned char, cudaTextureType2D, cudaReadModeNormalizedFloat> image;
static texture<float, 2, cudaReadModeElementType> grid;
surface<void, cudaSurfaceType2D> canvas;

__global__ void readAll(int4 *out, float *shades, float *cells) {
  int i = threadIdx.x;
  out[i] = tex1Dfetch(records, i);
  shades[i] = tex2D(image, i % 8, i / 8);
  cells[i] = tex2D(grid, (i % 8 + 0.5f) / 8, (i / 8 + 0.5f) / 4);
}
__global__ void paint() {
  int x = threadIdx.x, y = threadIdx.y;
  float old = surf2Dread<float>(canvas, x * sizeof(float), y);
  surf2Dwrite(old * 2, canvas, x * sizeof(float), y);
}

int main() {
  int4 *table = managed<int4>(32), *out = managed<int4>(40);
  float *shades = managed<float>(40), *cells = managed<float>(40);
  unsigned char *pixels;
  size_t pitch, offset = 1;
  EXPECT(cudaMallocPitch(&pixels, &pitch, 8, 4) == cudaSuccess);
  unsigned char host[32];
  float numbers[32];
  for (int i = 0; i < 32; ++i)
    table[i] = make_int4(i, -i, 2 * i, 7), host[i] = 8 * i, numbers[i] = 100 + i;
  EXPECT(cudaMemcpy2D(pixels, pitch, host, 8, 8, 4, cudaMemcpyHostToDevice) == cudaSuccess);
  cudaArray *array;
  EXPECT(cudaMallocArray(&array, &grid.channelDesc, 8, 4, cudaArraySurfaceLoadStore) == cudaSuccess);
  EXPECT(cudaMemcpyToArray(array, 0, 0, numbers, sizeof(numbers), cudaMemcpyHostToDevice) == cudaSuccess);
  EXPECT(cudaGetTextureAlignmentOffset(&offset, records) == cudaErrorInvalidTextureBinding);
  EXPECT(cudaGetLastError() == cudaErrorInvalidTextureBinding);
  EXPECT(cudaBindTexture(&offset, records, table, 32 * sizeof(int4)) == cudaSuccess && offset == 0);
  EXPECT(cudaBindTexture2D(nullptr, image, pixels, image.channelDesc, 8, 4, pitch) == cudaSuccess);
  grid.normalized = true;
  grid.addressMode[0] = grid.addressMode[1] = cudaAddressModeWrap;
  EXPECT(cudaBindTextureToArray(grid, array) == cudaSuccess);
  EXPECT(cudaBindSurfaceToArray(canvas, array) == cudaSuccess);
  for (int round = 1; round <= 2; ++round) {
    readAll<<<1, 40>>>(out, shades, cells);
    LAUNCH_OK();
    for (int i = 0; i < 40; ++i) { // past the end: zero, clamped, wrapped
      EXPECT(out[i].x == (i < 32 ? i : 0) && out[i].z == (i < 32 ? 2 * i : 0) && out[i].w == (i < 32 ? 7 : 0));
      EXPECT(std::fabs(shades[i] - host[i < 32 ? i : 24 + i % 8] / 255.0f) < 1e-6f);
      EXPECT(cells[i] == round * numbers[i % 32]);
    }
    paint<<<1, dim3(8, 4)>>>();
    LAUNCH_OK();
  }
  EXPECT(cudaUnbindTexture(records) == cudaSuccess);
  EXPECT(cudaGetTextureAlignmentOffset(&offset, records) == cudaErrorInvalidTextureBinding);
  return finish();
}
