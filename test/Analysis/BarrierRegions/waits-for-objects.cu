// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Waits for barriers of libcu++ are barriers of the block where all threads make the same calls, and fibers elsewhere.
// RUN: %inspect --print=plan %s | FileCheck %s
#include <cuda/barrier>
#include <cuda/pipeline>
#include <utility>
using block_barrier = cuda::barrier<cuda::thread_scope_block>;

__global__ void together(int *data) {
  __shared__ block_barrier barrier;
  if (threadIdx.x == 0)
    init(&barrier, blockDim.x * blockDim.y);
  __syncthreads();
  data[threadIdx.x] = 1;
  auto token = barrier.arrive();
  int own = data[0];
  barrier.wait(std::move(token));
  for (int i = 0; i < 4; ++i) {
    data[threadIdx.x + own] += i;
    barrier.arrive_and_wait();
  }
}
__global__ void alone(int *data) {
  auto pipe = cuda::make_pipeline();
  pipe.consumer_wait();
  data[threadIdx.x] = 1;
}
__global__ void divided(int *data) {
  __shared__ block_barrier barrier;
  if (threadIdx.x == 0)
    init(&barrier, 32);
  __syncthreads();
  if (data[threadIdx.x])
    barrier.arrive_and_wait();
}
__global__ void counted(int *data, int n) {
  __shared__ block_barrier barrier;
  if (threadIdx.x == 0)
    init(&barrier, n);
  barrier.wait(barrier.arrive());
}
__global__ void computed(block_barrier::arrival_token *tokens, int i) {
  __shared__ block_barrier barrier;
  barrier.wait(std::move(tokens[i++]));
}
// CHECK: kernel 'together' {{.*}}: regions
// CHECK: barrier waits-for-objects.cu:13
// CHECK: barrier waits-for-objects.cu:17
// CHECK: barrier waits-for-objects.cu:20
// CHECK: kernel 'alone' {{.*}}: thread loop
// CHECK: kernel 'divided' {{.*}}: fiber
// CHECK-NEXT: because of a wait for an object of libcu++: 'arrive_and_wait' may be called by a part of the block only at waits-for-objects.cu:34
// CHECK: kernel 'counted' {{.*}}: fiber
// CHECK-NEXT: because of a wait for an object of libcu++: a barrier expects what may not be the block's size at waits-for-objects.cu:40
// CHECK: kernel 'computed' {{.*}}: fiber
// CHECK-NEXT: because of a wait for an object of libcu++ in a statement that does more at waits-for-objects.cu:44
