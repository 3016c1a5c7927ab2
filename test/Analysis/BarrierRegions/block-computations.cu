// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops and branches all of whose parts concern the block alone are run once, and a remainder by such a value
// chooses threads at equal distances.
// RUN: %inspect --print=plan %s | FileCheck %s
__global__ void power(int *data, int n) {
  __shared__ int part[64];
  int t = threadIdx.x, i, last = 1;
  part[t] = data[t];
  __syncthreads();
  for (i = 1; i <= 64; i = 2 * i)
    if (n >= i)
      last = i;
  for (i = 2; i <= last; i *= 2) {
    if (t % i == 0)
      part[t] += part[t + i / 2];
    __syncthreads();
  }
  if (t == 0)
    for (i = last; i < n; i++)
      part[0] += data[i];
  data[t] = part[0] + last;
}
// CHECK: kernel 'power' {{.*}}: regions
// CHECK: loop {{.*}}:10, decided by the block
// CHECK-NEXT:   once {{.*}}:11
// CHECK-NEXT: loop {{.*}}:13, decided by the block
// CHECK-NEXT:   span of threads, one in so many {{.*}}:14, repeats t
