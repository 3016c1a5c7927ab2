// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "lorcha/Frontend/SourceChanges.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace lorcha {

std::optional<FileStretch> stretchOf(SourceRange Tokens, const SourceManager &SM,
                                     const LangOptions &Language) {
  const CharSourceRange Chars =
      Lexer::makeFileCharRange(CharSourceRange::getTokenRange(Tokens), SM, Language);
  if (Chars.isInvalid())
    return std::nullopt;
  return FileStretch{SM.getFileID(Chars.getBegin()), SM.getFileOffset(Chars.getBegin()),
                     SM.getFileOffset(Chars.getEnd())};
}

bool SourceChanges::replace(FileStretch Where, std::string Text) {
  OptionalFileEntryRef Entry = SM.getFileEntryRefForID(Where.File);
  if (!Entry)
    return false;
  ChangedFile &Changed =
      ByFile.try_emplace(Entry->getName().str(), ChangedFile{Where.File, {}}).first->second;
  const Change New{Where.End, std::move(Text)};
  return Changed.Changes.try_emplace(Where.Begin, New).first->second == New;
}

bool SourceChanges::insert(SourceLocation Where, std::string Text) {
  const unsigned Offset = SM.getFileOffset(Where);
  return replace({SM.getFileID(Where), Offset, Offset}, std::move(Text));
}

std::map<std::string, std::string> SourceChanges::texts() const {
  std::map<std::string, std::string> Result;
  for (const auto &[Name, Changed] : ByFile) {
    llvm::StringRef Buffer = SM.getBufferData(Changed.File);
    std::string &Text = Result[Name];
    unsigned Position = 0;
    for (const auto &[Begin, New] : Changed.Changes) {
      Text += Buffer.slice(Position, Begin);
      Text += New.Text;
      Position = New.End;
    }
    Text += Buffer.substr(Position);
  }
  return Result;
}

std::string outermostMacro(SourceLocation Location, const SourceManager &SM, const LangOptions &Language) {
  SourceLocation Inner = Location;
  for (SourceLocation Outer = Inner; Outer.isMacroID();) {
    Inner = Outer;
    Outer = SM.isMacroArgExpansion(Outer) ? SM.getImmediateMacroCallerLoc(Outer)
                                          : SM.getImmediateExpansionRange(Outer).getBegin();
  }
  return Lexer::getImmediateMacroName(Inner, SM, Language).str();
}

} // namespace lorcha
