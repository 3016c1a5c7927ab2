// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A look at build files that takes only what is certain without running them.
#include "lorcha/Migrate/BuildFacts.h"
#include "lorcha/Project/FileKinds.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"

using namespace lorcha;
using llvm::StringRef;
namespace path = llvm::sys::path;

std::optional<std::string> lorcha::buildFileText(const SourceTree &Tree, const std::string &Path,
                                                 const SourceEntry &Entry) {
  if (!Entry.LinkTarget.empty() || !(isMakefile(Path) || isCMakeFile(Path)))
    return std::nullopt;
  llvm::Expected<std::string> Text = readText(Tree.absolute(Path));
  if (Text)
    return std::move(*Text);
  llvm::consumeError(Text.takeError());
  return std::nullopt;
}

BuildFacts::BuildFacts(const SourceTree &Tree) : Tree(Tree) {
  for (const auto &[Path, Entry] : Tree.entries()) {
    const std::optional<std::string> Text = buildFileText(Tree, Path, Entry);
    if (!Text)
      continue;
    const std::string Folder = path::parent_path(Path).str();
    AllText += *Text;
    if (isMakefile(Path))
      readMakefile(Folder, *Text);
    else
      readCMake(Folder, *Text);
  }
}

void BuildFacts::readMakefile(const std::string &Folder, StringRef Text) {
  unsigned Depth = 0; // of make's own conditionals
  bool IsCommand = false, IsContinued = false;
  while (!Text.empty()) {
    auto [Line, Next] = Text.split('\n');
    Text = Next;
    Line = Line.split('#').first;
    IsCommand = IsContinued ? IsCommand : Line.starts_with("\t");
    IsContinued = Line.rtrim().ends_with("\\");
    if (IsCommand) // one that names a source compiles it
      listSources(Folder, Line);
    StringRef Plain = Line.trim();
    if (Plain.starts_with("ifeq") || Plain.starts_with("ifneq") || Plain.starts_with("ifdef") ||
        Plain.starts_with("ifndef"))
      ++Depth;
    else if (Plain.starts_with("endif") && Depth > 0)
      --Depth;
    llvm::SmallVector<StringRef, 16> Words;
    Line.split(Words, ' ', -1, false);
    for (StringRef Word : Words) {
      Word = Word.trim();
      const bool IsRelocatable = Word == "-dc" || Word == "--device-c" || Word == "-rdc=true" ||
                                 Word == "--relocatable-device-code=true";
      if (IsRelocatable)
        RelocatableFolders.insert(Folder);
      if (Depth == 0 && (Word.starts_with("-D") || Word.starts_with("-U")) && Word.size() > 2 &&
          Word.find_first_of("$\"'\\`") == StringRef::npos)
        if (std::vector<std::string> &Known = Macros[Folder]; !llvm::is_contained(Known, Word.str()))
          Known.push_back(Word.str());
    }
  }
}

void BuildFacts::readCMake(const std::string &Folder, StringRef Text) {
  if (Text.contains("CMAKE_CUDA_SEPARABLE_COMPILATION"))
    RelocatableFolders.insert(Folder);
  else if (Text.contains("CUDA_SEPARABLE_COMPILATION")) // a property of targets here, not below
    RelocatableAlone.insert(Folder);
  listSources(Folder, Text);
}

void BuildFacts::listSources(const std::string &Folder, StringRef Text) {
  constexpr llvm::StringLiteral Ends(" \t\r\n()\";");
  for (size_t Place = Text.find(".cu"); Place != StringRef::npos; Place = Text.find(".cu", Place + 3)) {
    if (Place + 3 < Text.size() && !Ends.contains(Text[Place + 3]))
      continue;
    const size_t Begin = Text.take_front(Place).find_last_of(Ends) + 1; // npos + 1 is 0
    StringRef Word = Text.slice(Begin, Place + 3);
    for (StringRef Prefix : {"${CMAKE_CURRENT_SOURCE_DIR}/", "${CMAKE_CURRENT_LIST_DIR}/"})
      Word.consume_front(Prefix);
    llvm::SmallString<128> File(Folder);
    path::append(File, Word);
    path::remove_dots(File, true);
    if (Tree.has(File))
      Listed.insert(std::string(File));
  }
}

std::vector<std::string> BuildFacts::macros(const std::string &Folder) const {
  auto It = Macros.find(Folder);
  return It == Macros.end() ? std::vector<std::string>() : It->second;
}

bool BuildFacts::isRelocatable(const std::string &Folder) const {
  return RelocatableAlone.count(Folder) || llvm::any_of(RelocatableFolders, [&](const std::string &Each) {
           return Each == Folder || Each.empty() || StringRef(Folder).starts_with(Each + "/");
         });
}
