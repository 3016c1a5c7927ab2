// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Waits for objects of libcu++ that are no barriers of the whole block have no OpenCL form.
// RUN: %inspect --print=opencl %s | FileCheck %s
#include <cooperative_groups.h>
#include <cuda/barrier>
#include <cuda/pipeline>
using block_barrier = cuda::barrier<cuda::thread_scope_block>;

__global__ void counted(int *data, int n) {
  __shared__ block_barrier barrier;
  if (threadIdx.x == 0)
    init(&barrier, n);
  __syncthreads();
  barrier.arrive_and_wait();
  data[threadIdx.x] = n;
}
__global__ void divided(int *data) {
  __shared__ block_barrier barrier;
  if (threadIdx.x == 0)
    init(&barrier, blockDim.x);
  __syncthreads();
  if (threadIdx.x < 32)
    (void)barrier.arrive();
  else
    barrier.arrive_and_wait();
  data[threadIdx.x] = 1;
}
__global__ void polled(int *data) {
  __shared__ block_barrier barrier;
  if (threadIdx.x == 0)
    init(&barrier, blockDim.x);
  __syncthreads();
  while (!barrier.try_wait_parity(false))
    data[threadIdx.x] = 1;
}
__global__ void roles(int *data) {
  __shared__ cuda::pipeline_shared_state<cuda::thread_scope_block, 2> state;
  auto pipe = cuda::make_pipeline(cooperative_groups::this_thread_block(), &state, size_t(32));
  pipe.consumer_wait();
  data[threadIdx.x] = 1;
}
__global__ void wide(cuda::barrier<cuda::thread_scope_device> *barrier) { barrier->arrive_and_wait(); }
// CHECK: // kernel 'counted' has no OpenCL form: a wait is no barrier of the whole block: a barrier expects what may not be the block's size [LOR2111]
// CHECK: // kernel 'divided' has no OpenCL form: {{.*}}: 'arrive' may be called by a part of the block only [LOR2111]
// CHECK: // kernel 'polled' has no OpenCL form: {{.*}}: 'try_wait_parity' may wait, or be waited for, by a part of the block or other blocks [LOR2111]
// CHECK: // kernel 'roles' has no OpenCL form: {{.*}}: a pipeline has producers and consumers, or belongs to a part of the block [LOR2111]
// CHECK: // kernel 'wide' has no OpenCL form: {{.*}}: 'arrive_and_wait' may wait, or be waited for, by a part of the block or other blocks [LOR2111]
