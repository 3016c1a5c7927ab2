// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Padding and alignment that C would not make by itself, and the assertions that check them.
// RUN: %inspect --print=opencl --no-line-directives %s | FileCheck %s
struct alignas(16) Wide {
  char tag;
  bool flag;
  double *value;
};
struct __attribute__((packed)) Tight {
  char tag;
  int value;
};
struct Derived : Wide {
  int more;
};
__global__ void run(Derived d, Tight t, int *out) { *out = d.more + d.tag + t.value; }
// CHECK: typedef struct __attribute__((aligned(16))) Wide {
// CHECK-NEXT:   char tag;
// CHECK-NEXT:   uchar flag;
// CHECK-NEXT:   ulong value;
// CHECK-NEXT: } Wide;
// CHECK-NEXT: LORCHA_STATIC_ASSERT(sizeof(Wide) == 16, size_of_Wide);
// CHECK: LORCHA_STATIC_ASSERT(__builtin_offsetof(Wide, value) == 8, offset_of_Wide_value);
// CHECK: typedef struct Derived {
// CHECK-NEXT:   Wide Wide;
// CHECK-NEXT:   int more;
// CHECK: typedef struct __attribute__((packed, aligned(1))) Tight {
// CHECK: *out = d.more + d.Wide.tag + t.value;
