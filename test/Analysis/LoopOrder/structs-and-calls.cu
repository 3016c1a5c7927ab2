// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A loop that copies structs and calls functions that only compute goes around the threads, and one whose functions
// and methods read what neighbours have side by side; one whose function reads all over memory stays inside.
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

struct Matrix {
  const float *values;
  int width;
  __device__ float at(int row, int column) const { return values[row * width + column]; }
  __device__ float operator()(int row, int column) const { return at(row, column); }
};
__device__ float element(const float *p, int width, int row, int column) { return p[row * width + column]; }
__global__ void accessors(Matrix a, const float *b, float *out, int n) {
  int row = blockIdx.y, column = threadIdx.x;
  float sum = 0;
  for (int k = 0; k < n; ++k)
    sum += a(row, k) * a.at(k, column) * element(b, n, k, column);
  out[row * n + column] = sum;
}
__global__ void downColumns(const float *b, float *out, int n) {
  float sum = 0;
  for (int k = 0; k < n; ++k)
    sum += element(b, n, threadIdx.x, k);
  out[threadIdx.x] = sum;
}
// CHECK: kernel 'accessors' {{.*}}: regions
// CHECK: loop {{.*}}, decided by the block
// CHECK: kernel 'downColumns' {{.*}}: thread loop
