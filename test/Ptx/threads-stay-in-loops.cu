// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arithmetic and special registers leave the loop over threads; barriers and shuffles are seen.
// RUN: %inspect --print=plan %s | FileCheck %s
__global__ void plain(unsigned *out) {
  unsigned x;
  asm("mov.u32 %0, %%lanemask_lt; popc.b32 %0, %0;" : "=r"(x));
  out[threadIdx.x] = x;
}
__global__ void waits(unsigned *out) {
  __shared__ unsigned all[64];
  all[threadIdx.x] = threadIdx.x;
  asm volatile("bar.sync 0;" ::: "memory");
  asm volatile("{ shfl.sync.bfly.b32 %0, %0, 1, 0x1f, -1; add.u32 %0, %0, 1; }" : "+r"(all[63 - threadIdx.x]));
  out[threadIdx.x] = all[threadIdx.x];
}
// CHECK: kernel 'plain' {{.*}}: thread loop
// CHECK: kernel 'waits' {{.*}}: regions
// CHECK: barrier threads-stay-in-loops.cu:12
// CHECK: hands in for __shfl_xor_sync
