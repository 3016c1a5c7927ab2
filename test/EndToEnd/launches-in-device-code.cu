// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels that launch kernels: recursively, in streams of their own, waiting for them, with memory from the runtime.
// BACKENDS: cpu -- kernels of OpenCL devices cannot launch kernels
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"

__global__ void add(int *to, int n, int value) {
  __shared__ int twice;
  if (threadIdx.x == 0)
    twice = 2 * value;
  __syncthreads();
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    to[i] += twice;
}

__global__ void parent(int *data, int *errors) {
  int *mine = data + threadIdx.x * 100;
  add<<<4, 32>>>(mine, 100, threadIdx.x + 1);
  errors[0] += cudaGetLastError() != cudaSuccess;
  errors[0] += cudaDeviceSynchronize() != cudaSuccess;
  mine[0] += mine[99]; // what the child has left
  add<<<1, 2000>>>(mine, 100, 1);
  errors[1] += cudaGetLastError() == cudaErrorInvalidConfiguration;
}

__device__ void sortInStream(int *data, int left, int right, int depth);
__global__ void sorted(int *data, int left, int right, int depth) {
  int pivot = data[(left + right) / 2], l = left, r = right;
  while (l <= r) {
    while (data[l] < pivot)
      ++l;
    while (data[r] > pivot)
      --r;
    if (l <= r) {
      int kept = data[l];
      data[l++] = data[r];
      data[r--] = kept;
    }
  }
  sortInStream(data, left, r, depth + 1);
  sortInStream(data, l, right, depth + 1);
}
__device__ void sortInStream(int *data, int left, int right, int depth) {
  if (left >= right)
    return;
  cudaStream_t stream;
  cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking);
  sorted<<<1, 1, 0, stream>>>(data, left, right, depth);
  cudaStreamDestroy(stream);
}

__global__ void allocates(int **place) {
  int *scratch = nullptr;
  if (cudaMalloc(&scratch, 64 * sizeof(int)) != cudaSuccess)
    return;
  cudaMemsetAsync(scratch, 0, 64 * sizeof(int));
  add<<<1, 64>>>(scratch, 64, 21);
  if (threadIdx.x == 0)
    *place = scratch;
  else
    cudaFree(scratch);
}

// Launches nothing.
__global__ void gives(int **place) { cudaFree(*place); }

int main() {
  int *data = managed<int>(800), *errors = managed<int>(2), **place = managed<int *>(1);
  parent<<<1, 8>>>(data, errors);
  LAUNCH_OK();
  for (int i = 0; i < 800; ++i)
    EXPECT(data[i] == 2 * (i / 100 + 1) * (i % 100 == 0 ? 2 : 1));
  EXPECT(errors[0] == 0 && errors[1] == 8);
  for (int i = 0; i < 200; ++i)
    data[i] = i * 7919 % 211;
  sorted<<<1, 1>>>(data, 0, 199, 0);
  LAUNCH_OK();
  for (int i = 1; i < 200; ++i)
    EXPECT(data[i - 1] <= data[i]);
  allocates<<<1, 2>>>(place);
  LAUNCH_OK();
  int copied[64];
  CUDA_OK(cudaMemcpy(copied, *place, sizeof(copied), cudaMemcpyDeviceToHost));
  for (int value : copied)
    EXPECT(value == 42);
  gives<<<1, 1>>>(place);
  LAUNCH_OK();
  EXPECT(cudaFree(*place) == cudaErrorInvalidValue);
  return finish();
}
