// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A reference to a number is handed on as it is, so that it may be handed back; only what has another type or lies in other
// memory is copied.
// RUN: %inspect --print=opencl --no-line-directives %s | FileCheck %s
__device__ const int &lesser(const int &a, const int &b) { return b < a ? b : a; }
__device__ const int &least(const int &a, const int &b, const int &c) { return lesser(lesser(a, b), c); }
__global__ void run(int *data, short s) { data[0] = least(data[1], s, 5); }
// CHECK: return lesser(lesser(a, b), c);
// CHECK: kernel void run(
// CHECK: least((lorcha_argument = data[1], &lorcha_argument), (lorcha_argument2 = s, &lorcha_argument2), (lorcha_argument3 = 5, &lorcha_argument3))
