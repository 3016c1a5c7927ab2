// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The macros by which sources tell that nvcc compiles them, in the translator's parse only.
#ifndef LORCHA_CUDA_HOST_CONFIG_H
#define LORCHA_CUDA_HOST_CONFIG_H

#if defined(__CUDA__)
#ifndef __CUDACC__
#define __CUDACC__ 1
#endif
#ifndef __NVCC__
#define __NVCC__ 1
#endif
#include "lorcha/version.h"
#ifndef __CUDACC_EXTENDED_LAMBDA__
#define __CUDACC_EXTENDED_LAMBDA__ 1
#endif
#ifndef __CUDACC_RELAXED_CONSTEXPR__
#define __CUDACC_RELAXED_CONSTEXPR__ 1
#endif
#endif

#endif
