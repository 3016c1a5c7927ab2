// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops that poll for other blocks let them run, in any form of kernels; so do such loops in functions.
// RUN: %lorcha translate %s --no-line-directives -o - | FileCheck %s
// RUN: %inspect --print=plan %s | FileCheck %s --check-prefix=PLAN
// CHECK: void waitUntil(volatile int *flag) { while (*flag == 0) lorchaLetOthersRun(1); }
__device__ void waitUntil(volatile int *flag) { while (*flag == 0); }

// PLAN: kernel 'chain' {{.*}}: thread loop
// PLAN: may wait for other blocks
// CHECK: chain_info = {"chain", lorcha::KernelForm::ThreadLoop, nullptr, 0, 0, {{[0-9]+}}, {0, 0, 0}, /*WaitsForBlocks=*/true};
// CHECK: while (flags[blockIdx.x] == 0) { lorchaLetOthersRun(1);
__global__ void chain(volatile int *flags) {
  while (flags[blockIdx.x] == 0) {
  }
  flags[blockIdx.x + 1] = 1;
}

// PLAN: kernel 'rounds' {{.*}}: regions
// CHECK: rounds_info = {"rounds", lorcha::KernelForm::Region, nullptr, 0, 0, {{[0-9]+}}, {0, 0, 0}, /*WaitsForBlocks=*/true};
__global__ void rounds(volatile int *flags) {
  for (int i = blockIdx.x; i < 100; i += gridDim.x) {
    if (threadIdx.x == 0) {
      while (flags[i] == 0)
        ;
      flags[i + 1] = 1;
    }
    __syncthreads();
  }
}

// PLAN: kernel 'timed' {{.*}}: fiber
// CHECK: timed_info = {"timed", lorcha::KernelForm::Fiber, nullptr};
__global__ void timed(int *out) {
  for (long long start = clock64(); clock64() - start < 1000;)
    ;
  *out = 1;
}
