// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The table of -time: how long each step of a compilation took.
#ifndef LORCHA_DRIVER_TIMETABLE_H
#define LORCHA_DRIVER_TIMETABLE_H

#include "llvm/Support/Error.h"
#include <mutex>
#include <string>
#include <vector>

namespace lorcha {

/// What a command of a compilation does, for people who read the table.
struct Step {
  const char *Phase; ///< "translate", "compile", "link", "archive", "preprocess"
  std::string Input;
  std::string Output;
};

/// Rows of one run of a tool, appended to a file as comma separated values. May be used by several threads.
class TimeTable {
public:
  void add(const Step &What, llvm::StringRef Tool, double Milliseconds);

  /// Appends the rows to File, below a line of headings if it was empty; "-" is standard output.
  llvm::Error append(llvm::StringRef File) const;

private:
  std::mutex Lock; ///< guards Rows
  std::vector<std::string> Rows;
};

} // namespace lorcha

#endif
