// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Finds units, and gives each the options that it is translated with.
#include "lorcha/Migrate/UnitList.h"
#include "lorcha/Project/FileKinds.h"
#include "lorcha/Support/Diagnostics.h"
#include "clang/Tooling/JSONCompilationDatabase.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace lorcha;
using llvm::StringRef;
namespace path = llvm::sys::path;

/// Relative folders in an entry of a database start from the entry's own.
static void makeAbsolute(std::vector<std::string> &Flags, const std::string &Directory) {
  for (size_t I = 0; I + 1 < Flags.size(); ++I)
    if (llvm::is_contained({"-I", "-isystem", "-iquote", "-include"}, Flags[I])) {
      llvm::SmallString<128> Path(Flags[I + 1]);
      if (Flags[I] == "-include" && !llvm::sys::fs::exists(Directory + "/" + Path))
        continue;
      llvm::sys::fs::make_absolute(Directory, Path);
      Flags[I + 1] = std::string(Path);
    }
}

llvm::Error UnitList::readDatabase(const std::string &Folder) {
  llvm::SmallString<128> File(Folder);
  path::append(File, "compile_commands.json");
  std::string Message;
  auto Loaded = clang::tooling::JSONCompilationDatabase::loadFromFile(
      File, Message, clang::tooling::JSONCommandLineSyntax::AutoDetect);
  if (!Loaded)
    return llvm::createStringError(
        formatDiagnostic(DiagId::CannotReadFile, std::string(File), "not a compilation database"));
  for (const clang::tooling::CompileCommand &Command : Loaded->getAllCompileCommands()) {
    llvm::SmallString<128> Source(Command.Filename);
    llvm::sys::fs::make_absolute(Command.Directory, Source);
    const std::string Path = Tree.relative(Source);
    if (Path.empty() || Database.count(Path))
      continue;
    std::vector<const char *> Flags;
    for (const std::string &Argument : llvm::drop_begin(Command.CommandLine))
      Flags.push_back(Argument.c_str());
    Reporter Quiet("lorcha");
    Quiet.silenceAll();
    std::optional<Invocation> Entry = makeInvocation(parseForeignOptions(Flags), Quiet);
    if (!Entry)
      continue;
    makeAbsolute(Entry->Preprocessor, Command.Directory);
    const bool IsCuda =
        isCudaSource(Path) || (!Entry->Inputs.empty() && Entry->Inputs[0].Kind == Language::Cuda);
    Database.emplace(Path, Entry->translateOptions({Path, IsCuda ? Language::Cuda : Language::Cxx}, Place));
    if (IsCuda)
      DatabaseCuda.insert(Path);
  }
  return llvm::Error::success();
}

Unit UnitList::makeUnit(const std::string &Path, SourceKind Kind) const {
  Unit Result;
  Result.Path = Path;
  Result.Options = Call.translateOptions({Path, Language::Cuda}, Place);
  TranslateOptions &Options = Result.Options;
  const std::string Folder = path::parent_path(Path).str();
  std::vector<std::string> More;
  if (auto Entry = Database.find(Path); Entry != Database.end()) {
    More = Entry->second.Arguments;
    Options.RelocatableDeviceCode |= Entry->second.RelocatableDeviceCode;
  } else {
    More = Build.macros(Folder);
    Options.RelocatableDeviceCode |= Build.isRelocatable(Folder);
  }
  // What the command line says comes last and wins; folders that were found serve where it says nothing.
  Options.Arguments.insert(Options.Arguments.begin(), More.begin(), More.end());
  for (std::string &Flag : searchFlags(Includes.folders(Includes.closure(Path)), ""))
    Options.Arguments.push_back(std::move(Flag));
  Options.Kind = Kind;
  Options.LineDirectives = false;
  Options.ByFile = true;
  return Result;
}

std::vector<Unit> UnitList::cudaUnits() const {
  std::vector<Unit> Result;
  for (const auto &[Path, Entry] : Tree.entries()) {
    if (!Entry.LinkTarget.empty())
      continue;
    const bool IsUnit = Database.empty() || !isCudaSource(Path)
                            ? isCudaSource(Path) && (!Includes.isIncluded(Path) || Includes.hasMain(Path) ||
                                                     Build.isListed(Path))
                            : DatabaseCuda.count(Path) != 0 || !Includes.isIncluded(Path);
    if (IsUnit || DatabaseCuda.count(Path))
      Result.push_back(makeUnit(Path, SourceKind::Cuda));
  }
  return Result;
}

std::vector<Unit> UnitList::hostUnits(const std::set<std::string> &Changed) const {
  std::vector<Unit> Result;
  for (const auto &[Path, Entry] : Tree.entries()) {
    if (!isHostSource(Path) || !Entry.LinkTarget.empty() || DatabaseCuda.count(Path) ||
        Includes.isIncluded(Path))
      continue;
    const std::set<std::string> Files = Includes.closure(Path);
    if (Includes.namesCuda(Files) ||
        llvm::any_of(Files, [&](const std::string &Each) { return Changed.count(Each); }))
      Result.push_back(
          makeUnit(Path, path::extension(Path) == ".c" ? SourceKind::HostC : SourceKind::HostCxx));
  }
  return Result;
}
