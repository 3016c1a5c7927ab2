// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A loop in steps of the block or the grid goes around the threads with atomic functions in it, as long as nobody uses
// their results: the order in which threads come to them is open. Other loops with such stay inside.
// RUN: %inspect --print=plan %s | FileCheck %s
__global__ void histogram(const unsigned *words, int *bins, int n) {
  __shared__ int own[256];
  own[threadIdx.x] = 0;
  __syncthreads();
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x)
    atomicAdd(&own[words[i] & 255], 1);
  __syncthreads();
  atomicAdd(&bins[threadIdx.x], own[threadIdx.x]);
}
__global__ void compacts(const int *in, int *out, int *count, int n) {
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x)
    if (in[i] > 0)
      out[atomicAdd(&count[0], 1)] = in[i];
}
__global__ void sameForAll(const int *in, int *bins, int n) {
  for (int k = 0; k < n; ++k)
    atomicAdd(&bins[in[k]], 1);
}
// CHECK: kernel 'histogram' {{.*}}: regions
// CHECK: loop atomics-in-strided-loops.cu:9, {{(decided by each thread|by spans of threads)}}
// CHECK-NEXT: threads atomics-in-strided-loops.cu:10
// CHECK: kernel 'compacts' {{.*}}: thread loop
// CHECK: kernel 'sameForAll' {{.*}}: thread loop
