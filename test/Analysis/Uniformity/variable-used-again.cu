// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A variable that holds divergent values somewhere is uniform where it holds others.
// RUN: %inspect --print=uniformity %s | FileCheck %s
__global__ void k(int *data, int n) {
  int i;
  for (i = threadIdx.x; i < n; i += 32)
    data[i] = 1;
  for (i = 0; i < n; ++i)
    __syncthreads();
  if (threadIdx.x == 0)
    for (i = 0; i < 3; ++i)
      data[i] = 2;
  if (i > 3)
    data[0] = 1;
  i = 5;
  while (i > 0) {
    if (data[threadIdx.x])
      i -= 2;
    --i;
  }
}
// CHECK: variable 'i' {{.*}}: divergent
// CHECK-NEXT: for loop {{.*}}:6: condition divergent
// CHECK-NEXT: variable 'lorcha_i' {{.*}}:6: divergent
// CHECK-NEXT: for loop {{.*}}:8: condition block-uniform
// CHECK: if 'threadIdx.x == 0'
// CHECK-NEXT: for loop {{.*}}:11: condition divergent, body under divergent control
// CHECK-NEXT: if 'i > 3' {{.*}}: divergent
// CHECK-NEXT: while loop {{.*}}:16: condition divergent
