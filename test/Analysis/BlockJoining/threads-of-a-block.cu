// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Blocks stay apart where threads wait, share memory or would be named by a failing assertion, and in templates whose
// specialisations share the description of the kernel.
// RUN: %inspect --print=plan %s | FileCheck %s
#include <assert.h>
__device__ int id() { return blockIdx.x * blockDim.x + threadIdx.x; }
__global__ void waits(int *p) {
  __syncthreads();
  p[id()] = 1;
}
__device__ int &scratch() {
  __shared__ int own;
  return own;
}
__global__ void shares(int *p) { p[id()] = scratch(); }
__global__ void asserts(int *p) {
  assert(p);
  p[id()] = 1;
}
template <class T> __global__ void special(T *p) { p[id()] = 1; }
template <> __global__ void special(float *p) { p[threadIdx.x] = 1; }
template __global__ void special(int *);
__global__ void atomics(int *p) { atomicAdd(p, id()); }
// CHECK: kernel 'waits'
// CHECK: {{^}}  keeps blocks apart: threads that wait at threads-of-a-block.cu:7
// CHECK: kernel 'shares'
// CHECK: {{^}}  keeps blocks apart: shared memory at threads-of-a-block.cu:11
// CHECK: kernel 'asserts'
// CHECK: {{^}}  keeps blocks apart: failing assertions
// CHECK: kernel 'special'
// CHECK: {{^}}  keeps blocks apart: specialisations
// CHECK: kernel 'atomics'
// CHECK: {{^}}  joins blocks{{$}}
