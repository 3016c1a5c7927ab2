// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Pointers in objects are told apart by object and field; what the host wrote is global.
// RUN: %inspect --print=spaces %s | FileCheck %s
struct View {
  float *data, *other;
};
__device__ float *get(View v) { return v.data; }
__global__ void run(View in, float *out) {
  __shared__ float tile[32];
  View local{tile, out};
  float *a = get(local);
  float *b = local.other;
  float *c = get(in);
  out[0] = *a + *b + *c;
}
// CHECK: run: out=global a=local b=global c=global
// CHECK-NEXT: get: result=local
// CHECK-NEXT: get: result=global
