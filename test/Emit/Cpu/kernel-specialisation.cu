// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An explicit specialisation is one of the block function; the stub belongs to the template.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s
template <class T> __global__ void put(T *p) { *p = T(1); }
template <> __global__ void put<float>(float *p) { *p = 2.5f; }
void run(int *i, float *f) { put<<<1, 1>>>(i), put<<<1, 1>>>(f); }
// CHECK: template <class T> static void put_block(const lorcha::Block &lorchaBlock, T *p) {
// CHECK: template <> void put_block<float>(const lorcha::Block &lorchaBlock, float *p) {
// CHECK-NOT: ::launch(
// CHECK: void run(
