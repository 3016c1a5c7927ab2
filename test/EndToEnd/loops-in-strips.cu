// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops in strips of rounds: counts that are no multiple of a strip, up and down, counters near the ends of
// their types, rows of which some threads sit out, and numbers of rows that are no multiple of four.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__global__ void sums(const int *a, const int *b, int *out, int n, int last) {
  int x = threadIdx.x, y = threadIdx.y, sum = 0;
  if (x + y < last) {
    for (int k = 0; k < n; ++k)
      sum += a[y + k] * b[k * 32 + x];
    for (int k = n - 1; k >= 0; k -= 3)
      sum = sum * 3 + a[y + k];
    out[y * 32 + x] = sum;
  }
}
__global__ void ends(const int *a, int *out, unsigned first, int rounds) {
  int i = threadIdx.x;
  unsigned k, sum = 0;
  for (k = first; k <= 4294967290u; k += 4)
    sum = sum * 5 + a[(k - first) % 64 + i];
  for (long long j = -rounds; j < 1; ++j) {
    sum += a[-j];
    out[blockDim.x + i] = sum; // the same element in each round
  }
  out[i] = sum + k;
}

int main() {
  int *a = managed<int>(2048), *b = managed<int>(2048), *out = managed<int>(512);
  for (int i = 0; i < 2048; ++i)
    a[i] = i % 13 - 5, b[i] = i % 7 - 2;
  const int widths[] = {16, 32, 20};
  for (int n = 0; n < 35; n += n < 18 ? 1 : 8)
    for (int height = 1; height < 10; height += 2 + height % 2) {
      int width = widths[n % 3], last = n % 2 ? 100 : width + 2;
      for (int i = 0; i < 512; ++i)
        out[i] = -1;
      sums<<<1, dim3(width, height)>>>(a, b, out, n, last);
      LAUNCH_OK();
      for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
          int sum = 0;
          for (int k = 0; k < n; ++k)
            sum += a[y + k] * b[k * 32 + x];
          for (int k = n - 1; k >= 0; k -= 3)
            sum = sum * 3 + a[y + k];
          EXPECT(out[y * 32 + x] == (x + y < last ? sum : -1));
        }
    }
  for (unsigned rounds = 0; rounds < 40; rounds += 9) {
    unsigned first = 4294967290u - 4 * rounds, k = first;
    ends<<<1, 64>>>(a, out, first, rounds);
    LAUNCH_OK();
    for (int i = 0; i < 64; ++i) {
      unsigned sum = 0, round = 0;
      for (k = first; round <= rounds; k += 4, ++round)
        sum = sum * 5 + a[4 * round % 64 + i];
      for (unsigned j = 0; j <= rounds; ++j)
        sum += a[j];
      EXPECT(out[i] == int(sum + k));
    }
  }
  return finish();
}
