// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The functions that make extents, positions and pitched pointers fill every field.
// RUN: %lorchacc %s -o %t && %t | FileCheck %s
// CHECK: 1 2 3, 4 5 6, 7 8 9 yes
#include <cstdio>

int main() {
  char Memory[8];
  cudaExtent Extent = make_cudaExtent(1, 2, 3);
  cudaPos Position = make_cudaPos(4, 5, 6);
  cudaPitchedPtr Pointer = make_cudaPitchedPtr(Memory, 7, 8, 9);
  std::printf("%zu %zu %zu, %zu %zu %zu, %zu %zu %zu %s\n", Extent.width, Extent.height, Extent.depth, Position.x,
              Position.y, Position.z, Pointer.pitch, Pointer.xsize, Pointer.ysize, Pointer.ptr == Memory ? "yes" : "no");
}
