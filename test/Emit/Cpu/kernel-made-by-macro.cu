// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A macro that makes a kernel is written out where it is used.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
#define INDEX threadIdx.x
#define MAP(name, op)                                                          \
  __global__ void name(int *data) {                                            \
    data[INDEX] op 2;                                                          \
  }
MAP(add, +=)
MAP(multiply, *=)
// CHECK: static void add_block(const lorcha::Block &lorchaBlock, int *data) {
// CHECK: data[INDEX] += 2;
// CHECK: void add(int *data) {
// CHECK: static void multiply_block(const lorcha::Block &lorchaBlock, int *data) {
// CHECK: data[INDEX] *= 2;
