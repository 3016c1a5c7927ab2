// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// OpenCL C has no bit-fields: they are bits of an integer in memory.
// RUN: %inspect --print=opencl --no-line-directives %s | FileCheck %s
struct Flags {
  unsigned low : 3;
  int high : 5;
  char rest;
};
__global__ void run(Flags *f) {
  f->low = 5;
  f->high += f->low;
}
// CHECK: typedef struct __attribute__((aligned(4))) Flags {
// CHECK-NEXT:   uchar lorcha_bits0[1];
// CHECK-NEXT:   char rest;
// CHECK: *(global uint *)((global uchar *)f + 0) = (*(global uint *)((global uchar *)f + 0) & ~7u) | ((uint)5 << 0 & 7u);
// CHECK: ((uint)(((int)((uint)*(global uint *)((global uchar *)f + 0) << 24) >> 27) + {{.*}}) << 3 & 248u);
