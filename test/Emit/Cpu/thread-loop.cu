// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// No barrier and no threadIdx.y: one loop over the threads of a row around the body, which threads outside of the array do not
// take part in, and a stub that launches.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
__global__ void scale(float *data, float factor, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n)
    return;
  data[i] *= factor;
}
// CHECK: static constexpr lorcha::KernelInfo scale_info = {"scale", lorcha::KernelForm::ThreadLoop, nullptr, 0, lorcha::AnyBlockSize};
// CHECK-NEXT: static void scale_block(const lorcha::Block &lorchaBlock, float *data, float factor, int n) {
// CHECK-NEXT:   const dim3 blockDim = lorchaBlock.launchedBlockDim();
// CHECK-NEXT:   const uint3 blockIdx = lorchaBlock.blockIdx;
// CHECK-NEXT:   lorcha::withRimInRow(lorchaBlock, [&](const lorcha::Thread &lorchaThread, const auto lorchaIsInner) {
// CHECK-NEXT:     const uint3 threadIdx = lorchaThread.threadIdx;
// CHECK-NEXT:     int i = blockIdx.x * blockDim.x + threadIdx.x;
// CHECK-NEXT:     if (!lorchaIsInner && i >= n)
// CHECK-NEXT:       return;
// CHECK-NEXT:     data[i] *= factor;
// CHECK-NEXT:   }, lorcha::needed([&](const lorcha::RegionThread &lorchaThread) { {{.*}} int i = blockIdx.x * blockDim.x + threadIdx.x; return lorcha::threadsBelow(i, n); }));
// CHECK-NEXT: }
// CHECK-NEXT: void scale(float *data, float factor, int n) {
// CHECK-NEXT:   lorcha::Kernel<scale_block, scale, scale_info>::launch(data, factor, n);
// CHECK-NEXT: }
