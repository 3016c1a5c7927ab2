// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A helper that offers what the headers before it allow, as CUDA's samples have it.
#ifndef ERROR_HELPER_H
#define ERROR_HELPER_H
#include <cstdio>
#include <cstdlib>

#ifdef __DRIVER_TYPES_H__
static const char *errorText(cudaError_t error) { return cudaGetErrorName(error); }
#ifndef DEVICE_RESET
#define DEVICE_RESET cudaDeviceReset();
#endif

template <typename T> void require(T result, char const *const call, int line) {
  if (result) {
    std::printf("line %d: %s: %s\n", line, call, errorText(result));
    DEVICE_RESET
    std::exit(1);
  }
}
#define REQUIRE(call) require((call), #call, __LINE__)
#endif

#ifdef __CUDA_RUNTIME_H__
inline int processors(int device) {
  int count = 0;
  REQUIRE(cudaDeviceGetAttribute(&count, cudaDevAttrMultiProcessorCount, device));
  return count;
}
#endif
#endif
