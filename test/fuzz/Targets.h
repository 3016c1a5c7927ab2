// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What is fuzzed: the entry points of the libraries, each with a way from bytes to its arguments.
#ifndef LORCHA_FUZZ_TARGETS_H
#define LORCHA_FUZZ_TARGETS_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace lorcha::fuzz {

struct Target {
  const char *Name;
  void (*Run)(llvm::StringRef Input); ///< whatever comes of it; must come back
  bool IsCuda;                        ///< inputs are CUDA C++, which the mutator writes more of
};

/// The translator, from a source's text to C++ and OpenCL C. What the text's length leaves when it is divided
/// by four chooses the options: loops, fibers, relocatable code, files of their own.
void runTranslator(llvm::StringRef Input);
/// Inline PTX. The first line has the constraints of the operands, the others the text.
void runPtx(llvm::StringRef Input);
/// A command line of lorchacc, one argument per line. Lines behind "===" are the options file %f.
void runDriver(llvm::StringRef Input);
/// `lorcha report` on files: each begins with a line "=== name".
void runReport(llvm::StringRef Input);

constexpr Target Targets[] = {{"translator", runTranslator, true},
                              {"ptx", runPtx, false},
                              {"driver", runDriver, false},
                              {"report", runReport, true}};

/// Null if there is none of that name.
const Target *targetNamed(llvm::StringRef Name);

/// A folder of this process, in memory where the system has such; gone when the process ends well.
const std::string &scratchFolder();
/// Writes a file below it and gives its path.
std::string writeScratch(llvm::StringRef Name, llvm::StringRef Text);

} // namespace lorcha::fuzz

#endif
