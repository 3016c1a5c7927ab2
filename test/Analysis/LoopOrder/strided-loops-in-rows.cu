// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The rounds of a loop in steps of the block are spans of threads in blocks with rows, too, if all rows count alike.
// RUN: %inspect --print=plan %s | FileCheck %s

// CHECK: kernel 'alike'
// CHECK: loop {{.*}}:[[#@LINE+4]], by spans of threads
__global__ void alike(const float *a, float *b, int n) {
  __shared__ float tile[8][64];
  int x = threadIdx.x, y = threadIdx.y;
  for (int i = x; i < 64; i += 16)
    tile[y][i] = a[y * n + i];
  __syncthreads();
  b[y * n + x] = tile[x % 8][y];
}

// CHECK: kernel 'apart'
// CHECK: loop {{.*}}:[[#@LINE+5]], decided by each thread
__global__ void apart(const float *a, float *b, int n) {
  __shared__ float tile[8][64];
  int x = threadIdx.x, y = threadIdx.y;
  int first = x + y;
  for (int i = first; i < 64; i += 16)
    tile[y][i] = a[y * n + i];
  __syncthreads();
  b[y * n + x] = tile[y][x];
}
