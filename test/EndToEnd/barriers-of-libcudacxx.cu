// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// cuda::barrier where all threads of the block arrive and wait: at once, with work in between, in a function.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <cooperative_groups.h>
#include <cuda/barrier>
#include <utility>
namespace cg = cooperative_groups;
using block_barrier = cuda::barrier<cuda::thread_scope_block>;

__device__ int summed(block_barrier &barrier, int *tile, int value) {
  int t = threadIdx.y * blockDim.x + threadIdx.x;
  tile[t] = value;
  barrier.arrive_and_wait();
  for (int half = blockDim.x * blockDim.y / 2; half > 0; half /= 2) {
    if (t < half)
      tile[t] += tile[t + half];
    barrier.wait(barrier.arrive());
  }
  return tile[0];
}

__global__ void run(const int *in, int *sums, int *turned) {
  __shared__ block_barrier barrier;
  __shared__ int tile[128];
  auto block = cg::this_thread_block();
  if (block.thread_rank() == 0)
    init(&barrier, blockDim.x * blockDim.y);
  block.sync();
  int t = threadIdx.y * blockDim.x + threadIdx.x, first = blockIdx.x * 128;
  tile[t] = in[first + t];
  block_barrier::arrival_token token = barrier.arrive();
  int own = 2 * in[first + t]; // needs nobody
  barrier.wait(std::move(token));
  turned[first + t] = own + tile[127 - t];
  barrier.arrive_and_wait();
  int sum = summed(barrier, tile, in[first + t]);
  if (t == 5)
    sums[blockIdx.x] = sum;
}

int main() {
  int *in = managed<int>(256), *sums = managed<int>(2), *turned = managed<int>(256), expected[2] = {};
  for (int i = 0; i < 256; ++i) {
    in[i] = i * i % 101;
    expected[i / 128] += in[i];
  }
  run<<<2, dim3(32, 4)>>>(in, sums, turned);
  LAUNCH_OK();
  for (int i = 0; i < 256; ++i)
    EXPECT(turned[i] == 2 * in[i] + in[i / 128 * 128 + 127 - i % 128]);
  EXPECT(sums[0] == expected[0] && sums[1] == expected[1]);
  return finish();
}
