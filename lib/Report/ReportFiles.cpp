// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reads the sources below some folders.
#include "ReportFiles.h"
#include "lorcha/Project/FileKinds.h"
#include "lorcha/Support/Diagnostics.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace lorcha;
using namespace lorcha::report;
using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

/// Larger files are data in the shape of sources.
static constexpr uint64_t MaxSize = 16 << 20;

/// What is named on the command line is a unit whatever its name.
static FileKind kindOf(StringRef Path) {
  if (isHostSource(Path))
    return FileKind::Host;
  return isCudaSource(Path) || !isTranslatable(Path) ? FileKind::Unit : FileKind::Header;
}

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

static void readFile(const SourceTree &Tree, const std::string &Path, const SourceEntry &Entry, Report &R) {
  ++R.FilesSeen;
  llvm::Expected<std::string> Text =
      Entry.State.Size <= MaxSize
          ? readText(Tree.absolute(Path))
          : llvm::createStringError(std::make_error_code(std::errc::file_too_large), "too large");
  if (!Text) {
    llvm::consumeError(Text.takeError());
    R.Unreadable.push_back(Path);
    return;
  }
  SourceFile File;
  File.Path = Path;
  File.Kind = kindOf(Path);
  File.Text = std::move(*Text);
  File.Lines = llvm::count(File.Text, '\n') + (!File.Text.empty() && File.Text.back() != '\n');
  R.Files.push_back(std::move(File));
}

llvm::Expected<SourceTree> report::readFiles(const ReportOptions &Options, Report &R) {
  for (const std::string &Source : Options.Sources) {
    fs::file_status Status;
    if (std::error_code Code = fs::status(Source, Status))
      return llvm::createStringError(formatDiagnostic(DiagId::CannotReadFile, Source, Code.message()));
  }
  TreeFilter Filter;
  Filter.OnlySources = Filter.FollowsLinks = true;
  for (const std::string &Pattern : Options.Excluded)
    if (llvm::Expected<llvm::GlobPattern> Glob = llvm::GlobPattern::create(Pattern))
      Filter.Patterns.push_back(std::move(*Glob));
    else
      llvm::consumeError(Glob.takeError());
  const std::string Common = commonFolder(Options.Sources);
  llvm::Expected<SourceTree> Tree = SourceTree::open(Common, std::move(Filter));
  if (!Tree)
    return Tree.takeError();
  R.Root = Tree->root();
  for (const std::string &Source : Options.Sources) {
    const std::string Full = absolute(Source);
    StringRef Path = Full;
    Path.consume_front(Common);
    Tree->add(Path.ltrim('/').str());
  }
  for (const SourceTree::Problem &Each : Tree->problems())
    R.Unreadable.push_back(Each.Path.empty() ? "." : Each.Path);
  for (const auto &[Path, Entry] : Tree->entries())
    readFile(*Tree, Path, Entry, R);
  return Tree;
}
