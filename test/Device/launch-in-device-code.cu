// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Launches in device code are launches, and their kernel's threads fibers; OpenCL devices cannot launch.
// RUN: %lorcha translate %s -o - | FileCheck %s
// RUN: %inspect --print=plan %s | FileCheck --check-prefix=PLAN %s
// RUN: %inspect --print=opencl %s | FileCheck --check-prefix=OPENCL %s
__global__ void child(int *data) { data[threadIdx.x] += 1; }
__global__ void parent(int *data) {
  if (threadIdx.x == 0)
    child<<<2, blockDim.x>>>(data);
}
// CHECK: static void parent_block
// CHECK: lorcha::configure(2, blockDim.x), child(data);
// PLAN: kernel 'parent' {{.*}}: fiber
// PLAN-NEXT: because of a kernel launch in device code
// OPENCL: kernel 'parent' has no OpenCL form: kernels of OpenCL devices cannot launch kernels [LOR2112]
