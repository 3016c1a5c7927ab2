// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The vector forms of exp, log, sin, cos and pow that Clang calls from vectorised loops under -fveclib=libmvec
// (x86-64 vector function ABI), from SLEEF's functions of at most 1 ulp. glibc's own go to 4 ulp, which is more than
// CUDA documents (expf 2, logf 1, sinf 2, exp 1, log 1, sin 2). Programs find these first because they link with the
// runtime before the C library. Arguments and results are in the same registers: a jump is enough.
#ifdef __x86_64__

  .macro forward Name, Target
  .globl \Name
  .type \Name, @function
  .p2align 4
\Name:
  jmp \Target@PLT
  .size \Name, . - \Name
  .endm

  // b: SSE, d: AVX2.
  .macro unary Function
  forward _ZGVbN4v_\Function\()f, Sleef_\Function\()f4_u10
  forward _ZGVdN8v_\Function\()f, Sleef_\Function\()f8_u10
  forward _ZGVbN2v_\Function, Sleef_\Function\()d2_u10
  forward _ZGVdN4v_\Function, Sleef_\Function\()d4_u10
  .endm

  .text
  unary exp
  unary log
  unary sin
  unary cos
  forward _ZGVbN4vv_powf, Sleef_powf4_u10
  forward _ZGVdN8vv_powf, Sleef_powf8_u10
  forward _ZGVbN2vv_pow, Sleef_powd2_u10
  forward _ZGVdN4vv_pow, Sleef_powd4_u10

#endif
  .section .note.GNU-stack, "", @progbits
