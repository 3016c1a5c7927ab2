// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One run of the user's program that is being recorded.
#ifndef LORCHA_PROF_RECORDEDRUN_H
#define LORCHA_PROF_RECORDEDRUN_H

#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace lorcha {

struct RecordedRun {
  std::string Program; ///< as the user wrote it
  std::vector<std::string> Arguments;
  std::string Folder;        ///< where recordings go; absolute
  std::string Limit;         ///< for each process; empty for the usual one
  bool StartsPaused = false; ///< until the program starts the profiler

  /// Runs it to its end; keyboard interrupts go to the program alone. Gives its status, or 128 and the number
  /// of the signal that ended it. Fails if it cannot be started.
  llvm::Expected<int> run() const;
};

} // namespace lorcha

#endif
