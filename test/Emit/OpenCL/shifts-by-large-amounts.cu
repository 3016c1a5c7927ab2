// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An amount that may reach the width shifts everything out; one that cannot is C's own shift.
// RUN: %inspect --print=opencl --no-line-directives %s | FileCheck %s
__global__ void run(int *out, int n) { *out = (*out << n) + (*out >> (n & 31)); }
// CHECK: static int lorchaShiftLeft_int(int Value, ulong By) {
// CHECK-NEXT:   return By < 32 ? Value << By : 0;
// CHECK: *out = lorchaShiftLeft_int(*out, n) + (*out >> (n & 31));
