// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// On standard error, because standard output has the diff of a dry run.
#include "lorcha/Migrate/Progress.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"
#include <fmt/format.h>

using namespace lorcha;

Progress::Progress(uint64_t Total)
    : Total(Total), IsTerminal(llvm::sys::Process::StandardErrIsDisplayed()),
      Start(std::chrono::steady_clock::now()) {}

void Progress::step(llvm::StringRef What, uint64_t Amount, llvm::StringRef Messages) {
  Done += Amount;
  clear();
  llvm::errs() << Messages;
  if (IsTerminal)
    draw(What);
  else
    llvm::errs() << fmt::format("[{:3}%] {}\n", Total ? Done * 100 / Total : 100, What.str());
}

void Progress::clear() {
  if (IsDrawn)
    llvm::errs() << "\r\033[K";
  IsDrawn = false;
}

void Progress::draw(llvm::StringRef What) {
  constexpr unsigned Width = 30;
  const double Part = Total ? std::min(1.0, double(Done) / double(Total)) : 1;
  const unsigned Filled = static_cast<unsigned>(Part * Width);
  const double Spent = std::chrono::duration<double>(std::chrono::steady_clock::now() - Start).count();
  const unsigned Left = Part > 0 ? static_cast<unsigned>(Spent / Part - Spent) : 0;
  llvm::errs() << fmt::format("[{}{}] {:3}% {}:{:02} left  {}", std::string(Filled, '#'),
                              std::string(Width - Filled, '.'), static_cast<unsigned>(Part * 100), Left / 60,
                              Left % 60, What.take_back(40).str());
  IsDrawn = true;
}
