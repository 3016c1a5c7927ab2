// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A device function with a barrier is printed a second time, for the whole block: its parameters are storage with room
// for every thread; those that all threads give alike become variables of the block.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
template <class T> __device__ T sum(T *tile, T value, int n) {
  tile[threadIdx.x] = value;
  for (int i = n; i > 0; i /= 2) {
    __syncthreads();
    if (threadIdx.x < i)
      tile[threadIdx.x] += tile[threadIdx.x + i];
  }
  __syncthreads();
  return tile[0];
}
__global__ void k(float *p, int n) {
  __shared__ float tile[64];
  float own = p[threadIdx.x];
  own += sum(tile, own, n);
  p[threadIdx.x] = own;
}
// CHECK: {{^template <class T>$}}
// CHECK-NEXT: {{.*}}static LORCHA_INLINED void sum_block(const lorcha::Block &lorchaBlock, const lorcha::ThreadMask lorchaLive, const lorcha::PerThread<T> lorchaResult, const lorcha::PerThread<T *> tile_t, const lorcha::PerThread<T> {{.*}}, const lorcha::PerThread<int> n_t) {
// CHECK: auto tile = lorcha::uniform(tile_t, lorchaLive);
// CHECK: auto n = lorcha::uniform(n_t, lorchaLive);
// CHECK: for (int i = n; i > 0; i /= 2) {
// CHECK: return lorcha::answerWith(lorchaResult[lorchaThread], tile[0]);
// CHECK: static void k_block
// CHECK: lorchaCall1_live.fillWhole();
// CHECK-NOT: lorchaCall1_0[lorchaThread]
// CHECK: lorchaCall1_1[lorchaThread] = own;
// CHECK: *lorchaCall1_0.from(0) = tile;
// CHECK-NEXT: *lorchaCall1_2.from(0) = n;
// CHECK-NEXT: sum_block(lorchaBlock, lorchaCall1_live, lorchaCall1_result, lorchaCall1_0, lorchaCall1_1, lorchaCall1_2);
// CHECK: own += lorchaCall1_result[lorchaThread];
