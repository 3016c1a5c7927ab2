// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Launches that wait for the grid beside the rest of the runtime: as many blocks as the device takes, printf in
// several rounds, atomics, blocks that have returned whole, queries, the order in a stream.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
// RUN: %lorchacc -O1 --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
#include "cooperative.h"

__device__ unsigned arrived;

__global__ void meet(unsigned *seen, int rounds) {
  cg::grid_group grid = cg::this_grid();
  for (int round = 0; round < rounds; ++round) {
    atomicAdd(&arrived, 1u);
    grid.sync();
    seen[grid.thread_rank()] += arrived;
    if (grid.thread_rank() == 0)
      printf("round %d\n", round);
    grid.sync();
  }
}

__global__ void someReturn(int *out, int n) {
  if (blockIdx.x % 2 == 1 || threadIdx.x >= 20)
    return;
  cg::grid_group grid = cg::this_grid();
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  out[i] = n;
  grid.sync();
  for (int k = 0; k < 3; ++k) {
    int next = out[(i + 64) % (4 * 32)];
    grid.sync();
    out[i] = next + k;
    grid.sync();
  }
}

__global__ void ask(unsigned long long *out) {
  cg::grid_group grid = cg::this_grid();
  if (grid.thread_rank() == grid.size() - 1) {
    out[0] = grid.size();
    out[1] = grid.num_blocks();
    out[2] = grid.block_rank();
    out[3] = grid.is_valid();
    out[4] = grid.dim_blocks().x * 100 + grid.block_index().y;
  }
}

__global__ void twice(int *out) { *out *= 2; }

__global__ void addAndTriple(int *out, int n) {
  *out += n;
  cg::this_grid().sync();
  *out *= 3;
}

int main() {
  int units, blocks, supported;
  CUDA_OK(cudaDeviceGetAttribute(&supported, cudaDevAttrCooperativeLaunch, 0));
  CUDA_OK(cudaDeviceGetAttribute(&units, cudaDevAttrMultiProcessorCount, 0));
  CUDA_OK(cudaOccupancyMaxActiveBlocksPerMultiprocessor(&blocks, meet, 64, 0));
  EXPECT(supported == 1 && blocks > 0);
  const unsigned grid = units * blocks, rounds = 3;
  unsigned *seen = managed<unsigned>(grid * 64);
  launchCooperative(meet, grid, 64, 0, seen, rounds);
  for (unsigned i = 0; i < grid * 64; ++i)
    EXPECT(seen[i] == grid * 64 * (1 + 2 + 3));

  int *out = managed<int>(4 * 32);
  launchCooperative(someReturn, 4, 32, 0, out, 7);
  for (int i = 0; i < 4 * 32; ++i)
    EXPECT(out[i] == (i / 32 % 2 == 0 && i % 32 < 20 ? 7 + 0 + 1 + 2 : 0));

  unsigned long long *answers = managed<unsigned long long>(5);
  launchCooperative(ask, dim3(3, 2), 16, 0, answers);
  EXPECT(answers[0] == 96 && answers[1] == 6 && answers[2] == 5 && answers[3] == 1 && answers[4] == 301);
  ask<<<1, 32>>>(answers);
  LAUNCH_OK();
  EXPECT(answers[0] == 32 && answers[3] == 0);

  // Work before and after it in a stream.
  int *value = managed<int>(1), count = 5;
  *value = 1;
  cudaStream_t stream;
  CUDA_OK(cudaStreamCreate(&stream));
  twice<<<1, 1, 0, stream>>>(value);
  void *arguments[] = {&value, &count};
  CUDA_OK(cudaLaunchCooperativeKernel((void *)addAndTriple, dim3(1), dim3(1), arguments, 0, stream));
  twice<<<1, 1, 0, stream>>>(value);
  CUDA_OK(cudaStreamSynchronize(stream));
  EXPECT(*value == (1 * 2 + 5) * 3 * 2);
  return finish();
}
