// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Threads that return, break and continue, together and apart.
// RUN: %inspect --print=plan %s | FileCheck %s
__global__ void k(int *data, int n) {
  if (n == 0)
    return;
  if (threadIdx.x >= n)
    return;
  __syncthreads();
  for (int i = 0; i < n; ++i) {
    if (i == 5)
      break;
    __syncthreads();
    if (data[threadIdx.x] == i)
      continue;
    __syncthreads();
    if (data[threadIdx.x] == 2 * i)
      break;
  }
}
// CHECK: kernel 'k' {{.*}}: regions
// CHECK: if {{.*}}:5, decided by the block
// CHECK-NEXT:   once {{.*}}:6
// CHECK-NEXT: threads {{.*}}:7, some may return
// CHECK-NEXT: barrier {{.*}}:9
// CHECK-NEXT: loop {{.*}}:10, decided by each thread, some may leave, some may go on
