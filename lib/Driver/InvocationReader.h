// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Fills an Invocation, one group of flags after the other: Invocation.cpp has what is made of which files,
// InvocationFlags.cpp how they are compiled.
#ifndef LORCHA_LIB_DRIVER_INVOCATIONREADER_H
#define LORCHA_LIB_DRIVER_INVOCATIONREADER_H

#include "lorcha/Driver/Invocation.h"

namespace lorcha {

class InvocationReader {
public:
  InvocationReader(const ParsedOptions &Parsed, Reporter &Report)
      : Parsed(Parsed), Args(Parsed.Args), Report(Report) {}

  /// Empty if a value made no sense; that has been reported.
  std::optional<Invocation> read();

private:
  using Arg = llvm::opt::Arg;
  using StringRef = llvm::StringRef;

  void readGoal();
  void readPreprocessor();
  void readTarget();
  void readCodeGeneration();
  void readMath();
  void readForms();
  void readArchitecture();
  void readMapped();
  void readWarningKinds();
  void readForwarded();
  void takeStandard();
  void readInputs();
  void readProcess();
  void readDependencyRule();
  void readArchitectureName(const Arg &Flag, StringRef Name);
  void readJobs();
  void readColors();
  void addDirectories(const Arg &Flag, const char *Name);
  bool readBool(llvm::opt::OptSpecifier Id, bool Default);
  Language languageOfInput(StringRef Path);
  bool isToolkitDirectory(StringRef Path) const;

  /// Says that the last of these flags has no effect.
  void note(llvm::opt::OptSpecifier Id, const char *Why);
  void readProcessors(const Arg &Names);
  void bad(const Arg &Flag, const std::string &Why);
  std::string value(llvm::opt::OptSpecifier Id) { return Args.getLastArgValue(Id).ltrim('=').str(); }

  const ParsedOptions &Parsed;
  const llvm::opt::InputArgList &Args;
  Reporter &Report;
  Invocation Call;
};

} // namespace lorcha

#endif
