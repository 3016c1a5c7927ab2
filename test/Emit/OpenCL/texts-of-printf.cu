// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Literals are numbers; other texts are copied from the memory they lie in, as far as the precision goes; %p is an address.
// RUN: %inspect --print=opencl --no-line-directives %s | FileCheck %s
__global__ void say(const char *text, int n) {
  const char *word = n ? "odd" : "even";
  printf("%s %s %.4s %.*s %p\n", "literal", word, text, n, text, text);
}
// CHECK: constant char *word = n ? "odd" : "even";
// CHECK: lorcha_message_long(lorchaContext, lorcha_message, {{[0-9]+}} + 1)
// CHECK-SAME: lorcha_message_text_constant(lorchaContext, lorcha_message + 2, (constant const char *)word, LORCHA_TEXT_WHOLE)
// CHECK-SAME: lorcha_message_text_global(lorchaContext, lorcha_message + 4, (global const char *)text, 4u)
// CHECK-SAME: lorcha_message_text_global(lorchaContext, lorcha_message + 8, (global const char *)text, LORCHA_TEXT_LIMITED_BY_ARGUMENT)
// CHECK-SAME: lorcha_message_long(lorchaContext, lorcha_message + 10, (long)LORCHA_ADDRESS(text))
