// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Exchanges of shared elements under a condition become stores of all threads; other stores do not.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s

// CHECK-LABEL: static void sorts_block
// CHECK: if (const bool lorchaTakes = static_cast<bool>((a > b) == isRising); true) {
// CHECK-NEXT: keys[low] = lorchaTakes ? b : a;
// CHECK-NEXT: keys[high] = lorchaTakes ? a : b;
// CHECK-NEXT: ids[0][low] = lorchaTakes ? idOfB : idOfA;
// CHECK-NEXT: ids[0][high] = lorchaTakes ? idOfA : idOfB;
__global__ void sorts(float *out, int distance, int size) {
  __shared__ float keys[512];
  __shared__ short ids[2][512];
  int low = 2 * threadIdx.x - (threadIdx.x & (distance - 1)), high = low + distance;
  float a = keys[low], b = keys[high];
  short idOfA = ids[0][low], idOfB = ids[0][high];
  bool isRising = (low & size) == 0;
  if ((a > b) == isRising) {
    keys[low] = b;
    keys[high] = a;
    ids[0][low] = idOfB;
    ids[0][high] = idOfA;
  }
  __syncthreads();
  out[threadIdx.x] = keys[threadIdx.x] + ids[0][threadIdx.x];
}

// What is stored was not read, or from elsewhere; the element was not read; something happens in between; memory is everybody's.
// CHECK-LABEL: static void others_block
// CHECK-NOT: lorchaTakes
__global__ void others(int *out, int n) {
  __shared__ int values[512];
  __shared__ volatile int steps[512];
  int t = threadIdx.x;
  {
    int a = values[t], b = values[t + 1];
    if (a > b)
      values[t] = n;
  }
  {
    int a = values[t], b = values[t + 1];
    if (a > b) {
      values[t + 2] = a;
    }
  }
  {
    int a = values[t], b = values[t + 1];
    __syncthreads();
    if (a > b) {
      values[t] = b;
    }
  }
  {
    int a = steps[t], b = steps[t + 1];
    if (a > b) {
      steps[t] = b;
    }
  }
  {
    int a = out[t], b = out[t + 1];
    if (a > b) {
      out[t] = b;
    }
  }
  {
    int a = values[t], b = values[t + 1];
    if (n > 3) {
      values[t] = b;
    }
  }
}
