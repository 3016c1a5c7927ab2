// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Atomics on shared memory need no lock, as one host thread runs a block; those on other memory, through pointers, and a
// program's own functions stay.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
struct Bins {
  unsigned count[8];
};
__device__ float atomicMin(float *where, float value) { return *where = value; }
__global__ void k(unsigned *out, float *least) {
  __shared__ unsigned bins[64], total;
  __shared__ Bins more;
  __shared__ unsigned *pointer, *several[2];
  __shared__ float smallest;
  unsigned *alias = bins;
  atomicAdd(&bins[threadIdx.x], 1u);
  atomicMax(bins + 3, 2u);
  atomicCAS(&total, 0u, 1u);
  atomicInc(&more.count[1], 5u);
  atomicAdd(out, 1u);
  atomicAdd(alias, 1u);
  atomicAdd(&pointer[1], 1u);
  atomicAdd(&several[1][1], 1u);
  atomicMin(&smallest, 1.0f);
}
// CHECK: {{^ *}}lorcha::within_block::atomicAdd(&bins[threadIdx.x], 1u);
// CHECK: {{^ *}}lorcha::within_block::atomicMax(bins + 3, 2u);
// CHECK: {{^ *}}lorcha::within_block::atomicCAS(&total, 0u, 1u);
// CHECK: {{^ *}}lorcha::within_block::atomicInc(&more.count[1], 5u);
// CHECK: {{^ *}}atomicAdd(out, 1u);
// CHECK: {{^ *}}atomicAdd(alias, 1u);
// CHECK: {{^ *}}atomicAdd(&pointer[1], 1u);
// CHECK: {{^ *}}atomicAdd(&several[1][1], 1u);
// CHECK: {{^ *}}atomicMin(&smallest, 1.0f);
__global__ void waits(unsigned *out) {
  __shared__ unsigned count;
  atomicAdd(&count, 1u);
  __syncthreads();
  *out = count;
}
// CHECK: static void waits_block
// CHECK: {{^ *}}lorcha::region(
// CHECK: {{^ *}}lorcha::within_block::atomicAdd(&count, 1u);
