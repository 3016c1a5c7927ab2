// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Fills PreprocessorRecord from Clang's preprocessor callbacks. Directives inside skipped groups are not
// seen.
#include "lorcha/Frontend/PreprocessorRecord.h"
#include "MacroCapture.h"
#include "lorcha/Frontend/SourceReplacement.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/MacroInfo.h"
#include "clang/Lex/PPCallbacks.h"
#include "llvm/Support/Path.h"

using namespace clang;

namespace lorcha {

bool PreprocessorRecord::testsCudaArch() const {
  return llvm::any_of(Tested, [](const TestedMacro &Test) { return Test.Name == "__CUDA_ARCH__"; });
}

FileOwner ownerOf(const SourceManager &SM, SourceLocation Location, llvm::StringRef IncludeDirectory) {
  if (Location.isInvalid())
    return FileOwner::System;
  Location = SM.getExpansionLoc(Location);
  FileID File = SM.getFileID(Location);
  OptionalFileEntryRef Entry = SM.getFileEntryRefForID(File);
  if (!Entry)
    return FileOwner::System; // predefines, scratch space
  if (Entry->getName().starts_with(IncludeDirectory))
    return FileOwner::Lorcha;
  return SM.isInSystemHeader(Location) ? FileOwner::System : FileOwner::User;
}

bool isInMacroBody(const SourceManager &SM, SourceLocation Location) {
  for (; Location.isMacroID(); Location = SM.getImmediateSpellingLoc(Location))
    if (!SM.isMacroArgExpansion(Location))
      return true;
  return false;
}

namespace {

class Recorder : public PPCallbacks {
public:
  Recorder(Preprocessor &PP, llvm::StringRef IncludeDirectory, const std::set<std::string> &Captured,
           PreprocessorRecord &Record, llvm::unique_function<void(const Token &)> Watch)
      : PP(PP), SM(PP.getSourceManager()), IncludeDirectory(IncludeDirectory), Record(Record),
        Capture(PP, Captured, Record) {
    PP.setTokenWatcher([this, Watch = std::move(Watch)](const Token &Tok) mutable {
      Capture.noteToken(Tok);
      Watch(Tok);
    });
  }

  void InclusionDirective(SourceLocation Hash, const Token &, StringRef Spelled, bool Angled,
                          CharSourceRange FileName, OptionalFileEntryRef File, StringRef, StringRef,
                          const Module *, bool, SrcMgr::CharacteristicKind Kind) override {
    if (owner(Hash) != FileOwner::User)
      return;
    if (File && !SrcMgr::isSystem(Kind))
      mend(*File);
    const HeaderEntry *Header = nullptr;
    if (File && File->getName().starts_with(IncludeDirectory))
      Header = lookupHeader(Spelled);
    Pending[FileName.getBegin()] = Record.Includes.size();
    Record.Includes.push_back({Hash, FileName, Spelled.str(), File, Angled, FileID(), Header});
  }

  void FileChanged(SourceLocation Location, FileChangeReason Reason, SrcMgr::CharacteristicKind,
                   FileID) override {
    if (Reason != EnterFile)
      return;
    FileID File = SM.getFileID(Location);
    auto It = Pending.find(SM.getIncludeLoc(File));
    if (It != Pending.end())
      Record.Includes[It->second].Entered = File;
    OptionalFileEntryRef Entry = SM.getFileEntryRefForID(File);
    if (Entry && owner(Location) != FileOwner::Lorcha && Known.insert(Entry->getName().str()).second)
      Record.Dependencies.push_back(Entry->getName().str());
  }

  void MacroDefined(const Token &Name, const MacroDirective *Directive) override {
    const MacroInfo *Info = Directive->getMacroInfo();
    if (owner(Info->getDefinitionLoc()) == FileOwner::User) {
      Record.Definitions.push_back(Info);
      Capture.noteDefinition(Name.getIdentifierInfo(), Info);
    }
  }

  void MacroExpands(const Token &Name, const MacroDefinition &Definition, SourceRange Range,
                    const MacroArgs *) override {
    const MacroInfo *Info = Definition.getMacroInfo();
    Capture.noteUse(Name.getIdentifierInfo(), Range);
    if (!Info || owner(Info->getDefinitionLoc()) != FileOwner::Lorcha ||
        owner(Range.getBegin()) != FileOwner::User)
      return;
    Record.Uses.push_back({Range, Name.getIdentifierInfo()->getName()});
  }

  void Ifdef(SourceLocation Location, const Token &Name, const MacroDefinition &) override {
    test(Name, Location);
  }
  void Ifndef(SourceLocation Location, const Token &Name, const MacroDefinition &) override {
    test(Name, Location);
  }
  void Elifdef(SourceLocation Location, const Token &Name, const MacroDefinition &) override {
    test(Name, Location);
  }
  void Elifndef(SourceLocation Location, const Token &Name, const MacroDefinition &) override {
    test(Name, Location);
  }
  void If(SourceLocation Location, SourceRange Condition, ConditionValueKind) override { scan(Condition); }
  void Elif(SourceLocation Location, SourceRange Condition, ConditionValueKind, SourceLocation) override {
    scan(Condition);
  }

  void Endif(SourceLocation Location, SourceLocation If) override {
    if (owner(If) == FileOwner::User)
      Record.Conditionals.push_back({If, Location});
  }

  void SourceRangeSkipped(SourceRange Range, SourceLocation) override {
    if (owner(Range.getBegin()) == FileOwner::User)
      Record.Skipped.push_back(Range);
  }

  void PragmaDirective(SourceLocation Location, PragmaIntroducerKind Kind) override {
    if (Kind != PIK_HashPragma || owner(Location) != FileOwner::User)
      return;
    llvm::StringRef Line = textAt(Location).split('\n').first;
    llvm::SmallVector<llvm::StringRef, 4> Words;
    Line.drop_front().trim().split(Words, ' ', -1, false);
    if (Words.size() >= 2 && Words[0] == "pragma" && Words[1].trim() == "once")
      Record.PragmaOnce.push_back(Location);
  }

private:
  FileOwner owner(SourceLocation Location) { return ownerOf(SM, Location, IncludeDirectory); }

  /// A file's text from a place on.
  llvm::StringRef textAt(SourceLocation Location) {
    return SM.getBufferData(SM.getFileID(Location)).substr(SM.getFileOffset(Location));
  }

  /// Before a header is read for the first time.
  void mend(FileEntryRef Header) {
    if (!Mended.insert(&Header.getFileEntry()).second)
      return;
    std::optional<llvm::MemoryBufferRef> Buffer = SM.getMemoryBufferForFileOrNone(Header);
    if (!Buffer)
      return;
    if (std::optional<std::string> Text = mendSource(Buffer->getBuffer()))
      SM.overrideFileContents(Header, llvm::MemoryBuffer::getMemBufferCopy(*Text, Header.getName()));
  }

  void test(const Token &Name, SourceLocation Location) {
    if (owner(Location) == FileOwner::User && Name.getIdentifierInfo())
      Record.Tested.push_back({Name.getLocation(), Name.getIdentifierInfo()->getName()});
  }

  /// Records every identifier of a condition, expanded or not.
  void scan(SourceRange Condition) {
    if (Condition.isInvalid() || owner(Condition.getBegin()) != FileOwner::User)
      return;
    auto [File, Offset] = SM.getDecomposedLoc(SM.getExpansionLoc(Condition.getBegin()));
    llvm::StringRef Buffer = SM.getBufferData(File);
    Lexer Raw(SM.getLocForStartOfFile(File), PP.getLangOpts(), Buffer.begin(), Buffer.begin() + Offset,
              Buffer.end());
    Token Tok;
    SourceLocation End = SM.getExpansionLoc(Condition.getEnd());
    while (!Raw.LexFromRawLexer(Tok) && !SM.isBeforeInTranslationUnit(End, Tok.getLocation())) {
      if (Tok.isAtStartOfLine() && Tok.getLocation() != SM.getExpansionLoc(Condition.getBegin()))
        break;
      if (Tok.is(tok::raw_identifier))
        Record.Tested.push_back({Tok.getLocation(), PP.LookUpIdentifierInfo(Tok)->getName()});
    }
  }

  Preprocessor &PP;
  SourceManager &SM;
  std::string IncludeDirectory;
  PreprocessorRecord &Record;
  MacroCapture Capture;
  std::map<SourceLocation, size_t> Pending;
  std::set<std::string> Known;
  std::set<const FileEntry *> Mended;
};

} // namespace

void recordPreprocessing(Preprocessor &PP, llvm::StringRef IncludeDirectory,
                         const std::set<std::string> &Captured, PreprocessorRecord &Record,
                         llvm::unique_function<void(const Token &)> Watch) {
  PP.addPPCallbacks(std::make_unique<Recorder>(PP, IncludeDirectory, Captured, Record, std::move(Watch)));
}

} // namespace lorcha
