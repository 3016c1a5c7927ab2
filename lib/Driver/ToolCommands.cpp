// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// `lorcha translate`, `lorcha run` and lorcha-inspect. They take lorchacc's flags.
#include "lorcha/Driver/ToolCommands.h"
#include "lorcha/Driver/CompilerDriver.h"
#include "lorcha/Driver/ProgramCache.h"

#include "clang/Tooling/JSONCompilationDatabase.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

#include <unistd.h>

using namespace lorcha;
using llvm::StringRef;

namespace {
/// What all commands begin with: flags, their meaning, the installation.
struct Start {
  std::optional<Invocation> Call;
  Installation Place;
  ParsedOptions Parsed;
  int Status = ExitSuccess; ///< meaningful when Call is empty
};
} // namespace

static Start begin(const char *ProgramName, llvm::ArrayRef<const char *> Argv, const char *Usage,
                   const char *Title, Reporter &Report) {
  Start Result;
  std::optional<ParsedOptions> Parsed = parseOptions(Argv, Report);
  Result.Status = ExitUsage;
  if (!Parsed)
    return Result;
  Result.Parsed = std::move(*Parsed);
  if (Result.Parsed.Args.hasArg(options::OPT_help)) {
    printOptions(llvm::outs(), Usage, Title);
    Result.Status = ExitSuccess;
    return Result;
  }
  std::optional<Invocation> Call = makeInvocation(Result.Parsed, Report);
  if (!Call)
    return Result;
  if (Call->Inputs.empty()) {
    Report.report(DiagId::NoInput, Report.tool());
    return Result;
  }
  llvm::Expected<Installation> Place = findInstallation(ProgramName);
  if (!Place) {
    Report.report(Place.takeError());
    Result.Status = ExitEnvironment;
    return Result;
  }
  Result.Place = std::move(*Place);
  Result.Call = std::move(Call);
  return Result;
}

/// The invocation that the source's entry in compile_commands.json stands for; empty if nothing can be made
/// of its flags. Folders are absolute.
static llvm::Expected<std::optional<Invocation>> entryOfDatabase(StringRef Directory, StringRef Input) {
  llvm::SmallString<128> File(Directory);
  llvm::sys::path::append(File, "compile_commands.json");
  std::string Message;
  auto Database = clang::tooling::JSONCompilationDatabase::loadFromFile(
      File, Message, clang::tooling::JSONCommandLineSyntax::AutoDetect);
  if (!Database)
    return llvm::createStringError(
        formatDiagnostic(DiagId::CannotReadFile, std::string(File), "not a compilation database"));
  llvm::SmallString<128> Source(Input);
  llvm::sys::fs::make_absolute(Source);
  llvm::sys::path::remove_dots(Source, /*remove_dot_dot=*/true);
  const auto Commands = Database->getCompileCommands(Source);
  if (Commands.empty())
    return llvm::createStringError(formatDiagnostic(DiagId::NotInDatabase, Input.str(), std::string(File)));
  std::vector<const char *> Flags;
  for (const std::string &Argument : llvm::drop_begin(Commands.front().CommandLine))
    Flags.push_back(Argument.c_str());
  Reporter Quiet("lorcha");
  Quiet.silenceAll();
  std::optional<Invocation> Entry = makeInvocation(parseForeignOptions(Flags), Quiet);
  if (!Entry)
    return std::nullopt;
  // Relative paths in the entry start from its directory.
  for (size_t I = 0; I + 1 < Entry->Preprocessor.size(); ++I)
    if (llvm::is_contained({"-I", "-isystem", "-iquote"}, Entry->Preprocessor[I])) {
      llvm::SmallString<128> Path(Entry->Preprocessor[I + 1]);
      llvm::sys::fs::make_absolute(Commands.front().Directory, Path);
      Entry->Preprocessor[I + 1] = std::string(Path);
    }
  return Entry;
}

llvm::Error lorcha::flagsOfDatabase(StringRef Directory, StringRef Input, std::vector<std::string> &Flags) {
  llvm::Expected<std::optional<Invocation>> Entry = entryOfDatabase(Directory, Input);
  if (!Entry)
    return Entry.takeError();
  if (!*Entry)
    return llvm::Error::success();
  Flags.insert(Flags.end(), (*Entry)->Preprocessor.begin(), (*Entry)->Preprocessor.end());
  if (!(*Entry)->Standard.empty())
    Flags.push_back("-std=" + (*Entry)->translatedStandard());
  return llvm::Error::success();
}

/// Adds the preprocessor's flags and the standard of the source's entry in compile_commands.json.
static llvm::Error addDatabaseFlags(Invocation &Call, StringRef Directory) {
  llvm::Expected<std::optional<Invocation>> Found = entryOfDatabase(Directory, Call.Inputs.front().Path);
  if (!Found)
    return Found.takeError();
  if (!*Found)
    return llvm::Error::success();
  const std::optional<Invocation> &Entry = *Found;
  Call.Preprocessor.insert(Call.Preprocessor.end(), Entry->Preprocessor.begin(), Entry->Preprocessor.end());
  if (Call.Standard.empty())
    Call.Standard = Entry->Standard;
  return llvm::Error::success();
}

int lorcha::translateMain(const char *ProgramName, llvm::ArrayRef<const char *> Argv) {
  Reporter Report("lorcha translate");
  Start S = begin(ProgramName, Argv, "lorcha translate [flags] file.cu [-o file.cpp] [-- flags of Clang]",
                  "lorcha translate: turns CUDA C++ into C++17 that any compiler takes", Report);
  if (!S.Call)
    return S.Status;
  S.Call->ClangFlags = S.Parsed.Rest;
  if (const llvm::opt::Arg *Directory = S.Parsed.Args.getLastArg(options::OPT_database))
    if (llvm::Error Failure = addDatabaseFlags(*S.Call, Directory->getValue())) {
      Report.report(std::move(Failure));
      return ExitEnvironment;
    }
  return CompilerDriver(*S.Call, S.Place, Report).writeTranslations(".cpp");
}

int lorcha::runMain(const char *ProgramName, llvm::ArrayRef<const char *> Argv) {
  Reporter Report("lorcha run");
  Start S =
      begin(ProgramName, Argv, "lorcha run [flags] file.cu... [-- arguments of the program]",
            "lorcha run: translates, compiles and runs; what has not changed is not built again", Report);
  if (!S.Call)
    return S.Status;
  std::vector<std::string> CommandLine;
  for (const char *Argument : Argv) {
    if (StringRef(Argument) == "--")
      break;
    CommandLine.push_back(Argument);
  }
  llvm::Expected<ProgramCache> Cache = ProgramCache::open(S.Place, CommandLine);
  if (!Cache) {
    Report.report(Cache.takeError());
    return ExitEnvironment;
  }
  // Only the translator says which headers it read: other sources are compiled anew each time.
  const bool Cacheable = llvm::none_of(S.Call->Inputs, [](const InputFile &Input) {
    return Input.Kind == Language::C || Input.Kind == Language::Cxx;
  });
  std::optional<std::string> Program = Cacheable ? Cache->find() : std::nullopt;
  if (!Program) {
    std::vector<std::string> Files;
    for (const InputFile &Input : S.Call->Inputs)
      Files.push_back(Input.Path);
    if (int Status = CompilerDriver(*S.Call, S.Place, Report).buildProgram(Cache->scratchProgram(), &Files))
      return Status;
    llvm::Expected<std::string> Stored = Cache->store(Files);
    if (!Stored) {
      Report.report(Stored.takeError());
      return ExitEnvironment;
    }
    Program = *Stored;
  }
  std::vector<char *> Arguments{Program->data()};
  for (std::string &Argument : S.Parsed.Rest)
    Arguments.push_back(Argument.data());
  Arguments.push_back(nullptr);
  llvm::outs().flush();
  Report.flush();
  execv(Program->c_str(), Arguments.data());
  Report.report(DiagId::CannotRunProgram, *Program, std::string(strerror(errno)));
  return ExitEnvironment;
}

int lorcha::inspectMain(const char *ProgramName, llvm::ArrayRef<const char *> Argv) {
  Reporter Report("lorcha-inspect");
  Start S = begin(ProgramName, Argv,
                  "lorcha-inspect --print=ptx|model|callgraph|uniformity|spaces|plan|opencl|edits [flags] "
                  "file.cu [-- flags of Clang]",
                  "lorcha-inspect: prints what the translator finds out about a source, and what it decides",
                  Report);
  if (!S.Call)
    return S.Status;
  const llvm::opt::Arg *What = S.Parsed.Args.getLastArg(options::OPT_print);
  if (!What) {
    Report.report(DiagId::MissingFlagValue, "--print");
    return ExitUsage;
  }
  if (!llvm::is_contained({"ptx", "model", "callgraph", "uniformity", "spaces", "plan", "opencl", "edits"},
                          StringRef(What->getValue()))) {
    Report.report(DiagId::BadFlagValue, "--print", std::string(What->getValue()),
                  "ptx, model, callgraph, uniformity, spaces, plan, opencl or edits");
    return ExitUsage;
  }
  S.Call->ClangFlags = S.Parsed.Rest;
  for (const InputFile &Input : S.Call->Inputs) {
    llvm::Expected<std::string> Text = inspect(S.Call->translateOptions(Input, S.Place), What->getValue());
    if (!Text) {
      Report.report(Text.takeError());
      return ExitEnvironment;
    }
    llvm::outs() << *Text;
  }
  return ExitSuccess;
}
