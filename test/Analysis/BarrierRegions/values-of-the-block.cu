// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The block has what is equal for all threads and wanted behind a barrier, if threads need keep nothing else for that.
// RUN: %inspect --print=plan %s | FileCheck %s
__global__ void first(float *data, const float *scales) {
  float scale = scales[blockIdx.x];
  float mine = data[threadIdx.x] * scale;
  __syncthreads();
  data[threadIdx.x] = mine + scale;
}
__global__ void between(float *data, const float *scales) {
  float mine = data[threadIdx.x];
  float scale = scales[blockIdx.x];
  data[threadIdx.x + 32] = mine * scale;
  __syncthreads();
  data[threadIdx.x] = scale;
}
__global__ void last(float *data, const float *scales) {
  float mine = data[threadIdx.x];
  float scale = scales[blockIdx.x];
  __syncthreads();
  data[threadIdx.x] = mine * scale;
}
__global__ void chosen(float *data, const float *scales, int n) {
  if (threadIdx.x < n) {
    float scale = scales[blockIdx.x];
    data[threadIdx.x] *= scale;
    __syncthreads();
    data[threadIdx.x] += scale;
  }
}
// CHECK: kernel 'first'
// CHECK: once {{.*}}:5
// CHECK-NEXT: threads {{.*}}:6, keeps mine
// CHECK: kernel 'between'
// CHECK: threads {{.*}}:11, keeps scale
// CHECK-NEXT: barrier
// CHECK: kernel 'last'
// CHECK: threads {{.*}}:18, keeps mine
// CHECK-NEXT: once {{.*}}:19
// CHECK: kernel 'chosen'
// CHECK: threads {{.*}}:25, keeps scale
