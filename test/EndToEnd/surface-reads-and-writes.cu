// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Surfaces of every kind: elements written and read back, and the modes for places outside.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
const int size = 4;
struct Surfaces {
  cudaSurfaceObject_t line, plane, volume, lines, planes, cube, cubes;
};

__global__ void write(Surfaces to) {
  int x = threadIdx.x, y = threadIdx.y, z = blockIdx.x, bytes = x * sizeof(int), value = x + 10 * y + 100 * z;
  surf1Dwrite(value, to.line, bytes);
  surf2Dwrite(value, to.plane, bytes, y);
  surf3Dwrite(value, to.volume, bytes, y, z, cudaBoundaryModeZero);
  surf1DLayeredwrite(value, to.lines, bytes, z, cudaBoundaryModeZero);
  surf2DLayeredwrite(value, to.planes, bytes, y, z, cudaBoundaryModeZero);
  surfCubemapwrite(value, to.cube, bytes, y, z, cudaBoundaryModeZero);
  surfCubemapLayeredwrite(value, to.cubes, bytes, y, z);
}
__global__ void read(int *out, Surfaces from, int dx, cudaSurfaceBoundaryMode mode) {
  int x = (threadIdx.x + dx) * sizeof(int), y = threadIdx.y, z = blockIdx.x;
  out += 7 * ((z * size + y) * size + threadIdx.x);
  out[0] = surf1Dread<int>(from.line, x, mode);
  out[1] = surf2Dread<int>(from.plane, x, y, mode);
  surf3Dread(out + 2, from.volume, x, y, z, mode);
  out[3] = surf1DLayeredread<int>(from.lines, x, z, mode);
  out[4] = surf2DLayeredread<int>(from.planes, x, y, z, mode);
  out[5] = surfCubemapread<int>(from.cube, x, y, z, mode);
  out[6] = surfCubemapLayeredread<int>(from.cubes, x, y, z, mode);
}

cudaSurfaceObject_t surfaceOf(int height, int depth, unsigned flags) {
  cudaResourceDesc what = {};
  cudaChannelFormatDesc format = cudaCreateChannelDesc<int>();
  CUDA_OK(cudaMalloc3DArray(&what.res.array.array, &format, make_cudaExtent(size, height, depth),
                            flags | cudaArraySurfaceLoadStore));
  cudaSurfaceObject_t result;
  CUDA_OK(cudaCreateSurfaceObject(&result, &what));
  return result;
}

int main() {
  Surfaces all = {surfaceOf(0, 0, 0),
                  surfaceOf(size, 0, 0),
                  surfaceOf(size, 6, 0),
                  surfaceOf(0, 6, cudaArrayLayered),
                  surfaceOf(size, 6, cudaArrayLayered),
                  surfaceOf(size, 6, cudaArrayCubemap),
                  surfaceOf(size, 12, cudaArrayCubemap | cudaArrayLayered)};
  int *out = managed<int>(7 * 12 * size * size);
  write<<<12, dim3(size, size)>>>(all);
  write<<<1, dim3(size, size)>>>(all); // slice 0 is the last to write what has no slices
  LAUNCH_OK();
  for (int dx = 0; dx <= 2; dx += 2)
    for (int mode = 0; mode < (dx ? 2 : 3); ++mode) {
      read<<<6, dim3(size, size)>>>(out, all, dx, (cudaSurfaceBoundaryMode)mode);
      LAUNCH_OK();
      for (int i = 0; i < 6 * size * size; ++i) {
        int x = i % size + dx, y = i / size % size, z = i / size / size, *got = out + 7 * i;
        bool isOutside = x >= size && mode == cudaBoundaryModeZero;
        x = x < size ? x : size - 1;
        EXPECT(got[0] % 10 == (isOutside ? 0 : x));
        EXPECT(got[1] == (isOutside ? 0 : x + 10 * y));
        for (int kind : {2, 4, 5, 6})
          EXPECT(got[kind] == (isOutside ? 0 : x + 10 * y + 100 * z));
        EXPECT(got[3] % 10 == (isOutside ? 0 : x) && got[3] / 100 == (isOutside ? 0 : z));
      }
    }
  EXPECT(cudaDestroySurfaceObject(all.plane) == cudaSuccess);
  return finish();
}
