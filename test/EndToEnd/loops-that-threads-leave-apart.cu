// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops whose length differs from thread to thread: counters that are wanted behind the loop, breaks, continues, rows that no
// group of lanes fills, threads that take no part, loops between barriers.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O3 -I%S/Inputs %s -o %t.O3 && %run %t.O3
// RUN: %lorchacc -O1 --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
#include "check.h"
__global__ void lengths(const char *text, int *out, int n, int most) {
  int i = blockIdx.x * blockDim.x + threadIdx.x, j, steps = 0;
  if (i < n) {
    unsigned x = i + 1;
    for (j = 2; j < most && text[i + j] != 'x'; j += 2)
      ++steps;
    while (x != 1) {
      if (x > 40 && x % 5 == 0)
        break;
      x = x % 2 ? 3 * x + 1 : x / 2;
      if (x % 3 == 0)
        continue;
      steps += 100;
    }
    out[i] = j * 100000 + steps + x;
  }
}
__global__ void between(const char *text, int *out) {
  __shared__ int found[48];
  int t = threadIdx.x, sum = 0, k = 0;
  found[t] = 0;
  __syncthreads();
  do {
    sum += t * k + 1;
  } while (++k * 5 < t);
  bool same = true;
  for (int i = 0; i < 3 && same; ++i)
    same = text[t + i] == text[t + i + 3];
  found[47 - t] = sum * 2 + same;
  __syncthreads();
  out[t] = found[t];
}
// Rounds that only compute, for some of the threads, in rows of 20.
__global__ void roots(const float *in, float *out, int *rounds, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x, count = 0;
  if (i >= n || i % 7 == 3)
    return;
  float wanted = in[i], x = wanted, last = 0;
  while (count < 40 && x != last) {
    last = x;
    x = 0.5f * (x + wanted / x);
    ++count;
  }
  unsigned square = 1;
  do
    square *= 3;
  while (square < 100u * i);
  out[i] = x;
  rounds[i] = square;
}

int main() {
  const int n = 100;
  char *text = managed<char>(n + 64);
  for (int i = 0; i < n + 64; ++i)
    text[i] = "abxxaab"[i * i % 7];
  int *out = managed<int>(3 * 40), *shared = managed<int>(48);
  float *numbers = managed<float>(n), *found = managed<float>(n);
  int *squares = managed<int>(n);
  for (int i = 0; i < n; ++i)
    numbers[i] = i + 1.0f;
  roots<<<5, 20>>>(numbers, found, squares, n - 2);
  lengths<<<3, 40>>>(text, out, n, 12);
  between<<<1, 48>>>(text, shared);
  LAUNCH_OK();
  for (int i = 0; i < n; ++i) {
    bool isThere = i < n - 2 && i % 7 != 3;
    int square = 3;
    while (square < 100 * i)
      square *= 3;
    EXPECT(fabsf(found[i] - (isThere ? sqrtf(i + 1.0f) : 0)) < 1e-5f);
    EXPECT(squares[i] == (isThere ? square : 0));
  }
  for (int i = 0; i < n; ++i) {
    int j = 2, steps = 0;
    unsigned x = i + 1;
    for (; j < 12 && text[i + j] != 'x'; j += 2)
      ++steps;
    for (; x != 1 && !(x > 40 && x % 5 == 0);) {
      x = x % 2 ? 3 * x + 1 : x / 2;
      steps += x % 3 ? 100 : 0;
    }
    EXPECT(out[i] == j * 100000 + steps + static_cast<int>(x));
  }
  for (int t = 0; t < 48; ++t) {
    int sum = 1;
    for (int k = 1; k * 5 < t; ++k)
      sum += t * k + 1;
    const bool same = text[t] == text[t + 3] && text[t + 1] == text[t + 4] && text[t + 2] == text[t + 5];
    EXPECT(shared[47 - t] == sum * 2 + same);
  }
  return finish();
}
