// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Portable programs paste the names of the API from a prefix and the rest.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"

#define PASTE_(a, b) a##b
#define PASTE(a, b) PASTE_(a, b)
#define VENDOR cuda
#define gpuMalloc PASTE(VENDOR, Malloc)
#define gpuFree PASTE(VENDOR, Free)
#define gpuMemcpy PASTE(VENDOR, Memcpy)
#define gpuMemcpyDeviceToHost PASTE(VENDOR, MemcpyDeviceToHost)
#define gpuStream_t PASTE(VENDOR, Stream_t)
#define gpuCall(name, ...) CUDA_OK(PASTE(VENDOR, name)(__VA_ARGS__))

template <class T> __global__ void fill(T *data, T value) { data[threadIdx.x] = value + threadIdx.x; }

struct Buffer {
  int *data = nullptr;
  Buffer() { CUDA_OK(gpuMalloc(&data, 32 * sizeof(int))); }
  ~Buffer() { CUDA_OK(gpuFree(data)); }
};

int main() {
  Buffer buffer;
  gpuStream_t stream;
  gpuCall(StreamCreate, &stream);
  fill<<<1, 32, 0, stream>>>(buffer.data, 7);
  gpuCall(StreamSynchronize, stream);
  int host[32];
  CUDA_OK(gpuMemcpy(host, buffer.data, sizeof host, gpuMemcpyDeviceToHost));
  for (int i = 0; i < 32; ++i)
    EXPECT(host[i] == 7 + i);
  PASTE(VENDOR, DeviceProp) properties; // a type
  gpuCall(GetDeviceProperties, &properties, 0);
  EXPECT(properties.warpSize == 32);
  gpuCall(StreamDestroy, stream);
  return finish();
}
