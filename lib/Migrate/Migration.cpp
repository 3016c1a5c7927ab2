// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The order of a run: look at both trees, translate what changed, bring the units' views of each file
// together, write, and the manifest last. Until then nothing that was not written whole is there.
#include "lorcha/Migrate/Migration.h"
#include "lorcha/Driver/Commands.h"
#include "lorcha/Migrate/BuildFiles.h"
#include "lorcha/Migrate/TranslateUnits.h"
#include "lorcha/Migrate/UnitList.h"
#include "lorcha/Project/FileKinds.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace lorcha;
using llvm::StringRef;
namespace fs = llvm::sys::fs;

std::string Migration::state(StringRef Name) const {
  return Options.Output + "/" + StateFolder.str() + "/" + Name.str();
}

/// Of everything but the files that decides what comes out.
std::string Migration::runKey() const {
  std::string Text = LORCHA_VERSION;
  if (std::optional<FileState> Tool = stateOf(Place.Executable))
    Text += " " + std::to_string(Tool->Size) + " " + std::to_string(Tool->Time);
  TranslateOptions Sample = Call.translateOptions({"", Language::Cuda}, Place);
  for (const std::string &Argument : Sample.Arguments)
    Text += '\0' + Argument;
  Text += std::to_string(Sample.CudaArch) + (Sample.RelocatableDeviceCode ? "r" : "") +
          (Sample.ForceFibers ? "f" : "") + Options.DatabaseFolder;
  return hashOf(Text);
}

std::string Migration::keyOf(const Unit &Own) const {
  std::string Text = Record.Key + TreeKey + std::to_string(static_cast<int>(Own.Options.Kind)) +
                     (Own.Options.RelocatableDeviceCode ? "r" : "");
  for (const std::string &Argument : Own.Options.Arguments)
    Text += '\0' + Argument;
  return hashOf(Text);
}

bool Migration::isUpToDate() const {
  if (Former.Key != Record.Key || Former.Untranslated || Former.Inputs.size() != Tree.entries().size())
    return false;
  for (const auto &[Path, Entry] : Tree.entries()) {
    auto Known = Former.Inputs.find(Path);
    if (Known == Former.Inputs.end() || !(Known->second.State == Entry.State))
      return false;
  }
  for (const auto &[Path, Last] : Former.Outputs)
    if (Last.State.Time != 0 && stateOf(Options.Output + "/" + Path) != Last.State)
      return false;
  return true;
}

void Migration::hashInputs() {
  std::string Headers;
  for (const auto &[Path, Entry] : Tree.entries()) {
    InputRecord &Own = Record.Inputs[Path];
    Own.State = Entry.State;
    auto Known = Former.Inputs.find(Path);
    if (isTranslatable(Path))
      Headers += Path + '\n';
    if (!Entry.LinkTarget.empty())
      continue;
    if (Known != Former.Inputs.end() && Known->second.State == Entry.State) {
      Own.Hash = Known->second.Hash;
      continue;
    }
    if (llvm::Expected<std::string> Text = readText(Tree.absolute(Path))) {
      Own.Hash = hashOf(*Text);
    } else {
      Report.report(Text.takeError());
      Left.push_back({Path, 0, "cannot be read"});
      Handled.insert(Path); // nothing to copy
    }
  }
  TreeKey = hashOf(Headers);
}

bool Migration::isCurrent(const UnitResult &Result) const {
  return llvm::all_of(Result.Read, [&](const ReadFile &File) {
    auto It = Record.Inputs.find(File.Path);
    return It != Record.Inputs.end() && It->second.Hash == File.Hash;
  });
}

std::optional<UnitResult> Migration::formerResult(const Unit &Own) const {
  llvm::Expected<std::string> Text = readText(state("units/" + hashOf(Own.Path)));
  if (!Text) {
    llvm::consumeError(Text.takeError());
    return std::nullopt;
  }
  std::optional<UnitResult> Result = readResult(*Text);
  if (!Result || Result->Key != keyOf(Own) || !Result->Made.Parsed || !isCurrent(*Result))
    return std::nullopt;
  return Result;
}

void Migration::keepResult(const Unit &Own, const UnitResult &Result) {
  if (Options.DryRun)
    return;
  llvm::Expected<PendingFile> File = PendingFile::create(state("units/" + hashOf(Own.Path)));
  llvm::Error Failure = File ? File->write(writeResult(Result)) : File.takeError();
  if (!Failure)
    Failure = File->commit();
  llvm::consumeError(std::move(Failure)); // the unit is translated again next time
}

std::vector<std::optional<UnitResult>> Migration::results(llvm::ArrayRef<Unit> All) {
  std::vector<std::optional<UnitResult>> Results(All.size());
  std::vector<const Unit *> Open;
  std::vector<size_t> Index;
  for (size_t I = 0; I < All.size(); ++I) {
    Results[I] = formerResult(All[I]);
    if (Results[I]) {
      llvm::errs() << Results[I]->Messages;
      continue;
    }
    Open.push_back(&All[I]);
    Index.push_back(I);
  }
  Progress Shown(Open.size());
  std::vector<std::optional<UnitResult>> Made =
      translateUnits(Open, Tree, {Options.Jobs, Options.SecondsPerUnit}, Shown);
  for (size_t I = 0; I < Open.size(); ++I) {
    if (!Made[I])
      continue;
    Made[I]->Key = keyOf(*Open[I]);
    keepResult(*Open[I], *Made[I]);
    Results[Index[I]] = std::move(Made[I]);
  }
  for (const std::optional<UnitResult> &Result : Results)
    Translated += Result && Result->Made.Parsed;
  Reused += All.size() - Open.size();
  Units += All.size();
  return Results;
}

int Migration::translateAll() {
  IncludeGraph Includes(Tree, Place.CudaIncludeDirectory);
  BuildFacts Build(Tree);
  UnitList List(Tree, Includes, Build, Call, Place);
  if (!Options.DatabaseFolder.empty())
    if (llvm::Error Failure = List.readDatabase(Options.DatabaseFolder)) {
      Report.report(std::move(Failure));
      return ExitEnvironment;
    }
  const std::vector<Unit> Cuda = List.cudaUnits();
  const std::vector<std::optional<UnitResult>> CudaResults = results(Cuda);
  if (interrupted())
    return ExitSuccess;
  std::set<std::string> Changed;
  for (const std::optional<UnitResult> &Result : CudaResults)
    if (Result)
      for (const FileEdits &File : Result->Made.Files)
        if (!File.IsMain && !File.Edits.empty())
          Changed.insert(Tree.relative(File.Path));
  const std::vector<Unit> Host = List.hostUnits(Changed);
  noteGuesses(Cuda, Includes, Build);
  const std::vector<std::optional<UnitResult>> HostResults = results(Host);
  if (interrupted())
    return ExitSuccess;
  const Names NewNames(Tree, Includes, Cuda);
  SharedTexts Shared(Tree, NewNames);
  Shared.add(Cuda, CudaResults);
  Shared.add(Host, HostResults);
  Shared.noteUnread(Includes);
  Shared.make();
  for (const auto &[Path, Text] : Shared.texts())
    Files.push_back({Path, Text.Source, Text.Content, false, 0644});
  Handled.insert(Shared.replaced().begin(), Shared.replaced().end());
  Left.insert(Left.end(), Shared.left().begin(), Shared.left().end());
  for (const auto &[Path, Entry] : Tree.entries())
    if (NewNames.textOf(Path) != Path && !Handled.count(Path)) { // nothing in it had to change
      Files.push_back({NewNames.textOf(Path), Path, "", true, Entry.Mode});
      Handled.insert(Path);
    }
  makeBuildFiles(NewNames);
  listLinks(NewNames);
  return ExitSuccess;
}

/// Headers that were found where no build file says that they are.
void Migration::noteGuesses(llvm::ArrayRef<Unit> All, const IncludeGraph &Includes, const BuildFacts &Build) {
  if (!Options.DatabaseFolder.empty())
    return;
  for (const Unit &Each : All)
    for (const std::string &Folder : Includes.folders(Includes.closure(Each.Path))) {
      StringRef Last = llvm::sys::path::filename(Folder);
      const bool IsNamed = Build.mentions("/" + Last.str()) || Build.mentions("-I" + Last.str()) ||
                           Build.mentions("(" + Last.str()) || Build.mentions(Last.str() + ")");
      if (Folder != "." && Folder != llvm::sys::path::parent_path(Each.Path) && !IsNamed)
        Left.push_back({Each.Path, 0, "headers were found in '" + Folder + "', which no build file names"});
    }
}

void Migration::makeBuildFiles(const Names &NewNames) {
  BuildRewriter Rewriter(Tree, NewNames);
  for (const auto &[Path, Entry] : Tree.entries()) {
    const std::optional<std::string> Text = buildFileText(Tree, Path, Entry);
    if (!Text)
      continue;
    std::string New = isMakefile(Path) ? Rewriter.makefile(Path, *Text) : Rewriter.cmake(Path, *Text);
    if (New == *Text)
      continue;
    Files.push_back({Path, Path, std::move(New), false, Entry.Mode});
    Handled.insert(Path);
  }
  Left.insert(Left.end(), Rewriter.left().begin(), Rewriter.left().end());
  for (const auto &[Path, Text] : Rewriter.own())
    Files.push_back({Path, "", Text, false, 0644});
}

/// Links within the tree follow sources to their new names.
void Migration::listLinks(const Names &NewNames) {
  for (const auto &[Path, Entry] : Tree.entries()) {
    if (Entry.LinkTarget.empty())
      continue;
    llvm::SmallString<128> Target(llvm::sys::path::parent_path(Path));
    llvm::sys::path::append(Target, Entry.LinkTarget);
    llvm::sys::path::remove_dots(Target, /*remove_dot_dot=*/true);
    const std::string New = NewNames.unitOf(std::string(Target));
    const size_t Last = Entry.LinkTarget.size() - llvm::sys::path::filename(Entry.LinkTarget).size();
    Links[Path] = New == Target || llvm::sys::path::is_absolute(Entry.LinkTarget)
                      ? Entry.LinkTarget
                      : Entry.LinkTarget.substr(0, Last) + llvm::sys::path::filename(New).str();
    Handled.insert(Path);
  }
}

void Migration::listFiles() {
  for (const auto &[Path, Entry] : Tree.entries()) {
    if (Handled.count(Path))
      continue;
    Files.push_back({Path, Path, "", true, Entry.Mode});
  }
  llvm::sort(Files, [](const OutputFile &A, const OutputFile &B) { return A.Path < B.Path; });
  for (OutputFile &File : Files)
    if (auto It = Tree.entries().find(File.Source); It != Tree.entries().end())
      File.Mode = It->second.Mode;
}
