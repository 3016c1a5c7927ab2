// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a block works out together is one value: results of functions with barriers to which each thread gives a number of its own,
// variables that hold a thread's value first and the block's then, and what is read at one place and kept behind a barrier.
// RUN: %lorchacc %s -o %t && %run %t
#include "Inputs/check.h"
#include <cmath>
#include <vector>

constexpr int Threads = 96, Blocks = 7;

__device__ float blockSum(float value, float *cells) {
  cells[threadIdx.x] = value;
  __syncthreads();
  value = cells[0];
  for (int i = 1; i < blockDim.x; ++i)
    value += cells[i];
  __syncthreads();
  return value;
}

// Of the first threads some have left: the block's value is not theirs.
__device__ int sumOfThoseLeft(int value, int *total) {
  if (threadIdx.x == blockDim.x - 1)
    *total = 0;
  __syncthreads();
  atomicAdd(total, value);
  __syncthreads();
  value = atomicAdd(total, 0);
  __syncthreads();
  return value;
}

template <class T> __device__ T agreed(T value, T *cell) {
  if (threadIdx.x == 5)
    *cell = value;
  __syncthreads();
  T other = value;
  value = *cell;
  __syncthreads();
  return value + other - other;
}

// What is returned is not the same for all, though all is read at one place.
__device__ int signOf(int value, const int *cell) {
  __syncthreads();
  if (value < 0)
    return -*cell;
  return *cell;
}

__global__ void normalised(const float *in, float *out, int columns) {
  __shared__ float cells[Threads];
  const float *row = in + blockIdx.x * columns;
  float sum = 0, squares = 0;
  for (int i = threadIdx.x; i < columns; i += blockDim.x)
    sum += row[i];
  float mean = blockSum(sum, cells) / columns;
  for (int i = threadIdx.x; i < columns; i += blockDim.x)
    squares += (row[i] - mean) * (row[i] - mean);
  squares = blockSum(squares, cells);
  for (int i = threadIdx.x; i < columns; i += blockDim.x)
    out[blockIdx.x * columns + i] = (row[i] - mean) / squares;
}

__global__ void leaving(int *out, int n) {
  __shared__ int total;
  if (threadIdx.x < n)
    return;
  const int all = sumOfThoseLeft(threadIdx.x, &total);
  int rest = all - int(threadIdx.x);
  __syncthreads();
  rest = total + all;
  __syncthreads();
  out[blockIdx.x * blockDim.x + threadIdx.x] = rest - all / 2;
}

__global__ void several(int *out, const int *in, const int *ofBlocks) {
  __shared__ int cells[Threads];
  __shared__ long long wide;
  __shared__ int cell;
  int v = in[threadIdx.x], w = v * 2;
  int scale = ofBlocks[blockIdx.x]; // one for all, behind barriers, too
  cells[threadIdx.x] = v * scale;
  __syncthreads();
  v = cells[3] + scale; // the block's
  __syncthreads();
  w += v;
  v = cells[(threadIdx.x + 1) % Threads] + v; // each thread's again
  __syncthreads();
  const int *p = in + threadIdx.x;
  w += *p;
  p = in + blockIdx.x;
  __syncthreads();
  w += p[1] * scale;
  int most = threadIdx.x;
  most = __syncthreads_or(blockIdx.x % 2 == 1); // for each thread, though it is the block's
  w += most != 0;
  __syncthreads();
  v += most != 0;
  if (agreed<int>(v, &cell) % 2 != 0)
    w += agreed<long long>(w, &wide) > 100 ? 7 : 9;
  for (int round = 0; round < 3; ++round) {
    cell = 0;
    __syncthreads();
    int kept = agreed<int>(w + round, &cell);
    w ^= kept;
    __syncthreads();
    w += kept + signOf(int(threadIdx.x) - 40, &cell);
    __syncthreads();
    if (kept % 5 == 4)
      break;
  }
  out[blockIdx.x * blockDim.x + threadIdx.x] = v * 3 + w;
}

// One thread may read and write without a barrier between.
__global__ void alone(int *out) {
  __shared__ int cell;
  cell = blockIdx.x;
  int first = cell;
  cell = first + 10;
  __syncthreads();
  int second = cell;
  cell = 0;
  __syncthreads();
  out[blockIdx.x] = first * 100 + second;
}

int agreedOn(const std::vector<int> &values) { return values[5]; }

void severalOnHost(std::vector<int> &out, const std::vector<int> &in, int scale, int block) {
  std::vector<int> v(Threads), w(Threads), cells(Threads);
  for (int t = 0; t < Threads; ++t)
    cells[t] = in[t] * scale;
  const int ofAll = cells[3] + scale;
  for (int t = 0; t < Threads; ++t) {
    w[t] = in[t] * 2 + ofAll + in[t] + in[block + 1] * scale + block % 2;
    v[t] = cells[(t + 1) % Threads] + ofAll + block % 2;
  }
  if (agreedOn(v) % 2 != 0) {
    const int more = agreedOn(w) > 100 ? 7 : 9;
    for (int &each : w)
      each += more;
  }
  for (int round = 0; round < 3; ++round) {
    const int kept = agreedOn(w) + round;
    for (int t = 0; t < Threads; ++t)
      w[t] = (w[t] ^ kept) + kept + (t < 40 ? -kept : kept);
    if (kept % 5 == 4)
      break;
  }
  for (int t = 0; t < Threads; ++t)
    out[block * Threads + t] = v[t] * 3 + w[t];
}

int main() {
  constexpr int Columns = 250;
  float *in = managed<float>(Blocks * Columns);
  float *out = managed<float>(Blocks * Columns);
  for (int i = 0; i < Blocks * Columns; ++i)
    in[i] = float(i * 37 % 101);
  normalised<<<Blocks, Threads>>>(in, out, Columns);
  LAUNCH_OK();
  for (int row = 0; row < Blocks; ++row) {
    double sum = 0, squares = 0;
    for (int i = 0; i < Columns; ++i)
      sum += in[row * Columns + i];
    for (int i = 0; i < Columns; ++i)
      squares += (in[row * Columns + i] - sum / Columns) * (in[row * Columns + i] - sum / Columns);
    for (int i = 0; i < Columns; ++i)
      EXPECT(std::abs(out[row * Columns + i] - (in[row * Columns + i] - sum / Columns) / squares) < 1e-6);
  }

  int *numbers = managed<int>(Blocks * Threads);
  int *given = managed<int>(Threads);
  int *ofBlocks = managed<int>(Blocks);
  leaving<<<Blocks, Threads>>>(numbers, 33);
  LAUNCH_OK();
  int all = 0;
  for (int t = 33; t < Threads; ++t)
    all += t;
  for (int b = 0; b < Blocks; ++b)
    for (int t = 33; t < Threads; ++t)
      EXPECT(numbers[b * Threads + t] == 2 * all - all / 2);

  std::vector<int> values(Threads), expected(Blocks * Threads);
  for (int t = 0; t < Threads; ++t)
    values[t] = given[t] = t * 29 % 53 - 11;
  for (int b = 0; b < Blocks; ++b)
    severalOnHost(expected, values, ofBlocks[b] = b * 3 - 4, b);
  several<<<Blocks, Threads>>>(numbers, given, ofBlocks);
  LAUNCH_OK();
  for (int i = 0; i < Blocks * Threads; ++i)
    EXPECT(numbers[i] == expected[i]);

  alone<<<Blocks, 1>>>(numbers);
  LAUNCH_OK();
  for (int b = 0; b < Blocks; ++b)
    EXPECT(numbers[b] == b * 101 + 10);
  return finish();
}
