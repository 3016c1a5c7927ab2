// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Threads walk through memory by steps that are equal for all: forwards and backwards, by indices and pointers, before and behind what is
// read, in loops that wait and in loops that do not, after some threads have returned, and with a second step now and then.
// RUN: %lorchacc %s -o %t && %run %t
#include "Inputs/check.h"
#include <cuda_runtime.h>

constexpr int Threads = 96, Blocks = 5, All = Threads * Blocks;

__global__ void planes(const int *in, int *out, int depth, int plane, int last) {
  int x = blockIdx.x * blockDim.x + threadIdx.x;
  if (x < 3 || x >= last)
    return;
  int i = x;
  int below = in[i], here = in[i + plane];
  for (int z = 1; z < depth - 1; ++z) {
    i += plane;
    int above = in[i + plane];
    out[i] = below + 3 * here - above * in[i + 1] + in[i - 1];
    below = here;
    here = above;
  }
  out[i + plane] = here + i;
}

// As wide as n, and as many rows as depth; the last one first.
__global__ void columns(const unsigned *in, unsigned *out, int n, int depth) {
  const int x = blockIdx.x * blockDim.x + threadIdx.x;
  const unsigned *p = in + n * (depth - 1) + x;
  unsigned sum = 7;
  for (int k = 0; k < depth; ++k) {
    sum = sum * 5 + *p;
    p -= n;
  }
  unsigned long long at = x;
  for (int k = 0; k < depth; k += 1) {
    sum += in[at];
    if (k % 5 == 2)
      at -= n;
    at = n + at;
    if (k >= depth - 1)
      break;
  }
  out[x] = sum + unsigned(p - in) + unsigned(at);
}

__global__ void waiting(const int *in, int *out, int rounds, int step) {
  __shared__ int tile[Threads];
  unsigned from = blockIdx.x * rounds * step + threadIdx.x;
  int *to = out + threadIdx.x + blockIdx.x * rounds;
  int sum = 0;
  for (int k = 0; k < rounds; ++k) {
    tile[threadIdx.x] = in[from];
    __syncthreads();
    sum += tile[Threads - 1 - threadIdx.x] * (k + 1);
    if (k + 1 == rounds && threadIdx.x == 0)
      *to = sum;
    from += step;
    ++to;
    __syncthreads();
  }
  atomicAdd(&out[Blocks * rounds + threadIdx.x], sum);
}

// Some steps are the threads' own: they may not be taken for the block's.
template <class T> __global__ void apart(const T *in, T *out, int rounds) {
  int i = threadIdx.x, j = threadIdx.x;
  T sum = 0;
  for (int k = 0; k < rounds; ++k) {
    sum += in[i] * T(3) + in[j];
    if ((threadIdx.x + k) % 3 == 0)
      i += 2;
    if (k % 2 == 1)
      continue;
    j += 3;
  }
  out[threadIdx.x] = sum + T(i);
}

static void checkPlanes() {
  const int depth = 37, plane = All + 10;
  int *in = managed<int>(depth * plane), *out = managed<int>(depth * plane);
  for (int i = 0; i < depth * plane; ++i)
    in[i] = i * 7919 % 1013;
  for (int last : {All, All - 1, Threads, 4}) {
    for (int i = 0; i < depth * plane; ++i)
      out[i] = -1;
    planes<<<Blocks, Threads>>>(in, out, depth, plane, last);
    LAUNCH_OK();
    int wrong = 0;
    for (int z = 0; z < depth; ++z)
      for (int x = 0; x < plane; ++x) {
        const int i = z * plane + x;
        const bool takes = x >= 3 && x < last && z > 0;
        const int inside = takes && z < depth - 1
                               ? in[i - plane] + 3 * in[i] - in[i + plane] * in[i + 1] + in[i - 1]
                               : in[i] + i - plane;
        wrong += out[i] != (takes ? inside : -1);
      }
    EXPECT(wrong == 0);
  }
}

static void checkColumns() {
  for (int depth : {1, 2, 7, 64, 131}) {
    unsigned *in = managed<unsigned>(All * depth), *out = managed<unsigned>(All);
    for (int i = 0; i < All * depth; ++i)
      in[i] = i * 2654435761u >> 7;
    columns<<<Blocks, Threads>>>(in, out, All, depth);
    LAUNCH_OK();
    int wrong = 0;
    for (int x = 0; x < All; ++x) {
      unsigned sum = 7;
      long long at = x;
      for (int k = depth - 1; k >= 0; --k)
        sum = sum * 5 + in[k * All + x];
      for (int k = 0; k < depth; ++k) {
        sum += in[at];
        at += k % 5 == 2 ? 0 : All;
      }
      wrong += out[x] != sum + unsigned(x - All) + unsigned(at);
    }
    EXPECT(wrong == 0);
  }
}

static void checkWaiting() {
  const int rounds = 41, step = 11;
  int *in = managed<int>(Blocks * rounds * step + Threads), *out = managed<int>(Blocks * rounds + Threads);
  for (int i = 0; i < Blocks * rounds * step + Threads; ++i)
    in[i] = i * 31 % 257;
  waiting<<<Blocks, Threads>>>(in, out, rounds, step);
  LAUNCH_OK();
  int wrong = 0, total[Threads] = {};
  for (int b = 0; b < Blocks; ++b)
    for (int t = 0; t < Threads; ++t) {
      int sum = 0;
      for (int k = 0; k < rounds; ++k)
        sum += in[b * rounds * step + k * step + Threads - 1 - t] * (k + 1);
      total[t] += sum;
      wrong += t == 0 && out[b * rounds + rounds - 1] != sum;
    }
  for (int t = 0; t < Threads; ++t)
    wrong += out[Blocks * rounds + t] != total[t];
  EXPECT(wrong == 0);
}

template <class T> static void checkApart() {
  const int rounds = 50;
  T *in = managed<T>(Threads + 4 * rounds), *out = managed<T>(Threads);
  for (int i = 0; i < Threads + 4 * rounds; ++i)
    in[i] = T(i * 13 % 101);
  apart<<<1, Threads>>>(in, out, rounds);
  LAUNCH_OK();
  int wrong = 0;
  for (int t = 0; t < Threads; ++t) {
    int i = t, j = t;
    T sum = 0;
    for (int k = 0; k < rounds; ++k) {
      sum += in[i] * T(3) + in[j];
      i += (t + k) % 3 == 0 ? 2 : 0;
      j += k % 2 == 1 ? 0 : 3;
    }
    wrong += out[t] != sum + T(i);
  }
  EXPECT(wrong == 0);
}

int main() {
  checkPlanes();
  checkColumns();
  checkWaiting();
  checkApart<int>();
  checkApart<double>();
  return finish();
}
