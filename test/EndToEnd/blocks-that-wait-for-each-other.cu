// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A barrier of the device and semaphores between the blocks of a cooperative launch.
// BACKENDS: cpu -- blocks of OpenCL devices cannot wait for each other
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <cooperative_groups.h>
#include <cuda/barrier>
#include <cuda/semaphore>
namespace cg = cooperative_groups;

struct Shared {
  cuda::barrier<cuda::thread_scope_device> barrier;
  cuda::binary_semaphore<cuda::thread_scope_device> turn[33];
};

__global__ void meet(Shared *shared, int *values, int *sums, int rounds) {
  int i = blockIdx.x * blockDim.x + threadIdx.x, n = gridDim.x * blockDim.x;
  for (int round = 0; round < rounds; ++round) {
    values[i] = i + round;
    shared->barrier.arrive_and_wait();
    sums[i] += values[(i + 37) % n];
    shared->barrier.wait(shared->barrier.arrive());
  }
}
// Each block waits for the one behind it: the last begins.
__global__ void takeTurns(Shared *shared, int *order) {
  if (threadIdx.x == 0) {
    while (!shared->turn[blockIdx.x].try_acquire()) {
    }
    order[order[0]++ + 1] = blockIdx.x;
    if (blockIdx.x > 0)
      shared->turn[blockIdx.x - 1].release();
  }
  cg::this_grid().sync();
  if (threadIdx.x == 1)
    order[40 + blockIdx.x] = order[0];
}

int main() {
  const int blocks = 33, threads = 32;
  int rounds = 5;
  Shared *shared = managed<Shared>(1);
  int *values = managed<int>(blocks * threads), *sums = managed<int>(blocks * threads),
      *order = managed<int>(80);
  init(&shared->barrier, blocks * threads);
  for (int i = 0; i < blocks; ++i)
    init(&shared->turn[i], i == blocks - 1);
  void *arguments[] = {&shared, &values, &sums, &rounds};
  CUDA_OK(cudaLaunchCooperativeKernel((void *)meet, dim3(blocks), dim3(threads), arguments, 0, 0));
  void *turns[] = {&shared, &order};
  CUDA_OK(cudaLaunchCooperativeKernel((void *)takeTurns, dim3(blocks), dim3(threads), turns, 0, 0));
  LAUNCH_OK();
  for (int i = 0; i < blocks * threads; ++i)
    EXPECT(sums[i] == rounds * ((i + 37) % (blocks * threads)) + 10);
  EXPECT(order[0] == blocks);
  for (int i = 0; i < blocks; ++i)
    EXPECT(order[i + 1] == blocks - 1 - i && order[40 + i] == blocks);
  return finish();
}
