// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// nvcc takes chevrons with blanks between them for a launch.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
#include <vector>
__global__ void k(int a);
std::vector<std::vector<std::vector<int> > > nested;
void run() { k << < 1, 2 >> > (3); }
// CHECK: std::vector<std::vector<std::vector<int> > > nested;
// CHECK: lorcha::configure(1, 2), k(3);
