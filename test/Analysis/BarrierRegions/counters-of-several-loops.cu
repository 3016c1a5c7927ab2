// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What is made of a loop's counter is worked out again in the loop's body, also if the counter is declared in front and other loops
// count by it; not if a loop within does: then
// the block keeps it.
// RUN: %inspect --print=plan %s | FileCheck %s
__global__ void k(float *data, int n) {
  int t = threadIdx.x, i, j;
  float sum = 0;
  for (i = 0; i < n; ++i) {
    int first = i * 10;
    for (j = 0; j < n; ++j)
      sum += data[first + j + t];
  }
  for (i = 0; i < n; ++i) {
    int first = i * 20;
    for (int m = 0; m < n; ++m, ++i)
      sum += data[first + i + t];
    sum += first;
  }
  data[t] = sum;
}
// CHECK: kernel 'k'
// CHECK: loop {{.*}}:11, decided by the block
// CHECK-NEXT: threads {{.*}}:12, repeats t first, restores sum
// CHECK: once {{.*}}:15
// CHECK-NEXT: loop {{.*}}:16, decided by the block
// CHECK-NEXT: threads {{.*}}:17, repeats t, restores sum
