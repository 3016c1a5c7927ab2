// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Calls of templates, methods, operators, lambdas and through pointers.
// RUN: %inspect --print=callgraph %s | FileCheck %s
__device__ int leaf() { return 1; }
template <class F> __device__ int apply(F f) { return f(); }
struct Call { __device__ int operator()() const { return leaf(); } };
__device__ int (*pointer)() = leaf;
__global__ void k(int *p) { *p = apply(Call()) + apply([] { return leaf(); }); }
__global__ void indirect(int *p) { *p = pointer(); }
// CHECK-DAG: apply -> Call::operator(), lambda call-graph.cu:8
// CHECK-DAG: Call::operator() -> leaf
// CHECK-DAG: k -> {{.*}}apply
// CHECK-DAG: indirect -> leaf
