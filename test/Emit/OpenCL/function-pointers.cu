// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A function pointer is the address of the CPU's function; a call chooses among those whose address is taken.
// RUN: %inspect --print=opencl --no-line-directives %s | FileCheck %s
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v '^// ' | FileCheck %s --check-prefix=MODULE
__device__ int plus(int a, int b) { return a + b; }
__device__ int times(int a, int b) { return a * b; }
__global__ void run(int *out, int n) {
  int (*f)(int, int) = n ? plus : times;
  *out = f(2, 3);
}
// CHECK: // variable address of plus at 0, 8 bytes
// CHECK: ulong f = n ? addressOf_plus : addressOf_times;
// CHECK: *out = (lorcha_function = f, lorcha_function == addressOf_plus ? plus(2, 3) : times(2, 3));
// MODULE: const void *const lorchaFunction0 = reinterpret_cast<const void *>(static_cast<int (*)(int, int)>(&::plus));
// MODULE: {(const void *)&lorchaFunction0, "address of plus", 0, 8, false},
