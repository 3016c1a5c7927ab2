// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Constants of a kernel that are mentioned behind a barrier in template arguments, types and sizes only.
// RUN: %lorchacc -O0 -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O3 -ccbin %gxx -I%S/Inputs %s -o %t.gxx && %t.gxx
// RUN: %lorchacc -O3 -I%S/Inputs %s -o %t.O3 && %run %t.O3
#include "check.h"

template <int Stride, class T> __device__ T strided(const T *from, int i) { return from[i * Stride]; }
template <int Count> struct Numbers {
  int values[Count];
  template <int Times> __device__ int sum() const {
    int result = 0;
    for (int i = 0; i < Count; ++i)
      result += values[i] * Times;
    return result;
  }
};

template <int Width> __global__ void constants(int *out) {
  __shared__ int tile[2 * Width];
  int t = threadIdx.x;
  constexpr int stride = Width / 16;
  const int count = stride + 1;
  constexpr int times = 3;
  constexpr int length = 5;
  constexpr int bytes = 8;
  const double wide = 1;
  tile[t] = t;
  tile[Width + t] = 2 * t;
  __syncthreads();
  int sum = strided<stride>(tile, t);
  __syncthreads();
  Numbers<count> numbers = {{t, 1}};
  int own[length] = {1, 2, 3, 4, t};
  sum += numbers.template sum<times>() + own[t % 5];
  __syncthreads();
  sum += sizeof(wide) + sizeof(char[bytes]) + (*(int(*)[length])own)[1];
  tile[t] = sum;
  __syncthreads();
  out[t] = tile[t ^ 1];
}

int main() {
  int *out = managed<int>(32);
  constants<32><<<1, 32>>>(out);
  LAUNCH_OK();
  for (int x = 0; x < 32; ++x) {
    int t = x ^ 1, own[] = {1, 2, 3, 4, t};
    int first = 2 * t < 32 ? 2 * t : 2 * (2 * t - 32);
    EXPECT(out[x] == first + 3 * (t + 1) + own[t % 5] + 8 + 8 + 2);
  }
  return finish();
}
