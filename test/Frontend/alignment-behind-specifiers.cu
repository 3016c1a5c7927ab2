// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// nvcc takes alignas behind __shared__ and its like, where C++ has no place for it.
// RUN: %lorcha translate %s -o - | FileCheck %s
__constant__ alignas(8) char table[16];
struct alignas(16) Four {
  float x, y, z, w;
};
__global__ void kernel(float *data) {
  __shared__ alignas(alignof(Four)) float tile[32][4];
  static __shared__ alignas(Four) float more[4];
  more[threadIdx.x % 4] = table[0];
  tile[threadIdx.x][0] = data[threadIdx.x];
  data[threadIdx.x] = tile[31 - threadIdx.x][0];
}
// CHECK: alignas(8) {{.*}}char table[16]
// CHECK: struct alignas(16) Four
// CHECK-DAG: alignas(alignof(Four)) {{.*}}float tile[32][4]
// CHECK-DAG: alignas(Four) {{.*}}float more[4]
