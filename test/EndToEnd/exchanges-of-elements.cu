// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Sorting networks in shared memory: keys with values, of several types, in a template, by threads some of which sit out.
// RUN: %lorchacc -O0 %s -o %t && %run %t
// RUN: %lorchacc -O3 %s -o %t.fast && %run %t.fast
// RUN: %lorchacc -O3 --force-form=fiber %s -o %t.fiber && %t.fiber
// RUN: %lorchacc -ccbin %gxx -O2 %s -o %t.gcc && %t.gcc
#include "Inputs/check.h"
#include <algorithm>
#include <vector>

template <class T, int Size> __global__ void bitonic(const T *in, T *out, int *places) {
  __shared__ T keys[Size];
  __shared__ int ids[2][Size];
  int t = threadIdx.x, first = blockIdx.x * Size;
  for (int i = t; i < Size; i += Size / 2)
    keys[i] = in[first + i], ids[1][i] = i;
  __syncthreads();
  for (int size = 2; size <= Size; size *= 2)
    for (int distance = size / 2; distance > 0; distance /= 2) {
      int low = 2 * t - (t & (distance - 1)), high = low + distance;
      bool isRising = (low & size) == 0;
      T a = keys[low], b = keys[high];
      int idOfA = ids[1][low], idOfB = ids[1][high];
      if ((a > b || (a == b && idOfA > idOfB)) == isRising) {
        keys[low] = b;
        keys[high] = a;
        ids[1][low] = idOfB;
        ids[1][high] = idOfA;
      }
      __syncthreads();
    }
  for (int i = t; i < Size; i += Size / 2)
    out[first + i] = keys[i], places[first + i] = ids[1][i];
}

// Odd and even neighbours by turns; the last thread has none, and those of odd numbers sit out.
__global__ void transposition(int *values, int n) {
  __shared__ int row[128];
  int t = threadIdx.x;
  row[t] = values[blockIdx.x * blockDim.x + t];
  __syncthreads();
  for (int round = 0; round < n; ++round) {
    if ((t & 1) == (round & 1) && t + 1 < n) {
      const int left = row[t], right = row[t + 1];
      if (left > right) {
        row[t] = right;
        row[t + 1] = left;
      }
    }
    __syncthreads();
  }
  values[blockIdx.x * blockDim.x + t] = row[t];
}

template <class T, int Size> static void sortBlocks(int blocks) {
  T *in = managed<T>(blocks * Size), *out = managed<T>(blocks * Size);
  int *places = managed<int>(blocks * Size);
  for (int i = 0; i < blocks * Size; ++i)
    in[i] = T(i * 7919 % 257) - T(100);
  bitonic<T, Size><<<blocks, Size / 2>>>(in, out, places);
  LAUNCH_OK();
  for (int b = 0; b < blocks; ++b) {
    std::vector<int> order(Size);
    for (int i = 0; i < Size; ++i)
      order[i] = i;
    const T *from = in + b * Size;
    std::stable_sort(order.begin(), order.end(), [=](int a, int c) { return from[a] < from[c]; });
    for (int i = 0; i < Size; ++i) {
      EXPECT(out[b * Size + i] == from[order[i]]);
      EXPECT(places[b * Size + i] == order[i]);
    }
  }
  for (void *each : {static_cast<void *>(in), static_cast<void *>(out), static_cast<void *>(places)})
    CUDA_OK(cudaFree(each));
}

int main() {
  sortBlocks<int, 512>(3);
  sortBlocks<unsigned char, 64>(2);
  sortBlocks<float, 1024>(1);
  sortBlocks<double, 128>(2);
  for (int n : {128, 37, 2}) {
    int *values = managed<int>(3 * n);
    std::vector<int> expected(3 * n);
    for (int i = 0; i < 3 * n; ++i)
      expected[i] = values[i] = i * 31 % 53;
    for (int b = 0; b < 3; ++b)
      std::sort(expected.begin() + b * n, expected.begin() + (b + 1) * n);
    transposition<<<3, n>>>(values, n);
    LAUNCH_OK();
    for (int i = 0; i < 3 * n; ++i)
      EXPECT(values[i] == expected[i]);
    CUDA_OK(cudaFree(values));
  }
  return finish();
}
