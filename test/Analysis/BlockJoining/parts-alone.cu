// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Blocks stay apart where threadIdx.x or blockIdx.x is used in any other way, or the sum might see where a type ends.
// RUN: %inspect --print=plan %s | FileCheck %s
__global__ void thread(int *p) { p[threadIdx.x] = 1; }
__global__ void block(int *p) { p[blockIdx.x * blockDim.x + threadIdx.x] = blockIdx.x; }
__global__ void first(int *p) {
  if (threadIdx.x == 0)
    p[blockIdx.x * blockDim.x + threadIdx.x] = 1;
}
__global__ void changed(int *p) {
  int i = threadIdx.x;
  i += blockIdx.x * blockDim.x;
  p[i] = 1;
}
__global__ void changedSize(int *p) {
  int size = blockDim.x;
  size /= 2;
  p[blockIdx.x * size + threadIdx.x] = 1;
}
__global__ void narrow(int *p) {
  unsigned char t = threadIdx.x;
  p[blockIdx.x * blockDim.x + t] = 1;
}
__global__ void widened(int *p) { p[blockIdx.x * blockDim.x - 1 + (size_t)threadIdx.x] = 1; }
__global__ void twoSizes(int *p) { p[blockIdx.x * 64 + threadIdx.x] = blockIdx.x * 32 + threadIdx.x; }
__global__ void pairs(int *p) { p[2 * (blockIdx.x * blockDim.x) + threadIdx.x] = 1; }
__device__ int whole(uint3 t) { return t.x; }
__global__ void passed(int *p) { *p = whole(threadIdx); }
__global__ void captured(int *p) {
  int t = threadIdx.x;
  auto own = [&] { return t; };
  p[blockIdx.x * blockDim.x + threadIdx.x] = own();
}
// CHECK: kernel 'thread'
// CHECK: {{^}}  keeps blocks apart: threadIdx.x or blockIdx.x alone at parts-alone.cu:4
// CHECK: kernel 'block'
// CHECK: keeps blocks apart: threadIdx.x or blockIdx.x alone at parts-alone.cu:5
// CHECK: kernel 'first'
// CHECK: keeps blocks apart: threadIdx.x or blockIdx.x alone at parts-alone.cu:7
// CHECK: kernel 'changed'
// CHECK: keeps blocks apart: threadIdx.x or blockIdx.x alone at parts-alone.cu:11
// CHECK: kernel 'changedSize'
// CHECK: keeps blocks apart: {{.*}} at parts-alone.cu:18
// CHECK: kernel 'narrow'
// CHECK: keeps blocks apart: conversion of a part of the thread's place at parts-alone.cu:21
// CHECK: kernel 'widened'
// CHECK: keeps blocks apart: conversion {{.*}} at parts-alone.cu:24
// CHECK: kernel 'twoSizes'
// CHECK: keeps blocks apart:
// CHECK: kernel 'pairs'
// CHECK: keeps blocks apart:
// CHECK: kernel 'passed'
// CHECK: keeps blocks apart: threadIdx.x or blockIdx.x alone
// CHECK: kernel 'captured'
// CHECK: keeps blocks apart: threadIdx.x or blockIdx.x alone
