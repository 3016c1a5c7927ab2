// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Control flow around barriers: who decides it, and what each region needs of the thread's variables.
// RUN: %inspect --print=plan %s | FileCheck %s
__global__ void k(float *data, int n) {
  __shared__ float tile[64];
  int t = threadIdx.x;
  float sum = data[t];
  for (int s = 32; s > 0; s /= 2) {
    tile[t] = sum;
    __syncthreads();
    sum += tile[t ^ s];
    __syncthreads();
  }
  if (n > 3)
    __syncthreads();
  int rounds = data[t];
  while (rounds > 0) {
    __syncthreads();
    --rounds;
  }
  data[t] = sum;
}
// CHECK: kernel 'k' {{.*}}: regions
// CHECK: once {{.*}}:5
// CHECK-NEXT: threads {{.*}}:6, keeps sum
// CHECK-NEXT: loop {{.*}}:8, decided by the block
// CHECK-NEXT:   threads {{.*}}:9, repeats t, restores sum
// CHECK-NEXT:   barrier {{.*}}:10
// CHECK-NEXT:   threads {{.*}}:11, repeats t, restores sum, keeps sum
// CHECK-NEXT:   barrier {{.*}}:12
// CHECK-NEXT: if {{.*}}:14, decided by the block
// CHECK-NEXT:   barrier {{.*}}:15
// CHECK-NEXT: threads {{.*}}:16, repeats t, keeps rounds
// CHECK-NEXT: loop {{.*}}:17, decided by each thread
// CHECK-NEXT:   barrier {{.*}}:18
// CHECK-NEXT:   threads {{.*}}:19, restores rounds, keeps rounds
// CHECK-NEXT: threads {{.*}}:21, repeats t, restores sum
