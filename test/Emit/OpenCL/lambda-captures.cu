// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A closure is a struct; what it captures by reference is an address.
// RUN: %inspect --print=opencl --no-line-directives %s | FileCheck %s
template <class Body> __device__ int sum(int n, Body body) {
  int total = 0;
  for (int i = 0; i < n; ++i)
    total += body(i);
  return total;
}
__global__ void run(int *out, int factor) {
  int calls = 0;
  *out = sum(5, [=, &calls](int i) { return ++calls, i * factor; });
}
// CHECK: typedef struct closure {
// CHECK-NEXT:   ulong calls;
// CHECK-NEXT:   int factor;
// CHECK-NEXT: } closure;
// CHECK: static int closure_call(private closure *this, int i) {
// CHECK-NEXT:   return ((void)++*LORCHA_PRIVATE_POINTER(int, this->calls), i * this->factor);
// CHECK: static int sum_closure(int n, closure body) {
// CHECK: total += closure_call(&body, i);
