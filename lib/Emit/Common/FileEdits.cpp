// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Takes a unit's edits apart by file, with what is needed to tell whether two units agree about a file.
#include "lorcha/Emit/FileEdits.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include <algorithm>

using namespace clang;

namespace lorcha {

namespace {

class Collector {
public:
  Collector(ParsedUnit &Unit, const EditList &Edits) : Unit(Unit), SM(Unit.sources()), Edits(Edits) {}

  std::vector<FileEdits> run() {
    listFiles();
    for (FileID File : Files)
      start(File);
    for (SourceRange Range : Unit.record().Skipped)
      noteSkipped(Range);
    noteDeclarations(*Unit.ast().getTranslationUnitDecl());
    for (const IncludeRecord &Include : Unit.record().Includes)
      noteInclude(Include);
    for (FileEdits &Each : Result)
      llvm::stable_sort(Each.Edits, isBefore);
    return std::move(Result);
  }

private:
  void listFiles() {
    Files.push_back(SM.getMainFileID());
    for (const IncludeRecord &Include : Unit.record().Includes)
      if (Include.Entered.isValid() && Unit.isUsers(SM.getLocForStartOfFile(Include.Entered)))
        Files.push_back(Include.Entered);
  }

  void start(FileID File) {
    Index[File] = Result.size();
    FileEdits &Text = Result.emplace_back();
    if (OptionalFileEntryRef Entry = SM.getFileEntryRefForID(File))
      Text.Path = Entry->getName().str();
    Text.Buffer = Edits.buffer(File).str();
    Text.IsMain = File == SM.getMainFileID();
    unsigned Covered = 0;
    for (const Edit &Change : Edits.sorted(File, InPlace)) {
      if (Change.Offset < Covered)
        continue;
      Covered = Change.Offset + Change.Length;
      Text.Edits.push_back({{Change.Offset, Covered}, Change.Text});
    }
  }

  FileEdits *find(FileID File) {
    auto It = Index.find(File);
    return It == Index.end() ? nullptr : &Result[It->second];
  }

  void noteSkipped(SourceRange Range) {
    auto [File, Begin] = SM.getDecomposedExpansionLoc(Range.getBegin());
    auto [LastFile, End] = SM.getDecomposedExpansionLoc(Range.getEnd());
    if (FileEdits *Text = find(File); Text && File == LastFile)
      Text->Skipped.push_back({Begin, End});
  }

  void noteDeclarations(const DeclContext &Context) {
    for (const Decl *Each : Context.noload_decls()) {
      if (Each->isImplicit())
        continue;
      if (isa<NamespaceDecl, LinkageSpecDecl>(Each)) {
        const auto *Linkage = dyn_cast<LinkageSpecDecl>(Each);
        if (Linkage && !Linkage->hasBraces())
          noteRange(*Each);
        else
          noteDeclarations(*cast<DeclContext>(Each));
        continue;
      }
      noteRange(*Each);
    }
  }

  static bool isUnused(const Decl *Each) {
    if (const auto *Template = dyn_cast<FunctionTemplateDecl>(Each))
      return Template->specializations().empty();
    if (const auto *Template = dyn_cast<ClassTemplateDecl>(Each))
      return Template->specializations().empty();
    if (const auto *Method = dyn_cast<CXXMethodDecl>(Each)) {
      const ClassTemplateDecl *Template = Method->getParent()->getDescribedClassTemplate();
      return Template && Template->specializations().empty();
    }
    return isa<FunctionDecl>(Each) && !Each->isReferenced() && !Each->isUsed();
  }

  void noteRange(const Decl &Each) {
    SourceRange Range = Each.getSourceRange();
    auto [File, Begin] = SM.getDecomposedExpansionLoc(Range.getBegin());
    auto [LastFile, End] = SM.getDecomposedExpansionLoc(Range.getEnd());
    if (FileEdits *Text = find(File); Text && File == LastFile && Begin <= End)
      Text->Declarations.push_back({{Begin, End + Edits.tokenLength({File, End})}, isUnused(&Each)});
  }

  void noteInclude(const IncludeRecord &Include) {
    auto [File, Begin] = SM.getDecomposedLoc(SM.getExpansionLoc(Include.FileName.getBegin()));
    FileEdits *Text = find(File);
    if (!Text)
      return;
    unsigned End = SM.getFileOffset(SM.getExpansionLoc(Include.FileName.getEnd()));
    if (Include.FileName.isTokenRange() || Include.FileName.getEnd().isMacroID())
      End = Begin + Edits.tokenLength({File, Begin});
    if (!Include.Header) {
      Text->Includes.push_back(
          {{Begin, End}, Include.File ? Include.File->getName().str() : std::string(), Include.Angled});
      return;
    }
    Text->Edits.push_back({{Begin, End}, "<" + Include.Header->LorchaName.str() + ">"});
  }

  ParsedUnit &Unit;
  SourceManager &SM;
  const EditList &Edits;
  std::vector<FileID> Files;
  std::map<FileID, size_t> Index;
  std::vector<FileEdits> Result;
};

} // namespace

std::vector<FileEdits> collectFileEdits(ParsedUnit &Unit, const EditList &Edits) {
  return Collector(Unit, Edits).run();
}

} // namespace lorcha
