// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions that wait, called without some of their arguments: constants of all kinds stand for these. Parameters of CUDA's own
// types have the names of the translated program.
// RUN: %lorchacc -O0 -I%S/Inputs %s -o %t.O0 && %t.O0
// RUN: %lorchacc -O1 --force-form=fiber -I%S/Inputs %s -o %t.fiber && %t.fiber
// RUN: %lorchacc -O2 -I%S/Inputs %s -o %t.O2 && %run %t.O2
// RUN: %inspect --print=plan -I%S/Inputs %s | FileCheck %s
// CHECK: kernel 'sums'{{.*}}: regions
// CHECK: kernel 'rest'{{.*}}: regions
#include "check.h"

template <class T>
__device__ __inline__ T shiftDown(T value, unsigned int delta, int width = 32, unsigned mask = 0xffffffff) {
  return __shfl_down_sync(mask, value, delta, width);
}
constexpr int eight = 8;
__device__ float scaled(float value, float factor = 0.1f, double more = -2.5, bool doubles = true, int count = eight + 1) {
  float sum = __shfl_xor_sync(0xffffffff, value, 1) * factor + static_cast<float>(more);
  return doubles ? 2 * sum + count : sum;
}
__device__ float fetched(cudaTextureObject_t texture, int index, int step = 1) {
  __shared__ int last;
  if (threadIdx.x == 0)
    last = index + step;
  __syncthreads();
  return tex1Dfetch<float>(texture, (index + last) % 64);
}

__global__ void sums(const float *in, float *out) {
  float v = in[threadIdx.x], sum = v;
  for (int i = 16; i > 0; i /= 2)
    sum += shiftDown(sum, i);
  out[threadIdx.x] = sum + shiftDown(v, 4) * 2 + shiftDown(v, 1, 16) + scaled(v) + scaled(v, 3);
}
__global__ void rest(cudaTextureObject_t texture, float *out, int n) {
  if (n > 3)
    out[threadIdx.x] = fetched(texture, threadIdx.x) + shiftDown(static_cast<int>(threadIdx.x), 1);
}

static float shifted(const float *in, int t, int delta, int width) {
  return t % width + delta < width ? in[t + delta] : in[t];
}
static float scaledThere(const float *in, int t, float factor) {
  return 2 * (in[t ^ 1] * factor - 2.5f) + 9;
}

int main() {
  float *in = managed<float>(64), *out = managed<float>(64);
  for (int i = 0; i < 64; ++i)
    in[i] = i * 3 % 17;
  sums<<<1, 64>>>(in, out);
  LAUNCH_OK();
  for (int t = 0; t < 64; ++t) {
    float sum[64];
    for (int i = 0; i < 64; ++i)
      sum[i] = in[i];
    for (int delta = 16; delta > 0; delta /= 2) {
      float next[64];
      for (int i = 0; i < 64; ++i)
        next[i] = sum[i] + shifted(sum, i, delta, 32);
      for (int i = 0; i < 64; ++i)
        sum[i] = next[i];
    }
    float expected = sum[t] + shifted(in, t, 4, 32) * 2 + shifted(in, t, 1, 16) + scaledThere(in, t, 0.1f) +
                     scaledThere(in, t, 3);
    EXPECT(out[t] - expected < 0.01f && expected - out[t] < 0.01f);
  }

  cudaResourceDesc resource = {};
  resource.resType = cudaResourceTypeLinear;
  resource.res.linear.devPtr = in;
  resource.res.linear.desc = cudaCreateChannelDesc<float>();
  resource.res.linear.sizeInBytes = 64 * sizeof(float);
  cudaTextureDesc description = {};
  cudaTextureObject_t texture;
  CUDA_OK(cudaCreateTextureObject(&texture, &resource, &description, nullptr));
  rest<<<1, 64>>>(texture, out, 4);
  LAUNCH_OK();
  for (int t = 0; t < 64; ++t)
    EXPECT(out[t] == in[(t + 1) % 64] + (t % 32 == 31 ? t : t + 1));
  CUDA_OK(cudaDestroyTextureObject(texture));
  return finish();
}
