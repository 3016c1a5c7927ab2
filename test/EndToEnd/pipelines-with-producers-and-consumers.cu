// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Pipelines of a block in which one warp copies and the others compute, and one that its threads leave.
// BACKENDS: cpu -- waits of parts of a block have no OpenCL form
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <cooperative_groups.h>
#include <cuda/pipeline>
#include <cuda/std/chrono>
namespace cg = cooperative_groups;

template <bool ByCount> __global__ void run(const int *in, int *out, int rounds,
                                          cuda::std::chrono::steady_clock::time_point past) {
  constexpr int stages = 3;
  __shared__ cuda::pipeline_shared_state<cuda::thread_scope_block, stages> state;
  __shared__ int buffer[stages][32];
  cg::thread_block block = cg::this_thread_block();
  bool copies = threadIdx.x < 32;
  auto role = copies ? cuda::pipeline_role::producer : cuda::pipeline_role::consumer;
  auto pipe =
      ByCount ? cuda::make_pipeline(block, &state, size_t(32)) : cuda::make_pipeline(block, &state, role);
  if (copies) {
    for (int round = 0; round < rounds; ++round) {
      pipe.producer_acquire();
      cuda::memcpy_async(&buffer[round % stages][threadIdx.x], &in[round * 32 + threadIdx.x], sizeof(int),
                         pipe);
      pipe.producer_commit();
    }
  } else {
    int sum = 0;
    for (int round = 0; round < rounds; ++round) {
      while (!pipe.consumer_wait_for(cuda::std::chrono::microseconds(1)) && !pipe.consumer_wait_until(past)) {
      }
      sum = sum * 3 + buffer[round % stages][(threadIdx.x + round) % 32];
      pipe.consumer_release();
    }
    out[threadIdx.x - 32] = sum;
  }
  pipe.quit();
}

int main() {
  const int rounds = 11;
  int *in = managed<int>(rounds * 32), *out = managed<int>(192);
  for (int i = 0; i < rounds * 32; ++i)
    in[i] = i * 13 % 47;
  run<false><<<1, 128>>>(in, out, rounds, cuda::std::chrono::steady_clock::now());
  run<true><<<1, 128>>>(in, out + 96, rounds, cuda::std::chrono::steady_clock::now());
  LAUNCH_OK();
  for (int t = 0; t < 96; ++t) {
    int sum = 0;
    for (int round = 0; round < rounds; ++round)
      sum = sum * 3 + in[round * 32 + (t + round) % 32];
    EXPECT(out[t] == sum && out[96 + t] == sum);
  }
  return finish();
}
