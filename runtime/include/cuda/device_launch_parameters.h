// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The built-in variables of device code, for the translator's parse. Plain host compilers get none.
#ifndef LORCHA_CUDA_DEVICE_LAUNCH_PARAMETERS_H
#define LORCHA_CUDA_DEVICE_LAUNCH_PARAMETERS_H

#include "vector_types.h"

#if defined(__CUDA__)
extern const __device__ uint3 threadIdx;
extern const __device__ uint3 blockIdx;
extern const __device__ dim3 blockDim;
extern const __device__ dim3 gridDim;
extern const __device__ int warpSize;
#endif

#endif
