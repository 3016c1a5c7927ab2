// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Pipelines of one thread, and of a block whose threads all produce and consume.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
#include <cooperative_groups.h>
#include <cooperative_groups/memcpy_async.h>
#include <cuda/pipeline>
#include <cuda_pipeline.h>
namespace cg = cooperative_groups;

__global__ void alone(const int *in, int *out) {
  __shared__ alignas(16) int stage[2][64];
  const auto size = cuda::aligned_size_t<4>(sizeof(int));
  cuda::pipeline<cuda::thread_scope_thread> pipe = cuda::make_pipeline();
  int t = threadIdx.x, sum = 0;
  for (int round = 0; round < 4; ++round) {
    pipe.producer_acquire();
    cuda::memcpy_async(&stage[round % 2][t], &in[round * 64 + t], size, pipe);
    pipe.producer_commit();
    cuda::pipeline_consumer_wait_prior<0>(pipe);
    __syncthreads();
    sum += stage[round % 2][63 - t];
    pipe.consumer_release();
  }
  out[t] = sum;
}

__global__ void together(const int *in, int *out) {
  __shared__ cuda::pipeline_shared_state<cuda::thread_scope_block, 2> state;
  __shared__ int stage[2][64];
  cg::thread_block block = cg::this_thread_block();
  auto pipe = cuda::make_pipeline(block, &state);
  int t = threadIdx.x, sum = 0;
  pipe.producer_acquire();
  cuda::memcpy_async(block, stage[0], in, sizeof(int) * 64, pipe);
  pipe.producer_commit();
  for (int round = 0; round < 4; ++round) {
    if (round < 3) {
      pipe.producer_acquire();
      cuda::memcpy_async(block, stage[(round + 1) % 2], in + (round + 1) * 64, sizeof(int) * 64, pipe);
      pipe.producer_commit();
    }
    pipe.consumer_wait();
    sum += stage[round % 2][63 - t];
    pipe.consumer_release();
  }
  out[t] = sum;
}

__global__ void primitives(const int *in, int *out) {
  __shared__ int stage[64], typed[64];
  cg::thread_block block = cg::this_thread_block();
  int t = threadIdx.x;
  __pipeline_memcpy_async(&stage[t], &in[t], sizeof(int), t == 5 ? 4 : 0);
  __pipeline_commit();
  __pipeline_wait_prior(0);
  cg::memcpy_async(block, typed, 64, in + 64, 50); // elements: 50 of them
  cg::wait(block);
  out[t] = stage[63 - t] + (t < 50 ? typed[t] : 0);
}

int main() {
  int *in = managed<int>(256), *out = managed<int>(192);
  for (int i = 0; i < 256; ++i)
    in[i] = i * 7 % 51;
  alone<<<1, 64>>>(in, out);
  together<<<1, 64>>>(in, out + 64);
  primitives<<<1, 64>>>(in, out + 128);
  LAUNCH_OK();
  for (int t = 0; t < 64; ++t) {
    int sum = in[63 - t] + in[127 - t] + in[191 - t] + in[255 - t];
    EXPECT(out[t] == sum);
    EXPECT(out[64 + t] == sum);
    EXPECT(out[128 + t] == (t == 58 ? 0 : in[63 - t]) + (t < 50 ? in[64 + t] : 0));
  }
  return finish();
}
