// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Steps of sorting networks and fast transforms in shared memory: at all distances, of several types, in rows
// that no vector fills, and elements that only look like those of such a step.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O3 -I%S/Inputs %s -o %t.O3 && %run %t.O3
// RUN: %lorchacc -O3 --cpu-arch=baseline -I%S/Inputs %s -o %t.baseline && %t.baseline
// RUN: %lorchacc -O3 -ccbin %gxx -I%S/Inputs %s -o %t.gcc && %t.gcc
// RUN: %lorchacc -O1 --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
#include "check.h"
#include <algorithm>
#include <vector>

template <class T> __global__ void sort(T *keys, int count) {
  __shared__ T own[256];
  int t = threadIdx.x, first = blockIdx.x * count;
  own[t] = keys[first + t];
  own[t + blockDim.x] = keys[first + t + blockDim.x];
  __syncthreads();
  for (int size = 2; size <= count; size *= 2)
    for (int distance = size / 2; distance > 0; distance /= 2) {
      int low = 2 * t - (t & (distance - 1)), high = low + distance;
      bool rises = (low & size) == 0;
      T a = own[low], b = own[high];
      if ((a > b) == rises) {
        own[low] = b;
        own[high] = a;
      }
      __syncthreads();
    }
  keys[first + t] = own[t];
  keys[first + t + blockDim.x] = own[t + blockDim.x];
}

// The sums and differences of pairs, scaled by a table; the second element comes first.
__global__ void transform(float *values, const float *scales) {
  __shared__ float own[64];
  int t = threadIdx.x;
  own[t] = values[t];
  own[t + 32] = values[t + 32];
  __syncthreads();
  for (int stride = 32; stride > 0; stride >>= 1) {
    int lo = t & (stride - 1), i0 = ((t - lo) << 1) + lo, i1 = i0 + stride;
    float d1 = own[i1], d0 = own[i0];
    own[i0] = d0 + d1;
    own[i1] = (d0 - d1) * scales[t];
    __syncthreads();
  }
  values[t] = own[t];
  values[t + 32] = own[t + 32];
}

// Pairs of another kind: apart by no power of two, backwards, and where the elements say.
__global__ void pairs(int *values, int apart) {
  __shared__ int own[194];
  int t = threadIdx.x;
  for (int i = t; i < 194; i += blockDim.x)
    own[i] = values[i];
  __syncthreads();
  int low = t / apart * 2 * apart + t % apart, high = low + apart;
  int a = own[low], b = own[high];
  own[low] = a + 2 * b;
  own[high] = a - b;
  __syncthreads();
  int back = 191 - 2 * t, next = back - 1;
  own[back] += own[next] & 7;
  own[next] ^= 5;
  __syncthreads();
  int step = own[192 + t % 2] * 0, other = 2 * t + 1 - step;
  own[2 * t] += 3;
  own[other] -= own[2 * t];
  __syncthreads();
  for (int i = t; i < 194; i += blockDim.x)
    values[i] = own[i];
}

template <class T> void checkSort(int count, int blocks) {
  T *keys = managed<T>(count * blocks);
  std::vector<T> sorted(count * blocks);
  unsigned seed = 1;
  for (T &key : sorted)
    key = static_cast<T>((seed = seed * 1664525 + 1013904223) >> 20) - static_cast<T>(60);
  std::copy(sorted.begin(), sorted.end(), keys);
  sort<<<blocks, count / 2>>>(keys, count);
  LAUNCH_OK();
  for (int b = 0; b < blocks; ++b) {
    std::sort(sorted.begin() + b * count, sorted.begin() + (b + 1) * count);
    EXPECT(std::equal(keys + b * count, keys + (b + 1) * count, sorted.begin() + b * count));
  }
}

int main() {
  for (int count : {2, 8, 16, 32, 64, 256}) {
    checkSort<int>(count, 3);
    checkSort<unsigned>(count, 2);
    checkSort<float>(count, 2);
    checkSort<double>(count, 2);
    checkSort<short>(count, 2);
    checkSort<long long>(count, 2);
    checkSort<unsigned char>(count, 2);
  }

  float *values = managed<float>(64), *scales = managed<float>(32), expected[64];
  for (int i = 0; i < 64; ++i) {
    values[i] = expected[i] = i * i % 37;
    scales[i % 32] = 1 + i % 3;
  }
  transform<<<1, 32>>>(values, scales);
  for (int stride = 32; stride > 0; stride /= 2)
    for (int t = 0; t < 32; ++t) {
      int low = 2 * t - t % stride;
      float a = expected[low], b = expected[low + stride];
      expected[low] = a + b;
      expected[low + stride] = (a - b) * scales[t];
    }
  LAUNCH_OK();
  EXPECT(std::equal(values, values + 64, expected));

  for (int apart : {1, 2, 4, 8, 16, 32, 64, 3, 12, 48}) {
    int *numbers = managed<int>(194), wanted[194];
    for (int i = 0; i < 194; ++i)
      numbers[i] = wanted[i] = i * 7 % 31;
    int threads = apart % 3 == 0 ? 96 : 64;
    pairs<<<1, threads>>>(numbers, apart);
    LAUNCH_OK();
    for (int t = 0; t < threads; ++t) {
      int low = t / apart * 2 * apart + t % apart, a = wanted[low], b = wanted[low + apart];
      wanted[low] = a + 2 * b;
      wanted[low + apart] = a - b;
    }
    for (int t = 0; t < threads; ++t) {
      wanted[191 - 2 * t] += wanted[190 - 2 * t] & 7;
      wanted[190 - 2 * t] ^= 5;
    }
    for (int t = 0; t < threads; ++t) {
      wanted[2 * t] += 3;
      wanted[2 * t + 1] -= wanted[2 * t];
    }
    EXPECT(std::equal(numbers, numbers + 194, wanted));
  }
  return finish();
}
