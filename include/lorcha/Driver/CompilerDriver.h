// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// lorchacc: takes sources through translation, the host compiler and the linker.
#ifndef LORCHA_DRIVER_COMPILERDRIVER_H
#define LORCHA_DRIVER_COMPILERDRIVER_H

#include "lorcha/Driver/HostCompiler.h"
#include "lorcha/Driver/TimeTable.h"
#include <chrono>
#include <mutex>

namespace lorcha {

/// Carries out one Invocation. Every function gives an ExitCode; what went wrong has been printed by then.
class CompilerDriver {
public:
  CompilerDriver(const Invocation &Call, const Installation &Place, Reporter &Report);

  /// Everything that the invocation asks for.
  int run();

  /// Compiles and links to Output, and lists the files that were read in Dependencies if it is not null.
  int buildProgram(llvm::StringRef Output, std::vector<std::string> *Dependencies = nullptr);

  /// Writes the translation of each source: to -o, or beside it with Suffix in the place of ".cu".
  int writeTranslations(llvm::StringRef Suffix);

private:
  int fail(llvm::Error Failure);
  int reachGoal();
  int execute(const Command &What, const Step &Named);
  /// Notes how long a step took that began at Start, if -time asks for it.
  void note(const Step &Named, llvm::StringRef Tool, std::chrono::steady_clock::time_point Start);
  int findCompiler();
  int compile(size_t Index, llvm::StringRef Object, bool Temporary);
  int compileCuda(const InputFile &Source, llvm::StringRef Object);
  int compileAll(llvm::ArrayRef<size_t> Sources, llvm::ArrayRef<std::string> Objects, bool Temporary);
  llvm::Expected<PendingFile> open(llvm::StringRef Final, bool Temporary = false) const;
  int makeObjects();
  int makeKernelLibraries();
  int makeLibrary();
  int makeEmptyObject();
  int preprocess(const InputFile &Source);
  int preprocessAll();
  int writeRule(const InputFile &Source, llvm::StringRef Object);
  int writeTranslationRule(llvm::StringRef Translation, llvm::ArrayRef<std::string> Files);
  int removeOutputs();
  int translateTo(const InputFile &Source, PendingFile &File);
  bool isProgramGiven() const;
  int runBuilt(llvm::StringRef Program);
  std::string outputFor(const InputFile &Source, llvm::StringRef Suffix) const;
  /// What the linker, or what stands for it, makes.
  std::string linkedOutput() const;
  /// Where -keep leaves a translation.
  std::string keptTranslation(const InputFile &Source) const;
  bool checkSingleOutput(size_t Count);
  bool checkReadable(const InputFile &Source);
  /// Compiles all sources to temporary files; Objects gets one name per input.
  int objectsOfAll(std::vector<std::string> &Objects, std::vector<TemporaryFile> &Temporaries);

  const Invocation &Call;
  const Installation &Place;
  Reporter &Report;
  CommandRunner Runner;
  TimeTable Times;
  std::optional<HostCompiler> Compiler;
  std::mutex Lock; ///< guards Report, Dependencies and the translator: diagnostics of two sources do not mix
  std::vector<std::string> *Dependencies = nullptr;
};

/// The main function of lorchacc.
int lorchaccMain(int Argc, const char *const *Argv);

} // namespace lorcha

#endif
