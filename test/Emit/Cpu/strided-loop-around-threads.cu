// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A loop in steps of the block or grid goes around the loop over threads: what threads touch together lies together. Its
// counter rises by one from thread to thread, so those who take part in a round are a span of the row.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s

// CHECK-LABEL: static void scale_block
// CHECK: lorcha::SpanCounter<int> i_s;
// CHECK: for (i_s.start(lorchaBlock, {{.*}}i_s.any(lorchaBlock, {{.*}}return lorcha::threadsBelow(i, n); }); i_s.step(lorchaBlock, {{.*}}int &i) {{.*}}i += gridDim.x * blockDim.x; }))
// CHECK-NEXT: i_s.run(lorchaBlock,
// CHECK: int i = i_s[lorchaThread];
// CHECK: data[i] *= 2;
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
