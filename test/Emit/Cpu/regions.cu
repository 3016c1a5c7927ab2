// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Barriers: a loop over the threads for each region, storage for what lives across, the barrier's text kept.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
#define SIZE 64
#define WAIT __syncthreads()
__global__ void scan(int *data) {
  __shared__ int tile[SIZE];
  int sum = data[threadIdx.x];
  for (int offset = 1; offset < SIZE; offset *= 2) {
    tile[threadIdx.x] = sum;
    WAIT;
    if (threadIdx.x >= offset)
      sum += tile[threadIdx.x - offset];
    WAIT;
  }
  data[threadIdx.x] = sum;
}
// CHECK: scan_info = {"scan", lorcha::KernelForm::Region, nullptr};
// CHECK: static void scan_block(const lorcha::Block &lorchaBlock, int *data) {
// CHECK-NEXT:   alignas(64) int tile[SIZE];
// CHECK-NEXT:   {{.*}}constexpr lorcha::RegionEnd __syncthreads;
// CHECK-NEXT:   const lorcha::PerThread<int> sum_t(LORCHA_PER_THREAD(lorchaBlock, int));
// CHECK-NEXT:   lorcha::region(lorchaBlock, [&](const lorcha::RegionThread &lorchaThread) {
// CHECK-NEXT:     {{.*}}const uint3 threadIdx = lorchaThread.threadIdx;
// CHECK-NEXT:     int sum = data[threadIdx.x]; lorcha::Keep sum_keep(sum, sum_t[lorchaThread]);
// CHECK-NEXT:   });
// CHECK-NEXT:   for (int offset = 1; offset < SIZE; offset *= 2) {
// CHECK-NEXT:     lorcha::region(
// CHECK:            int sum = sum_t[lorchaThread];
// CHECK-NEXT:       tile[threadIdx.x] = sum;
// CHECK-NEXT:     });
// CHECK-NEXT:     WAIT;
// CHECK-NEXT:     lorcha::region(
// CHECK:            int sum = sum_t[lorchaThread];
// CHECK-NEXT:       lorcha::Keep sum_keep(sum, sum_t[lorchaThread]);
// CHECK-NEXT:       if (threadIdx.x >= offset)
// CHECK-NEXT:         sum += tile[threadIdx.x - offset];
// CHECK-NEXT:     });
// CHECK-NEXT:     WAIT;
// CHECK-NEXT:   }
