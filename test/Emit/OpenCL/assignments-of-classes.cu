// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An assignment of a class is C's; the object's place is taken from it only where somebody asks for it.
// RUN: %inspect --print=opencl %s | FileCheck %s
struct Pair {
  int a, b;
};

// CHECK: kernel void copy
// CHECK: out[0] = in[0];
// CHECK: out[1] = *(out[2] = in[2], &out[2]);
__global__ void copy(const Pair *in, Pair *out) {
  out[0] = in[0];
  out[1] = out[2] = in[2];
}
