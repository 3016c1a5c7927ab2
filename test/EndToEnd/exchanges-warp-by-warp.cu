// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Exchanges that are run warp by warp: whole and partial warps, branches that some warps or some lanes take, blocks
// whose rows are no multiple of a warp, templates.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"

template <class T> __global__ void scan(const T *in, T *out, unsigned *odd, int *firsts) {
  int t = threadIdx.y * blockDim.x + threadIdx.x, lane = t % 32;
  T value = in[t];
  unsigned mask = __ballot_sync(0xffffffff, in[t] > 7);
  for (int distance = 1; distance < 32; distance *= 2) {
    T other = __shfl_up_sync(0xffffffff, value, distance);
    if (lane >= distance)
      value += other;
  }
  if (lane == 0)
    firsts[t / 32] = static_cast<int>(value);
  out[t] = value;
  odd[t] = mask;
}

__global__ void someWarpsAndLanes(const int *in, int *out) {
  int t = threadIdx.x, value = in[t], twice = 0;
  if (t >= 32) { // whole warps, and one that is not
    for (int across = 16; across > 0; across /= 2)
      value += __shfl_xor_sync(0xffffffff, value, across);
    twice = 2 * value;
  }
  if (t % 2 == 0) // lanes
    value += __shfl_down_sync(0x55555555, value, 2);
  __syncthreads();
  out[t] = value + twice;
}

template <class T> static void checkScan(dim3 block) {
  int count = static_cast<int>(block.x * block.y);
  T *in = managed<T>(count), *out = managed<T>(count);
  unsigned *odd = managed<unsigned>(count);
  int *firsts = managed<int>(count / 32 + 1);
  for (int i = 0; i < count; ++i)
    in[i] = static_cast<T>(i * 5 % 13);
  scan<<<1, block>>>(in, out, odd, firsts);
  LAUNCH_OK();
  for (int i = 0; i < count; ++i) {
    T sum = 0;
    for (int j = i / 32 * 32; j <= i; ++j)
      sum += in[j];
    unsigned votes = 0;
    for (int j = i / 32 * 32; j < i / 32 * 32 + 32 && j < count; ++j)
      votes |= unsigned(in[j] > 7) << j % 32;
    EXPECT(out[i] == sum);
    EXPECT(odd[i] == votes);
    EXPECT(firsts[i / 32] == static_cast<int>(in[i / 32 * 32]));
  }
}

static void checkSomeWarpsAndLanes(int count) {
  int *in = managed<int>(count), *out = managed<int>(count);
  for (int i = 0; i < count; ++i)
    in[i] = i * i % 31;
  someWarpsAndLanes<<<1, count>>>(in, out);
  LAUNCH_OK();
  auto sumOf = [&](int i) { // by the rounds that the lanes make, as absent lanes give back one's own value
    int value[32], before[32], lanes = count - i / 32 * 32 < 32 ? count - i / 32 * 32 : 32;
    for (int lane = 0; lane < lanes; ++lane)
      value[lane] = in[i / 32 * 32 + lane];
    for (int across = 16; i >= 32 && across > 0; across /= 2) {
      for (int lane = 0; lane < lanes; ++lane)
        before[lane] = value[lane];
      for (int lane = 0; lane < lanes; ++lane)
        value[lane] += before[(lane ^ across) < lanes ? lane ^ across : lane];
    }
    return value[i % 32];
  };
  for (int i = 0; i < count; ++i) {
    int value = sumOf(i), twice = i >= 32 ? 2 * value : 0;
    if (i % 2 == 0)
      value += i % 32 + 2 < 32 && i + 2 < count ? sumOf(i + 2) : value;
    EXPECT(out[i] == value + twice);
  }
}

int main() {
  for (dim3 block : {dim3(32), dim3(256), dim3(75), dim3(64, 3), dim3(16, 16), dim3(5, 13)}) {
    checkScan<int>(block);
    checkScan<double>(block);
    checkScan<float>(block);
  }
  for (int count : {32, 128, 96, 80, 33})
    checkSomeWarpsAndLanes(count);
  return finish();
}
