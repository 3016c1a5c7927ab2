// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Tests for a CUDA compiler become tests for Lorcha.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
#ifdef __CUDACC__
int yes;
#else
int no;
#endif
#if defined(__NVCC__) && !defined(OTHER)
int yesToo;
#endif
// CHECK: #ifdef __LORCHA__
// CHECK: #if defined(__LORCHA__) && !defined(OTHER)
