// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reads #include lines and finds the files that they mean.
#include "lorcha/Project/IncludeGraph.h"
#include "lorcha/Project/FileKinds.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace lorcha;
using llvm::StringRef;
namespace path = llvm::sys::path;

IncludeGraph::IncludeGraph(const SourceTree &Tree, std::string CudaIncludes)
    : Tree(Tree), CudaIncludes(std::move(CudaIncludes)) {
  for (const auto &[Path, Entry] : Tree.entries())
    if (Entry.LinkTarget.empty())
      ByName[path::filename(Path).str()].push_back(Path);
  for (const auto &[Path, Entry] : Tree.entries()) {
    if (!isTranslatable(Path) || !Entry.LinkTarget.empty())
      continue;
    if (llvm::Expected<std::string> Text = readText(Tree.absolute(Path)))
      read(Path, *Text);
    else
      llvm::consumeError(Text.takeError()); // reported where the file is needed
  }
}

/// What stands between the delimiters if the line is an #include.
static StringRef includedName(StringRef Line) {
  Line = Line.ltrim();
  if (!Line.consume_front("#"))
    return "";
  Line = Line.ltrim();
  if (!Line.consume_front("include"))
    return "";
  Line = Line.ltrim();
  if (Line.consume_front("\""))
    return Line.split('"').first;
  if (Line.consume_front("<"))
    return Line.split('>').first;
  return "";
}

static bool definesMain(StringRef Text) {
  for (size_t Place = Text.find("main"); Place != StringRef::npos; Place = Text.find("main", Place + 4)) {
    StringRef Before = Text.take_front(Place).rtrim(), After = Text.substr(Place + 4).ltrim();
    if (Before.size() < Place && After.starts_with("(") &&
        (Before.ends_with("int") || Before.ends_with("void")))
      return true;
  }
  return false;
}

void IncludeGraph::read(const std::string &Path, const std::string &Text) {
  Node &Own = Nodes[Path];
  StringRef Rest = Text;
  while (!Rest.empty()) {
    auto [Line, Next] = Rest.split('\n');
    Rest = Next;
    if (StringRef Name = includedName(Line); !Name.empty())
      resolve(Path, Name, Line.contains('<'), Own);
  }
  if (definesMain(Text))
    WithMain.insert(Path);
}

/// Headers of the system win over files of their names somewhere in the tree.
static bool isOfSystem(StringRef Spelled) {
  if (!Spelled.contains('.'))
    return true; // <vector>
  return llvm::any_of(std::initializer_list<const char *>{"/usr/include/", "/usr/include/x86_64-linux-gnu/",
                                                          "/usr/include/aarch64-linux-gnu/",
                                                          "/usr/local/include/"},
                      [&](const char *Folder) { return llvm::sys::fs::exists(Folder + Spelled); });
}

static std::string besideOf(StringRef From, StringRef Spelled) {
  llvm::SmallString<128> Beside(path::parent_path(From));
  path::append(Beside, Spelled);
  path::remove_dots(Beside, /*remove_dot_dot=*/true);
  return std::string(Beside);
}

/// "../util/x.h" from a folder that is searched: the part without dots tells the file.
static std::string withoutDots(StringRef Spelled) {
  llvm::SmallString<128> Plain(Spelled);
  path::remove_dots(Plain, /*remove_dot_dot=*/true);
  StringRef Tail = Plain;
  while (Tail.consume_front("../")) {
  }
  return Tail.str();
}

/// How many characters of whole folders both paths begin with.
static size_t commonFolders(StringRef A, StringRef B) {
  size_t Common = 0;
  for (size_t I = 0; I < A.size() && I < B.size() && A[I] == B[I]; ++I)
    if (A[I] == '/')
      Common = I + 1;
  return Common;
}

const std::string *IncludeGraph::nearest(StringRef From, StringRef Tail) const {
  auto Named = ByName.find(path::filename(Tail).str());
  if (Named == ByName.end())
    return nullptr;
  const std::string *Best = nullptr;
  size_t BestCommon = 0;
  for (const std::string &Each : Named->second) {
    if (Each != Tail && !StringRef(Each).ends_with("/" + Tail.str()))
      continue;
    const size_t Common = commonFolders(Each, From);
    // Of equals the one that is least deep.
    if (!Best || Common > BestCommon ||
        (Common == BestCommon && llvm::count(Each, '/') < llvm::count(*Best, '/'))) {
      Best = &Each;
      BestCommon = Common;
    }
  }
  return Best;
}

std::optional<std::string> IncludeGraph::find(StringRef From, StringRef Spelled) const {
  std::string Beside = besideOf(From, Spelled);
  if (Tree.has(Beside))
    return Beside;
  if (const std::string *Best = nearest(From, withoutDots(Spelled)))
    return *Best;
  return std::nullopt;
}

void IncludeGraph::resolve(const std::string &Path, StringRef Spelled, bool IsAngled, Node &Into) {
  if (std::string Beside = besideOf(Path, Spelled); Tree.has(Beside) && !(IsAngled && isOfSystem(Spelled))) {
    Into.Targets.push_back(Beside);
    if (Beside != Path)
      Included.insert(Beside);
    if (IsAngled) // not searched beside the file
      Into.Folders.push_back(path::parent_path(Path).empty() ? "." : path::parent_path(Path).str());
    return;
  }
  const std::string Tail = withoutDots(Spelled);
  const std::string *Best = nearest(Path, Tail);
  const bool IsCuda = llvm::sys::fs::exists(CudaIncludes + "/" + Spelled);
  Into.NamesCuda |= IsCuda;
  if (!Best || IsCuda || isOfSystem(Spelled))
    return;
  Into.Targets.push_back(*Best);
  if (*Best != Path)
    Included.insert(*Best);
  StringRef Folder = StringRef(*Best).drop_back(Tail.size());
  Into.Folders.push_back(Folder.empty() ? "." : Folder.rtrim('/').str());
}

std::set<std::string> IncludeGraph::closure(const std::string &Path) const {
  std::set<std::string> Result{Path};
  std::vector<std::string> Open{Path};
  while (!Open.empty()) {
    auto It = Nodes.find(Open.back());
    Open.pop_back();
    if (It == Nodes.end())
      continue;
    for (const std::string &Target : It->second.Targets)
      if (Result.insert(Target).second)
        Open.push_back(Target);
  }
  return Result;
}

bool IncludeGraph::namesCuda(const std::set<std::string> &Files) const {
  return llvm::any_of(Files, [&](const std::string &File) {
    auto It = Nodes.find(File);
    return It != Nodes.end() && It->second.NamesCuda;
  });
}

std::vector<std::string> IncludeGraph::folders(const std::set<std::string> &Files) const {
  std::vector<std::string> Result;
  for (const std::string &File : Files)
    if (auto It = Nodes.find(File); It != Nodes.end())
      for (const std::string &Folder : It->second.Folders)
        if (!llvm::is_contained(Result, Folder))
          Result.push_back(Folder);
  return Result;
}

std::vector<std::string> lorcha::searchFlags(llvm::ArrayRef<std::string> Folders, StringRef Base) {
  std::vector<std::string> Flags;
  for (const std::string &Each : Folders) {
    const std::string Folder = Base.empty() ? Each : Each == "." ? Base.str() : (Base + "/" + Each).str();
    Flags.insert(Flags.end(), {"-iquote", Folder, "-idirafter", Folder});
  }
  return Flags;
}
