// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Constructors and destructors are functions; destructors run wherever a block is left.
// RUN: %inspect --print=opencl --no-line-directives %s | FileCheck %s
struct Guard {
  int *place;
  __device__ Guard(int *p) : place(p) { ++*place; }
  __device__ ~Guard() { --*place; }
};
__global__ void run(int *out, int n) {
  Guard outer(out);
  for (int i = 0; i < n; ++i) {
    Guard inner(out + 1);
    if (i == 3)
      break;
    if (i == 5)
      return;
  }
}
// CHECK: static void Guard_construct(const lorcha_context *lorchaContext, private Guard *this, global int *p) {
// CHECK-NEXT:   this->place = LORCHA_ADDRESS(p);
// CHECK-NEXT:   ++*LORCHA_GLOBAL_POINTER(int, this->place);
// CHECK:   Guard outer;
// CHECK-NEXT:   Guard_construct(lorchaContext, &outer, out);
// CHECK:     Guard inner;
// CHECK:     if (i == 3) {
// CHECK-NEXT:       Guard_destroy(lorchaContext, &inner);
// CHECK-NEXT:       break;
// CHECK:     if (i == 5) {
// CHECK-NEXT:       Guard_destroy(lorchaContext, &inner);
// CHECK-NEXT:       Guard_destroy(lorchaContext, &outer);
// CHECK-NEXT:       return;
// CHECK-NEXT:     }
// CHECK-NEXT:     Guard_destroy(lorchaContext, &inner);
// CHECK-NEXT:   }
// CHECK-NEXT:   Guard_destroy(lorchaContext, &outer);
