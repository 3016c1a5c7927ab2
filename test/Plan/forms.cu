// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which form each kernel takes, and why.
// RUN: %inspect --print=plan %s | FileCheck %s
// RUN: %lorcha translate -Rlorcha %s -o %t.cpp 2>&1 | FileCheck %s --check-prefix=REMARK
__device__ void wait() { __syncthreads(); }
__global__ void loop(int *p) { *p = threadIdx.x; }
__global__ void barrier(int *p) { __syncthreads(); *p = 1; }
__global__ void behindCall(int *p) { wait(); *p = 1; }
__global__ void warp(int *p) { *p = __shfl_sync(~0u, *p, 0); }
// CHECK: kernel 'loop' forms.cu:6: thread loop
// CHECK: kernel 'barrier' forms.cu:7: fiber
// CHECK-NEXT: because of a block barrier at forms.cu:7
// CHECK: kernel 'behindCall' forms.cu:8: fiber
// CHECK-NEXT: because of a block barrier in 'wait' at forms.cu:5
// CHECK: kernel 'warp' forms.cu:9: fiber
// CHECK-NEXT: because of a warp operation at forms.cu:9
// REMARK: forms.cu:6:17: remark: kernel 'loop' runs as a loop over threads [LOR2001]
// REMARK: forms.cu:7:17: remark: kernel 'barrier' runs as fibers: block barrier [LOR2001]
// REMARK: forms.cu:8:17: remark: kernel 'behindCall' runs as fibers: block barrier in 'wait' [LOR2001]
