// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// NVTX's names for objects of the runtime API; those of streams are shown. The objects' types are left open:
// a translated program has them under Lorcha's names, a host source under CUDA's.
#ifndef LORCHA_NVTX_RUNTIME_H
#define LORCHA_NVTX_RUNTIME_H
#include "lorcha/own_letters.h"

#include "lorcha/nvtx.h"

LORCHA_NVTX void nvtxNameCudaDeviceA(int device, const char *name) { (void)device, (void)name; }
LORCHA_NVTX void nvtxNameCudaDeviceW(int device, const wchar_t *name) { (void)device, (void)name; }
LORCHA_NVTX void nvtxNameCudaStreamA(const void *stream, const char *name) {
  LORCHA_NVTX_TELL(lorchaNvtxNameStream, stream, name, 0);
}
LORCHA_NVTX void nvtxNameCudaStreamW(const void *stream, const wchar_t *name) {
  LORCHA_NVTX_TELL(lorchaNvtxNameStream, stream, 0, name);
}
LORCHA_NVTX void nvtxNameCudaEventA(const void *event, const char *name) { (void)event, (void)name; }
LORCHA_NVTX void nvtxNameCudaEventW(const void *event, const wchar_t *name) { (void)event, (void)name; }

#if defined(UNICODE)
#define nvtxNameCudaDevice nvtxNameCudaDeviceW
#define nvtxNameCudaStream nvtxNameCudaStreamW
#define nvtxNameCudaEvent nvtxNameCudaEventW
#else
#define nvtxNameCudaDevice nvtxNameCudaDeviceA
#define nvtxNameCudaStream nvtxNameCudaStreamA
#define nvtxNameCudaEvent nvtxNameCudaEventA
#endif

#include "lorcha/users_letters.h"
#endif
