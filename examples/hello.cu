// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The first CUDA program: y = a*x + y on the device, then the sum of y by a reduction in shared memory.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cuda_runtime.h>
#include <vector>

#define CHECK(call)                                                                                          \
  do {                                                                                                       \
    cudaError_t error = (call);                                                                              \
    if (error != cudaSuccess) {                                                                              \
      std::fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, cudaGetErrorString(error));                    \
      std::exit(1);                                                                                          \
    }                                                                                                        \
  } while (0)

constexpr int ThreadsPerBlock = 256;

__global__ void saxpy(int n, float a, const float *x, float *y) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    y[i] = a * x[i] + y[i];
}

// Adds up each block's share of the values; one atomic addition per block joins the shares.
__global__ void sum(int n, const float *values, double *total) {
  __shared__ double partial[ThreadsPerBlock];
  double mine = 0;
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x)
    mine += values[i];
  partial[threadIdx.x] = mine;
  __syncthreads();
  for (unsigned half = ThreadsPerBlock / 2; half > 0; half /= 2) {
    if (threadIdx.x < half)
      partial[threadIdx.x] += partial[threadIdx.x + half];
    __syncthreads();
  }
  if (threadIdx.x == 0)
    atomicAdd(total, partial[0]);
}

int main() {
  cudaDeviceProp device;
  CHECK(cudaGetDeviceProperties(&device, 0));
  std::printf("device: %s\n", device.name);

  const int n = 1 << 20;
  std::vector<float> x(n), y(n);
  for (int i = 0; i < n; ++i) {
    x[i] = static_cast<float>(i % 100);
    y[i] = 1.0f;
  }
  float *deviceX = nullptr, *deviceY = nullptr;
  double *deviceTotal = nullptr;
  CHECK(cudaMalloc(&deviceX, n * sizeof(float)));
  CHECK(cudaMalloc(&deviceY, n * sizeof(float)));
  CHECK(cudaMalloc(&deviceTotal, sizeof(double)));
  CHECK(cudaMemcpy(deviceX, x.data(), n * sizeof(float), cudaMemcpyHostToDevice));
  CHECK(cudaMemcpy(deviceY, y.data(), n * sizeof(float), cudaMemcpyHostToDevice));
  CHECK(cudaMemset(deviceTotal, 0, sizeof(double)));

  saxpy<<<(n + ThreadsPerBlock - 1) / ThreadsPerBlock, ThreadsPerBlock>>>(n, 2.0f, deviceX, deviceY);
  CHECK(cudaGetLastError());
  sum<<<64, ThreadsPerBlock>>>(n, deviceY, deviceTotal);
  CHECK(cudaGetLastError());

  double total = 0, expected = 0;
  CHECK(cudaMemcpy(&total, deviceTotal, sizeof(double), cudaMemcpyDeviceToHost));
  for (int i = 0; i < n; ++i)
    expected += 2.0 * x[i] + y[i];
  std::printf("sum of 2x + y: %.1f, expected %.1f\n", total, expected);
  CHECK(cudaFree(deviceX));
  CHECK(cudaFree(deviceY));
  CHECK(cudaFree(deviceTotal));
  return std::fabs(total - expected) < 1e-6 * expected ? 0 : 1;
}
