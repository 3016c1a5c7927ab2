// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels whose blocks run abreast, and which shared arrays each of these has for itself.
// RUN: %inspect --print=plan %s | FileCheck %s

// What is filled from rows is the same for neighbours in x.
// CHECK-LABEL: kernel 'product'
// CHECK: runs blocks abreast, each with its 'tileB'{{$}}
__global__ void product(const float *a, const float *b, float *c, int n) {
  __shared__ float tileA[16][16], tileB[16][16];
  int x = threadIdx.x, y = threadIdx.y, column = blockIdx.x * 16 + x, row = blockIdx.y * 16 + y;
  float sum = 0;
  for (int first = 0; first < n; first += 16) {
    tileA[y][x] = a[row * n + first + x];
    tileB[y][x] = b[(first + y) * n + column];
    __syncthreads();
    for (int k = 0; k < 16; ++k)
      sum += tileA[y][k] * tileB[k][x];
    __syncthreads();
  }
  c[row * n + column] = sum;
}

// Columns of an array that has a copy with its first index innermost; a counter that rises from thread to
// thread; a value of the block's that differs from block to block.
// CHECK-LABEL: kernel 'scores'
// CHECK: runs blocks abreast, each with its 'tileK'{{$}}
__global__ void scores(const float *queries, const float *keys, float *out, int n) {
  __shared__ float tileQ[16][64], tileK[16][65];
  int x = threadIdx.x, y = threadIdx.y, query = blockIdx.y * 16 + y, key = blockIdx.x * 16;
  for (int i = x; i < 64; i += 16) {
    tileQ[y][i] = queries[query * 64 + i];
    tileK[y][i] = keys[(key + y) * 64 + i];
  }
  __syncthreads();
  float sum = 0;
  for (int i = 0; i < 64; ++i)
    sum += tileQ[y][i] * tileK[x][i];
  out[query * n + key + x] = sum;
}

// Tests of what lies in the matrix; several sums, for short rows.
// CHECK-LABEL: kernel 'checked'
// CHECK: runs blocks abreast, each with its 'right'{{$}}
__global__ void checked(const float *a, const float *b, float *c, int n) {
  __shared__ float left[8][8], right[8][8];
  int x = threadIdx.x, y = threadIdx.y, column = blockIdx.x * 8 + x, row = blockIdx.y * 8 + y;
  float sum = 0;
  for (int first = 0; first < n; first += 8) {
    left[y][x] = row < n && first + x < n ? a[row * n + first + x] : 0;
    right[y][x] = column < n && first + y < n ? b[(first + y) * n + column] : 0;
    __syncthreads();
    for (int k = 0; k < 8; ++k)
      sum += left[y][k] * right[k][x];
    __syncthreads();
  }
  if (row < n && column < n)
    c[row * n + column] = sum;
}

void launch(const float *a, const float *b, float *c, int n) {
  dim3 grid(n / 16, n / 16);
  product<<<grid, dim3(16, 16)>>>(a, b, c, n);
  scores<<<grid, dim3(16, 16)>>>(a, b, c, n);
  checked<<<dim3((n + 7) / 8, (n + 7) / 8), dim3(8, 8)>>>(a, b, c, n);
}
