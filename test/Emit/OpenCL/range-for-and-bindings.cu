// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Range-for is a loop over pointers, structured bindings are members.
// RUN: %inspect --print=opencl --no-line-directives %s | FileCheck %s
struct Pair {
  int a;
  float b;
};
__global__ void run(float *out) {
  const int values[] = {1, 2, 3};
  float sum = 0;
  for (int value : values)
    sum += value;
  auto [a, b] = Pair{7, 0.5f};
  *out = sum + a * b;
}
// CHECK: int values[3] = {1, 2, 3};
// CHECK: private int (*user___range1)[3] = &values;
// CHECK-NEXT: private int *user___begin1 = *user___range1;
// CHECK: for (; user___begin1 != user___end1; ++user___begin1) {
// CHECK-NEXT:   int value = *user___begin1;
// CHECK-NEXT:   sum += value;
// CHECK: Pair lorcha_unnamed = {7, 0.5f};
// CHECK-NEXT: *out = sum + lorcha_unnamed.a * lorcha_unnamed.b;
