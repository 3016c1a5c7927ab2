// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Atomics on a shared variable change nothing that lies in global memory, if it plainly lies there.
// RUN: %inspect --print=uniformity %s | FileCheck %s
__device__ int counter[4];
struct Row {
  int length;
  int *cells;
};
__device__ void set(const int *&p, const int *to) { p = to; }
__global__ void k(const int *in, const Row *rows, const int *moved, const int *given, int n) {
  __shared__ int bins[32];
  atomicAdd(&bins[threadIdx.x], 1);
  const int *start = in + n, *either = n > 3 ? in : bins;
  moved = bins;
  set(given, bins);
  int first = start[0];
  int length = rows[1].length;
  int last = counter[2];
  int bin = bins[0];
  int some = *either;
  int other = moved[0];
  int more = given[0];
  int cell = rows[1].cells[0];
}
// CHECK: variable 'first' {{.*}}: block-uniform
// CHECK: variable 'length' {{.*}}: block-uniform
// CHECK: variable 'last' {{.*}}: block-uniform
// CHECK: variable 'bin' {{.*}}: divergent
// CHECK: variable 'some' {{.*}}: divergent
// CHECK: variable 'other' {{.*}}: divergent
// CHECK: variable 'more' {{.*}}: divergent
// CHECK: variable 'cell' {{.*}}: divergent

__global__ void both(int *in) {
  __shared__ int bins[32];
  atomicAdd(bins, 1);
  atomicAdd(in, 1);
  int next = in[1];
}
// CHECK: variable 'next' {{.*}}: divergent
