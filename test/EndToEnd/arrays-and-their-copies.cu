// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Copies to, from and between arrays: rows, bytes over the ends of rows, boxes; in streams or not; and their errors.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %run %t.O0
#include "check.h"
const int width = 6, height = 4;
typedef unsigned short Row[width];

#define FAILS(call, code)                                                                                    \
  EXPECT((call) == (code));                                                                                  \
  EXPECT(cudaGetLastError() == (code))

/// Element i of all rows.
static unsigned short &element(Row *rows, int i) { return rows[i / width][i % width]; }

void errors(cudaArray_t array, Row *rows) {
  cudaArray_t none = nullptr, level;
  cudaChannelFormatDesc three = cudaCreateChannelDesc(8, 8, 8, 0, cudaChannelFormatKindUnsigned), good;
  FAILS(cudaMallocArray(&none, &three, 4), cudaErrorInvalidChannelDescriptor);
  FAILS(cudaMallocArray(&none, nullptr, 4), cudaErrorInvalidValue);
  CUDA_OK(cudaGetChannelDesc(&good, array));
  FAILS(cudaMalloc3DArray(&none, &good, make_cudaExtent(4, 5, 6), cudaArrayCubemap), cudaErrorInvalidValue);
  FAILS(cudaMemcpy2DToArray(array, 2, 0, rows, sizeof(Row), sizeof(Row), 1, cudaMemcpyHostToDevice),
        cudaErrorInvalidValue);
  FAILS(cudaMemcpy2DToArray(array, 0, 0, rows, 4, sizeof(Row), 2, cudaMemcpyHostToDevice), cudaErrorInvalidPitchValue);
  FAILS(cudaMemcpyFromArray(rows, array, 0, 1, height * sizeof(Row), cudaMemcpyDeviceToHost), cudaErrorInvalidValue);
  FAILS(cudaMemcpy2DFromArray(rows, 12, none, 0, 0, 12, 1, cudaMemcpyDeviceToHost), cudaErrorInvalidResourceHandle);
  FAILS(cudaFreeArray((cudaArray_t)rows), cudaErrorInvalidResourceHandle);
  FAILS(cudaFreeMipmappedArray((cudaMipmappedArray_t)array), cudaErrorInvalidResourceHandle);
  FAILS(cudaGetMipmappedArrayLevel(&level, (cudaMipmappedArray_t)array, 0), cudaErrorInvalidResourceHandle);
  FAILS(cudaArrayGetPlane(&level, array, 0), cudaErrorInvalidValue);
  cudaMipmappedArray_t levels;
  CUDA_OK(cudaMallocMipmappedArray(&levels, &good, make_cudaExtent(8, 8, 0), 9));
  cudaArrayMemoryRequirements whole, first;
  CUDA_OK(cudaMipmappedArrayGetMemoryRequirements(&whole, levels, 0));
  CUDA_OK(cudaGetMipmappedArrayLevel(&level, levels, 3));
  FAILS(cudaGetMipmappedArrayLevel(&none, levels, 4), cudaErrorInvalidValue);
  FAILS(cudaFreeArray(level), cudaErrorInvalidResourceHandle);
  CUDA_OK(cudaGetMipmappedArrayLevel(&level, levels, 0));
  CUDA_OK(cudaArrayGetMemoryRequirements(&first, level, 0));
  EXPECT(first.size >= 8 * 8 * sizeof(short) && whole.size > first.size);
  CUDA_OK(cudaFreeMipmappedArray(levels));
}

int main() {
  Row rows[height], back[height];
  for (int i = 0; i < width * height; ++i)
    element(rows, i) = 500 + i;
  cudaArray_t a, b, c;
  cudaChannelFormatDesc format = cudaCreateChannelDesc<unsigned short>();
  CUDA_OK(cudaMallocArray(&a, &format, width, height));
  CUDA_OK(cudaMallocArray(&b, &format, width, height));
  CUDA_OK(cudaMallocArray(&c, &format, width + 1, height));
  cudaStream_t stream;
  CUDA_OK(cudaStreamCreate(&stream));

  // Bytes that begin and end within rows.
  CUDA_OK(cudaMemcpyToArray(a, 0, 0, rows, 8, cudaMemcpyHostToDevice));
  CUDA_OK(cudaMemcpyToArrayAsync(a, 8, 0, rows[0] + 4, sizeof(rows) - 8, cudaMemcpyHostToDevice, stream));
  CUDA_OK(cudaStreamSynchronize(stream));
  CUDA_OK(cudaMemcpyArrayToArray(c, 0, 0, a, 2, 0, sizeof(rows) - 2));
  CUDA_OK(cudaMemcpyFromArray(back, c, 0, 0, sizeof(rows) - 2, cudaMemcpyDeviceToHost));
  for (int i = 0; i < width * height - 1; ++i)
    EXPECT(element(back, i) == element(rows, i + 1));
  CUDA_OK(cudaMemcpyFromArrayAsync(back, a, 2, 1, 6, cudaMemcpyDeviceToHost, stream));
  CUDA_OK(cudaStreamSynchronize(stream));
  EXPECT(back[0][0] == rows[1][1] && back[0][2] == rows[1][3]);

  // Rows.
  CUDA_OK(cudaMemcpy2DToArray(b, 0, 0, rows, sizeof(Row), sizeof(Row), 1, cudaMemcpyHostToDevice));
  CUDA_OK(cudaMemcpy2DToArrayAsync(b, 0, 1, rows[1], sizeof(Row), sizeof(Row), 1, cudaMemcpyHostToDevice, stream));
  CUDA_OK(cudaStreamSynchronize(stream));
  CUDA_OK(cudaMemcpy2DArrayToArray(b, 0, 2, a, 0, 2, sizeof(Row), 2));
  CUDA_OK(cudaMemcpy2DFromArray(back, sizeof(Row), b, 0, 0, sizeof(Row), 2, cudaMemcpyDeviceToHost));
  CUDA_OK(cudaMemcpy2DFromArrayAsync(back[2], sizeof(Row), b, 0, 2, sizeof(Row), 2, cudaMemcpyDeviceToHost, stream));
  CUDA_OK(cudaStreamSynchronize(stream));
  for (int i = 0; i < width * height; ++i)
    EXPECT(element(back, i) == element(rows, i));

  // A box between two arrays, whose width counts elements.
  cudaMemcpy3DParms box = {};
  box.srcArray = a;
  box.dstArray = b;
  box.srcPos = make_cudaPos(1, 1, 0);
  box.dstPos = make_cudaPos(2, 2, 0);
  box.extent = make_cudaExtent(3, 2, 1);
  box.kind = cudaMemcpyDeviceToDevice;
  CUDA_OK(cudaMemcpy3DAsync(&box, stream));
  CUDA_OK(cudaStreamSynchronize(stream));
  CUDA_OK(cudaMemcpyFromArray(back, b, 0, 0, sizeof(rows), cudaMemcpyDeviceToHost));
  EXPECT(back[2][2] == rows[1][1] && back[3][4] == rows[2][3] && back[3][5] == rows[3][5]);
  errors(a, rows);
  for (cudaArray_t each : {a, b, c})
    CUDA_OK(cudaFreeArray(each));
  return finish();
}
