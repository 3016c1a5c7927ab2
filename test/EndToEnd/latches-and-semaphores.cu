// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// cuda::latch, semaphores and atomics that threads wait for, within a block.
// BACKENDS: cpu -- waits of parts of a block have no OpenCL form
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <cuda/atomic>
#include <cuda/latch>
#include <cuda/semaphore>
#include <cuda/std/chrono>
#include <cuda_awbarrier_primitives.h>

__global__ void run(int *result, cuda::std::chrono::steady_clock::time_point past) {
  __shared__ cuda::latch<cuda::thread_scope_block> latch;
  __shared__ cuda::counting_semaphore<cuda::thread_scope_block, 3> seats;
  __shared__ cuda::binary_semaphore<cuda::thread_scope_block> key;
  __shared__ cuda::atomic<int, cuda::thread_scope_block> stage;
  __shared__ int inside, most, total;
  if (threadIdx.x == 0) {
    init(&latch, 96);
    init(&seats, 3);
    init(&key, 1);
    stage.store(0);
    inside = most = total = 0;
  }
  __syncthreads();
  // Three at a time may sit; one at a time may count.
  seats.acquire();
  key.acquire();
  most = ++inside > most ? inside : most;
  key.release();
  while (!key.try_acquire()) {
  }
  --inside;
  ++total;
  key.release();
  seats.release();
  if (threadIdx.x < 64) {
    latch.arrive_and_wait();
    result[0] += total >= 96;
  } else if (threadIdx.x < 96) {
    latch.count_down();
    while (!latch.try_wait()) {
    }
    result[1] += total >= 96;
  } else {
    latch.wait();
    result[2] += total >= 96;
  }
  // One after the other, from the last thread to the first.
  int before = 127 - int(threadIdx.x);
  for (int now = stage.load(); now != before; now = stage.load())
    stage.wait(now);
  result[3] = int(unsigned(result[3]) * 5u + threadIdx.x);
  stage.store(before + 1);
  stage.notify_all();
  result[4] = most;
  if (key.try_acquire_until(past) || key.try_acquire_for(cuda::std::chrono::nanoseconds(10)))
    key.release();
}

__global__ void primitives(int *result) {
  __shared__ __mbarrier_t barrier;
  __shared__ int value;
  if (threadIdx.x == 0)
    __mbarrier_init(&barrier, blockDim.x);
  __syncthreads();
  if (threadIdx.x == 40)
    value = 9;
  __mbarrier_token_t token = __mbarrier_arrive(&barrier);
  while (!__mbarrier_test_wait(&barrier, token)) {
  }
  result[threadIdx.x] = value;
  if (threadIdx.x >= 32) {
    (void)__mbarrier_arrive_and_drop(&barrier);
    return;
  }
  token = __mbarrier_arrive(&barrier);
  while (!__mbarrier_try_wait(&barrier, token, 100)) {
  }
  while (!__mbarrier_test_wait_parity(&barrier, true) && !__mbarrier_try_wait_parity(&barrier, true, 100)) {
  }
  result[threadIdx.x] += __mbarrier_maximum_count() >= 1024;
}

int main() {
  int *result = managed<int>(5), *values = managed<int>(64);
  run<<<1, 128>>>(result, cuda::std::chrono::steady_clock::now());
  primitives<<<1, 64>>>(values);
  LAUNCH_OK();
  EXPECT(result[0] == 64 && result[1] == 32 && result[2] == 32);
  int expected = 0;
  for (int t = 127; t >= 0; --t)
    expected = static_cast<int>(static_cast<unsigned>(expected) * 5u + static_cast<unsigned>(t));
  EXPECT(result[3] == expected);
  EXPECT(result[4] >= 1 && result[4] <= 3);
  for (int t = 0; t < 64; ++t)
    EXPECT(values[t] == 9 + (t < 32));
  return finish();
}
