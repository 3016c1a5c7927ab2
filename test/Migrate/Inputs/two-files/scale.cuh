#pragma once
// A header with all kinds of device code, which two units read.
#include <cuda_runtime.h>

__constant__ float offsets[4];

__device__ inline float scaled(float value, float factor) { return value * factor + offsets[threadIdx.x % 4]; }

template <class T> __global__ void scale(T *data, int n, T factor) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    data[i] = scaled(data[i], factor);
}

#ifdef SECOND
__device__ inline int onlySecond(int v) { return v + threadIdx.x; }
#endif

#define CHECK(call)                                                                                                    \
  do {                                                                                                                 \
    if ((call) != cudaSuccess)                                                                                         \
      return 1;                                                                                                        \
  } while (0)
