// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops around the threads go in strips, if the block counts them in constant steps up to a bound that stays
// equal; the heavier the body, the fewer rounds. Rows of threads are joined where nothing is stored.
// RUN: %inspect --print=plan %s | FileCheck %s

// CHECK: kernel 'sums'
// CHECK: loop {{.*}}:[[#@LINE+4]] in strips of 8 rounds, rows of threads joined
__global__ void sums(const float *a, const float *b, float *c, int n) {
  int col = blockIdx.x * blockDim.x + threadIdx.x, row = threadIdx.y;
  float sum = 0;
  for (int k = 0; k < n; ++k)
    sum += a[row * n + k] * b[k * n + col];
  c[row * n + col] = sum;
}

// CHECK: kernel 'copies'
// CHECK: loop {{.*}}:[[#@LINE+3]] in strips of 8 rounds{{$}}
__global__ void copies(const float *a, float *b, int n) {
  int i = threadIdx.x;
  for (int k = n - 1; k >= 0; k -= 2) {
    b[i] = a[k];
    i += 32;
  }
}

// Only computes.
// CHECK: kernel 'computes'
// CHECK: loop {{.*}}:[[#@LINE+4]], decided by the block
// CHECK-NOT: in strips
__global__ void computes(unsigned *c, int n) {
  unsigned state = threadIdx.x;
  for (int k = 0; k < n; ++k)
    state = state * 747796405u + 2891336453u;
  c[threadIdx.x] = state;
}

// The step is not a number, or the end not known before.
// CHECK: kernel 'others'
// CHECK-NOT: in strips
__global__ void others(const float *a, float *c, int n, int step) {
  float sum = 0;
  for (int k = 0; k < n; k += step)
    sum += a[k];
  for (int k = 0; k < n + (int)a[k]; ++k)
    sum += a[k];
  for (int k = 0; k != n; ++k)
    sum += a[k];
  c[threadIdx.x] = sum;
}
