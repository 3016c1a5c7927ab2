// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Walks each file once, copying text and edits, and leads line numbers back to the source after every edit
// that adds or removes lines.
#include "lorcha/Emit/UnitWriter.h"
#include "clang/Lex/Lexer.h"
#include "llvm/Support/Path.h"
#include <filesystem>
#include <set>

using namespace clang;

namespace lorcha {

namespace {

class Writer {
public:
  Writer(ParsedUnit &Unit, const EditList &Edits, const WriterOptions &Options)
      : Unit(Unit), SM(Unit.sources()), Edits(Edits), Options(Options) {
    MainDirectory = llvm::sys::path::parent_path(nameOf(SM.getMainFileID()));
    for (const IncludeRecord &Include : Unit.record().Includes)
      IncludesByFile[SM.getFileID(Include.Hash)].push_back(&Include);
    findSpliced();
  }

  std::string run() {
    Text = "#include <lorcha/runtime.h>\n";
    writeFile(SM.getMainFileID());
    return std::move(Text);
  }

private:
  std::string nameOf(FileID File) const {
    OptionalFileEntryRef Entry = SM.getFileEntryRefForID(File);
    return Entry ? Entry->getName().str() : std::string();
  }

  const FileEntry *entryOf(FileID File) const { return SM.getFileEntryForID(File); }

  /// Finds the user's headers that cannot stay includes: those with edits, and those that include a
  /// CUDA-named header or one of these. A header that was not read again counts if #pragma once kept it from
  /// that: its text carries no such mark.
  void findSpliced() {
    std::set<const FileEntry *> ReadOnce;
    for (SourceLocation Pragma : Unit.record().PragmaOnce)
      ReadOnce.insert(entryOf(SM.getFileID(Pragma)));
    auto NeedsText = [&](const IncludeRecord &Include) {
      const FileEntry *Entry = Include.File ? &Include.File->getFileEntry() : nullptr;
      return Include.Header || (Include.Entered.isValid() && Spliced.count(Include.Entered)) ||
             (ReadOnce.count(Entry) && SplicedEntries.count(Entry));
    };
    for (const IncludeRecord &Include : Unit.record().Includes)
      if (Include.Entered.isValid() && isUsersFile(Include.Entered) && Edits.touches(Include.Entered))
        splice(Include.Entered);
    for (bool FoundMore = true; FoundMore;) { // headers may include each other
      FoundMore = false;
      for (const IncludeRecord &Include : Unit.record().Includes)
        if (NeedsText(Include))
          FoundMore |= splice(SM.getFileID(Include.Hash));
    }
  }

  bool splice(FileID File) {
    SplicedEntries.insert(entryOf(File));
    return Spliced.insert(File).second;
  }

  bool isUsersFile(FileID File) { return Unit.isUsers(SM.getLocForStartOfFile(File)); }

  void writeFile(FileID File) {
    Cursor At{File, 0, false};
    std::vector<Edit> All = Edits.sorted(File, InPlace);
    dropPragmaOnce(All, File);
    std::vector<const IncludeRecord *> &Includes = IncludesByFile[File];
    lineDirective(1, File);
    size_t NextInclude = 0;
    for (const Edit &Change : All) {
      for (; NextInclude < Includes.size() && SM.getFileOffset(Includes[NextInclude]->Hash) < Change.Offset;
           ++NextInclude)
        writeInclude(At, *Includes[NextInclude]);
      if (Change.Offset < At.Offset)
        continue;
      copyTo(At, Change.Offset);
      if (!Change.Text.empty() && Change.Text.find('\n') == std::string::npos)
        leadBack(At);
      llvm::StringRef Removed = Edits.buffer(File).substr(Change.Offset, Change.Length);
      addText(At, Change, Removed);
      At.LinesDiffer |= llvm::StringRef(Change.Text).count('\n') != Removed.count('\n');
      At.Offset = Change.Offset + Change.Length;
    }
    for (; NextInclude < Includes.size(); ++NextInclude)
      writeInclude(At, *Includes[NextInclude]);
    copyTo(At, Edits.buffer(File).size());
    if (!Text.empty() && Text.back() != '\n')
      Text += '\n';
  }

  /// A header's text that stands in another file must not carry #pragma once.
  void dropPragmaOnce(std::vector<Edit> &All, FileID File) {
    for (SourceLocation Pragma : Unit.record().PragmaOnce)
      if (SM.getFileID(Pragma) == File && File != SM.getMainFileID()) {
        unsigned Offset = SM.getFileOffset(Pragma);
        unsigned Length = Edits.buffer(File).substr(Offset).split('\n').first.size();
        Edit Removal{Offset, Length, "", Rank::Normal, InPlace};
        All.insert(
            llvm::upper_bound(All, Removal, [](const Edit &A, const Edit &B) { return A.Offset < B.Offset; }),
            Removal);
      }
  }

  struct Cursor {
    FileID File;
    unsigned Offset;
    bool LinesDiffer; ///< the output's line number no longer matches
  };

  /// Copies the user's text up to Offset.
  void copyTo(Cursor &At, unsigned Offset) {
    llvm::StringRef Part = Edits.buffer(At.File).slice(At.Offset, Offset);
    // A byte order mark may stand at the beginning of a text only.
    if (At.Offset == 0 && Part.consume_front("\xEF\xBB\xBF"))
      At.Offset = 3;
    while (!Part.empty()) {
      // A line with nothing but a brace is no place that anybody looks for.
      llvm::StringRef Line = Part.split('\n').first.trim();
      if (!Line.empty() && Line != "}")
        leadBack(At);
      size_t End = Part.find('\n');
      size_t Length = End == llvm::StringRef::npos ? Part.size() : End + 1;
      Text += Part.take_front(Length);
      Part = Part.drop_front(Length);
      At.Offset += Length;
    }
    At.Offset = Offset;
  }

  /// Before the first text of the user's that follows an edit of several lines.
  void leadBack(Cursor &At) {
    if (!At.LinesDiffer)
      return;
    // The source itself may hold #line directives.
    SourceLocation Place = SM.getLocForStartOfFile(At.File).getLocWithOffset(At.Offset);
    if (directiveHere(SM.getPresumedLoc(Place).getLine(), At.File))
      At.LinesDiffer = false;
  }

  /// An edit's text. One that brings lines of the user's has its own directives.
  void addText(const Cursor &At, const Edit &Change, llvm::StringRef Removed) {
    llvm::StringRef Added = Change.Text;
    if (!Options.ExactLines || Removed.contains('\n') || Added.contains("#line") || !Added.contains('\n')) {
      Text += Added;
      return;
    }
    SourceLocation Place = SM.getLocForStartOfFile(At.File).getLocWithOffset(Change.Offset);
    const unsigned Line = SM.getPresumedLoc(Place).getLine();
    const StringRef Rest = Edits.buffer(At.File).substr(Change.Offset + Change.Length).split('\n').first.trim();
    while (!Added.empty()) {
      const size_t Length = std::min(Added.find('\n'), Added.size() - 1) + 1;
      // A line 0 is nobody's; but the user's text may follow in the last one.
      const bool IsWhole = Added[Length - 1] == '\n' || Rest.empty() || Rest.starts_with("//");
      if (!Added.take_front(Length).trim().empty())
        directiveHere(IsWhole ? 0 : Line, At.File);
      Text += Added.take_front(Length);
      Added = Added.drop_front(Length);
    }
  }

  /// Puts a directive before the line that is being written if there are only blanks in it so far.
  bool directiveHere(unsigned Line, FileID File) {
    const size_t Begin = llvm::StringRef(Text).rtrim(" \t").size();
    if (!Begin || Text[Begin - 1] != '\n' || (Begin > 1 && Text[Begin - 2] == '\\'))
      return false;
    const std::string Blanks = Text.substr(Begin);
    Text.resize(Begin);
    lineDirective(Line, File);
    Text += Blanks;
    return true;
  }

  void lineDirective(unsigned Line, FileID File) {
    if (Options.LineDirectives)
      Text += "#line " + std::to_string(Line) + " \"" + nameOf(File) + "\"\n";
  }

  void writeInclude(Cursor &At, const IncludeRecord &Include) {
    unsigned Begin = SM.getFileOffset(Include.Hash);
    if (Begin < At.Offset)
      return;
    auto [NameFile, NameOffset] = SM.getDecomposedLoc(SM.getExpansionLoc(Include.FileName.getBegin()));
    unsigned End = SM.getFileOffset(SM.getExpansionLoc(Include.FileName.getEnd()));
    if (Include.FileName.isTokenRange() || Include.FileName.getEnd().isMacroID())
      End = NameOffset + Edits.tokenLength({NameFile, NameOffset});
    copyTo(At, Begin);
    if (Include.Header) {
      if (Include.Header->LorchaName != "lorcha/runtime.h") // already there, at the top
        (Text += "#include <") += Include.Header->LorchaName.str() + ">";
    } else if (Include.Entered.isValid() && Spliced.count(Include.Entered)) {
      Text += "// begin of \"" + Include.Spelled + "\"\n";
      writeFile(Include.Entered);
      Text += "// end of \"" + Include.Spelled + "\"\n";
      At.LinesDiffer = true;
      // The rest of the directive's line may hold a comment: it stays behind the header's text.
    } else if (!Include.Entered.isValid() && Include.File &&
               SplicedEntries.count(&Include.File->getFileEntry())) {
      // The text stands above already, and was guarded against coming twice.
    } else {
      Text += directive(Include, At.File);
    }
    At.Offset = End;
  }

  /// The directive as written, or with a path that still holds from the main file's folder.
  std::string directive(const IncludeRecord &Include, FileID Includer) {
    llvm::StringRef Path = Include.File ? Include.File->getName() : llvm::StringRef();
    std::string Directory = llvm::sys::path::parent_path(nameOf(Includer)).str();
    bool IsBesideIncluder = !Include.Angled && Directory != MainDirectory && Path.starts_with(Directory);
    std::string Name = IsBesideIncluder ? fromMainDirectory(Path.str()) : Include.Spelled;
    return "#include " + (Include.Angled ? "<" + Name + ">" : "\"" + Name + "\"");
  }

  std::string fromMainDirectory(const std::filesystem::path &Path) {
    std::filesystem::path Relative = Path.lexically_relative(MainDirectory.empty() ? "." : MainDirectory);
    return Relative.empty() ? std::filesystem::absolute(Path).string() : Relative.string();
  }

  ParsedUnit &Unit;
  SourceManager &SM;
  const EditList &Edits;
  WriterOptions Options;
  std::string Text;
  std::string MainDirectory;
  std::map<FileID, std::vector<const IncludeRecord *>> IncludesByFile;
  std::set<FileID> Spliced; ///< the user's files whose text stands in the place of their #include
  std::set<const FileEntry *> SplicedEntries;
};

} // namespace

std::string writeUnit(ParsedUnit &Unit, const EditList &Edits, const WriterOptions &Options) {
  return Writer(Unit, Edits, Options).run();
}

} // namespace lorcha
