// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's attributes. In the translator's parse they are Clang's attributes; for plain host compilers they
// vanish.
#ifndef LORCHA_CUDA_HOST_DEFINES_H
#define LORCHA_CUDA_HOST_DEFINES_H

#if defined(__CUDA__)
#define __host__ __attribute__((host))
#define __device__ __attribute__((device))
#define __global__ __attribute__((global))
#define __shared__ __attribute__((shared))
#define __constant__ __attribute__((constant))
// Clang 19 knows __managed__ in HIP mode only.
#define __managed__ __attribute__((device)) __attribute__((annotate("lorcha_managed")))
#define __grid_constant__ __attribute__((annotate("lorcha_grid_constant")))
#define __launch_bounds__(...) __attribute__((launch_bounds(__VA_ARGS__)))
#else
#define __host__
#define __device__
#define __global__
#define __shared__
#define __constant__
#define __managed__
#define __grid_constant__
#define __launch_bounds__(...)
#endif

#ifndef __forceinline__
#define __forceinline__ __inline__ __attribute__((always_inline))
#endif
// `__noinline__` is left alone: Clang and GCC's libraries spell the attribute itself that way.
#define __align__(Bytes) __attribute__((aligned(Bytes)))
#define __builtin_align__(Bytes) __align__(Bytes)
#define __thread_local__ __thread
#define __device_builtin__
#define __device_builtin_texture_type__
#define __device_builtin_surface_type__
#define __cudart_builtin__
#define __specialization_static static
#define __import__
#define __export__
#define __location__(Where) __##Where##__
#define __maxnreg__(Count)
#define __cluster_dims__(...)
#define __block_size__(...)

#endif
