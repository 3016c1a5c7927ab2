// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Inline PTX that is not understood: an error at its place; the rest is translated, and the kernel fails at launch.
// RUN: not %lorcha translate %s -o %t.cpp 2>%t.err
// RUN: FileCheck %s --check-prefix=ERROR < %t.err
// RUN: not %lorcha translate %s --no-line-directives -o - 2>/dev/null | grep -v '^// ' | FileCheck %s
__device__ int lane() {
  int r;
  asm("tensormap.replace %0;" : "=r"(r));
  return r;
}
__global__ void bad(int *p) { *p = lane(); }
__global__ void good(int *p) { *p = threadIdx.x; }
// ERROR: untranslatable-kernel.cu:8:8: error: inline PTX 'tensormap.replace' cannot be translated; {{.*}}[LOR1003]
// CHECK: bad_info = {"bad", lorcha::KernelForm::ThreadLoop, "inline PTX{{.*}}[LOR1003]"};
// CHECK: good_info = {"good", lorcha::KernelForm::ThreadLoop, nullptr};
