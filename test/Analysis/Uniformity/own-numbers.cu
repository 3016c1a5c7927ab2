// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a function returns may be equal for the block though each thread gives it a number of its own.
// RUN: %inspect --print=uniformity %s | FileCheck %s
__device__ float sum(float value, float *cells) {
  cells[threadIdx.x] = value;
  __syncthreads();
  value = cells[0] + cells[1];
  __syncthreads();
  return value;
}
__device__ float either(float value, float *cells) { return value > 0 ? sum(value, cells) : 1; }
__device__ float early(float value, float *cells) {
  if (value > 0)
    return cells[0];
  return cells[1];
}
__device__ float kept(float value, float *cells) { return sum(value, cells) + value; }
__device__ float read(const float *where) { return *where; }
struct Sums {
  float *cells;
  __device__ float operator()(float value) const { return cells[0]; }
};
__global__ void k(float *out, Sums sums) {
  __shared__ float cells[32];
  float own = out[threadIdx.x];
  float a = sum(own, cells), b = sum(a, cells + threadIdx.x), c = either(own, cells), d = early(own, cells);
  float e = kept(own, cells), f = read(&out[threadIdx.x]), g = sums(own), h = sum(sum(own, cells) * own, cells);
  out[threadIdx.x] = a + b + c + d + e + f + g + h;
}
// CHECK: kernel 'k'
// CHECK: variable 'a' {{.*}}: block-uniform
// CHECK: variable 'b' {{.*}}: divergent
// CHECK: variable 'c' {{.*}}: divergent
// CHECK: variable 'd' {{.*}}: divergent
// CHECK: variable 'e' {{.*}}: divergent
// CHECK: variable 'f' {{.*}}: divergent
// CHECK: variable 'g' {{.*}}: block-uniform
// CHECK: variable 'h' {{.*}}: block-uniform
