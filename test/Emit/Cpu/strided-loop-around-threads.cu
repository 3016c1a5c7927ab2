// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A loop in steps of the block or grid goes around the loop over threads: what threads touch together lies together. Its
// counter rises by one from thread to thread, and the compiler is told so.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s

// CHECK-LABEL: static void scale_block
// CHECK: for (lorcha::region(lorchaBlock, {{.*}}lorcha::anyThread(lorchaBlock, {{.*}}static_cast<bool>(i < n){{.*}}lorcha::regionWhere(
// CHECK-NEXT: lorcha::regionWhere(lorchaBlock, [&](const lorcha::RegionThread &lorchaThread) -> bool { return lorchaMask1[lorchaThread]; }
// CHECK: int i = i_t.linear(lorchaThread);
// CHECK: data[i] *= 2;
// CHECK-NEXT: }, i_t);
__global__ void scale(float *data, int n) {
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x)
    data[i] *= 2;
}

// The step is the thread's own: rounds differ.
// CHECK-LABEL: static void uneven_block
// CHECK: lorcha::forEachThread
__global__ void uneven(float *data, int n) {
  for (int i = threadIdx.x; i < n; i += threadIdx.x + 1)
    data[i] *= 2;
}
