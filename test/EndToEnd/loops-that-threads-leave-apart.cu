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

int main() {
  const int n = 100;
  char *text = managed<char>(n + 64);
  for (int i = 0; i < n + 64; ++i)
    text[i] = "abxxaab"[i * i % 7];
  int *out = managed<int>(3 * 40), *shared = managed<int>(48);
  lengths<<<3, 40>>>(text, out, n, 12);
  between<<<1, 48>>>(text, shared);
  LAUNCH_OK();
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
