// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The C++ compiler that turns translated programs into machine code.
#ifndef LORCHA_DRIVER_HOSTCOMPILER_H
#define LORCHA_DRIVER_HOSTCOMPILER_H

#include "lorcha/Driver/Commands.h"
#include "lorcha/Driver/Installation.h"
#include "lorcha/Driver/Invocation.h"

namespace lorcha {

/// Finds it: what -ccbin names, else $LORCHA_CXX, else the first of clang++-19, clang++, g++. For another
/// machine the last is <triple>-g++, and $LORCHA_CXX, which is for this one, is not asked.
llvm::Expected<std::string> findHostCompiler(llvm::StringRef CompilerBinary, llvm::StringRef Target);

/// Makes the command lines. Knows what translated units need besides the user's flags.
class HostCompiler {
public:
  HostCompiler(std::string Program, const Installation &Place, const Invocation &Call)
      : Program(std::move(Program)), Place(Place), Call(Call) {}

  /// Compiles the translation of Original, which is in File. Precompiled: what keptHeaders() gives.
  Command compileTranslated(llvm::StringRef File, llvm::StringRef Original, llvm::StringRef Object,
                            llvm::StringRef Precompiled) const;

  /// Lorcha's headers, precompiled for translated units by an earlier run or this one; empty if there are
  /// none.
  std::string keptHeaders() const;

  /// Compiles a source without CUDA code as the user's own compiler would.
  Command compileHostSource(const InputFile &Source, llvm::StringRef Object) const;

  /// Preprocesses any source: -E, -M and their kin. Mode holds these flags; Output may be empty for standard
  /// output.
  Command preprocess(const InputFile &Source, const std::vector<std::string> &Mode,
                     llvm::StringRef Output) const;

  /// An object file with nothing in it.
  Command compileNothing(llvm::StringRef Object) const;

  /// What translated units are compiled with besides the user's flags and the headers.
  std::vector<std::string> translatedFlags() const;

  /// What programs are linked with behind everything else.
  std::vector<std::string> runtimeFlags() const;

  /// An error if the runtime of another machine is to be linked with and is not there.
  llvm::Error checkRuntime() const;

  /// Links the invocation's inputs, with Objects in the places of its sources.
  Command link(const std::vector<std::string> &Objects, llvm::StringRef Output) const;
  /// A library of kernels for programs to load.
  Command linkKernels(llvm::StringRef Object, llvm::StringRef Output) const;

private:
  std::vector<std::string> commonFlags() const;
  std::vector<std::string> headerFlags() const;
  std::vector<std::string> debugFlags() const;
  /// What a compiler for several machines has to be told. Each command line begins with it.
  std::vector<std::string> machineFlags() const;
  bool isClang() const;
  /// The folder of the runtime for the machine that is compiled for.
  std::string libraryDirectory() const;

  std::string Program;
  const Installation &Place;
  const Invocation &Call;
};

} // namespace lorcha

#endif
