// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What cannot be lowered is named; other kernels are not affected.
// RUN: %inspect --print=opencl --no-line-directives %s | FileCheck %s
__device__ int fibonacci(int n) { return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2); }
__global__ void recursive(int *out) { *out = fibonacci(*out); }
__device__ int even(int n);
__device__ int odd(int n) { return n == 0 ? 0 : even(n - 1); }
__device__ int even(int n) { return n == 0 ? 1 : odd(n - 1); }
__global__ void circular(int *out) { *out = even(*out); }
__device__ int elsewhere(int);
__global__ void undefined(int *out) { *out = elsewhere(1); }
__global__ void wide(int *out) {
  long double x = *out;
  *out = x * 2;
}
struct Base {
  int a;
};
struct Left : virtual Base {};
__device__ int use(Left *p) { return p->a; }
__global__ void bases(int *out, Left *p) { *out = use(p); }
__global__ void sane(int *out) { *out = 1; }
// CHECK: // kernel 'recursive' has no OpenCL form: 'fibonacci' calls itself, which OpenCL C does not allow [LOR2103]
// CHECK-NEXT: // kernel 'circular' has no OpenCL form: 'even' calls itself through 'odd', which OpenCL C does not allow [LOR2103]
// CHECK-NEXT: // kernel 'undefined' has no OpenCL form: 'elsewhere' has no definition in this unit [LOR2105]
// CHECK-NEXT: // kernel 'wide' has no OpenCL form: the type 'long double' cannot be lowered to OpenCL C yet [LOR2106]
// CHECK-NEXT: // kernel 'bases' has no OpenCL form: 'Left' cannot have the host's layout in OpenCL C: it has virtual bases [LOR2107]
// CHECK-NEXT: // kernel 'sane' is sane:
