// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Messages to the host, by the numbers of their texts.
// RUN: %inspect --print=opencl --no-line-directives %s | FileCheck %s
#include <assert.h>
#include <stdio.h>
__global__ void run(int n, float x) {
  assert(n > 0);
  printf("%d %f %s\n", n, x, "text");
}
// CHECK: // format "{{.*}}printf-and-assert.cu:7: {{.*}}run(int, float)\nn > 0"
// CHECK-NEXT: // format "%d %f %s\n"
// CHECK-NEXT: // format "text"
// CHECK-NEXT: // format "{{.*}}printf-and-assert.cu:[[#LINE:]]: {{.*}}placed(){{.*}}\ntold"
// CHECK: LORCHA_FILL_MESSAGES;
// CHECK: (void)lorcha_message_begin(lorchaContext, LORCHA_MESSAGE_ASSERT, 0, 0);
// CHECK: uint lorcha_message;
// CHECK-NEXT: lorcha_message = lorcha_message_begin(lorchaContext, LORCHA_MESSAGE_PRINTF, 1, 3), lorcha_message_long(lorchaContext, lorcha_message, (long)n), lorcha_message_float(lorchaContext, lorcha_message + 2, x), lorcha_message_long(lorchaContext, lorcha_message + 4, 2 + 1);

// As glibc's macro gives the place since 2.39.
// CHECK: kernel void placed(
// CHECK: (void)lorcha_message_begin(lorchaContext, LORCHA_MESSAGE_ASSERT, 3, 0);
constexpr const char *text = "told";
__global__ void placed() { __assert_fail(text, __builtin_FILE(), __builtin_LINE(), __PRETTY_FUNCTION__); }
