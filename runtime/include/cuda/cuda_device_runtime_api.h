// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The runtime API for device code: functions that kernels may call, too. Each is declared a second time, for
// the device. Kernels that a kernel launches have ended when the launch returns, so there is nothing to wait
// for.
#ifndef LORCHA_CUDA_DEVICE_RUNTIME_API_H
#define LORCHA_CUDA_DEVICE_RUNTIME_API_H
#include "lorcha/own_letters.h"

#include "cuda_runtime_api.h"

#if defined(__CUDA__) && defined(__cplusplus) && !defined(LORCHA_EDITOR) // see cuda_runtime.h
extern "C" {
__device__ cudaError_t cudaDeviceSynchronize();
__device__ cudaError_t cudaGetLastError();
__device__ cudaError_t cudaPeekAtLastError();
__device__ const char *cudaGetErrorString(cudaError_t error);
__device__ const char *cudaGetErrorName(cudaError_t error);
__device__ cudaError_t cudaGetDevice(int *device);
__device__ cudaError_t cudaGetDeviceCount(int *count);
__device__ cudaError_t cudaDeviceGetAttribute(int *value, enum cudaDeviceAttr attr, int device);
__device__ cudaError_t cudaStreamCreateWithFlags(cudaStream_t *pStream, unsigned int flags);
__device__ cudaError_t cudaStreamDestroy(cudaStream_t stream);
__device__ cudaError_t cudaMalloc(void **devPtr, size_t size);
__device__ cudaError_t cudaFree(void *devPtr);
__device__ cudaError_t cudaMemcpyAsync(void *dst, const void *src, size_t count, enum cudaMemcpyKind kind,
                                       cudaStream_t stream = 0);
__device__ cudaError_t cudaMemsetAsync(void *devPtr, int value, size_t count, cudaStream_t stream = 0);
__device__ cudaError_t cudaGraphLaunch(cudaGraphExec_t graphExec, cudaStream_t stream);
__device__ cudaGraphExec_t cudaGetCurrentGraphExec();
}
template <class T> __device__ inline cudaError_t cudaMalloc(T **devPtr, size_t size) {
  return cudaMalloc(reinterpret_cast<void **>(devPtr), size);
}
#endif

#include "lorcha/users_letters.h"
#endif
