// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Types of the driver API. They keep CUDA's names in translated programs, except that handles which the
// runtime API has too are the same types. The driver API has no functions yet.
#ifndef LORCHA_DRIVER_TYPES_H
#define LORCHA_DRIVER_TYPES_H

#include <stddef.h>

#if defined(LORCHA_CUDA_VERSION)
#define CUDA_VERSION LORCHA_CUDA_VERSION
#elif !defined(CUDA_VERSION)
#define CUDA_VERSION 12080
#endif

#if defined(__CUDA__)
typedef struct CUstream_st *CUstream;
typedef struct CUevent_st *CUevent;
typedef struct CUfunc_st *CUfunction;
typedef struct CUgraph_st *CUgraph;
#else
typedef struct LorchaStream *CUstream;
typedef struct LorchaEvent *CUevent;
typedef struct LorchaFunction *CUfunction;
typedef struct LorchaGraph *CUgraph;
#endif

/// A device, by its number.
typedef int CUdevice;
/// An address in device memory.
typedef unsigned long long CUdeviceptr;
typedef struct CUctx_st *CUcontext;
typedef struct CUmod_st *CUmodule;

/// Error codes of the driver API; the numbers are those of cudaError_t.
enum cudaError_enum {
  CUDA_SUCCESS = 0,
  CUDA_ERROR_INVALID_VALUE = 1,
  CUDA_ERROR_OUT_OF_MEMORY = 2,
  CUDA_ERROR_NOT_INITIALIZED = 3,
  CUDA_ERROR_DEINITIALIZED = 4,
  CUDA_ERROR_NO_DEVICE = 100,
  CUDA_ERROR_INVALID_DEVICE = 101,
  CUDA_ERROR_INVALID_IMAGE = 200,
  CUDA_ERROR_INVALID_CONTEXT = 201,
  CUDA_ERROR_NO_BINARY_FOR_GPU = 209,
  CUDA_ERROR_INVALID_SOURCE = 300,
  CUDA_ERROR_FILE_NOT_FOUND = 301,
  CUDA_ERROR_INVALID_HANDLE = 400,
  CUDA_ERROR_NOT_FOUND = 500,
  CUDA_ERROR_NOT_READY = 600,
  CUDA_ERROR_ILLEGAL_ADDRESS = 700,
  CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES = 701,
  CUDA_ERROR_LAUNCH_TIMEOUT = 702,
  CUDA_ERROR_LAUNCH_FAILED = 719,
  CUDA_ERROR_NOT_SUPPORTED = 801,
  CUDA_ERROR_UNKNOWN = 999
};
typedef enum cudaError_enum CUresult;

#endif
