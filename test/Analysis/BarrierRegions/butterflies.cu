// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Regions that compute with two elements of a shared array.
// RUN: %lorcha-inspect --print=plan %s | FileCheck %s

// CHECK-LABEL: kernel 'steps'
// CHECK: threads butterflies.cu:[[#@LINE+8]]: a butterfly of 'own'
__global__ void steps(const float *scales) {
  __shared__ float own[512];
  int t = threadIdx.x;
  own[t] = own[t + 256] = t;
  __syncthreads();
  for (int d = 256; d > 0; d /= 2) {
    // Two elements, and global memory.
    int low = 2 * t - (t & (d - 1)), high = low + d;
    float a = own[low], b = own[high];
    own[low] = fmaf(b, scales[t], a);
    own[high] = a - b;
    __syncthreads();
  }
}

// CHECK-LABEL: kernel 'others'
// CHECK-NOT: butterfly
__global__ void others(int *out, int d) {
  __shared__ int own[512], more[512];
  int t = threadIdx.x, low = 2 * t - (t & (d - 1)), high = low + d;
  own[t] = more[t] = t;
  __syncthreads();
  // Neighbours have neighbouring elements.
  own[t] += own[t + d];
  __syncthreads();
  // The second index is loaded.
  int a = own[low];
  own[low + 1 + a] = a;
  __syncthreads();
  // Something else is stored.
  more[t] = own[low] + own[high];
  __syncthreads();
  // A branch that is more than an exchange.
  if (own[low] > own[high])
    own[low] = 5;
  __syncthreads();
  // Three elements.
  own[low] = own[high] + own[low + 2];
  __syncthreads();
  // It may divide by zero.
  own[low] /= own[high];
  __syncthreads();
  // Not every thread loads.
  own[low] = d > 3 ? own[high] : 5;
  __syncthreads();
  // A value is wanted later.
  int sum = own[low] + own[high];
  own[low] = 1;
  __syncthreads();
  out[t] = sum;
}
