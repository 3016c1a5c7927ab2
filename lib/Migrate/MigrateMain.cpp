// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The command line of `lorcha migrate`, which takes lorchacc's flags for all sources.
#include "lorcha/Migrate/Migration.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Threading.h"
#include "llvm/Support/raw_ostream.h"

using namespace lorcha;

/// The translator runs in the tree's own folder.
static void makeFoldersAbsolute(std::vector<std::string> &Flags) {
  for (size_t I = 0; I + 1 < Flags.size(); ++I)
    if (llvm::is_contained({"-I", "-isystem", "-iquote"}, Flags[I])) {
      llvm::SmallString<128> Path(Flags[I + 1]);
      llvm::sys::fs::make_absolute(Path);
      Flags[I + 1] = std::string(Path);
    }
  for (std::string &Flag : Flags)
    if (llvm::StringRef Folder = Flag; Folder.consume_front("-I") && !Folder.empty()) {
      llvm::SmallString<128> Path(Folder);
      llvm::sys::fs::make_absolute(Path);
      Flag = "-I" + std::string(Path);
    }
}

static std::optional<MigrationOptions> readOptions(const ParsedOptions &Parsed, const Invocation &Call,
                                                   Reporter &Report) {
  using namespace options;
  MigrationOptions Result;
  if (Call.Inputs.size() != 1) {
    Report.report(DiagId::NoInput, Report.tool());
    return std::nullopt;
  }
  Result.Source = Call.Inputs.front().Path;
  Result.Output = Call.Output;
  Result.DryRun = Parsed.Args.hasArg(OPT_dry_run);
  Result.InPlace = Parsed.Args.hasArg(OPT_in_place);
  if (Result.Output.empty() != Result.InPlace) {
    Report.report(DiagId::NoOutputTree, Report.tool());
    return std::nullopt;
  }
  if (const llvm::opt::Arg *Folder = Parsed.Args.getLastArg(OPT_database))
    Result.DatabaseFolder = Folder->getValue();
  Result.Jobs = llvm::hardware_concurrency().compute_thread_count();
  if (const llvm::opt::Arg *Jobs = Parsed.Args.getLastArg(OPT_jobs))
    if (llvm::StringRef(Jobs->getValue()).getAsInteger(10, Result.Jobs) || Result.Jobs == 0) {
      Report.report(DiagId::BadFlagValue, "-j", std::string(Jobs->getValue()), "a number");
      return std::nullopt;
    }
  if (const llvm::opt::Arg *Limit = Parsed.Args.getLastArg(OPT_unit_limit))
    if (llvm::StringRef(Limit->getValue()).getAsInteger(10, Result.SecondsPerUnit) ||
        !Result.SecondsPerUnit) {
      Report.report(DiagId::BadFlagValue, "--unit-limit", std::string(Limit->getValue()),
                    "a number of seconds");
      return std::nullopt;
    }
  return Result;
}

int lorcha::migrateMain(const char *ProgramName, llvm::ArrayRef<const char *> Argv) {
  Reporter Report("lorcha migrate");
  std::optional<ParsedOptions> Parsed = parseOptions(Argv, Report);
  if (!Parsed)
    return ExitUsage;
  if (Parsed->Args.hasArg(options::OPT_help)) {
    printOptions(llvm::outs(), "lorcha migrate SOURCE -o OUTPUT [flags] [-- flags of Clang]",
                 "lorcha migrate: turns a tree of CUDA sources into one of C++ sources", HelpScope::Reads);
    return ExitSuccess;
  }
  std::optional<Invocation> Call = makeInvocation(*Parsed, Report);
  if (!Call)
    return ExitUsage;
  std::optional<MigrationOptions> Options = readOptions(*Parsed, *Call, Report);
  if (!Options)
    return ExitUsage;
  llvm::Expected<Installation> Place = findInstallation(ProgramName);
  if (!Place) {
    Report.report(Place.takeError());
    return ExitEnvironment;
  }
  Call->ClangFlags = Parsed->Rest;
  makeFoldersAbsolute(Call->Preprocessor);
  makeFoldersAbsolute(Call->ClangFlags);
  return Migration(std::move(*Options), *Call, *Place, Report).run();
}
