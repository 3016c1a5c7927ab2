// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Blocks of ordinary launches that wait for blocks before and behind them, as GPUs let those do that fit on them together:
// barriers of the grid that programs make themselves, chains of flags in rounds, whoever counts last, work that is gone over again
// until others have done what it waits for.
// BACKENDS: cpu -- work-groups need not make progress while others spin
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <cuda/atomic>

__device__ volatile int arrived;

// The barrier that programs had before there were cooperative launches.
__device__ void waitForAllBlocks(int goal) {
  __threadfence();
  __syncthreads();
  if (threadIdx.x == 0) {
    atomicAdd((int *)&arrived, 1);
    while (arrived < goal)
      ;
  }
  __syncthreads();
}

__global__ void rotate(int *values, int rounds) {
  int i = blockIdx.x * blockDim.x + threadIdx.x, n = gridDim.x * blockDim.x;
  for (int round = 1; round <= rounds; ++round) {
    int next = values[(i + blockDim.x + 1) % n];
    waitForAllBlocks((2 * round - 1) * gridDim.x);
    values[i] = next;
    waitForAllBlocks(2 * round * gridDim.x);
  }
}

// Each block takes tasks in turns; a task waits for the one before, which may be a block's that comes later.
__device__ int firstTask() { return blockIdx.x; }
__global__ void chain(int *flags, int *order, int tasks) {
  __shared__ int before;
  for (int task = firstTask(); task < tasks; task += gridDim.x) {
    if (threadIdx.x == 0) {
      while (atomicAdd(&flags[task], 0) == 0) {
      }
      before = order[tasks]++;
      __threadfence();
      atomicAdd(&flags[task + 1], 1);
    }
    __syncthreads();
    if (threadIdx.x == 1)
      order[task] = before;
    __syncthreads();
  }
}

// No barriers: the loop over threads waits. From the last block to the first.
__global__ void backwards(volatile int *done) {
  int me = blockIdx.x, last = gridDim.x - 1;
  if (threadIdx.x == 0) {
    if (me < last)
      while (done[me + 1] == 0)
        ;
    done[me] = me < last ? done[me + 1] + 1 : 1;
  }
}

// Each thread has vertices of its own, and goes over them until all have got a number: one more than the next one's.
__global__ void number(volatile int *numbers, int n) {
  int first = blockIdx.x * blockDim.x + threadIdx.x, step = gridDim.x * blockDim.x;
  bool again;
  do {
    again = false;
    for (int v = first; v < n; v += step)
      if (numbers[v] == 0) {
        int next = numbers[(v + 7) % n];
        if (next != 0)
          numbers[v] = next + 1;
        else
          again = true;
      }
  } while (again);
}

template <class T> __device__ T look(T *word) {
  return reinterpret_cast<cuda::atomic<T> *>(word)->load(cuda::memory_order_relaxed);
}
template <class T> __global__ void numberOtherwise(T *numbers, int n) {
  int first = blockIdx.x * blockDim.x + threadIdx.x;
  while (true) {
    int left = 0;
    for (int v = first; v < n; v += gridDim.x * blockDim.x) {
      if (look(numbers + v) != 0)
        continue;
      T next = look(numbers + (v + 7) % n);
      if (next != 0)
        atomicExch(numbers + v, next + 1);
      left |= next == 0;
    }
    if (!left)
      break;
  }
}

// One wait of whose writer nothing comes: the launch fails, and blocks that wait leave.
__global__ void failing(volatile int *never) {
  if (blockIdx.x == gridDim.x - 1)
    __trap();
  while (never[blockIdx.x] == 0)
    ;
}

int main() {
  const int blocks = 40, threads = 64, tasks = 500, n = blocks * threads;
  int *values = managed<int>(n);
  for (int i = 0; i < n; ++i)
    values[i] = i;
  rotate<<<blocks, threads>>>(values, 10);
  LAUNCH_OK();
  for (int i = 0; i < n; ++i)
    EXPECT(values[i] == (i + 10 * (threads + 1)) % n);

  int *flags = managed<int>(tasks + 1), *order = managed<int>(tasks + 1);
  flags[0] = 1;
  chain<<<9, threads>>>(flags, order, tasks);
  LAUNCH_OK();
  for (int i = 0; i < tasks; ++i)
    EXPECT(order[i] == i);

  int *done = managed<int>(1000);
  backwards<<<1000, 32>>>(done);
  LAUNCH_OK();
  for (int i = 0; i < 1000; ++i)
    EXPECT(done[i] == 1000 - i);

  const int vertices = 2000;
  int *numbers = managed<int>(vertices), *others = managed<int>(vertices);
  numbers[0] = others[0] = 1;
  number<<<10, 64>>>(numbers, vertices);
  numberOtherwise<<<3, 100>>>(others, vertices);
  LAUNCH_OK();
  for (int k = 1, v = 0; k <= vertices; ++k, v = (v + vertices - 7) % vertices)
    EXPECT(numbers[v] == k && others[v] == k);

  int *never = managed<int>(100);
  failing<<<100, 32>>>(never);
  EXPECT(cudaDeviceSynchronize() != cudaSuccess);
  return finish();
}
