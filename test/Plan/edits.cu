// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The edits of a unit, one a line.
// RUN: %inspect --print=edits %s | FileCheck %s
int main() { return cudaDeviceSynchronize(); }
// CHECK: edits.cu:4:21: 'cudaDeviceSynchronize' -> 'lorchaDeviceSynchronize'
