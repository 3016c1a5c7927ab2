// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A kernel for a lambda is found by its closure's tag, which the lambda's text gets, too.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
template <class Body> __global__ void each(int n, Body body) { body(n); }
void host(int *p) {
  each<<<1, 1>>>(3, [=] __device__(int i) { p[i] = 1; });
}
// CHECK: each(3, lorcha::deviceLambda<1>([=]
// CHECK: p[i] = 1; }));
// CHECK: {nullptr, &::each_info, 1u, "each_closure", nullptr,
