// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
__global__ void scale(float *data, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    data[i] *= 2;
}

void run(float *data, int n) { scale<<<(n + 255) / 256, 256>>>(data, n); }
