// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a callee stores through a pointer to a pointer reaches the caller's variable.
// RUN: %inspect --print=spaces %s | FileCheck %s
__device__ void choose(float **p, float *q) { *p = q; }
__device__ void swap(float *&a, float *&b) {
  float *t = a;
  a = b;
  b = t;
}
__global__ void run(float **table, float *out) {
  __shared__ float tile[32], other[32];
  float *p;
  choose(&p, tile);
  float *q = other;
  swap(p, q);
  float *r = table[1];
  out[0] = *p + *q + *r;
}
// CHECK: run: table=global out=global p=local q=local r=global
// CHECK-NEXT: choose: p=private q=local
// CHECK-NEXT: swap: a=private b=private t=local
