// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Traps. OpenCL C has no way to leave a kernel from inside a function: the thread goes on, and the launch fails when the kernel
// is done, as the runtime reads in lorchaContext->Messages.

static void lorcha_trap(const lorcha_context *lorchaContext) {
  lorcha_message_begin(lorchaContext, LORCHA_MESSAGE_TRAP, 0u, 0u);
}
