// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Producers that arrive and consumers that wait, threads that drop out, completion functions, and polling.
// BACKENDS: cpu -- waits of parts of a block have no OpenCL form
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <cuda/barrier>
#include <cuda/std/chrono>
using block_barrier = cuda::barrier<cuda::thread_scope_block>;

// Warps 1 to 3 fill a buffer that warp 0 adds up, four times.
__global__ void produce(int *sums) {
  __shared__ block_barrier ready, filled;
  __shared__ int buffer[96];
  if (threadIdx.x == 0) {
    init(&ready, blockDim.x);
    init(&filled, blockDim.x);
  }
  __syncthreads();
  if (threadIdx.x >= 32) {
    for (int round = 0; round < 4; ++round) {
      ready.arrive_and_wait();
      buffer[threadIdx.x - 32] = round * 1000 + threadIdx.x;
      (void)filled.arrive();
    }
  } else {
    (void)ready.arrive();
    for (int round = 0; round < 4; ++round) {
      filled.arrive_and_wait();
      int sum = 0;
      for (int i = threadIdx.x; i < 96; i += 32)
        sum += buffer[i];
      sums[round * 32 + threadIdx.x] = sum;
      (void)ready.arrive();
    }
  }
}

struct Count {
  int *phases;
  __device__ void operator()() noexcept { ++*phases; }
};
// A thread after the other leaves; those that are left go on meeting.
__global__ void leave(int *phases, int *met) {
  using counting = cuda::barrier<cuda::thread_scope_block, Count>;
  __shared__ alignas(counting) unsigned char memory[sizeof(counting)];
  counting &barrier = *reinterpret_cast<counting *>(memory);
  if (threadIdx.x == 0)
    init(&barrier, blockDim.x, Count{phases});
  __syncthreads();
  for (unsigned round = 0; round < threadIdx.x; ++round) {
    barrier.arrive_and_wait();
    met[threadIdx.x] += *phases >= int(round) + 1;
  }
  barrier.arrive_and_drop();
}

__global__ void poll(int *seen) {
  __shared__ block_barrier barrier;
  __shared__ int value;
  if (threadIdx.x == 0)
    init(&barrier, 2);
  __syncthreads();
  if (threadIdx.x == 63) {
    value = 5;
    barrier.arrive_and_wait();
    value = 6;
    (void)barrier.arrive();
    value = 7;
    (void)barrier.arrive(2);
  } else if (threadIdx.x == 1) {
    auto token = barrier.arrive();
    while (!barrier.try_wait(std::move(token))) {
    }
    seen[0] = value >= 5;
    seen[1] = !barrier.try_wait_for(barrier.arrive(), cuda::std::chrono::nanoseconds(1)) || value >= 6;
  } else if (threadIdx.x == 2) {
    while (!barrier.try_wait_parity(false)) {
    }
    seen[2] = value >= 5;
    barrier.wait_parity(true);
    seen[3] = value >= 6;
  }
}

// Copies that a thread announces to a barrier, and waits with an end.
__global__ void announce(const int *in, int *out, cuda::std::chrono::steady_clock::time_point past) {
  __shared__ block_barrier barrier;
  alignas(16) __shared__ int tile[64];
  if (threadIdx.x == 0)
    init(&barrier, blockDim.x);
  __syncthreads();
  block_barrier::arrival_token token;
  if (threadIdx.x == 7) {
    cuda::device::memcpy_async_tx(tile, in, cuda::aligned_size_t<16>(sizeof(tile)), barrier);
    cuda::device::barrier_expect_tx(barrier, 0);
    token = cuda::device::barrier_arrive_tx(barrier, 1, sizeof(tile));
  } else {
    token = barrier.arrive();
  }
  block_barrier::arrival_token same = token;
  while (!barrier.test_wait(std::move(same)))
    same = token;
  bool done = barrier.try_wait_until(std::move(token), past);
  done &= barrier.try_wait_parity_for(false, cuda::std::chrono::seconds(1));
  out[threadIdx.x] = done ? tile[63 - threadIdx.x] : -1;
}

int main() {
  int *sums = managed<int>(128), *phases = managed<int>(1), *met = managed<int>(40), *seen = managed<int>(4);
  produce<<<1, 128>>>(sums);
  leave<<<1, 40>>>(phases, met);
  LAUNCH_OK();
  for (int i = 0; i < 128; ++i)
    EXPECT(sums[i] == 3 * (i / 32 * 1000) + 3 * (i % 32 + 32) + 32 + 64);
  EXPECT(*phases == 40);
  for (int i = 0; i < 40; ++i)
    EXPECT(met[i] == i);
  poll<<<1, 64>>>(seen);
  LAUNCH_OK();
  EXPECT(seen[0] && seen[1] && seen[2] && seen[3]);
  int *in = managed<int>(64), *out = managed<int>(64);
  for (int i = 0; i < 64; ++i)
    in[i] = i * i;
  announce<<<1, 64>>>(in, out, cuda::std::chrono::steady_clock::now());
  LAUNCH_OK();
  for (int i = 0; i < 64; ++i)
    EXPECT(out[i] == in[63 - i]);
  return finish();
}
