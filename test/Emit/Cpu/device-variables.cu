// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Device variables and functions belong to the unit, unless device code is relocatable.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s --check-prefixes=CHECK,WHOLE
// RUN: %lorcha translate %s -rdc=true --no-line-directives -o - | grep -v '^// ' | FileCheck %s --check-prefixes=CHECK,RDC
__device__ int counter;
__constant__ float table[2] = {1, 2};
__device__ int next() { return counter + table[0] + *table; }
namespace { __device__ int hidden; }
// WHOLE: {{^}}static int counter;
// WHOLE: {{^}}static float table[2] = {1, 2};
// WHOLE: {{^}}static inline int next()
// RDC: {{^}}int counter;
// RDC: {{^}}float table[2] = {1, 2};
// RDC: {{^}}int next()
// CHECK: namespace { int hidden; }
