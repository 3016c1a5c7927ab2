// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Walks folders for sources, and finds the files that includes mean without any build file's help.
#include "SourceTree.h"
#include "lorcha/Support/Diagnostics.h"

#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/GlobPattern.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <set>

using namespace lorcha;
using namespace lorcha::report;
using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

/// Larger files are data in the shape of sources.
static constexpr uint64_t MaxSize = 16 << 20;

static std::optional<FileKind> kindOf(StringRef Path) {
  return llvm::StringSwitch<std::optional<FileKind>>(path::extension(Path))
      .Case(".cu", FileKind::Unit)
      .Cases(".cuh", ".h", ".hpp", ".hh", ".hxx", ".inl", ".inc", ".cui", FileKind::Header)
      .Cases(".cpp", ".cc", ".cxx", ".C", ".c", FileKind::Host)
      .Default(std::nullopt);
}

namespace {
class Walker {
public:
  Walker(const ReportOptions &Options, Report &R) : R(R) {
    for (const std::string &Pattern : Options.Excluded)
      if (auto Glob = llvm::GlobPattern::create(Pattern))
        Excluded.push_back(std::move(*Glob));
      else
        llvm::consumeError(Glob.takeError());
  }

  void folder(StringRef Folder) {
    fs::UniqueID Id;
    if (fs::getUniqueID(Folder, Id) || !Seen.insert(Id).second)
      return;
    std::error_code Code;
    std::vector<std::string> Names;
    for (fs::directory_iterator It(Folder, Code), End; It != End && !Code; It.increment(Code))
      Names.push_back(It->path());
    if (Code)
      R.Unreadable.push_back(relative(Folder));
    llvm::sort(Names);
    for (const std::string &Name : Names) {
      const StringRef Last = path::filename(Name);
      if (Last.starts_with(".") || isExcluded(Name))
        continue;
      if (fs::is_directory(Name))
        folder(Name);
      else if (std::optional<FileKind> Kind = kindOf(Name))
        file(Name, *Kind);
    }
  }

  void file(StringRef Name, FileKind Kind) {
    fs::UniqueID Id;
    if (fs::getUniqueID(Name, Id)) {
      R.Unreadable.push_back(relative(Name));
      return;
    }
    if (!Seen.insert(Id).second)
      return;
    ++R.FilesSeen;
    uint64_t Size = 0;
    auto Buffer = fs::file_size(Name, Size) || Size > MaxSize
                      ? llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>>(
                            std::make_error_code(std::errc::file_too_large))
                      : llvm::MemoryBuffer::getFile(Name);
    if (!Buffer) {
      R.Unreadable.push_back(relative(Name));
      return;
    }
    SourceFile File;
    File.Path = relative(Name);
    File.Kind = Kind;
    File.Text = (*Buffer)->getBuffer().str();
    File.Lines = llvm::count(File.Text, '\n') + (!File.Text.empty() && File.Text.back() != '\n');
    R.Files.push_back(std::move(File));
  }

private:
  std::string relative(StringRef Name) const {
    StringRef Rest = Name;
    if (Rest.consume_front(R.Root))
      Rest = Rest.ltrim('/');
    return Rest.empty() ? "." : Rest.str();
  }

  bool isExcluded(StringRef Name) const {
    const std::string Relative = relative(Name);
    return llvm::any_of(Excluded, [&](const llvm::GlobPattern &Glob) {
      return Glob.match(Relative) || Glob.match(path::filename(Name));
    });
  }

  Report &R;
  std::vector<llvm::GlobPattern> Excluded;
  std::set<fs::UniqueID> Seen;
};
} // namespace

static std::string absolute(StringRef Name) {
  llvm::SmallString<256> Path(Name);
  fs::make_absolute(Path);
  path::remove_dots(Path, /*remove_dot_dot=*/true);
  return std::string(Path);
}

/// The folder that all sources are in.
static std::string commonFolder(const std::vector<std::string> &Sources) {
  std::string Common;
  for (const std::string &Source : Sources) {
    const std::string Path = absolute(Source);
    std::string Folder = fs::is_directory(Path) ? Path : path::parent_path(Path).str();
    if (Common.empty())
      Common = Folder;
    while (Folder != Common && !StringRef(Folder).starts_with(Common + "/") && Common.size() > 1)
      Common = path::parent_path(Common).str();
  }
  return Common;
}

llvm::Error report::readTree(const ReportOptions &Options, Report &R) {
  R.Root = commonFolder(Options.Sources);
  Walker Walk(Options, R);
  for (const std::string &Source : Options.Sources) {
    const std::string Path = absolute(Source);
    fs::file_status Status;
    if (std::error_code Code = fs::status(Path, Status))
      return llvm::createStringError(formatDiagnostic(DiagId::CannotReadFile, Source, Code.message()));
    if (fs::is_directory(Status))
      Walk.folder(Path);
    else
      Walk.file(Path, kindOf(Path).value_or(FileKind::Unit));
  }
  llvm::sort(R.Files, [](const SourceFile &A, const SourceFile &B) { return A.Path < B.Path; });
  return llvm::Error::success();
}

IncludeMap::IncludeMap(const Report &R) : R(R) {
  for (unsigned I = 0; I < R.Files.size(); ++I) {
    ByPath[R.Files[I].Path] = I;
    ByName.emplace(path::filename(R.Files[I].Path).str(), I);
  }
}

static size_t commonPrefix(StringRef A, StringRef B) {
  size_t Slash = 0;
  for (size_t I = 0; I < A.size() && I < B.size() && A[I] == B[I]; ++I)
    if (A[I] == '/')
      Slash = I + 1;
  return Slash;
}

std::optional<unsigned> IncludeMap::find(unsigned From, StringRef Spelled) const {
  llvm::SmallString<256> Beside(path::parent_path(R.Files[From].Path));
  path::append(Beside, Spelled);
  path::remove_dots(Beside, /*remove_dot_dot=*/true);
  if (auto It = ByPath.find(std::string(Beside)); It != ByPath.end())
    return It->second;
  llvm::SmallString<256> Plain(Spelled);
  path::remove_dots(Plain, /*remove_dot_dot=*/true);
  StringRef Tail = Plain;
  while (Tail.consume_front("../"))
    ;
  std::optional<unsigned> Best;
  size_t BestCommon = 0;
  auto [Begin, End] = ByName.equal_range(path::filename(Tail).str());
  for (auto It = Begin; It != End; ++It) {
    const StringRef Path = R.Files[It->second].Path;
    if (Path != Tail && !Path.ends_with(("/" + Tail).str()))
      continue;
    const size_t Common = commonPrefix(Path, R.Files[From].Path);
    // Of equals the one that is least deep.
    if (!Best || Common > BestCommon ||
        (Common == BestCommon && Path.count('/') < StringRef(R.Files[*Best].Path).count('/'))) {
      Best = It->second;
      BestCommon = Common;
    }
  }
  return Best;
}

/// A name that this machine's libraries have: <getopt.h> means theirs, whatever file of that name the tree
/// has somewhere.
static bool isOfSystem(StringRef Spelled) {
  for (const char *Folder : {"/usr/include/", "/usr/local/include/"})
    if (fs::exists(Folder + Spelled))
      return true;
  return false;
}

std::vector<unsigned> IncludeMap::closure(unsigned Unit, std::vector<std::string> &Folders) const {
  std::vector<unsigned> Files{Unit};
  std::set<unsigned> Known{Unit};
  for (size_t Next = 0; Next < Files.size(); ++Next)
    for (const std::string &Spelled : R.Files[Files[Next]].Includes) {
      std::optional<unsigned> Found = find(Files[Next], Spelled);
      if (!Found)
        continue;
      StringRef Folder = R.Files[*Found].Path;
      const bool IsBeside = path::parent_path(Folder) == path::parent_path(R.Files[Files[Next]].Path);
      if (!IsBeside && isOfSystem(Spelled))
        continue;
      // Those of CUDA's names come from Lorcha, whatever the tree carries.
      llvm::SmallString<256> Plain(Spelled);
      path::remove_dots(Plain, /*remove_dot_dot=*/true);
      if (!lookupHeader(Spelled) && Folder.consume_back(Plain)) {
        std::string Path = R.Root;
        if (!Folder.empty())
          Path += "/" + Folder.rtrim('/').str();
        if (!llvm::is_contained(Folders, Path))
          Folders.push_back(std::move(Path));
      }
      if (Known.insert(*Found).second)
        Files.push_back(*Found);
    }
  return Files;
}
