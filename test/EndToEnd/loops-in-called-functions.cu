// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions whose loops go around the threads: called under guards and in loops, by each other, with references,
// early returns, stores and templates, and by a kernel that does not let them.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <algorithm>

__host__ __device__ int weigh(int place, int n, int rounds, const int *in) {
  unsigned sum = 0;
  for (int k = 0; k < rounds; ++k)
    sum = sum * 3 + in[k * n + place];
  return sum;
}

__host__ __device__ int early(int place, int n, int rounds, const int *in) {
  if (in[place] % 3 == 0)
    return -place;
  int most = in[place];
  for (int k = 1; k < rounds; ++k)
    if (in[k * n + place] > most)
      most = in[k * n + place];
  return most + (weigh(place, n, rounds - 1, in) & 1023);
}

template <class T> __host__ __device__ void addTo(T &sum, long place, int n, int rounds, const int *in) {
  for (int k = rounds - 1; k >= 0; --k)
    sum += static_cast<T>(in[k * n + place]) / 2;
}

__host__ __device__ void column(int *out, int place, int n, int rounds, const int *in) {
  for (int k = 0; k < rounds; ++k)
    out[k * n + place] = in[k * n + place] + in[place];
}

__global__ void guarded(const int *in, int *out, int n, int rounds) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    int own = weigh(i, n, rounds, in) ^ weigh(0, n, rounds, in);
    out[i] = own / 2 + early(i, n, rounds, in);
  }
}

__global__ void inLoop(const int *in, int *out, int n, int rounds) {
  const int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n)
    return;
  int least = 1 << 30;
  for (int r = 1; r <= rounds; ++r) {
    int found = weigh(i, n, r, in) % 1000;
    if (found < least)
      least = found;
  }
  out[i] = least;
}

__global__ void byReference(const int *in, double *sums, int *out, int n, int rounds) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  double sum = i;
  int whole = i;
  addTo(sum, i, n, rounds, in);
  addTo(whole, i, n, rounds, in);
  sums[i] = sum + whole;
  column(out, i, n, rounds, in);
}

__global__ void apart(const int *in, int *out, int n, int rounds) {
  int i = threadIdx.x;
  while (out[i] < 50)
    out[i] += 40 + (weigh(i, n, rounds, in) & 7);
}

constexpr int N = 300;
constexpr int Padded = 320;

void checkRounds(const int *in, int *out, double *sums, int rounds) {
  guarded<<<5, 64>>>(in, out, N, rounds);
  LAUNCH_OK();
  for (int i = 0; i < N; ++i)
    EXPECT(out[i] == (weigh(i, N, rounds, in) ^ weigh(0, N, rounds, in)) / 2 + early(i, N, rounds, in));
  inLoop<<<dim3(5), dim3(64, 2)>>>(in, out, N, rounds);
  LAUNCH_OK();
  for (int i = 0; i < N; ++i) {
    int least = 1 << 30;
    for (int r = 1; r <= rounds; ++r)
      least = std::min(least, weigh(i, N, r, in) % 1000);
    EXPECT(out[i] == least);
  }
  byReference<<<Padded / 32, 32>>>(in, sums, out, Padded, rounds);
  LAUNCH_OK();
  for (int i = 0; i < Padded; ++i) {
    double sum = i;
    int whole = i;
    addTo(sum, i, Padded, rounds, in);
    addTo(whole, i, Padded, rounds, in);
    EXPECT(sums[i] == sum + whole);
    for (int k = 0; k < rounds; ++k)
      EXPECT(out[k * Padded + i] == in[k * Padded + i] + in[i]);
  }
}

int main() {
  int *in = managed<int>(Padded * 40), *out = managed<int>(Padded * 40);
  double *sums = managed<double>(Padded);
  for (int i = 0; i < Padded * 40; ++i)
    in[i] = (i * 7919 + i / 13) % 101 - 50;
  for (int rounds : {1, 7, 8, 33, 40})
    checkRounds(in, out, sums, rounds);
  for (int i = 0; i < 64; ++i)
    out[i] = i;
  apart<<<1, 64>>>(in, out, N, 9);
  LAUNCH_OK();
  for (int i = 0; i < 64; ++i) {
    int value = i;
    while (value < 50)
      value += 40 + (weigh(i, N, 9, in) & 7);
    EXPECT(out[i] == value);
  }
}
