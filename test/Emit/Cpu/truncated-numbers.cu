// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Floating-point numbers that become integers do so as on a device. Where other changes take a part of the text, the two sides of the
// call go together.
// RUN: %lorcha translate %s --no-line-directives -o - | sed 's,//.*,,' | FileCheck %s

// CHECK: int n = lorcha::truncated(x), m = (int)lorcha::truncated(x * 2) + int(lorcha::truncated(x + (float)(short)lorcha::truncated(y)));
// CHECK: unsigned char c = 2.5f;
// CHECK: n = lorcha::truncated(x > 0 ? x : y);
// CHECK: return lorcha::truncated(x);
// CHECK: }
__device__ int plain(float x, double y) {
  int n = x, m = (int)(x * 2) + int(x + (float)(short)y);
  unsigned char c = 2.5f;
  n = x > 0 ? x : y;
  n += c + m;
  return x;
}
// In a macro for all its uses; numbers of other types pass through.
// CHECK: #define AS_INT(x) ((int)lorcha::truncated((x)))
#define AS_INT(x) ((int)(x))
// CHECK: T result = lorcha::truncated(value);
template <class T, class FromT> __device__ T turned(FromT value) {
  T result = value;
  return result;
}

// CHECK-LABEL: static void k_block(
// CHECK: int first = lorcha::truncated(scale);
// CHECK: lorcha::regionOfSpan(
// CHECK: return lorcha::threadsBelow(t, first + (int)lorcha::truncated(scale)); });
__global__ void k(const float *in, int *out, float scale) {
  __shared__ float all[128];
  int t = threadIdx.x;
  int first = scale;
  all[t] = in[t];
  __syncthreads();
  if (t < first + (int)scale)
    out[t] = all[127 - t] + AS_INT(scale) + turned<int>(scale) + turned<float>(first);
  __syncthreads();
  out[t] += first;
}
