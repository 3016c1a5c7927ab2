// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A loop that copies structs and calls functions that only compute goes around the threads; one whose function reads
// memory or loops stays inside.
// RUN: %inspect --print=plan %s | FileCheck %s
struct Pair {
  float a, b;
};
__device__ float product(Pair of, float by) { return of.a * fabsf(of.b) * by; }
__device__ float look(const float *p, int i) { return p[i * i]; }
__global__ void computes(const Pair *in, float *out, int n) {
  float sum = 0;
  for (int k = 0; k < n; ++k) {
    Pair other = in[k];
    sum += product(other, threadIdx.x);
  }
  out[threadIdx.x] = sum;
}
__global__ void looks(const float *in, float *out, int n) {
  float sum = 0;
  for (int k = 0; k < n; ++k)
    sum += look(in, k + threadIdx.x);
  out[threadIdx.x] = sum;
}
// CHECK: kernel 'computes' {{.*}}: regions
// CHECK: loop {{.*}}, decided by the block
// CHECK: kernel 'looks' {{.*}}: thread loop
