// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels with regions whose blocks are not joined say with which constant block size they are launched: it gets code of its own. Sizes of
// several rows do where loops go in tiles, and where some threads of a row are chosen.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
// RUN: %lorcha-inspect --print=plan %s | FileCheck --check-prefix=PLAN %s
#include <cuda_runtime.h>

// CHECK: lorcha::KernelInfo flip_info = {"flip", lorcha::KernelForm::Region, nullptr, 0, 0, {{[0-9]+}}, {128, 1, 1}};
// PLAN: kernel 'flip'
// PLAN: launched with blocks of 128 x 1 x 1
__global__ void flip(int *data) {
  __shared__ int all[128];
  int t = threadIdx.x;
  all[t] = data[t];
  __syncthreads();
  data[t] = all[127 - t];
}
// CHECK: lorcha::KernelInfo turn_info = {"turn", lorcha::KernelForm::Region, nullptr, 0, 0, {{[0-9]+}}, {256, 1, 1}};
template <class T> __global__ void turn(T *data) {
  T own = data[threadIdx.x];
  __syncthreads();
  data[255 - threadIdx.x] = own;
}
// CHECK: lorcha::KernelInfo any_info = {"any", lorcha::KernelForm::Region, nullptr};
__global__ void any(int *data) {
  int own = data[threadIdx.x];
  __syncthreads();
  data[blockDim.x - 1 - threadIdx.x] = own;
}

// CHECK: lorcha::KernelInfo square_info = {"square", lorcha::KernelForm::Region, nullptr};
__global__ void square(int *data) {
  int own = data[threadIdx.y * 16 + threadIdx.x];
  __syncthreads();
  data[threadIdx.x * 16 + threadIdx.y] = own;
}
// CHECK: lorcha::KernelInfo product_info = {"product", lorcha::KernelForm::Region, nullptr, 0, 0, {{[0-9]+}}, {16, 16, 1}};
__global__ void product(const float *a, const float *b, float *c) {
  __shared__ float tile[16][16];
  int x = threadIdx.x, y = threadIdx.y;
  tile[y][x] = b[y * 16 + x];
  __syncthreads();
  float sum = 0;
  for (int k = 0; k < 16; ++k)
    sum += a[y * 16 + k] * tile[k][x];
  c[y * 16 + x] = sum;
}

// CHECK: lorcha::KernelInfo rims_info = {"rims", lorcha::KernelForm::Region, nullptr, 0, 0, {{[0-9]+}}, {16, 16, 1}};
__global__ void rims(int *data) {
  __shared__ int tile[17][17];
  int x = threadIdx.x, y = threadIdx.y;
  tile[y][x] = data[y * 17 + x];
  if (x == 15)
    tile[y][16] = data[y * 17 + 16];
  __syncthreads();
  data[y * 17 + x] = tile[y][x] + tile[y][x + 1];
}

// CHECK: lorcha::KernelInfo sums_info = {"sums", lorcha::KernelForm::Region, nullptr, 0, lorcha::AnyBlockSize, {{[0-9]+}}};
__global__ void sums(const float *values, float *result, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  float sum = 0;
  for (int k = 0; k < n; ++k)
    sum += values[k * n + i];
  result[i] = sum;
}

void launch(int *data, float *values, int n) {
  const dim3 block(128, 1), rows(16, 16);
  int threads = 256;
  flip<<<1, block>>>(data);
  turn<<<1, threads>>>(data);
  turn<<<1, 128>>>(values);
  any<<<1, n>>>(data);
  square<<<1, rows>>>(data);
  rims<<<1, rows>>>(data);
  product<<<1, rows>>>(values, values, values);
  sums<<<n, 256>>>(values, values + n, n);
}
