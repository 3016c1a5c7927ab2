// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A function with a loop that is better around the threads is run for the block where all threads of a region can
// call it: neighbours hand in neighbouring places, and the places may come from callers of callers.
// RUN: %inspect --print=plan %s | FileCheck %s
__device__ float distance(int a, int b, int n, int length, const float *at) {
  float sum = 0;
  for (int i = 0; i < length; ++i)
    sum += (at[i * n + a] - at[i * n + b]) * (at[i * n + a] - at[i * n + b]);
  return sum;
}
__global__ void guarded(const float *in, float *out, int n, int length) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    out[i] = distance(i, 0, n, length, in);
}
// CHECK: kernel 'guarded' {{.*}}: regions

__device__ float weighted(int place, int n, const float *in) {
  float sum = 0;
  for (int k = 0; k < n; ++k)
    sum += in[k * n + place] * k;
  return sum;
}
__device__ float twice(int place, int n, const float *in) { return 2 * weighted(place, n, in); }
__global__ void calledByCalled(const float *in, float *out, int n) {
  for (int k = 0; k < n; ++k)
    out[k * n + threadIdx.x] = twice(threadIdx.x, n, in);
}
// CHECK: kernel 'calledByCalled' {{.*}}: regions

__device__ float strided(int row, int n, const float *in) {
  float sum = 0;
  for (int k = 0; k < n; ++k)
    sum += in[row * n + k];
  return sum;
}
__global__ void ownRows(const float *in, float *out, int n) { out[threadIdx.x] = strided(threadIdx.x, n, in); }
// CHECK: kernel 'ownRows' {{.*}}: thread loop

__device__ float sometimes(int place, int n, const float *in) {
  float sum = 0;
  for (int k = 0; k < n; ++k)
    sum += in[k * n + place];
  return sum;
}
__global__ void inOneArm(const float *in, float *out, int n) {
  out[threadIdx.x] = in[threadIdx.x] > 0 ? sometimes(threadIdx.x, n, in) : 0;
}
// CHECK: kernel 'inOneArm' {{.*}}: thread loop

__device__ float untilFound(int place, int n, const float *in) {
  float sum = 0;
  for (int k = 0; k < n; ++k)
    sum += in[k * n + place];
  return sum;
}
__global__ void inOwnLoop(const float *in, float *out, int n) {
  float sum = 0;
  while (sum < out[threadIdx.x])
    sum += untilFound(threadIdx.x, n, in);
  out[threadIdx.x] = sum;
}
// CHECK: kernel 'inOwnLoop' {{.*}}: thread loop
