// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The two ends of a run: what is there, and what is written.
#include "lorcha/Driver/Commands.h"
#include "lorcha/Migrate/Migration.h"
#include "lorcha/Project/UnitProcesses.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <unistd.h>

using namespace lorcha;
using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

/// An absolute path whose existing part has no links.
static std::string realPath(StringRef Path) {
  llvm::SmallString<256> Full(Path), Real;
  fs::make_absolute(Full);
  path::remove_dots(Full, true);
  if (!fs::real_path(Full, Real))
    return std::string(Real);
  StringRef Parent = path::parent_path(Full);
  if (Parent.empty() || Parent == Full)
    return std::string(Full);
  return realPath(Parent) + "/" + path::filename(Full).str();
}

static bool isInside(StringRef Path, StringRef Folder) {
  return Path == Folder || (Path.consume_front(Folder) && Path.starts_with("/"));
}

bool Migration::checkPlaces() {
  if (!fs::is_directory(Options.Source)) {
    Report.report(DiagId::CannotReadFile, Options.Source,
                  fs::exists(Options.Source) ? "not a folder" : "no such folder");
    return false;
  }
  Options.Source = realPath(Options.Source);
  Options.Output = Options.InPlace ? Options.Source : realPath(Options.Output);
  if (!Options.InPlace &&
      (isInside(Options.Output, Options.Source) || isInside(Options.Source, Options.Output))) {
    Report.report(DiagId::TreesOverlap, Options.Output, Options.Source);
    return false;
  }
  const bool IsKnown = fs::is_directory(state(""));
  if (fs::exists(Options.Output) && !Options.InPlace && !IsKnown) {
    std::error_code Code;
    const bool IsEmpty = fs::is_directory(Options.Output) &&
                         fs::directory_iterator(Options.Output, Code) == fs::directory_iterator() && !Code;
    if (!IsEmpty) {
      Report.report(DiagId::OutputNotEmpty, Options.Output);
      return false;
    }
  }
  if (Options.DryRun)
    return true;
  for (const char *Name : {"units", "base"})
    if (std::error_code Code = fs::create_directories(state(Name))) {
      Report.report(DiagId::CannotWriteFile, state(Name), Code.message());
      return false;
    }
  if (access(Options.Output.c_str(), W_OK) != 0) {
    Report.report(DiagId::CannotWriteFile, Options.Output, std::string(strerror(errno)));
    return false;
  }
  return true;
}

/// The files below Folder but for LeftOut, an absolute path. Reports folders that cannot be read and goes on;
/// none if Folder itself cannot.
static std::optional<SourceTree> scanned(const std::string &Folder, const std::string &LeftOut,
                                         Reporter &Report) {
  TreeFilter Filter;
  Filter.LeftOut = LeftOut;
  llvm::Expected<SourceTree> Tree = SourceTree::open(Folder, std::move(Filter));
  if (!Tree) {
    Report.report(Tree.takeError());
    return std::nullopt;
  }
  Tree->add("");
  for (const SourceTree::Problem &Each : Tree->problems())
    Report.report(DiagId::CannotReadFile, Tree->absolute(Each.Path), Each.Why);
  return std::move(*Tree);
}

/// In place, the sources are the originals that were put aside and everything that no run made: a tree of
/// links of these.
bool Migration::makeShadow() {
  const std::string Shadow = state("source");
  fs::remove_directories(Shadow);
  std::optional<SourceTree> Originals = scanned(state("original"), "", Report);
  if (!Originals)
    return false;
  auto Link = [&](const SourceTree &From, const std::string &Path) {
    const std::string To = Shadow + "/" + Path;
    if (fs::exists(To))
      return true;
    std::error_code Code = fs::create_directories(path::parent_path(To));
    if (!Code)
      Code = fs::create_hard_link(From.absolute(Path), To);
    if (Code)
      Report.report(DiagId::CannotWriteFile, To, Code.message());
    return !Code;
  };
  for (const auto &[Path, Entry] : Tree.entries())
    if (!Former.Outputs.count(Path) && Entry.LinkTarget.empty() && !Link(Tree, Path))
      return false;
  for (const auto &[Path, Entry] : Originals->entries())
    if (!Link(*Originals, Path))
      return false;
  return look(Shadow, "");
}

bool Migration::look(const std::string &Folder, const std::string &LeftOut) {
  std::optional<SourceTree> Found = scanned(Folder, LeftOut, Report);
  if (Found)
    Tree = std::move(*Found);
  return Found.has_value();
}

bool Migration::scan() {
  if (!look(Options.Source, Options.Output))
    return false;
  if (std::optional<Manifest> Last = readManifest(state("manifest")))
    Former = std::move(*Last);
  if (Options.InPlace && fs::is_directory(state("original")) && !makeShadow())
    return false;
  Record.Key = runKey();
  if (!Options.DatabaseFolder.empty())
    return true;
  for (const char *Folder : {"", "/build"})
    if (fs::exists(Options.Source + Folder + "/compile_commands.json")) {
      Options.DatabaseFolder = Options.Source + Folder;
      return true;
    }
  return true;
}

int Migration::writeAll() {
  OutputTree Output(Options.Output, Tree, Record, Former, {Options.DryRun, Options.InPlace});
  llvm::Error Failure = llvm::Error::success();
  for (const OutputFile &File : Files) {
    if (Failure || interrupted())
      break;
    Failure = Output.put(File);
  }
  for (const auto &[Path, Target] : Links)
    if (!Failure && !interrupted())
      Failure = Output.putLink(Path, Target);
  if (!Failure && !interrupted())
    Failure = Output.removeStale();
  if (Failure) {
    Report.report(std::move(Failure));
    return ExitEnvironment;
  }
  if (interrupted())
    return ExitSuccess;
  return finish(Output.summary());
}

std::string Migration::printLeft() const {
  std::string Text;
  for (const LeftOver &Each : Left)
    Text +=
        Each.Path + (Each.Line ? ":" + std::to_string(Each.Line) : std::string()) + ": " + Each.Why + "\n";
  return Text;
}

int Migration::finish(const OutputSummary &Summary) {
  for (const std::string &Path : Summary.Conflicts)
    Left.push_back({Path, 0,
                    "changed by hand and by the tool; see the marks in it, or the file beside it that ends "
                    "in .lorcha-new"});
  llvm::sort(Left, [](const LeftOver &A, const LeftOver &B) {
    return std::tie(A.Path, A.Line, A.Why) < std::tie(B.Path, B.Line, B.Why);
  });
  Record.Status = Left.empty() ? ExitSuccess : ExitSourceErrors;
  Record.Untranslated = Units - Translated;
  const std::string List = printLeft();
  if (!Options.DryRun) {
    const std::pair<const char *, std::string> Ends[] = {{"left.txt", List},
                                                         {"manifest", printManifest(Record)}};
    for (const auto &[Name, Text] : Ends) { // the manifest last
      llvm::Expected<PendingFile> File = PendingFile::create(state(Name));
      llvm::Error Failure = File ? File->write(Text) : File.takeError();
      if (!Failure)
        Failure = File->commit();
      if (Failure) {
        Report.report(std::move(Failure));
        return ExitEnvironment;
      }
    }
  }
  llvm::errs() << List;
  llvm::errs() << fmt::format(
      "{} of {} units translated{}, {} files {}, {} unchanged, {} removed\n", Translated, Units,
      Reused ? fmt::format(" ({} by the last run)", Reused) : std::string(), Summary.Written,
      Options.DryRun ? "would be written" : "written", Summary.Unchanged, Summary.Removed);
  if (!Summary.Merged.empty())
    llvm::errs() << fmt::format("{} files changed by hand were merged\n", Summary.Merged.size());
  if (!Summary.Deleted.empty())
    llvm::errs() << fmt::format("{} files that were removed by hand were not made again\n",
                                Summary.Deleted.size());
  if (!Left.empty())
    llvm::errs() << fmt::format("{} places are left to look at, listed in {}\n", Left.size(),
                                state("left.txt"));
  return Record.Status;
}

int Migration::repeatSummary() const {
  llvm::errs() << "nothing has changed\n";
  if (llvm::Expected<std::string> List = readText(state("left.txt")))
    llvm::errs() << *List;
  else
    llvm::consumeError(List.takeError());
  return Former.Status;
}

int Migration::run() {
  catchInterrupts();
  if (!checkPlaces() || !scan())
    return ExitEnvironment;
  int Status = ExitSuccess;
  if (isUpToDate()) {
    Status = repeatSummary();
  } else {
    hashInputs();
    Status = translateAll();
    if (Status == ExitSuccess && !interrupted()) {
      listFiles();
      Status = writeAll();
    }
  }
  if (Options.InPlace)
    fs::remove_directories(state("source"));
  if (!interrupted())
    return Report.errors() && Status == ExitSuccess ? ExitSourceErrors : Status;
  Report.report(DiagId::MigrationInterrupted);
  return ExitInterrupted;
}
