// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// cudaLaunchKernel with arguments by address, for a plain kernel and a template.
// RUN: %lorchacc -O0 -ccbin %gxx -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
#include "check.h"
__global__ void fill(double *out, int n, float value, char letter) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    out[i] = value * i + letter;
}

template <class T> __global__ void twice(T *data) { data[threadIdx.x] *= 2; }

int main() {
  double *out = managed<double>(50);
  int n = 50;
  float value = 0.5f;
  char letter = 'a';
  void *args[] = {&out, &n, &value, &letter};
  CUDA_OK(cudaLaunchKernel((void *)fill, dim3(2), dim3(32), args, 0, nullptr));
  void *pointer[] = {&out};
  CUDA_OK(cudaLaunchKernel((const void *)twice<double>, dim3(1), dim3(50), pointer, 0, cudaStream_t(0)));
  CUDA_OK(cudaDeviceSynchronize());
  for (int i = 0; i < 50; ++i)
    EXPECT(out[i] == i + 2 * 'a');
  cudaFuncAttributes attributes;
  CUDA_OK(cudaFuncGetAttributes(&attributes, fill));
  EXPECT(attributes.maxThreadsPerBlock >= 256);
  return finish();
}
