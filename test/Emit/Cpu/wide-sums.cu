// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Sums that name elements are made in 64 bits where threads run in short rows.
// RUN: %lorcha translate %s -o %t.cpp
// RUN: sed 's,//.*,,' %t.cpp | FileCheck %s
// RUN: %lorchacc -c %t.cpp -o %t.o
// RUN: %lorcha translate -G %s -o - | sed 's,//.*,,' | FileCheck %s --check-prefix=DEBUG
// DEBUG-NOT: wide(
// CHECK: #define AT(x, y) a[(y) * n + (x)]
#define AT(x, y) a[(y) * n + (x)]

// CHECK-LABEL: static void rows_block
__global__ void rows(const float *a, float *b, int n, unsigned pitch) {
  __shared__ float tile[17 * 16];
  int x = threadIdx.x, y = threadIdx.y;
  int column = blockIdx.x * 16 + x;
  // CHECK: tile[lorcha::wide(17 * y) + x] = a[lorcha::wide((y - 1) * n) + 1 - 3 + x];
  tile[17 * y + x] = a[(y - 1) * n + 1 - 3 + x];
  __syncthreads();
  // Nothing changes from row to row.
  // CHECK: b[x + 1] = tile[x] + a[column];
  b[x + 1] = tile[x] + a[column];
  // Unsigned sums wrap around.
  // CHECK: b[y * pitch + x] = 0;
  b[y * pitch + x] = 0;
  // Neighbours in x are not neighbours here.
  // CHECK: b[0] = a[x * n + y];
  b[0] = a[x * n + y];
  // CHECK: *(b + (lorcha::wide(y * n) + x)) = *(a + y * n + x);
  *(b + (y * n + x)) = *(a + y * n + x);
  for (int i = x; i < n; i += 16)
    // A counter of each thread's own.
    // CHECK: b[y * n + i] = tile[i];
    b[y * n + i] = tile[i];
  // Others may use a macro with other types.
  // CHECK: b[lorcha::wide(n) - 2 + x] = AT(x, y);
  b[n - 2 + x] = AT(x, y);
}

// What depends on a template's types stays as it is.
template <class T> __global__ void each(float *b, T n) {
  __shared__ float tile[16][16];
  int x = threadIdx.x, y = threadIdx.y;
  tile[y][x] = b[y];
  __syncthreads();
  // CHECK-LABEL: void each_block
  // CHECK: b[y * n + x] = tile[x][y] + b[lorcha::wide(y * 5) + x + y];
  b[y * n + x] = tile[x][y] + b[y * 5 + x + y];
}

// Warps are short rows as well.
// CHECK-LABEL: static void warps_block
__global__ void warps(const int *a, int *b) {
  int t = threadIdx.x, first = blockIdx.x * 256;
  // CHECK: int own = a[lorcha::wide(first) + t];
  int own = a[first + t];
  b[t] = __shfl_xor_sync(0xffffffff, own, 1) + own;
}

// One long row asks once.
// CHECK-LABEL: static void row_block
__global__ void row(const int *a, int *b, int n) {
  __shared__ int tile[256];
  int t = threadIdx.x, first = blockIdx.x * n;
  // CHECK: tile[t] = a[first + t];
  tile[t] = a[first + t];
  __syncthreads();
  b[t] = tile[255 - t];
}

int main() {
  dim3 block(16, 16);
  rows<<<1, block>>>(nullptr, nullptr, 1, 1);
  each<<<1, block>>>(nullptr, 1);
  each<<<1, block>>>(nullptr, 1u);
  warps<<<1, 256>>>(nullptr, nullptr);
  row<<<1, 256>>>(nullptr, nullptr, 1);
}
