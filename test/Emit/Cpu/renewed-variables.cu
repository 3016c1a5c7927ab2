// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A variable that holds a value of each thread's first and one of the block's then is two. The block works its own out once, and takes
// once what a function with barriers returns to all.
// RUN: %lorcha translate %s --no-line-directives -o - | sed '/^\/\/ The device/,$d; /^\/\/ /d' | FileCheck %s
// RUN: %lorcha translate %s -G -o - | grep -v '^// ' | FileCheck --check-prefix=DEBUG %s
#include <cuda_runtime.h>

// DEBUG-NOT: lorcha_value_2

// CHECK-LABEL: void blockSum_block
// CHECK: __syncthreads();
// CHECK-NEXT: T lorcha_value_2 = cells[0];
// CHECK-NEXT: for (int i = 1; i < 32; ++i)
// CHECK-NEXT: lorcha_value_2 += cells[i];
// CHECK-NEXT: __syncthreads();
// CHECK: return lorcha::answerWith(lorchaResult[lorchaThread], lorcha_value_2);
template <class T> __device__ T blockSum(T value, T *cells) {
  cells[threadIdx.x] = value;
  __syncthreads();
  value = cells[0];
  for (int i = 1; i < 32; ++i)
    value += cells[i];
  __syncthreads();
  return value;
}

// CHECK-LABEL: void normalised_block
// CHECK: blockSum_block(lorchaBlock, lorchaCall1_live, lorchaCall1_result
// CHECK-NEXT: float lorcha_sum_2 = lorcha::uniform(lorchaCall1_result, lorchaCall1_live);
// CHECK: blockSum_block(lorchaBlock, lorchaCall2_live, lorchaCall2_result
// CHECK-NEXT: const float scale = 1 / lorcha::uniform(lorchaCall2_result, lorchaCall2_live);
// CHECK: data[threadIdx.x] = (data[threadIdx.x] - lorcha_sum_2) * scale;
__global__ void normalised(float *data) {
  __shared__ float cells[32];
  float sum = data[threadIdx.x];
  sum = blockSum(sum, cells);
  const float scale = 1 / blockSum(data[threadIdx.x] * sum, cells);
  __syncthreads();
  data[threadIdx.x] = (data[threadIdx.x] - sum) * scale;
}

// Not where a macro or a lambda names the variable, nor one whose address is taken.
// CHECK-LABEL: void named_block
// CHECK-NOT: lorcha_{{[abc]}}_2
#define NEXT(v) v = cells[0]
__device__ void change(int *place) { ++*place; }
__global__ void named(int *data) {
  __shared__ int cells[32];
  int a = data[threadIdx.x], b = a * 2, c = a * 3;
  auto bigger = [&] { return b + 1; };
  cells[threadIdx.x] = a;
  __syncthreads();
  NEXT(a);
  b = cells[1];
  c = cells[2];
  change(&c);
  __syncthreads();
  data[threadIdx.x] = a + bigger() + c;
}
