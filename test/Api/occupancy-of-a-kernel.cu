// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The potential block size is a multiple of the warp size within the limits, and launches; shared memory lowers it.
// RUN: %lorchacc %s -o %t && %t
#include <cstdio>
#include <cstdlib>

#define EXPECT(Condition)                                                                                              \
  if (!(Condition)) {                                                                                                  \
    std::printf("line %d: %s\n", __LINE__, #Condition);                                                                \
    return EXIT_FAILURE;                                                                                               \
  }

__global__ void count(int *Counter) { atomicAdd(Counter, 1); }

static size_t sharedBytes(int BlockSize) { return BlockSize * 256; }

int main() {
  int Grid = 0, Block = 0, Blocks = 0;
  EXPECT(cudaOccupancyMaxPotentialBlockSize(&Grid, &Block, count) == cudaSuccess);
  EXPECT(Grid > 0 && Block % 32 == 0 && Block <= 1024 && Block >= 32);
  EXPECT(cudaOccupancyMaxActiveBlocksPerMultiprocessor(&Blocks, count, Block, 0) == cudaSuccess);
  cudaDeviceProp Properties;
  EXPECT(cudaGetDeviceProperties(&Properties, 0) == cudaSuccess);
  EXPECT(Grid == Blocks * Properties.multiProcessorCount);

  EXPECT(cudaOccupancyMaxPotentialBlockSize(&Grid, &Block, count, 0, 96) == cudaSuccess && Block <= 96);
  EXPECT(cudaOccupancyMaxPotentialBlockSizeWithFlags(&Grid, &Block, count, 0, 50, cudaOccupancyDefault) == cudaSuccess);
  EXPECT(Block <= 50);
  EXPECT(cudaOccupancyMaxPotentialBlockSizeVariableSMem(&Grid, &Block, count, sharedBytes) == cudaSuccess);
  EXPECT(sharedBytes(Block) <= Properties.sharedMemPerBlock);
  EXPECT(cudaOccupancyMaxPotentialBlockSizeVariableSMemWithFlags(&Grid, &Block, count, sharedBytes, 64,
                                                                 cudaOccupancyDefault) == cudaSuccess);
  EXPECT(Block <= 64);
  EXPECT(cudaOccupancyMaxPotentialBlockSize((int *)nullptr, &Block, count) == cudaErrorInvalidValue);

  int *Counter, Result = 0;
  EXPECT(cudaMalloc(&Counter, sizeof(int)) == cudaSuccess && cudaMemset(Counter, 0, sizeof(int)) == cudaSuccess);
  count<<<3, Block>>>(Counter);
  EXPECT(cudaMemcpy(&Result, Counter, sizeof(int), cudaMemcpyDeviceToHost) == cudaSuccess && Result == 3 * Block);
  EXPECT(cudaFree(Counter) == cudaSuccess);
  return EXIT_SUCCESS;
}
