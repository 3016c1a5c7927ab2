// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// std::move and std::forward in device code.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <utility>

struct Buffer {
  int *data;
  __device__ explicit Buffer(int *data) : data(data) {}
  __device__ Buffer(Buffer &&other) : data(other.data) { other.data = nullptr; }
};
__device__ int take(Buffer &&buffer) {
  Buffer own(std::move(buffer));
  return own.data[threadIdx.x];
}
template <class T> __device__ int pass(T &&buffer) { return take(std::forward<T>(buffer)); }

__global__ void run(int *data, int *out) {
  Buffer buffer(data);
  int value = pass(std::move(buffer));
  out[threadIdx.x] = value + (buffer.data == nullptr);
}

int main() {
  int *data = managed<int>(32), *out = managed<int>(32);
  for (int i = 0; i < 32; ++i)
    data[i] = i * 3;
  run<<<1, 32>>>(data, out);
  LAUNCH_OK();
  for (int i = 0; i < 32; ++i)
    EXPECT(out[i] == i * 3 + 1);
  return finish();
}
