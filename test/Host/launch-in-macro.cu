// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A launch in a macro is rewritten in the macro, whatever kernel it is given.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
#define LAUNCH(kernel, n, ...) kernel<<<(n), 32>>>(__VA_ARGS__)
__global__ void k(int a, int b);
void run() { LAUNCH(k, 3, 1, 2); }
// CHECK: #define LAUNCH(kernel, n, ...) (lorcha::configure((n), 32), kernel(__VA_ARGS__))
// CHECK: void run() { LAUNCH(k, 3, 1, 2); }
