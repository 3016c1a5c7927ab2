// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops through a grid or a block that are no `for (int i = ...; i < n; i += ...)`.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O3 -I%S/Inputs %s -o %t.O3 && %run %t.O3
// RUN: %lorchacc -O3 -G -I%S/Inputs %s -o %t.debug && %t.debug
// RUN: %lorchacc -O1 --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
#include "check.h"
#include <algorithm>

#define STEP i += blockDim.x * gridDim.x

__global__ void whileLoops(const int *in, int *out, int n) {
  int tid = threadIdx.x + blockIdx.x * blockDim.x;
  while (tid < n) {
    out[tid] = in[tid] * 2; // the last statement but one
    tid += blockDim.x * gridDim.x;
  }
  unsigned i = blockIdx.x * blockDim.x + threadIdx.x, step = blockDim.x * gridDim.x;
  while (i < (unsigned)n)
  {
    if (in[i] % 2)
      out[i] += 1;
    i = i + step;
  }
  i = blockIdx.x * blockDim.x + threadIdx.x;
  if (n > 5)
    while (i + 0u < n - 1u) {
      out[i] += 10;
      i += step;
    }
  long long at = blockIdx.x * blockDim.x + threadIdx.x;
  while (at < n) { out[at] += 100; at = step + at; }
}

__global__ void forLoops(const int *in, int *out, int n) {
  int i, total = 0, k = threadIdx.x;
  for (i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += blockDim.x * gridDim.x)
    out[i] = in[i] + 1;
  for (i = blockIdx.x * blockDim.x + threadIdx.x; i < n; STEP) {
    if (in[i] == 7)
      continue;
    out[i] *= 3;
  }
  for (; k < 64; k += blockDim.x)
    total += in[k];
  // Here the counter is wanted behind the loop.
  for (i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += blockDim.x * gridDim.x)
    ;
  out[n + blockIdx.x * blockDim.x + threadIdx.x] = i;
  int j = threadIdx.x;
  while (j < 100) {
    total += j;
    j += blockDim.x;
  }
  atomicAdd(&out[n + gridDim.x * blockDim.x], total + j);
  // Here from round to round.
  int m = threadIdx.x;
  for (int round = 0; round < 2; ++round)
    for (; m < 50 * (round + 1); m += blockDim.x)
      atomicAdd(&out[n + gridDim.x * blockDim.x + 1], m);
  // The counter starts again in each round.
  for (int round = 0; round < 3; ++round) {
    int l = threadIdx.x;
    while (l < 20) {
      atomicAdd(&out[n + gridDim.x * blockDim.x + 2], l * round);
      l += blockDim.x;
    }
  }
}

// The book's scalar product.
__global__ void product(const float *a, const float *b, float *sums, int n) {
  __shared__ float cache[64];
  int tid = threadIdx.x + blockIdx.x * blockDim.x, cacheIndex = threadIdx.x;
  float temp = 0;
  while (tid < n) {
    temp += a[tid] * b[tid];
    tid += blockDim.x * gridDim.x;
  }
  cache[cacheIndex] = temp;
  __syncthreads();
  int i = blockDim.x / 2;
  while (i != 0) {
    if (cacheIndex < i)
      cache[cacheIndex] += cache[cacheIndex + i];
    __syncthreads();
    i /= 2;
  }
  if (cacheIndex == 0)
    sums[blockIdx.x] = cache[0];
}

// All threads count alike: while and do loops with a round at least, whatever the bound is.
template <int Sums> __global__ void uniformLoops(const int *in, int *out, int first, int n) {
  int x = blockIdx.x * blockDim.x + threadIdx.x, width = gridDim.x * blockDim.x;
  int sums[Sums] = {0}, rounds = 0;
  int k = first;
  do {
    if (in[k] == 3)
      continue;
    for (int i = 0; i < Sums; ++i)
      sums[i] += in[k] * in[x] + i;
    int inner = 0;
    do
      ++rounds;
    while (++inner < k - 2);
  } while (++k < n);
  int m = first;
  while (m < n) {
    sums[0] += in[m] * 5;
    ++m;
  }
  m = n;
  while (m > first) {
    sums[0] += in[m] + in[x];
    if (in[m] == 13)
      break;
    m--;
  }
  int wanted = 0; // here behind the loop
  do
    sums[0] += in[x];
  while (++wanted < n);
  int end = n, shrinking = 0; // the bound changes
  do {
    sums[0] += 100;
    --end;
  } while (++shrinking < end);
  int own = threadIdx.x; // each thread begins elsewhere
  do
    sums[0] += own;
  while (++own < n);
  unsigned wraps = ~0u;
  do
    sums[0] += 1000;
  while (++wraps < 3u);
  int total = 0;
  for (int i = 0; i < Sums; ++i)
    total += sums[i];
  out[x] = total + rounds * 7 + wanted * 11;
  out[width + x] = shrinking;
}
template <int Sums> int uniformSum(const int *in, int x, int thread, int first, int n, int &shrinking) {
  int total = 0, rounds = 0;
  for (int k = first;;) {
    if (in[k] != 3) {
      for (int i = 0; i < Sums; ++i)
        total += in[k] * in[x] + i;
      rounds += k - 2 > 1 ? k - 2 : 1;
    }
    if (++k >= n)
      break;
  }
  for (int m = first; m < n; ++m)
    total += in[m] * 5;
  for (int m = n; m > first; --m) {
    total += in[m] + in[x];
    if (in[m] == 13)
      break;
  }
  const int wanted = n > 1 ? n : 1;
  total += in[x] * wanted;
  int end = n;
  shrinking = 0;
  for (bool goesOn = true; goesOn; goesOn = ++shrinking < end)
    total += 100, --end;
  int own = thread;
  for (bool goesOn = true; goesOn; goesOn = ++own < n)
    total += own;
  return total + 4 * 1000 + rounds * 7 + wanted * 11;
}
template <int Sums> void checkUniformLoops(const int *in, int *out) {
  const int blocks = 3, threads = 48, all = blocks * threads;
  for (int first : {0, 2, 9})
    for (int n : {-1, 0, 1, 2, 5, 40}) {
      uniformLoops<Sums><<<blocks, threads>>>(in, out, first, n);
      LAUNCH_OK();
      int wrong = 0;
      for (int x = 0; x < all; ++x) {
        int shrinking = 0;
        wrong += out[x] != uniformSum<Sums>(in, x, x % threads, first, n, shrinking);
        wrong += out[all + x] != shrinking;
      }
      EXPECT(wrong == 0);
    }
}

int main() {
  const int n = 1003, blocks = 3, threads = 64, all = blocks * threads;
  int *in = managed<int>(n), *out = managed<int>(n + all + 3);
  for (int i = 0; i < n; ++i)
    in[i] = i * 5 % 13;
  whileLoops<<<blocks, threads>>>(in, out, n);
  LAUNCH_OK();
  for (int i = 0; i < n; ++i)
    EXPECT(out[i] == in[i] * 2 + in[i] % 2 + (i < n - 1 ? 10 : 0) + 100);

  std::fill(out, out + n + all + 3, 0);
  forLoops<<<blocks, threads>>>(in, out, n);
  LAUNCH_OK();
  for (int i = 0; i < n; ++i)
    EXPECT(out[i] == (in[i] + 1) * (in[i] == 7 ? 1 : 3));
  int total = 0, rounds = 0, again = 0;
  for (int t = 0; t < threads; ++t) {
    int j = t;
    total += in[t];
    for (; j < 100; j += threads)
      total += j;
    total += j;
    int m = t;
    for (int round = 0; round < 2; ++round)
      for (; m < 50 * (round + 1); m += threads)
        rounds += m;
    for (int l = t; l < 20; l += threads)
      again += l * 3;
  }
  for (int t = 0; t < all; ++t)
    EXPECT(out[n + t] == t + (n - t + all - 1) / all * all);
  EXPECT(out[n + all] == total * blocks && out[n + all + 1] == rounds * blocks && out[n + all + 2] == again * blocks);

  checkUniformLoops<1>(in, out);
  checkUniformLoops<4>(in, out);

  float *a = managed<float>(n), *b = managed<float>(n), *sums = managed<float>(32);
  for (int i = 0; i < n; ++i) {
    a[i] = i % 5;
    b[i] = i % 3;
  }
  product<<<32, 64>>>(a, b, sums, n);
  LAUNCH_OK();
  float sum = 0, wanted = 0;
  for (int i = 0; i < 32; ++i)
    sum += sums[i];
  for (int i = 0; i < n; ++i)
    wanted += a[i] * b[i];
  EXPECT(sum == wanted);
  return finish();
}
