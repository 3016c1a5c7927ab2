// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The kernel's description tells the runtime which blocks it may run as one, and up to how many threads in a row where
// threads have storage: loops in steps of the grid like long rows, loops that read memory again do not.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
__global__ void loop(int *p) { p[blockIdx.x * blockDim.x + threadIdx.x] = blockDim.x; }
__global__ void ofSize(int *p) { p[blockIdx.x * 128 + threadIdx.x] = 1; }
__global__ void steps(float *p, int n) {
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x)
    p[i] *= 2;
}
__global__ void again(const float *in, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  float sum = 0;
  for (int k = 0; k < n; ++k)
    sum += in[k] * in[k * n + i];
  out[i] = sum;
}
__global__ void apart(int *p) { p[threadIdx.x] = 1; }
// CHECK: loop_info = {"loop", lorcha::KernelForm::ThreadLoop, nullptr, 0, lorcha::AnyBlockSize};
// CHECK: const dim3 blockDim = lorchaBlock.launchedBlockDim();
// CHECK: ofSize_info = {"ofSize", lorcha::KernelForm::ThreadLoop, nullptr, 0, 128};
// CHECK: steps_info = {"steps", lorcha::KernelForm::Region, nullptr, 0, lorcha::AnyBlockSize, 16384};
// CHECK: again_info = {"again", lorcha::KernelForm::Region, nullptr, 0, lorcha::AnyBlockSize, 256};
// CHECK: apart_info = {"apart", lorcha::KernelForm::ThreadLoop, nullptr};
