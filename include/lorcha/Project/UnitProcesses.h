// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Runs work on units in processes of their own, so that a unit on which the translator fails, or never ends,
// takes nothing else with it.
#ifndef LORCHA_PROJECT_UNITPROCESSES_H
#define LORCHA_PROJECT_UNITPROCESSES_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include <string>

namespace lorcha {

struct ProcessLimits {
  unsigned Jobs = 1;    ///< processes at the same time
  unsigned Seconds = 0; ///< of a unit; 0: as long as it takes
};

struct ProcessResult {
  std::string Text;     ///< what the work gave
  std::string Messages; ///< what it printed on standard error
  std::string Failure;  ///< not empty: the process did not end well, and why
};

/// Calls Work with 0 to Count - 1, each in a forked process whose standard input and output are empty, and
/// Done here with what came of it, in the order in which they end. The calling process must have one thread
/// only. Stops all of them early, and calls Done for none of the rest, when interrupted() becomes true.
void runInProcesses(size_t Count, ProcessLimits Limits, llvm::function_ref<std::string(size_t)> Work,
                    llvm::function_ref<void(size_t, ProcessResult)> Done);

/// From now on Ctrl-C and a request to end are only noted.
void catchInterrupts();
bool interrupted();

} // namespace lorcha

#endif
