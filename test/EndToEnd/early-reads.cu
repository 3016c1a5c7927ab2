// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops of few rounds that load bytes and halfwords under conditions: up to the last byte of their memory and no further, behind early
// returns, backwards, in rows, in the loop's head.
// RUN: %lorchacc -O0 %s -o %t && %run %t
// RUN: %lorchacc -O3 %s -o %t.fast && %run %t.fast
// RUN: %lorchacc -O3 -Xcompiler -fsanitize=address %s -o %t.asan && %t.asan
// RUN: %lorchacc -ccbin %gxx -O2 %s -o %t.gcc && %t.gcc
#include "Inputs/check.h"
#include <cstring>
#include <string>
#include <vector>

__constant__ char word[] = {'a', 'b', 'a', 'c'};

__global__ void matches(const char *text, int *counts, int length) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  bool isMatch = i + 4 <= length;
  for (int k = 0; k < 4 && isMatch; ++k)
    isMatch = text[i + k] == word[k];
  int count = __syncthreads_count(isMatch);
  if (threadIdx.x == 0)
    counts[blockIdx.x] = count;
}

// Without a barrier; the load is in the condition.
__global__ void prefixes(const signed char *text, unsigned char *lengths, int length) {
  int i = blockIdx.x * blockDim.x + threadIdx.x, k;
  if (i >= length - 5)
    return;
  for (k = 0; k < 6 && text[i + k] >= 0; ++k)
    ;
  lengths[i] = k;
}

// Backwards, in steps of two, of halfwords; threads end each at a place of its own.
__global__ void backwards(const unsigned short *values, int *sums, int length, int most) {
  int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y, sum = 0;
  if (x >= length)
    return;
  for (int k = 10; k > 0 && sum < most; k -= 2)
    if (x >= k)
      sum += values[y * length + x - k];
  sums[y * length + x] = sum;
}

// A thread that finds a zero must not look behind it: nothing is there.
__global__ void words(const char *text, int *lengths) {
  int i = threadIdx.x, length = 0;
  for (int k = 0; k < 8; ++k) {
    if (text[i + k] < 1)
      break;
    ++length;
  }
  lengths[i] = length;
}

static int occurrences(const std::string &text, size_t from, size_t to) {
  int count = 0;
  for (size_t i = from; i < to && i + 4 <= text.size(); ++i)
    count += text.compare(i, 4, "abac") == 0;
  return count;
}

static void countMatches(int length, int size) {
  std::string text(length, 'a');
  for (int i = 0; i < length; ++i)
    text[i] = "abacabacbca"[(i * 7 + i / 5) % 11];
  char *from;
  const int blocks = length / size + 1;
  int *counts = managed<int>(blocks);
  CUDA_OK(cudaMalloc(&from, length)); // nothing is behind it
  CUDA_OK(cudaMemcpy(from, text.data(), length, cudaMemcpyHostToDevice));
  matches<<<blocks, size>>>(from, counts, length);
  LAUNCH_OK();
  for (int b = 0; b < blocks; ++b)
    EXPECT(counts[b] == occurrences(text, b * size, (b + 1) * size));
  CUDA_OK(cudaFree(from));
  CUDA_OK(cudaFree(counts));
}

static void findPrefixes() {
  constexpr int Length = 1003;
  auto *text = managed<signed char>(Length);
  auto *lengths = managed<unsigned char>(Length);
  for (int i = 0; i < Length; ++i)
    text[i] = i * 53 % 97 - 20;
  prefixes<<<9, 128>>>(text, lengths, Length);
  LAUNCH_OK();
  for (int i = 0; i < Length - 5; ++i) {
    int k = 0;
    while (k < 6 && text[i + k] >= 0)
      ++k;
    EXPECT(lengths[i] == k);
  }
  EXPECT(lengths[Length - 5] == 0);
  CUDA_OK(cudaFree(text));
  CUDA_OK(cudaFree(lengths));
}

static void goBackwards(dim3 block) {
  constexpr int Width = 101, Height = 12;
  auto *values = managed<unsigned short>(Width * Height);
  int *sums = managed<int>(Width * Height);
  for (int i = 0; i < Width * Height; ++i)
    values[i] = i * 31 % 67;
  backwards<<<dim3((Width + block.x - 1) / block.x, Height / block.y), block>>>(values, sums, Width, 90);
  LAUNCH_OK();
  for (int y = 0; y < Height; ++y)
    for (int x = 0; x < Width; ++x) {
      int sum = 0;
      for (int k = 10; k > 0 && sum < 90; k -= 2)
        if (x >= k)
          sum += values[y * Width + x - k];
      EXPECT(sums[y * Width + x] == sum);
    }
  CUDA_OK(cudaFree(values));
  CUDA_OK(cudaFree(sums));
}

static void measureWords(char *text, int threads) {
  int *lengths = managed<int>(threads);
  words<<<1, threads>>>(text, lengths);
  LAUNCH_OK();
  for (int i = 0; i < threads; ++i)
    EXPECT(lengths[i] == (i % 5 == 4 ? 0 : 4 - i % 5));
  CUDA_OK(cudaFree(lengths));
}

int main() {
  for (int size : {256, 96, 37})
    for (int length : {4096, 5000, 3, 255})
      countMatches(length, size);
  findPrefixes();
  goBackwards(dim3(32, 4));
  goBackwards(dim3(128, 1));
  goBackwards(dim3(7, 3));
  constexpr int Threads = 100;
  char *text = managed<char>(Threads);
  for (int i = 0; i < Threads; ++i)
    text[i] = i % 5 == 4 ? 0 : 'x';
  measureWords(text, Threads);
  CUDA_OK(cudaFree(text));
  return finish();
}
