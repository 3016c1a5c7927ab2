// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Integer divisions that a processor refuses and a GPU does not: by zero, and of the smallest number by -1.
// CUDA leaves the results open, and programs that divide what they never filled run there.
#ifndef LORCHA_RUNTIME_BACKENDS_CPU_DIVISION_H
#define LORCHA_RUNTIME_BACKENDS_CPU_DIVISION_H

#include <csignal>

namespace lorcha::runtime::cpu {

/// For a handler of SIGFPE: if the interrupted instruction is such a division, gives it a GPU's results and
/// lets the thread go on behind it. By zero, quotient and remainder have all bits set. False: it is another
/// instruction, or a processor that raises no such signals.
bool finishDivision(void *SignalContext);

} // namespace lorcha::runtime::cpu

#endif
