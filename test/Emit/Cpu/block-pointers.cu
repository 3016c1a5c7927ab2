// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A pointer that is the same for all threads is made once for the block, by its first thread if the function that
// makes it asks for one; a pointer of each thread's own is kept per thread.
// RUN: %lorcha translate %s -o - | FileCheck %s
template <class T> struct SharedMemory {
  __device__ operator T *() {
    extern __shared__ int memory[];
    return (T *)memory;
  }
};
__global__ void k(int *in, int *out) {
  int *data = SharedMemory<int>();
  int *own = out + in[threadIdx.x];
  data[threadIdx.x] = in[threadIdx.x];
  __syncthreads();
  *own = data[threadIdx.x ^ 1];
}
// CHECK: static void k_block(
// CHECK: PerThread<int *> own_t
// CHECK: int *data = lorcha::askFirstThread<int *>(lorchaBlock, [&]({{.*}} const lorcha::Thread &lorchaThread) -> int * { return SharedMemory<int>(); });
// CHECK-NEXT: lorcha::region(
