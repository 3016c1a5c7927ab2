// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops that go in tiles of threads: rows of all widths and numbers, counts of rounds that are no multiple of a strip or more than a
// tile goes at once, threads that sit out, sums of several types, and loops of few rounds.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__global__ void products(const int *a, const int *b, long long *out, int n, int first, int last) {
  int x = threadIdx.x, y = threadIdx.y, width = blockDim.x;
  int sum = 0;
  double weighted = 0;
  if (x >= first && x + y < last) {
    for (int k = 0; k < n; ++k) {
      sum += a[y + k] * b[k * 4 + x];
      weighted += 0.5 * b[k * 4 + x];
    }
    out[y * width + x] = sum + static_cast<long long>(weighted * 2) * 1000;
  }
}
__global__ void one_row(const int *a, float4 *out, int n, int last) {
  int x = threadIdx.x;
  if (x >= last)
    return;
  float4 sum = make_float4(0, 0, 0, 1);
  short small = 0;
  for (int k = n; k > 0; k -= 2) {
    sum.x += a[k];
    sum.y += a[k + x];
    small += a[x];
  }
  sum.z = small;
  out[x] = sum;
}
template <int Width> __global__ void tiled(const int *a, int *out, int n) {
  __shared__ int left[Width][Width], right[Width][Width];
  int x = threadIdx.x, y = threadIdx.y, sum = 0;
  for (int first = 0; first < n; first += Width) {
    left[y][x] = a[first + y * 3 + x];
    right[y][x] = a[first + x * 5 + y];
    __syncthreads();
    if (x != 3 || y != 1)
      for (int k = 0; k < Width; ++k)
        sum += left[y][k] * right[k][x];
    __syncthreads();
  }
  out[y * Width + x] = sum;
}

void checkProducts(const int *a, const int *b, long long *out, int n, dim3 block, int first, int last) {
  const int count = block.x * block.y;
  for (int i = 0; i < count; ++i)
    out[i] = -1;
  products<<<1, block>>>(a, b, out, n, first, last);
  LAUNCH_OK();
  for (int i = 0; i < count; ++i) {
    int x = i % block.x, y = i / block.x;
    long long sum = 0, twice = 0;
    for (int k = 0; k < n; ++k)
      sum += a[y + k] * b[k * 4 + x], twice += b[k * 4 + x];
    EXPECT(out[i] == (x >= first && x + y < last ? sum + twice * 1000 : -1));
  }
}
template <int Width> void checkTiled(const int *a, int *out) {
  tiled<Width><<<1, dim3(Width, Width)>>>(a, out, 3 * Width);
  LAUNCH_OK();
  for (int i = 0; i < Width * Width; ++i) {
    int x = i % Width, y = i / Width, sum = 0;
    for (int first = 0; first < 3 * Width; first += Width)
      for (int k = 0; k < Width && (x != 3 || y != 1); ++k)
        sum += a[first + y * 3 + k] * a[first + x * 5 + k];
    EXPECT(out[i] == sum);
  }
}

int main() {
  int *a = managed<int>(2048), *b = managed<int>(2048), *sums = managed<int>(1024);
  long long *out = managed<long long>(1024);
  float4 *vectors = managed<float4>(1024);
  for (int i = 0; i < 2048; ++i)
    a[i] = i % 13 - 5, b[i] = i % 7 - 2;
  const dim3 blocks[] = {{16, 16}, {32, 8}, {16, 13}, {48, 4}, {20, 9}, {8, 8}, {1, 3}, {64, 1}, {5, 3, 1}};
  const int counts[] = {0, 1, 7, 8, 9, 64, 65, 150};
  for (dim3 block : blocks)
    for (int n : counts) {
      checkProducts(a, b, out, n, block, 0, 1000);
      checkProducts(a, b, out, n, block, 2, block.x + 1);
    }
  for (int width : {1, 30, 64, 128, 200, 256, 300, 1000})
    for (int n : {0, 2, 5, 64, 131, 301}) {
      int last = n % 2 ? width : width - width / 3;
      one_row<<<1, width>>>(a, vectors, n, last);
      LAUNCH_OK();
      for (int x = 0; x < last; ++x) {
        int sum = 0, moved = 0, small = 0;
        for (int k = n; k > 0; k -= 2)
          sum += a[k], moved += a[k + x], small += a[x];
        EXPECT(vectors[x].x == sum && vectors[x].y == moved && vectors[x].z == small && vectors[x].w == 1);
      }
    }
  checkTiled<16>(a, sums);
  checkTiled<8>(a, sums);
  checkTiled<32>(a, sums);
  return finish();
}
