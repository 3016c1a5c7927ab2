// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Says how far the work is: a bar with the remaining time on a terminal, a line per step elsewhere.
#ifndef LORCHA_MIGRATE_PROGRESS_H
#define LORCHA_MIGRATE_PROGRESS_H

#include "llvm/ADT/StringRef.h"
#include <chrono>
#include <string>

namespace lorcha {

class Progress {
public:
  /// Total is in any unit, for instance lines.
  explicit Progress(uint64_t Total);
  ~Progress() { clear(); }

  /// A step is done that was worth Amount. Messages is what it printed.
  void step(llvm::StringRef What, uint64_t Amount, llvm::StringRef Messages);
  /// Takes the bar away, for other output.
  void clear();

private:
  void draw(llvm::StringRef What);

  uint64_t Total, Done = 0;
  bool IsTerminal, IsDrawn = false;
  std::chrono::steady_clock::time_point Start;
};

} // namespace lorcha

#endif
