// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Brings the units' views of each file together. A unit whose headers cannot be shared gets them in its own
// text.
#include "lorcha/Migrate/SharedTexts.h"
#include "lorcha/Project/FileKinds.h"
#include "llvm/Support/Path.h"

using namespace lorcha;
using llvm::StringRef;
namespace path = llvm::sys::path;

/// What keeps the unit from being translated, in a line.
static std::string whyNot(const UnitResult &Result) {
  if (!Result.Failure.empty())
    return Result.Failure;
  constexpr llvm::StringLiteral Mark("error: ");
  const StringRef Messages = Result.Messages;
  const size_t Place = Messages.find(Mark);
  return Place == StringRef::npos ? "it has errors"
                                  : Messages.substr(Place + Mark.size()).split('\n').first.str();
}

void SharedTexts::add(llvm::ArrayRef<Unit> Units, llvm::ArrayRef<std::optional<UnitResult>> Results) {
  for (size_t I = 0; I < Units.size(); ++I) {
    if (!Results[I])
      continue;
    if (!Results[I]->Made.Parsed) {
      makeFailed(Units[I], whyNot(*Results[I]));
      continue;
    }
    Members.push_back({&Units[I], &*Results[I]});
    addViews(Members.back());
  }
}

void SharedTexts::makeFailed(const Unit &Own, const std::string &Why) {
  Left.push_back({Own.Path, 0, "not translated: " + Why});
  Failed.insert(Own.Path);
  llvm::Expected<std::string> Original = readText(Tree.absolute(Own.Path));
  if (!Original) {
    llvm::consumeError(Original.takeError());
    return;
  }
  if (Own.isHost())
    return; // it stays as it is
  Texts[NewNames.textOf(Own.Path)] = {Own.Path, "// LORCHA: not translated: " + Why + "\n" + *Original};
  Replaced.insert(Own.Path);
}

/// A header that the new tree will not have, or not in the form that it needs.
void SharedTexts::noteOutside(const Unit &Own, const FileEdits &File) {
  llvm::SmallString<128> Plain(File.Path);
  path::remove_dots(Plain, true);
  if (!File.Edits.empty()) {
    Left.push_back(
        {Own.Path, 0,
         "'" + std::string(Plain) + "' is not in the tree; its translation stands in this unit's own text"});
    Unshared.insert(Own.Path);
  } else if (Plain.starts_with("../")) {
    Left.push_back(
        {Own.Path, 0,
         "reads '" + std::string(Plain) + "', which is not in the tree; migrate the folder that holds both"});
  }
}

void SharedTexts::addViews(const Member &Each) {
  for (const FileEdits &File : Each.Result->Made.Files) {
    const std::string Path = File.IsMain ? Each.Own->Path : Tree.relative(File.Path);
    FileView View{Each.Own->Path, Each.Own->isHost(), File};
    renameIncludes(View.Edits);
    if (!Path.empty())
      Views[Path].push_back(std::move(View));
    else
      noteOutside(*Each.Own, View.Edits);
  }
  for (const SiteNote &Note : Each.Result->Made.Notes) {
    const std::string Path = Tree.relative(Note.Path);
    if (Path.empty() || !Notes[Path].insert({Note.Line, Note.Text}).second)
      continue;
    Left.push_back({Path, Note.Line, Note.Text});
  }
}

void SharedTexts::renameIncludes(FileEdits &File) const {
  for (const KeptInclude &Include : File.Includes) {
    const std::string Path = Include.Path.empty() ? std::string() : Tree.relative(Include.Path);
    const std::string New = NewNames.textOf(Path);
    if (Path.empty() || New == Path)
      continue;
    StringRef Name = StringRef(File.Buffer).slice(Include.Name.Begin, Include.Name.End);
    StringRef Old = path::filename(Path);
    if (size_t Place = Name.rfind(Old); Place != StringRef::npos)
      File.Edits.push_back(
          {Include.Name,
           (Name.take_front(Place) + path::filename(New) + Name.drop_front(Place + Old.size())).str()});
  }
  llvm::stable_sort(File.Edits, isBefore);
}

/// Where the line begins, counted from 1; none behind the end, or within a directive that goes over several
/// lines.
static std::optional<unsigned> lineBegin(StringRef Text, unsigned Line) {
  size_t Place = 0;
  for (; Line > 1; --Line) {
    Place = Text.find('\n', Place);
    if (Place == StringRef::npos)
      return std::nullopt;
    ++Place;
  }
  if (Text.take_front(Place).rtrim("\r\n").ends_with("\\"))
    return std::nullopt;
  return static_cast<unsigned>(Place);
}

/// Puts the comment that a person looks for before the line, or before the text that is replaced around it.
static void addNote(FileEdits &File, unsigned Line, const std::string &Text) {
  std::optional<unsigned> Place = lineBegin(File.Buffer, Line);
  if (!Place)
    return;
  auto At = llvm::find_if(File.Edits, [&](const TextEdit &Edit) { return Edit.Where.End > *Place; });
  if (At != File.Edits.end() && At->Where.Begin < *Place) {
    Place = lineBegin(File.Buffer, StringRef(File.Buffer).take_front(At->Where.Begin).count('\n') + 1);
    if (!Place)
      return;
    At = llvm::find_if(File.Edits, [&](const TextEdit &Edit) { return Edit.Where.Begin >= *Place; });
  }
  StringRef Rest = StringRef(File.Buffer).substr(*Place);
  std::string Note = Rest.take_while([](char C) { return C == ' ' || C == '\t'; }).str() + "// LORCHA: ";
  for (char C : Text)
    Note += C == '\n' ? ' ' : C;
  // Behind what is inserted at the same place already.
  while (At != File.Edits.end() && At->Where.Begin == *Place && At->Where.End == *Place)
    ++At;
  File.Edits.insert(At, {{*Place, *Place}, Note + "\n"});
}

void SharedTexts::addNotes() {
  for (const auto &[Path, Lines] : Notes)
    for (FileView &View : Views[Path])
      for (const auto &[Line, Text] : Lines)
        addNote(View.Edits, Line, Text);
}

void SharedTexts::makeShared(const std::string &Path, const std::vector<FileView> &All) {
  std::vector<FileView> Sharing;
  for (const FileView &View : All)
    if (!Unshared.count(View.Unit)) {
      Sharing.push_back(View);
      Sharing.back().IsStrict = Strict.count(View.Unit) != 0;
    }
  if (Sharing.empty() || llvm::all_of(Sharing, [](const FileView &View) { return View.Edits.Edits.empty(); }))
    return;
  llvm::Expected<std::string> Original = readText(Tree.absolute(Path));
  if (!Original) {
    llvm::consumeError(Original.takeError());
    return;
  }
  MergedFile Result = mergeViews(*Original, std::move(Sharing));
  for (const std::string &Each : Result.Unshared) {
    Unshared.insert(Each);
    Left.push_back(
        {Path, 0,
         "'" + Each + "' includes this more than once, with different results; its text stands there"});
  }
  Selected.insert(Result.Selected.begin(), Result.Selected.end());
  // What a unit does not use may call what it has in a form of its own.
  if (!Result.Conflicts.empty())
    for (const FileView &View : All)
      Strict.insert(View.Unit);
  Merged[Path] = std::move(Result.Text);
  Changed.insert(Path);
}

/// Behind the comments that a file begins with.
static size_t behindComments(StringRef Text) {
  size_t Place = 0;
  while (true) {
    StringRef Rest = Text.substr(Place), Plain = Rest.ltrim();
    const size_t Blanks = Rest.size() - Plain.size();
    size_t End;
    if (Plain.starts_with("//"))
      End = Plain.find('\n');
    else if (Plain.starts_with("/*"))
      End = Plain.find('\n', std::min(Plain.find("*/"), Plain.size()));
    else
      return Place;
    if (End == StringRef::npos)
      return Place;
    // Code may follow a comment on its line.
    StringRef Behind = Plain.take_front(End);
    if (Plain.starts_with("/*") && !Behind.rtrim().ends_with("*/"))
      return Place;
    Place += Blanks + End + 1;
  }
}

/// Drops directives that the unit's first line makes needless.
static std::string withoutRepeated(StringRef Text, StringRef Directive) {
  std::string Result;
  while (!Text.empty()) {
    size_t End = Text.find('\n');
    StringRef Line = Text.take_front(End == StringRef::npos ? Text.size() : End + 1);
    Text = Text.drop_front(Line.size());
    if (Line.trim() != Directive)
      Result += Line;
  }
  return Result;
}

std::string SharedTexts::head(const Unit &Own) const {
  std::string Text;
  if (Selected.count(Own.Path))
    Text += "#define " + unitMacro(Own.Path) + " // for the headers that units share\n";
  return Text + (Own.isHost() ? "#include <lorcha/host.h>\n" : "#include <lorcha/runtime.h>\n");
}

bool SharedTexts::hasEdits(const Unit &Own) const {
  auto Result = llvm::find_if(Members, [&](const Member &Each) { return Each.Own == &Own; })->Result;
  return llvm::any_of(Result->Made.Files, [](const FileEdits &File) { return !File.Edits.empty(); });
}

void SharedTexts::makeUnit(const Member &Each) {
  const Unit &Own = *Each.Own;
  if (Own.isHost() && !hasEdits(Own))
    return;
  Replaced.insert(Own.Path);
  const std::string Module = Each.Result->Made.DeviceModule.empty()
                                 ? std::string()
                                 : "\n// The kernels for OpenCL devices, made from the code above.\n" +
                                       Each.Result->Made.DeviceModule;
  if (Unshared.count(Own.Path)) {
    Texts[NewNames.unitOf(Own.Path)] = {Own.Path, Each.Result->Made.Text};
    return;
  }
  std::string Text;
  if (auto It = Merged.find(Own.Path); It != Merged.end())
    Text = It->second;
  else if (llvm::Expected<std::string> Original = readText(Tree.absolute(Own.Path)))
    Text = std::move(*Original);
  else
    llvm::consumeError(Original.takeError());
  if (!Text.empty() && Text.back() != '\n')
    Text += '\n';
  if (NewNames.isBoth(Own.Path)) {
    Texts[NewNames.textOf(Own.Path)] = {Own.Path, Text};
    Text = "#include \"" + path::filename(NewNames.textOf(Own.Path)).str() + "\"\n";
  } else {
    Text = withoutRepeated(Text, "#include <lorcha/runtime.h>");
  }
  if (StringRef(Text).starts_with("\xEF\xBB\xBF"))
    Text.erase(0, 3); // a byte order mark, which would not be the first thing any more
  Text.insert(behindComments(Text), head(Own));
  Texts[NewNames.unitOf(Own.Path)] = {Own.Path, Text + Module};
}

void SharedTexts::make() {
  addNotes();
  size_t Known;
  do { // a unit that stops to share takes its views away, and one that differs somewhere keeps its own text
       // everywhere
    Known = Unshared.size() + Strict.size();
    Merged.clear();
    Selected.clear();
    Changed.clear();
    for (const auto &[Path, All] : Views)
      makeShared(Path, All);
  } while (Unshared.size() + Strict.size() != Known);
  for (const Member &Each : Members)
    makeUnit(Each);
  for (const auto &[Path, Text] : Merged)
    if (!Replaced.count(Path)) {
      Texts[NewNames.textOf(Path)] = {Path, Text};
      Replaced.insert(Path);
    }
}
