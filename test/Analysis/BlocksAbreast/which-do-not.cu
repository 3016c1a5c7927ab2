// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels whose blocks do not run abreast.
// RUN: %inspect --print=plan %s | FileCheck %s
// CHECK-NOT: abreast

#define TILES __shared__ float tileA[16][16], tileB[16][16]
#define PLACE int x = threadIdx.x, y = threadIdx.y, column = blockIdx.x * 16 + x, row = blockIdx.y * 16 + y
#define PRODUCT                                                                                              \
  for (int k = 0; k < 16; ++k)                                                                               \
    sum += tileA[y][k] * tileB[k][x]

// Their rounds differ.
__global__ void triangle(const float *a, const float *b, float *c, int n) {
  __shared__ float tileA[16][16], tileB[16][16];
  PLACE;
  float sum = 0;
  for (int first = 0; first <= blockIdx.x * 16; first += 16) {
    tileA[y][x] = a[row * n + first + x];
    tileB[y][x] = b[(first + y) * n + column];
    __syncthreads();
    for (int k = 0; k < 16; ++k)
      sum += tileA[y][k] * tileB[k][x];
    __syncthreads();
  }
  c[row * n + column] = sum;
}

// What a tile reads of an array that each block has its own of is not the thread's column.
__global__ void neighbour(const float *a, const float *b, float *c, int n) {
  __shared__ float tileA[16][17], tileB[17][16];
  PLACE;
  tileA[y][x] = a[row * n + x];
  tileB[y][x] = b[y * n + column];
  __syncthreads();
  float sum = 0;
  for (int k = 0; k < 15; ++k)
    sum += tileA[y][k] * tileB[k][(x + 1) % 16];
  c[row * n + column] = sum;
}

// A tile reads memory by the thread's place.
__global__ void direct(const float *a, const float *b, float *c, int n) {
  __shared__ float tileA[16][16];
  PLACE;
  tileA[y][x] = a[row * n + x];
  __syncthreads();
  float sum = 0;
  for (int k = 0; k < 16; ++k)
    sum += tileA[y][k] * b[k * n + x];
  c[row * n + column] = sum;
}

// Rows of the array are longer than the block's.
__global__ void padded(const float *a, const float *b, float *c, int n) {
  __shared__ float tileA[16][17], tileB[16][17];
  PLACE;
  tileA[y][x] = a[row * n + x];
  tileB[y][x] = b[y * n + column];
  __syncthreads();
  float sum = 0;
  for (int k = 0; k < 16; ++k)
    sum += tileA[y][k] * tileB[k][x];
  c[row * n + column] = sum;
}

// Threads return.
__global__ void returning(const float *a, const float *b, float *c, int n) {
  __shared__ float tileA[16][16], tileB[16][16];
  PLACE;
  tileA[y][x] = a[row * n + x];
  tileB[y][x] = b[y * n + column];
  __syncthreads();
  if (column >= n)
    return;
  float sum = 0;
  PRODUCT;
  __syncthreads();
  c[row * n + column] = sum;
}

// Blocks see what others do.
__global__ void counting(const float *a, const float *b, float *c, int n, int *count) {
  __shared__ float tileA[16][16], tileB[16][16];
  PLACE;
  tileA[y][x] = a[row * n + x];
  tileB[y][x] = b[y * n + column];
  atomicAdd(count, 1);
  __syncthreads();
  float sum = 0;
  PRODUCT;
  c[row * n + column] = sum;
}

// What the threads of a row have in common is read in the region that writes it.
__global__ void stepping(const float *a, const float *b, float *c, int n) {
  __shared__ float tileA[16][16], tileB[16][16];
  PLACE;
  float sum = 0;
  tileB[y][x] = b[y * n + column];
  tileA[y][x] = 0;
  for (int first = 0; first < n; first += 16) {
    tileA[y][x] = a[row * n + first + x] + tileA[y][x];
    __syncthreads();
    PRODUCT;
    __syncthreads();
  }
  c[row * n + column] = sum;
}

// The declaration is a macro's; the array goes to a function; it is too large; rows are long enough.
__global__ void hidden(const float *a, const float *b, float *c, int n) {
  TILES;
  PLACE;
  tileA[y][x] = a[row * n + x];
  tileB[y][x] = b[y * n + column];
  __syncthreads();
  float sum = 0;
  PRODUCT;
  c[row * n + column] = sum;
}
__device__ float first(const float *row) { return row[0]; }
__global__ void handed(const float *a, const float *b, float *c, int n) {
  __shared__ float tileA[16][16], tileB[16][16];
  PLACE;
  tileA[y][x] = a[row * n + x];
  tileB[y][x] = b[y * n + column];
  __syncthreads();
  float sum = first(tileB[y]);
  PRODUCT;
  c[row * n + column] = sum;
}
__global__ void large(const float *a, const float *b, float *c, int n) {
  __shared__ float tileA[16][256], tileB[256][16];
  PLACE;
  for (int i = x; i < 256; i += 16)
    tileA[y][i] = a[row * n + i];
  for (int i = y; i < 256; i += 16)
    tileB[i][x] = b[i * n + column];
  __syncthreads();
  float sum = 0;
  for (int k = 0; k < 256; ++k)
    sum += tileA[y][k] * tileB[k][x];
  c[row * n + column] = sum;
}
__global__ void wide(const float *a, const float *b, float *c, int n) {
  __shared__ float tileA[32][32], tileB[32][32];
  int x = threadIdx.x, y = threadIdx.y, column = blockIdx.x * 32 + x, row = blockIdx.y * 32 + y;
  tileA[y][x] = a[row * n + x];
  tileB[y][x] = b[y * n + column];
  __syncthreads();
  float sum = 0;
  for (int k = 0; k < 32; ++k)
    sum += tileA[y][k] * tileB[k][x];
  c[row * n + column] = sum;
}

void launch(const float *a, const float *b, float *c, int n, int *count) {
  dim3 grid(n / 16, n / 16), block(16, 16);
  triangle<<<grid, dim3(16, 16)>>>(a, b, c, n);
  neighbour<<<grid, dim3(16, 16)>>>(a, b, c, n);
  direct<<<grid, dim3(16, 16)>>>(a, b, c, n);
  padded<<<grid, dim3(16, 16)>>>(a, b, c, n);
  returning<<<grid, dim3(16, 16)>>>(a, b, c, n);
  counting<<<grid, dim3(16, 16)>>>(a, b, c, n, count);
  stepping<<<grid, dim3(16, 16)>>>(a, b, c, n);
  hidden<<<grid, dim3(16, 16)>>>(a, b, c, n);
  handed<<<grid, dim3(16, 16)>>>(a, b, c, n);
  large<<<grid, dim3(16, 16)>>>(a, b, c, n);
  wide<<<grid, dim3(32, 32)>>>(a, b, c, n);
}
