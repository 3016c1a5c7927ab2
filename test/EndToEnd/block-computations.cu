// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops and branches that work out values of the whole block, on which barriers depend; and threads chosen by a
// remainder whose divisor is such a value.
// RUN: %lorchacc -O0 -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O3 -I%S/Inputs %s -o %t.O3 && %run %t.O3
// RUN: %lorchacc -O3 -ccbin %gxx -I%S/Inputs %s -o %t.gcc && %t.gcc
// RUN: %lorchacc -O1 --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
#include "check.h"

constexpr int SIZE = 128;

// One variable counts a loop around barriers, one of the block, and one of the last thread alone.
__global__ void sumOfPart(const int *in, int *out, int n) {
  __shared__ int part[SIZE];
  int t = threadIdx.x, i, power = 1;
  part[t] = in[t];
  __syncthreads();
  for (i = 1; i <= SIZE; i = 2 * i)
    if (n >= i)
      power = i;
  for (i = 2; i <= power; i = 2 * i) {
    if ((t + 1) % i == 0 && t < power)
      part[t] += part[t - i / 2];
    __syncthreads();
  }
  if (t == power - 1) {
    for (i = power; i < n; i++)
      part[t] += in[i];
    *out = part[t];
  }
}

__global__ void decidedByTheBlock(const int *in, int *out, int n) {
  __shared__ int cells[SIZE];
  int t = threadIdx.x, rounds = 0, rest = n, step;
  while (true) {
    if (rest <= 1)
      break;
    rest = rest % 2 ? 3 * rest + 1 : rest / 2;
    if (rest == 7)
      continue;
    ++rounds;
  }
  if (n > 10)
    step = 3;
  else if (n > 5) {
    step = 2;
  } else
    step = 1;
  cells[t] = in[t];
  for (int r = 0; r < rounds; r += step) {
    __syncthreads();
    int next = cells[(t + step) % SIZE];
    __syncthreads();
    cells[t] = next + 1;
  }
  out[t] = cells[t];
}

template <class T, int OFFSET> __global__ void oneInSoMany(int *out, T divisor, T wanted) {
  T t = threadIdx.x;
  out[threadIdx.y * SIZE + t] = 0;
  __syncthreads();
  for (T d = divisor; d <= 2 * divisor; d += divisor) {
    if ((t + OFFSET) % d == wanted)
      out[threadIdx.y * SIZE + t] += d;
    __syncthreads();
    if (!(t % (d + 1)))
      out[threadIdx.y * SIZE + t] += 1000;
    __syncthreads();
  }
}

template <class T, int OFFSET> static void checkOneInSoMany(int *out, T divisor, T wanted) {
  oneInSoMany<T, OFFSET><<<1, dim3(SIZE, 2)>>>(out, divisor, wanted);
  LAUNCH_OK();
  for (int at = 0; at < 2 * SIZE; ++at) {
    T t = at % SIZE;
    int sum = 0;
    for (T d = divisor; d <= 2 * divisor; d += divisor)
      sum += ((t + OFFSET) % d == wanted ? int(d) : 0) + (t % (d + 1) == 0 ? 1000 : 0);
    EXPECT(out[at] == sum);
  }
}

// A divisor that is negative, and one of a type that is narrower than what it divides.
__global__ void oddDivisors(int *out, int negative, unsigned char narrow, long long wide) {
  int t = threadIdx.x;
  out[t] = 0;
  __syncthreads();
  if (t % negative == 1)
    out[t] += 1;
  __syncthreads();
  if (t % narrow == 2)
    out[t] += 10;
  __syncthreads();
  if (t % wide == 3)
    out[t] += 100;
}

int main() {
  int *in = managed<int>(SIZE), *out = managed<int>(2 * SIZE);
  for (int t = 0; t < SIZE; ++t)
    in[t] = t * 5 % 17;

  for (int n : {1, 2, 77, 128}) {
    sumOfPart<<<1, SIZE>>>(in, out, n);
    LAUNCH_OK();
    int sum = 0;
    for (int t = 0; t < n; ++t)
      sum += in[t];
    EXPECT(*out == sum);
  }

  for (int n : {1, 6, 14}) {
    decidedByTheBlock<<<1, SIZE>>>(in, out, n);
    LAUNCH_OK();
    int rounds = 0, step = n > 10 ? 3 : n > 5 ? 2 : 1;
    for (int rest = n; rest > 1;) {
      rest = rest % 2 ? 3 * rest + 1 : rest / 2;
      rounds += rest != 7;
    }
    int times = (rounds + step - 1) / step;
    for (int t = 0; t < SIZE; ++t)
      EXPECT(out[t] == in[(t + times * step) % SIZE] + times);
  }

  checkOneInSoMany<int, 0>(out, 4, 0);
  checkOneInSoMany<int, 1>(out, 1, 0);
  checkOneInSoMany<int, 3>(out, 7, 5);
  checkOneInSoMany<int, 0>(out, 5, -1); // none
  checkOneInSoMany<int, 0>(out, 300, 100);
  checkOneInSoMany<unsigned, 1>(out, 6, 2);
  checkOneInSoMany<unsigned, 0>(out, 1u << 20, 3);

  oddDivisors<<<1, SIZE>>>(out, -6, 5, 1ll << 40);
  LAUNCH_OK();
  for (int t = 0; t < SIZE; ++t)
    EXPECT(out[t] == (t % 6 == 1) + 10 * (t % 5 == 2) + 100 * (t == 3));
  return finish();
}
