// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which form each kernel takes, and why.
// RUN: %inspect --print=plan %s | FileCheck %s
// RUN: %lorcha translate -Rlorcha %s -o %t.cpp 2>&1 | FileCheck %s --check-prefix=REMARK
// RUN: %lorcha translate -Rlorcha --force-form=fiber %s -o %t.cpp 2>&1 | FileCheck %s --check-prefix=FORCED
__global__ void loop(int *p) { *p = threadIdx.x; }
__global__ void barrier(int *p) { __syncthreads(); *p = 1; }
__global__ void inBoth(int *p) {
  if (threadIdx.x > 3)
    __syncthreads();
  else
    __syncthreads();
}
// CHECK: kernel 'loop' forms.cu:6: thread loop
// CHECK: kernel 'barrier' forms.cu:7: regions
// CHECK: kernel 'inBoth' forms.cu:8: fiber
// CHECK-NEXT: because of a barrier in both branches of a thread-dependent condition at forms.cu:9
// REMARK: forms.cu:6:17: remark: kernel 'loop' runs as a loop over threads [LOR2001]
// REMARK: forms.cu:7:17: remark: kernel 'barrier' runs as loops over threads between barriers [LOR2001]
// REMARK: forms.cu:8:17: remark: kernel 'inBoth' runs as fibers: barrier in both branches of a thread-dependent condition at forms.cu:9 [LOR2001]
// FORCED: kernel 'loop' runs as a loop over threads [LOR2001]
// FORCED: kernel 'barrier' runs as fibers: block barrier at forms.cu:7 [LOR2001]
