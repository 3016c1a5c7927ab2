// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A shared array whose first index is the thread's in the loop that runs most is stored with that index innermost, unless
// it is used as anything but an array of elements. The loop then goes around the threads. If other regions write the array
// along its rows, it has a copy like that.
// RUN: %inspect --print=plan %s | FileCheck %s

// CHECK: kernel 'scores'
// CHECK: loop {{.*}}:[[#@LINE+10]], decided by the block
// CHECK-NOT: 'queries'
// CHECK: 'keys' has a copy with its first index innermost
// CHECK: in strips of 8
__global__ void scores(const float *a, float *c) {
  __shared__ float queries[16][64], keys[16][65];
  int x = threadIdx.x, y = threadIdx.y;
  queries[y][x] = keys[y][x] = a[y * 64 + x];
  __syncthreads();
  float sum = 0;
  for (int i = 0; i < 64; ++i)
    sum += queries[y][i] * keys[x][i];
  c[y * 16 + x] = sum;
}

// Written by columns, and in the region that reads columns.
// CHECK: kernel 'writesColumns'
// CHECK: 'sums' is stored with its first index innermost
// CHECK-NEXT: 'both' is stored with its first index innermost
__global__ void writesColumns(const float *a, float *c) {
  __shared__ float sums[16][65], both[16][65];
  int x = threadIdx.x, y = threadIdx.y;
  sums[y][x] = a[x];
  __syncthreads();
  for (int i = 0; i < 64; ++i)
    sums[x][i] += a[i];
  __syncthreads();
  float sum = 0;
  for (int i = 0; i < 64; ++i) {
    both[y][x] = sum;
    sum += both[x][i] + both[x][i + 1] + sums[x][i];
  }
  c[y * 16 + x] = sum;
}

__device__ float first(const float *row) { return row[0]; }
// CHECK: kernel 'rowIsPassed'
// CHECK-NOT: its first index innermost
__global__ void rowIsPassed(const float *a, float *c) {
  __shared__ float keys[16][64];
  keys[threadIdx.y][threadIdx.x] = a[threadIdx.x];
  __syncthreads();
  float sum = first(keys[threadIdx.x]);
  for (int i = 0; i < 64; ++i)
    sum += keys[threadIdx.x][i];
  c[threadIdx.x] = sum;
}

// CHECK: kernel 'addressIsTaken'
// CHECK-NOT: its first index innermost
__global__ void addressIsTaken(const float *a, float *c) {
  __shared__ float keys[16][64];
  atomicAdd(&keys[threadIdx.y][threadIdx.x], a[threadIdx.x]);
  __syncthreads();
  float sum = 0;
  for (int i = 0; i < 64; ++i)
    sum += keys[threadIdx.x][i];
  c[threadIdx.x] = sum;
}

// Read along rows as often as across.
// CHECK: kernel 'transpose'
// CHECK-NOT: its first index innermost
__global__ void transpose(const float *a, float *c) {
  __shared__ float tile[16][17];
  tile[threadIdx.y][threadIdx.x] = a[threadIdx.y * 16 + threadIdx.x];
  __syncthreads();
  c[threadIdx.y * 16 + threadIdx.x] = tile[threadIdx.x][threadIdx.y];
}
