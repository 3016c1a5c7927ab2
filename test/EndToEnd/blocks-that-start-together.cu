// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels that go through the grid first and wait then: neighbouring blocks do the first together.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O3 -I%S/Inputs %s -o %t.O3 && %run %t.O3
// RUN: %lorchacc -O3 -ccbin %gxx -I%S/Inputs %s -o %t.gcc && %t.gcc
// RUN: %lorchacc -O1 --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
#include "check.h"
#include <algorithm>
#include <vector>

// The least, the sum and the count of what a block's threads find; a tree over dynamic shared memory.
__global__ void tree(const int *in, int3 *out, int n) {
  extern __shared__ int3 found[];
  unsigned t = threadIdx.x, i = blockIdx.x * blockDim.x + t, step = gridDim.x * blockDim.x;
  int least = 1 << 30, sum = 0, count = 0;
  for (; i < n; i += step) {
    least = min(least, in[i]);
    sum += in[i];
    ++count;
  }
  found[t] = make_int3(least, sum, count);
  __syncthreads();
  for (unsigned half = blockDim.x / 2; half > 0; half /= 2) {
    if (t < half) {
      found[t].x = min(found[t].x, found[t + half].x);
      found[t].y += found[t + half].y;
      found[t].z += found[t + half].z;
    }
    __syncthreads();
  }
  if (t == 0)
    out[blockIdx.x] = found[0];
}

// Warps, a constant block, and a value that differs from block to block behind the loop.
__global__ void warps(const float *a, const float *b, float *sums, int n) {
  __shared__ float ofWarps[4];
  float sum = 0;
  for (int i = blockIdx.x * 128 + threadIdx.x; i < n; i += gridDim.x * 128)
    sum += a[i] * b[i];
  for (int offset = 16; offset > 0; offset /= 2)
    sum += __shfl_down_sync(0xffffffff, sum, offset);
  int warp = threadIdx.x / 32, first = blockIdx.x * 2;
  if (threadIdx.x % 32 == 0)
    ofWarps[warp] = sum;
  __syncthreads();
  if (threadIdx.x < 2)
    sums[first + threadIdx.x] = ofWarps[threadIdx.x] + ofWarps[threadIdx.x + 2];
}

// Two loops, one of which writes, and a third that is behind a barrier.
__global__ void scaled(int *values, int *most, int n, int factor) {
  __shared__ int best;
  int place = blockIdx.x * blockDim.x + threadIdx.x, own = 0;
  for (int i = place; i < n; i += gridDim.x * blockDim.x)
    values[i] *= factor;
  for (int i = place; i < n; i += gridDim.x * blockDim.x)
    own = max(own, values[i]);
  if (threadIdx.x == 0)
    best = 0;
  __syncthreads();
  atomicMax(&best, own);
  __syncthreads();
  for (int i = place; i < n; i += gridDim.x * blockDim.x)
    if (values[i] == best)
      atomicAdd(&most[blockIdx.x], 1);
}

int main() {
  const int n = 10007;
  int *in = managed<int>(n);
  float *a = managed<float>(n), *b = managed<float>(n);
  for (int i = 0; i < n; ++i) {
    in[i] = i * 7919 % 1009 + 1;
    a[i] = i % 5;
    b[i] = i % 3;
  }
  for (int blocks : {1, 7, 64, 200})
    for (int threads : {32, 128, 256}) {
      int3 *out = managed<int3>(blocks);
      tree<<<blocks, threads, threads * sizeof(int3)>>>(in, out, n);
      LAUNCH_OK();
      std::vector<int3> wanted(blocks, make_int3(1 << 30, 0, 0));
      for (int i = 0; i < n; ++i) {
        int3 &mine = wanted[i / threads % blocks];
        mine = make_int3(std::min(mine.x, in[i]), mine.y + in[i], mine.z + 1);
      }
      for (int k = 0; k < blocks; ++k)
        EXPECT(out[k].x == wanted[k].x && out[k].y == wanted[k].y && out[k].z == wanted[k].z);

      int *values = managed<int>(n), *most = managed<int>(blocks);
      std::copy(in, in + n, values);
      scaled<<<blocks, threads>>>(values, most, n, 3);
      LAUNCH_OK();
      std::vector<int> best(blocks), times(blocks);
      for (int i = 0; i < n; ++i)
        best[i / threads % blocks] = std::max(best[i / threads % blocks], 3 * in[i]);
      for (int i = 0; i < n; ++i)
        times[i / threads % blocks] += 3 * in[i] == best[i / threads % blocks];
      EXPECT(std::equal(values, values + n, in, [](int scaled, int given) { return scaled == 3 * given; }));
      EXPECT(std::equal(most, most + blocks, times.begin()));
    }

  for (int blocks : {1, 33, 128}) {
    float *sums = managed<float>(2 * blocks);
    warps<<<blocks, 128>>>(a, b, sums, n);
    LAUNCH_OK();
    std::vector<float> wanted(2 * blocks);
    for (int i = 0; i < n; ++i)
      wanted[i / 128 % blocks * 2 + i % 64 / 32] += a[i] * b[i];
    EXPECT(std::equal(sums, sums + 2 * blocks, wanted.begin()));
  }
  return finish();
}
