// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Device functions without barriers that ask a group, which their caller made, where they are.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <cooperative_groups.h>

namespace cg = cooperative_groups;

__device__ void addRank(int *values, const cg::thread_block &block) {
  values[block.thread_rank()] += static_cast<int>(block.thread_rank() + block.group_index().x);
}

template <class Group> __device__ int last(const Group &group) {
  return static_cast<int>(group.size() - group.thread_rank() - 1);
}

__global__ void reverse(int *out) {
  __shared__ int values[64];
  cg::thread_block block = cg::this_thread_block();
  values[threadIdx.x] = 100;
  cg::sync(block);
  addRank(values, block);
  cg::sync(block);
  out[blockIdx.x * 64 + threadIdx.x] = values[last(block)];
}

int main() {
  int *out = managed<int>(128);
  reverse<<<2, 64>>>(out);
  LAUNCH_OK();
  for (int i = 0; i < 128; ++i)
    EXPECT(out[i] == 100 + (63 - i % 64) + i / 64);
  return finish();
}
