// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// cuda::atomic and cuda::atomic_ref in shared, global and managed memory.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <cuda/atomic>
#include <cuda/std/atomic>

struct Totals {
  cuda::atomic<int, cuda::thread_scope_device> sum;
  cuda::atomic<unsigned, cuda::thread_scope_system> bits, common, odd;
  cuda::atomic<unsigned long long> wide;
  cuda::atomic<float, cuda::thread_scope_device> real;
  cuda::std::atomic<int> least, most, product, turns;
};

__global__ void run(Totals *totals, int *plain, int *seen) {
  __shared__ cuda::atomic<int, cuda::thread_scope_block> inBlock;
  if (threadIdx.x == 0)
    inBlock.store(0, cuda::memory_order_relaxed);
  __syncthreads();
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  totals->sum.fetch_add(i);
  totals->sum -= 1;
  totals->bits.fetch_or(1u << i % 32, cuda::std::memory_order_relaxed);
  totals->common.fetch_and(~(1u << i % 8));
  totals->odd ^= unsigned(i);
  totals->wide.fetch_add(1ull << 33, cuda::memory_order_relaxed);
  totals->real += 0.5f;
  totals->least.fetch_min(100 - i);
  totals->most.fetch_max(i);
  int old = totals->product.load();
  while (!totals->product.compare_exchange_weak(old, old + 3, cuda::memory_order_acq_rel,
                                                cuda::memory_order_relaxed)) {
  }
  volatile cuda::std::atomic<int> *turns = &totals->turns;
  turns->fetch_add(1);
  totals->turns--;
  cuda::atomic_ref<int, cuda::thread_scope_device> ref(*plain);
  ref.fetch_add(2, cuda::memory_order_relaxed);
  cuda::atomic_thread_fence(cuda::memory_order_seq_cst, cuda::thread_scope_device);
  inBlock.fetch_add(1);
  __syncthreads();
  seen[i] = inBlock + totals->turns.exchange(0) * 0;
}

int main() {
  Totals *totals = managed<Totals>(1);
  int *plain = managed<int>(1), *seen = managed<int>(256);
  totals->common.store(0xffu);
  totals->least.store(1000);
  run<<<4, 64>>>(totals, plain, seen);
  LAUNCH_OK();
  EXPECT(totals->sum == 255 * 128 - 256);
  EXPECT(totals->bits.load() == 0xffffffffu && totals->common.load() == 0 && totals->odd.load() == 0);
  EXPECT(totals->wide.load() == 256ull << 33);
  EXPECT(totals->real.load() == 128.0f);
  EXPECT(totals->least.load() == 100 - 255 && totals->most.load() == 255);
  EXPECT(totals->product.load() == 768 && totals->turns.load() == 0);
  volatile cuda::std::atomic<int> &turns = totals->turns;
  EXPECT(turns.load(cuda::memory_order_acquire) == 0 && turns == 0);
  EXPECT(*plain == 512);
  for (int i = 0; i < 256; ++i)
    EXPECT(seen[i] == 64);
  cuda::std::atomic_flag flag;
  EXPECT(!flag.test_and_set() && flag.test());
  flag.clear();
  EXPECT(!flag.test());
  cuda::atomic<int> host{4};
  int expected = 4;
  EXPECT(host.compare_exchange_strong(expected, 7) && host.exchange(8) == 7 && host.fetch_sub(3) == 8 &&
         host == 5);
  EXPECT(host.fetch_xor(1) == 5 && host.is_lock_free());
  return finish();
}
