// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Inside an expression the comma needs parentheses.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
__global__ void a();
__global__ void b();
void run(bool which) {
  which ? a<<<1, 1>>>() : b<<<2, 2>>>();
  (a<<<3, 3>>>());
}
// CHECK: which ? (lorcha::configure(1, 1), a()) : (lorcha::configure(2, 2), b());
// CHECK: ((lorcha::configure(3, 3), a()));
