// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A label of a switch is reached from its head as well as from the case before it.
// RUN: %inspect --print=uniformity %s | FileCheck %s
__global__ void k(int kind) {
  int i = threadIdx.x;
  switch (kind) {
  case 0:
    i = 0;
    if (i)
      __syncthreads();
    break;
  case 1:
    if (i)
      __syncthreads();
  }
  i = 1;
  if (i)
    __syncthreads();
}
// CHECK: if 'i' {{.*}}:9: block-uniform
// CHECK: if 'i' {{.*}}:13: divergent
// CHECK: if 'lorcha_i_2' {{.*}}:17: block-uniform
