// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Operands of an asm statement without a comma between them, as nvcc takes them.
// RUN: %inspect --print=ptx %s | FileCheck %s
__device__ void store(unsigned char *place, unsigned value) {
  // CHECK: 6: { unsigned lorchaR0 = (unsigned)(value); auto lorchaR1 = (place); __threadfence();
  asm volatile("st.release.sys.global.u8 [%1], %0;" ::"r"(value) "l"(place) : "memory");
}
