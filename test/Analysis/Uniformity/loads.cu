// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loads through a uniform address are uniform unless the memory is volatile or of a type that atomics change.
// RUN: %inspect --print=uniformity %s | FileCheck %s
__constant__ float scale;
__global__ void k(const float *in, const volatile float *flags, unsigned *count, const short *row) {
  __shared__ double tile[32];
  atomicAdd(count, 1u);
  double first = tile[0];
  double own = tile[threadIdx.x];
  float flag = flags[0];
  unsigned total = *count;
  float hinted = __ldg(in);
  short begin = row[blockIdx.x];
  float factor = scale;
  if (threadIdx.x == 0)
    begin = row[1];
}
// CHECK: variable 'first' {{.*}}: block-uniform
// CHECK: variable 'own' {{.*}}: divergent
// CHECK: variable 'flag' {{.*}}: divergent
// CHECK: variable 'total' {{.*}}: divergent
// CHECK: variable 'hinted' {{.*}}: divergent
// CHECK: variable 'begin' {{.*}}: divergent
// CHECK: variable 'factor' {{.*}}: block-uniform
