// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the programs of this folder check themselves with.
#ifndef CHECK_H
#define CHECK_H
#include <cstdio>
#include <cstdlib>
#include <cuda_runtime.h>

static int failures = 0;

// Ends the program at an error of the API.
#define CUDA_OK(call)                                                                                        \
  do {                                                                                                       \
    cudaError_t error_ = (call);                                                                             \
    if (error_ != cudaSuccess) {                                                                             \
      std::printf("%s:%d: %s: %s\n", __FILE__, __LINE__, #call, cudaGetErrorString(error_));                 \
      std::exit(1);                                                                                          \
    }                                                                                                        \
  } while (0)

// Counts a failure and goes on.
#define EXPECT(condition)                                                                                    \
  do {                                                                                                       \
    if (!(condition)) {                                                                                      \
      if (++failures <= 10)                                                                                  \
        std::printf("%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);                                  \
    }                                                                                                        \
  } while (0)

// Waits for the launch before, and ends the program if it failed.
#define LAUNCH_OK()                                                                                          \
  do {                                                                                                       \
    CUDA_OK(cudaGetLastError());                                                                             \
    CUDA_OK(cudaDeviceSynchronize());                                                                        \
  } while (0)

// Zeroed memory that host and device share.
template <class T> T *managed(size_t count) {
  T *pointer = nullptr;
  CUDA_OK(cudaMallocManaged(&pointer, count * sizeof(T)));
  CUDA_OK(cudaMemset(pointer, 0, count * sizeof(T)));
  CUDA_OK(cudaDeviceSynchronize());
  return pointer;
}

static int finish() {
  if (failures)
    std::printf("%d failures\n", failures);
  return failures ? 1 : 0;
}

#endif
