// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arrays that each thread has of its own: sums in loops of the whole block, of numbers and of structs, in two dimensions, in
// templates, under conditions, behind barriers, and some that cannot be registers.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
// RUN: %lorchacc -O2 -ccbin %gxx -I%S/Inputs %s -o %t.gcc && %t.gcc
// RUN: %lorchacc -O1 --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
#include "check.h"

constexpr int Width = 96, Depth = 50;

// Four rows of a product by each thread.
__global__ void fourRows(const int *a, const int *b, int *c, int depth) {
  int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * 4;
  int sums[4] = {0, 1, 2, 3};
  for (int k = 0; k < depth; ++k) {
    int factor = b[k * Width + x];
    for (int i = 0; i < 4; ++i)
      sums[i] += a[(y + i) * Depth + k] * factor;
  }
  for (int i = 0; i < 4; ++i)
    c[(y + i) * Width + x] = sums[i];
}

// Structs, two dimensions, a counter in C's way; only some threads, and a store in each round.
struct Range {
  int least, most;
};
template <int N> __global__ void ranges(const int *a, int *out, int depth, int threads) {
  int t = threadIdx.x, i;
  if (t >= threads)
    return;
  Range found[N];
  double parts[2][N];
  for (i = 0; i < N; i++) {
    found[i].least = 1000 + i;
    found[i].most = -1000;
    parts[0][i] = parts[1][i] = 0;
  }
  for (int k = 0; k < depth; ++k) {
    int value = a[k * Width + t];
    for (i = 0; i < N; i++) {
      if (value + i < found[i].least)
        found[i].least = value + i;
      found[i].most = max(found[i].most, value * (i + 1));
      parts[k % 2 == 0][i] += value;
    }
    for (int j = 0; j < N; ++j)
      parts[0][j] += j, parts[1][j] += 1;
    out[(depth + k) * Width + t] = value;
  }
  for (i = 0; i < N; i++)
    out[i * Width + t] = found[i].least + found[i].most + (int)(parts[0][i] + parts[1][i]);
}

// A tile and sums behind barriers, of which neighbours take neighbouring columns.
__global__ void tiles(const int *a, const int *b, int *c, int depth) {
  __shared__ int tile[10][32];
  int sums[5] = {}, column[2];
  int x = blockIdx.x * 32 + threadIdx.x;
  for (int from = 0; from < depth; from += 10) {
    for (int k = threadIdx.y; k < 10; k += blockDim.y)
      tile[k][threadIdx.x] = b[(from + k) * Width + x];
    __syncthreads();
    for (int k = 0; k < 10; ++k) {
      column[0] = tile[k][threadIdx.x];
      column[1] = column[0] / 2;
      for (int i = 0; i < 5; ++i)
        sums[i] += a[i * Depth + from + k] * column[i % 2];
    }
    __syncthreads();
  }
  if (threadIdx.y == 0)
    for (int i = 0; i < 5; ++i)
      c[i * Width + x] = sums[i];
}

// Picked by what is loaded, and handed on.
__device__ void add(int *place, int value) { *place += value; }
__global__ void picked(const int *a, int *out, int depth) {
  int counts[4] = {}, handed[3] = {};
  for (int k = 0; k < depth; ++k) {
    counts[a[k * Width + threadIdx.x] & 3] += 1;
    add(&handed[k % 3], k);
  }
  for (int i = 0; i < 4; ++i)
    out[i * Width + threadIdx.x] = counts[i] * 1000 + handed[i % 3];
}

int main() {
  int *a = managed<int>(Width * Depth), *b = managed<int>(Width * Depth), *c = managed<int>(2 * Width * Depth);
  for (int i = 0; i < Width * Depth; ++i)
    a[i] = i * 7919 % 23 - 11, b[i] = i * 104729 % 19 - 9;
  fourRows<<<dim3(Width / 32, 2), 32>>>(a, b, c, Depth);
  LAUNCH_OK();
  for (int y = 0; y < 8; ++y)
    for (int x = 0; x < Width; ++x) {
      int sum = y % 4;
      for (int k = 0; k < Depth; ++k)
        sum += a[y * Depth + k] * b[k * Width + x];
      EXPECT(c[y * Width + x] == sum);
    }

  for (int n : {2, 5}) {
    const int threads = 90;
    if (n == 2)
      ranges<2><<<1, Width>>>(a, c, Depth, threads);
    else
      ranges<5><<<1, Width>>>(a, c, Depth, threads);
    LAUNCH_OK();
    for (int t = 0; t < threads; ++t)
      for (int i = 0; i < n; ++i) {
        int least = 1000 + i, most = -1000, sum = Depth * (i + 1);
        for (int k = 0; k < Depth; ++k) {
          int value = a[k * Width + t];
          least = value + i < least ? value + i : least;
          most = value * (i + 1) > most ? value * (i + 1) : most;
          sum += value;
          EXPECT(c[(Depth + k) * Width + t] == value);
        }
        EXPECT(c[i * Width + t] == least + most + sum);
      }
  }

  tiles<<<Width / 32, dim3(32, 4)>>>(a, b, c, Depth);
  LAUNCH_OK();
  for (int i = 0; i < 5; ++i)
    for (int x = 0; x < Width; ++x) {
      int sum = 0;
      for (int k = 0; k < Depth; ++k)
        sum += a[i * Depth + k] * (i % 2 ? b[k * Width + x] / 2 : b[k * Width + x]);
      EXPECT(c[i * Width + x] == sum);
    }

  picked<<<1, Width>>>(a, c, Depth);
  LAUNCH_OK();
  for (int t = 0; t < Width; ++t)
    for (int i = 0; i < 4; ++i) {
      int count = 0, handed = 0;
      for (int k = 0; k < Depth; ++k) {
        count += (a[k * Width + t] & 3) == i;
        handed += k % 3 == i % 3 ? k : 0;
      }
      EXPECT(c[i * Width + t] == count * 1000 + handed);
    }
  return finish();
}
