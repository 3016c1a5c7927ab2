// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Neighbouring blocks may run as one where blockIdx.x and threadIdx.x only meet in the usual sum, in any order, through
// variables that never change, in device functions, and with blockDim.x as a constant. gridDim and blockDim are the
// launch's and free.
// RUN: %inspect --print=plan %s | FileCheck %s
__device__ int globalId() { return blockDim.x * blockIdx.x + threadIdx.x; }
__global__ void plain(int *p, int n) {
  size_t i = (size_t)blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    p[i] = gridDim.x + blockDim.x;
}
__global__ void parts(int *p) {
  int b = blockIdx.x, size = blockDim.x, start = b * size + 3;
  const unsigned t = threadIdx.x;
  p[t + start] = 1;
}
__global__ void called(int *p) { p[globalId()] = 1; }
__global__ void steps(int *p, int n) {
  for (int i = threadIdx.x + blockIdx.x * blockDim.x; i < n; i += blockDim.x * gridDim.x)
    p[i] = 1;
}
__global__ void pointers(int *p) {
  int *own = p + blockIdx.x * blockDim.x;
  own[threadIdx.x] = 1;
}
__global__ void otherRows(int *p, int n) {
  p[(blockIdx.y * blockDim.y + threadIdx.y) * n + blockIdx.x * blockDim.x + threadIdx.x] = threadIdx.z;
}
__global__ void constant(int *p) { p[blockIdx.x * 256 + threadIdx.x] = blockDim.x; }
__global__ void shifted(int *p) { p[(blockIdx.x << 7) + threadIdx.x] = 1; }
template <int Size> __global__ void sized(int *p) { p[blockIdx.x * Size + threadIdx.x] = 1; }
template __global__ void sized<64>(int *);
// CHECK: kernel 'plain'
// CHECK: {{^}}  joins blocks{{$}}
// CHECK: kernel 'parts'
// CHECK: {{^}}  joins blocks{{$}}
// CHECK: kernel 'called'
// CHECK: {{^}}  joins blocks{{$}}
// CHECK: kernel 'steps'
// CHECK: {{^}}  joins blocks{{$}}
// CHECK: kernel 'pointers'
// CHECK: {{^}}  joins blocks{{$}}
// CHECK: kernel 'otherRows'
// CHECK: {{^}}  joins blocks{{$}}
// CHECK: kernel 'constant'
// CHECK: {{^}}  joins blocks of 256{{$}}
// CHECK: kernel 'shifted'
// CHECK: {{^}}  joins blocks of 128{{$}}
// CHECK: kernel 'sized'
// CHECK: {{^}}  joins blocks of 64{{$}}
