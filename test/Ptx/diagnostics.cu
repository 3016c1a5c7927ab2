// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What is not understood is named at its place in the string.
// RUN: not %lorcha translate %s -o %t.cpp 2>&1 | FileCheck %s
__global__ void k(unsigned *p, double d, int n) {
  unsigned x;
  // CHECK: diagnostics.cu:[[@LINE+1]]:8: error: inline PTX 'wmma.load.a.sync' cannot be translated; give a C++ alternative under '#ifdef __LORCHA__' [LOR1003]
  asm("wmma.load.a.sync {%0}, [%1];" : "=r"(x) : "l"(p));
  // CHECK: diagnostics.cu:[[@LINE+2]]:{{[0-9]+}}: error: inline PTX 'mma.sync.aligned.m8n8k4.f32' cannot
  asm("add.u32 %0, %1, 1;\n\t"
      "mma.sync.aligned.m8n8k4.f32 %0, %1;" : "=r"(x) : "r"(n));
  // CHECK: diagnostics.cu:[[@LINE+1]]:{{[0-9]+}}: error: inline PTX '%no.such' cannot
  asm("mov.u32 %0, %%no.such;" : "=r"(x));
  // CHECK: diagnostics.cu:[[@LINE+1]]:{{[0-9]+}}: error: operands of inline PTX 'add.u32': 2 are given, not 3 [LOR1021]
  asm("add.u32 %0, %1;" : "=r"(x) : "r"(n));
  // CHECK: diagnostics.cu:[[@LINE+1]]:{{[0-9]+}}: error: operands of inline PTX 'add.u64': '%1' has 32 bits, not 64 [LOR1021]
  asm("add.u64 %0, %1, %1;" : "=l"(p) : "r"(n));
  // CHECK: diagnostics.cu:[[@LINE+1]]:{{[0-9]+}}: error: inline PTX is malformed at ')': an operand is expected [LOR1020]
  asm("add.u32 %0, ), 1;" : "=r"(x));
  // CHECK: diagnostics.cu:[[@LINE+1]]:{{[0-9]+}}: error: constraint 'r' of inline PTX: takes no 'double' [LOR1022]
  asm("mov.u32 %0, %1;" : "=r"(x) : "r"(d));
  // CHECK: diagnostics.cu:[[@LINE+1]]:3: error: constraint '=q' of inline PTX: is none of h, r, l, f, d, n [LOR1022]
  asm("mov.b128 %0, %0;" : "=q"(x));
  // CHECK: diagnostics.cu:[[@LINE+1]]:{{[0-9]+}}: error: constraint 'n' of inline PTX: takes constants only [LOR1022]
  asm("mov.u32 %0, %1;" : "=r"(x) : "n"(n));
  *p = x;
}
__device__ void leave() {
  // CHECK: diagnostics.cu:[[@LINE+1]]:{{[0-9]+}}: error: inline PTX 'exit' cannot be translated outside of a kernel's own body; {{.*}}[LOR1003]
  asm("exit;");
}
__global__ void takeCarry(unsigned n, unsigned *p) {
  unsigned y;
  // CHECK: diagnostics.cu:[[@LINE+1]]:3: error: inline PTX 'addc.u32 %0, %1, 1;' cannot be translated because nothing before it sets the carry; {{.*}}[LOR1003]
  asm("addc.u32 %0, %1, 1;" : "=r"(y) : "r"(n));
  *p = y;
}
