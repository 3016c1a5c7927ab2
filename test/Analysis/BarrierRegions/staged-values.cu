// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Values that are complete some statements behind their declaration are repeated like initialisations, unless
// a barrier stands between the stages.
// RUN: %inspect --print=plan %s | FileCheck %s
#define CELLS 64
__global__ void stages(float *data, int last, float x) {
  __shared__ float tile[CELLS];
  float scale;
  int t = threadIdx.x;
  int east = t + 1, cut = t;
  int room = CELLS - last;
  scale = 1 / x;
  if (east > last)
    east = last;
  tile[t] = data[t];
  __syncthreads();
  cut = CELLS - 1 - cut;
  __syncthreads();
  data[t] = tile[east] * scale + tile[cut] + room;
}
// CHECK: kernel 'stages' {{.*}}: regions
// CHECK: threads {{.*}}:8, keeps cut
// CHECK-NEXT: barrier
// CHECK-NEXT: threads {{.*}}:17, restores cut, keeps cut
// CHECK-NEXT: barrier
// CHECK-NEXT: threads {{.*}}:19, repeats t east, restores cut
