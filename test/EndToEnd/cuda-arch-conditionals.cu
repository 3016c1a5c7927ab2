// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// __CUDA_ARCH__ is defined in device code only, with the value that -arch gave.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 -arch=sm_75 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 -arch=sm_75 && %run %t.O2
#include "check.h"
__host__ __device__ int side() {
#ifdef __CUDA_ARCH__
  return __CUDA_ARCH__;
#else
  return -1;
#endif
}

#if defined(__CUDA_ARCH__) && __CUDA_ARCH__ < 600
__device__ int feature() { return 1; }
#else
__device__ int feature() { return 2; }
#endif

#if __CUDA_ARCH__ >= 700
template <class T> __device__ T onDeviceOnly(T value) { return value + __CUDA_ARCH__; }
__device__ int lane() { return threadIdx.x; }
#endif

// The host's pass reads stand-ins of which it makes nothing.
template <class T> __device__ T converted(int value) { return T(value) / 2; }
#if __CUDA_ARCH__ >= 600
__device__ int scale = 3;
template <> __device__ double converted(int value) { return value * scale; }
namespace inner {
__global__ void store(double *out) { *out = converted<double>(__CUDA_ARCH__); }
} // namespace inner
#else
__device__ int scale = 3;
template <> __device__ double converted(int value) { return 0; }
namespace inner {
__global__ void store(double *out) {}
} // namespace inner
#endif

__global__ void run(int *out) {
  out[0] = side();
  out[1] = feature();
#if __CUDA_ARCH__ >= 700
  out[2] = onDeviceOnly(lane() + 7);
#else
  out[2] = 6;
#endif
}

int main() {
  int *out = managed<int>(3);
  run<<<1, 1>>>(out);
  LAUNCH_OK();
  EXPECT(side() == -1);
  EXPECT(out[0] == 750);
  EXPECT(out[1] == 2);
  EXPECT(out[2] == 757);
  double *stored = managed<double>(1);
  inner::store<<<1, 1>>>(stored);
  LAUNCH_OK();
  EXPECT(*stored == 2250);
  const int four = 4;
  CUDA_OK(cudaMemcpyToSymbol(scale, &four, sizeof(four)));
  inner::store<<<1, 1>>>(stored);
  LAUNCH_OK();
  EXPECT(*stored == 3000);
  return finish();
}
