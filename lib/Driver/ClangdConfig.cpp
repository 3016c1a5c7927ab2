// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Writes clangd's own kind of file: flags that it adds for CUDA sources to those of a compilation database,
// if there is one, and flags of nvcc that it takes out of them because Clang does not know them.
#include "lorcha/Driver/ClangdConfig.h"
#include "lorcha/Driver/Commands.h"
#include "lorcha/Driver/Invocation.h"
#include "lorcha/Frontend/Frontend.h"

#include "clang/Driver/Options.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace lorcha;
using llvm::StringRef;

static constexpr StringRef FirstLine = "# Made by lorcha clangd-config; it may be made again.";

/// A YAML scalar.
static std::string quoted(StringRef Text) {
  std::string Result = "'";
  for (char C : Text)
    Result += C == '\'' ? std::string("''") : std::string(1, C);
  return Result + "'";
}

static void printList(llvm::raw_ostream &Stream, StringRef Name, llvm::ArrayRef<std::string> Values) {
  Stream << "  " << Name << ":\n";
  for (const std::string &Each : Values)
    Stream << "    - " << quoted(Each) << '\n';
}

static bool isKnownToClang(const std::string &Flag) {
  unsigned MissingIndex, MissingCount;
  const char *Argument = Flag.c_str();
  const auto Parsed = clang::driver::getDriverOptTable().ParseArgs({Argument}, MissingIndex, MissingCount);
  return !Parsed.hasArg(clang::driver::options::OPT_UNKNOWN) &&
         !Parsed.hasArg(clang::driver::options::OPT_INPUT);
}

/// nvcc's flags that Clang would complain about, as clangd's patterns.
static std::vector<std::string> foreignFlags() {
  std::vector<std::string> Result;
  for (const std::string &Each : flagNames())
    if (StringRef(Each).ends_with("=")) {
      if (!isKnownToClang(Each + "value"))
        Result.push_back(Each + "*");
    } else if (!isKnownToClang(Each)) {
      Result.push_back(Each);
    }
  // Values that stand by themselves, what makes a source a CUDA source to nvcc, and NVIDIA's own headers.
  Result.insert(Result.end(), {"arch=*", "code=*", "-x", "-I/usr/local/cuda*"});
  return Result;
}

/// Flags from another directory.
static std::vector<std::string> withAbsolutePaths(std::vector<std::string> Flags) {
  for (size_t I = 0; I + 1 < Flags.size(); ++I)
    if (llvm::is_contained({"-I", "-isystem", "-iquote", "-include"}, Flags[I])) {
      llvm::SmallString<128> Path(Flags[I + 1]);
      if (Flags[I] != "-include" || llvm::sys::fs::exists(Path)) {
        llvm::sys::fs::make_absolute(Path);
        Flags[++I] = std::string(Path);
      }
    }
  return Flags;
}

static std::string configuration(const Invocation &Call, const Installation &Place) {
  const TranslateOptions Options = Call.translateOptions({}, Place);
  std::vector<std::string> Flags = readingArguments(Options.IncludeDirectory);
  Flags.push_back("-DLORCHA_EDITOR"); // see cuda_runtime.h of the headers
  const std::vector<std::string> Own = withAbsolutePaths(Options.Arguments);
  Flags.insert(Flags.end(), Own.begin(), Own.end());
  std::string Text;
  llvm::raw_string_ostream Stream(Text);
  Stream << FirstLine << "\nIf:\n  PathMatch: .*\\.cuh?\nCompileFlags:\n  Compiler: clang++\n";
  printList(Stream, "Add", Flags);
  printList(Stream, "Remove", foreignFlags());
  return Stream.str();
}

static llvm::Error writeConfiguration(const std::string &Name, const std::string &Text) {
  if (auto Old = llvm::MemoryBuffer::getFile(Name);
      Name != "-" && Old && !(*Old)->getBuffer().starts_with(FirstLine))
    return llvm::createStringError(formatDiagnostic(DiagId::ForeignConfiguration, Name));
  llvm::Expected<PendingFile> File = PendingFile::create(Name);
  if (!File)
    return File.takeError();
  if (llvm::Error Failure = File->write(Text))
    return Failure;
  return File->commit();
}

int lorcha::clangdConfigMain(const char *ProgramName, llvm::ArrayRef<const char *> Argv) {
  Reporter Report("lorcha clangd-config");
  std::optional<ParsedOptions> Parsed = parseOptions(Argv, Report);
  if (!Parsed)
    return ExitUsage;
  if (Parsed->Args.hasArg(options::OPT_help)) {
    printOptions(llvm::outs(), "lorcha clangd-config [flags] [-o .clangd]",
                 "lorcha clangd-config: has clangd read CUDA sources below this folder as Lorcha does",
                 HelpScope::Reads);
    return ExitSuccess;
  }
  std::optional<Invocation> Call = makeInvocation(*Parsed, Report);
  if (!Call)
    return ExitUsage;
  llvm::Expected<Installation> Place = findInstallation(ProgramName);
  llvm::Error Failure = Place ? writeConfiguration(Call->Output.empty() ? ".clangd" : Call->Output,
                                                   configuration(*Call, *Place))
                              : Place.takeError();
  if (!Failure)
    return ExitSuccess;
  Report.report(std::move(Failure));
  return ExitEnvironment;
}
