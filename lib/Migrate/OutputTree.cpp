// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// With N what is generated now, B what was generated before and C what is there: C is B: write N; C is N or N
// is B: leave C; else merge. The output is written before its base: a run that is cut off between leaves C
// equal to N.
#include "lorcha/Migrate/OutputTree.h"
#include "lorcha/Driver/Commands.h"
#include "lorcha/Support/Diagnostics.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <sys/stat.h>
#include <unistd.h>

using namespace lorcha;
namespace fs = llvm::sys::fs;

/// Larger files are not merged, and no second copy of them is kept.
static constexpr size_t LargestMerged = 1 << 20;

static llvm::Error cannotWrite(const std::string &Path, std::error_code Code) {
  return llvm::createStringError(Code, formatDiagnostic(DiagId::CannotWriteFile, Path, Code.message()));
}

static llvm::Expected<std::string> currentText(const std::string &Path) { return readText(Path); }

llvm::Error OutputTree::write(const std::string &Path, llvm::StringRef Text, unsigned Mode) {
  llvm::StringRef Folder = llvm::sys::path::parent_path(Path);
  if (std::error_code Code = fs::create_directories(Folder))
    return cannotWrite(Folder.str(), Code);
  llvm::Expected<PendingFile> File = PendingFile::create(Path);
  if (!File)
    return File.takeError();
  if (llvm::Error Failure = File->write(Text))
    return Failure;
  chmod(File->path().c_str(), Mode & 0777);
  return File->commit();
}

void OutputTree::remember(const OutputFile &File, const std::string &Hash, bool IsText) {
  OutputRecord &Own = Record.Outputs[File.Path];
  Own.Base = Hash;
  Own.HasBaseText = IsText;
  Own.IsConflict = llvm::is_contained(Summary.Conflicts, File.Path);
  if (std::optional<FileState> State = stateOf(absolute(File.Path)))
    Own.State = *State;
}

/// Nothing happened to the file since the last run.
void OutputTree::keep(const std::string &Path, const OutputRecord &Last) {
  Record.Outputs[Path] = Last;
  if (Last.IsConflict)
    Summary.Conflicts.push_back(Path);
  ++Summary.Unchanged;
}

llvm::Error OutputTree::put(const OutputFile &File) {
  if (!File.IsCopy)
    return putText(File, File.Text, true);
  if (How.InPlace)
    return llvm::Error::success(); // it is there
  auto Known = Record.Inputs.find(File.Source);
  auto Last = Former.Outputs.find(File.Path);
  // Neither side changed: nobody has to read it.
  if (Last != Former.Outputs.end() && Known != Record.Inputs.end() &&
      Last->second.Base == Known->second.Hash && stateOf(absolute(File.Path)) == Last->second.State) {
    keep(File.Path, Last->second);
    return llvm::Error::success();
  }
  llvm::Expected<std::string> Text = readText(Sources.absolute(File.Source));
  if (!Text)
    return Text.takeError();
  const bool IsText = Text->size() <= LargestMerged && Text->find('\0') == std::string::npos;
  return putText(File, *Text, IsText);
}

llvm::Error OutputTree::putText(const OutputFile &File, const std::string &Text, bool IsText) {
  const std::string Full = absolute(File.Path), Hash = hashOf(Text);
  auto Last = Former.Outputs.find(File.Path);
  const bool IsKnown = Last != Former.Outputs.end();
  std::optional<FileState> State = stateOf(Full);
  if (IsKnown && Last->second.Base == Hash && State == Last->second.State) {
    keep(File.Path, Last->second);
    return llvm::Error::success();
  }
  if (How.DryRun) {
    printDifference(File, Text);
    return llvm::Error::success();
  }
  if (!State) {
    if (!IsKnown)
      return replace(File, Text, IsText);
    Record.Outputs[File.Path] = Last->second;
    Summary.Deleted.push_back(File.Path);
    return llvm::Error::success();
  }
  llvm::Expected<std::string> Current = currentText(Full);
  if (!Current)
    return Current.takeError();
  const bool IsOriginal = How.InPlace && !IsKnown && File.Source == File.Path;
  if (IsOriginal || (IsKnown && hashOf(*Current) == Last->second.Base) || *Current == Text)
    return replace(File, Text, IsText);
  if (IsKnown && Last->second.Base == Hash) { // changed by hand only
    llvm::StringRef Lines = *Current;
    if (Lines.starts_with("<<<<<<< ") || Lines.contains("\n<<<<<<< "))
      Summary.Conflicts.push_back(File.Path);
    remember(File, Hash, Last->second.HasBaseText);
    ++Summary.Unchanged;
    return llvm::Error::success();
  }
  if (llvm::Error Failure =
          IsText ? merge(File, *Current, Text) : write(Full + ".lorcha-new", Text, File.Mode))
    return Failure;
  if (!IsText)
    Summary.Conflicts.push_back(File.Path);
  if (llvm::Error Failure = IsText ? write(kept("base", File.Path), Text, 0644) : llvm::Error::success())
    return Failure;
  remember(File, Hash, IsText);
  return llvm::Error::success();
}

llvm::Error OutputTree::replace(const OutputFile &File, const std::string &Text, bool IsText) {
  if (llvm::Error Failure = keepOriginal(File))
    return Failure;
  if (llvm::Error Failure = write(absolute(File.Path), Text, File.Mode))
    return Failure;
  if (IsText)
    if (llvm::Error Failure = write(kept("base", File.Path), Text, 0644))
      return Failure;
  if (How.InPlace && File.Source != File.Path && !File.Source.empty() && !File.IsCopy)
    unlink(absolute(File.Source).c_str());
  remember(File, hashOf(Text), IsText);
  ++Summary.Written;
  return llvm::Error::success();
}

llvm::Error OutputTree::keepOriginal(const OutputFile &File) {
  if (!How.InPlace || File.Source.empty())
    return llvm::Error::success();
  const std::string Backup = kept("original", File.Source), There = absolute(File.Source);
  // A source that has come back under its old name is newer than the one that was put aside.
  if (fs::exists(Backup) && (File.Source == File.Path || !fs::exists(There)))
    return llvm::Error::success();
  unlink(Backup.c_str());
  if (std::error_code Code = fs::create_directories(llvm::sys::path::parent_path(Backup)))
    return cannotWrite(Backup, Code);
  if (!fs::create_hard_link(There, Backup)) // keeps its time, by which the next run knows it
    return llvm::Error::success();
  llvm::Expected<std::string> Text = readText(Sources.absolute(File.Source));
  return Text ? write(Backup, *Text, File.Mode) : Text.takeError();
}

llvm::Error OutputTree::merge(const OutputFile &File, const std::string &Current, const std::string &Text) {
  std::string Base;
  if (llvm::Expected<std::string> Known = readText(kept("base", File.Path)))
    Base = std::move(*Known);
  else
    llvm::consumeError(Known.takeError());
  std::optional<MergedText> Merged = mergeTexts(Current, Base, Text);
  if (!Merged) {
    Summary.Conflicts.push_back(File.Path);
    return write(absolute(File.Path) + ".lorcha-new", Text, File.Mode);
  }
  (Merged->IsClean ? Summary.Merged : Summary.Conflicts).push_back(File.Path);
  ++Summary.Written;
  return write(absolute(File.Path), Merged->Text, File.Mode);
}

llvm::Error OutputTree::putLink(const std::string &Path, const std::string &Target) {
  OutputRecord &Own = Record.Outputs[Path];
  Own.Base = hashOf(Target);
  if (How.DryRun || How.InPlace)
    return llvm::Error::success();
  const std::string Full = absolute(Path);
  struct stat Status;
  if (lstat(Full.c_str(), &Status) == 0) {
    if (S_ISLNK(Status.st_mode))
      ++Summary.Unchanged;
    return llvm::Error::success(); // this link, or what somebody put in its place
  }
  if (std::error_code Code = fs::create_directories(llvm::sys::path::parent_path(Full)))
    return cannotWrite(Full, Code);
  if (symlink(Target.c_str(), Full.c_str()) != 0)
    return cannotWrite(Full, std::error_code(errno, std::generic_category()));
  ++Summary.Written;
  return llvm::Error::success();
}

llvm::Error OutputTree::removeStale() {
  for (const auto &[Path, Last] : Former.Outputs) {
    if (Record.Outputs.count(Path) || How.DryRun)
      continue;
    const std::string Full = absolute(Path);
    struct stat Status;
    if (lstat(Full.c_str(), &Status) != 0)
      continue;
    if (!S_ISLNK(Status.st_mode)) {
      llvm::Expected<std::string> Current = currentText(Full);
      if (!Current)
        return Current.takeError();
      if (hashOf(*Current) != Last.Base)
        continue; // somebody's work
    }
    if (unlink(Full.c_str()) != 0)
      return cannotWrite(Full, std::error_code(errno, std::generic_category()));
    unlink(kept("base", Path).c_str());
    ++Summary.Removed;
  }
  return llvm::Error::success();
}

void OutputTree::printDifference(const OutputFile &File, const std::string &Text) {
  std::string Old, OldName = "/dev/null";
  if (llvm::Expected<std::string> Current = currentText(absolute(File.Path))) {
    Old = std::move(*Current);
    OldName = "a/" + File.Path;
  } else {
    llvm::consumeError(Current.takeError());
    if (File.IsCopy)
      return; // nothing to see in a copy
    llvm::Expected<std::string> Source = readText(Sources.absolute(File.Source));
    if (Source && !File.Source.empty()) {
      Old = std::move(*Source);
      OldName = "a/" + File.Source;
    } else {
      llvm::consumeError(Source.takeError());
    }
  }
  llvm::outs() << unifiedDifference(OldName, Old, "b/" + File.Path, Text);
  ++Summary.Written;
}
