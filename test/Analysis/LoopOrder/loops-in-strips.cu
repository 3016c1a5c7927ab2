// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops around the threads go in strips, if the block counts them in constant steps up to a bound that stays
// equal; the heavier the body, the fewer rounds. They go in tiles of threads where nothing is stored and numbers are summed up:
// the more sums, the fewer vectors. For that, loops of few rounds go around the threads of blocks with rows.
// RUN: %inspect --print=plan %s | FileCheck %s

// CHECK: kernel 'sums'
// CHECK: loop {{.*}}:[[#@LINE+4]] in strips of 8 rounds, in tiles of 8 vectors
__global__ void sums(const float *a, const float *b, float *c, int n) {
  int col = blockIdx.x * blockDim.x + threadIdx.x, row = threadIdx.y;
  float sum = 0;
  for (int k = 0; k < n; ++k)
    sum += a[row * n + k] * b[k * n + col];
  c[row * n + col] = sum;
}

// CHECK: kernel 'copies'
// CHECK: loop {{.*}}:[[#@LINE+3]] in strips of 4 rounds{{$}}
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

// CHECK: kernel 'fewRounds'
// CHECK: loop {{.*}}:[[#@LINE+6]] in strips of 8 rounds, in tiles of 2 vectors
__global__ void fewRounds(const float *a, float *c) {
  __shared__ float tile[16][16];
  tile[threadIdx.y][threadIdx.x] = a[threadIdx.x];
  __syncthreads();
  float sum = 0, squares = 0, most = 0;
  for (int k = 0; k < 16; ++k) {
    float v = tile[k][threadIdx.x];
    sum += v, squares += v * v, most = fmaxf(most, v);
  }
  c[threadIdx.y * 16 + threadIdx.x] = sum + squares + most;
}

// Few rounds, and no tiles: one row, stores, neighbouring structs.
// CHECK: kernel 'others2'
// CHECK-NOT: in strips
// CHECK: kernel 'others3'
// CHECK-NOT: in strips
__global__ void others2(const float *a, float *c) {
  float sum = 0;
  for (int k = 0; k < 16; ++k)
    sum += a[k * 32 + threadIdx.x];
  c[threadIdx.x] = sum;
}
__global__ void others3(const float *a, const float2 *b, float *c, float *d) {
  float sum = 0;
  for (int k = 0; k < 16; ++k)
    d[k * 32 + threadIdx.x] = a[k * 32 + threadIdx.x];
  for (int k = 0; k < 16; ++k)
    sum += b[k * 32 + threadIdx.x].x;
  c[threadIdx.y * 32 + threadIdx.x] = sum;
}
