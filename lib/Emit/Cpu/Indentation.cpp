// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Text that gets a loop around it goes one level deeper.
#include "CpuEmitter.h"
#include "clang/Lex/Lexer.h"
#include <set>

using namespace clang;

namespace lorcha {

std::string indentAt(llvm::StringRef Buffer, unsigned Offset) {
  size_t Start = Buffer.rfind('\n', Offset);
  Start = Start == llvm::StringRef::npos ? 0 : Start + 1;
  return Buffer.slice(Start, Offset).take_while([](char C) { return C == ' ' || C == '\t'; }).str();
}

/// Where lines begin that a string literal goes on in, between Begin and End: blanks there would belong to
/// it.
static std::set<unsigned> linesInStrings(const CpuEmitterState &State, FileID File, unsigned Begin,
                                         unsigned End) {
  llvm::StringRef Buffer = State.Edits.buffer(File);
  std::set<unsigned> Result;
  Lexer Tokens(State.SM.getLocForStartOfFile(File), State.Unit.language(), Buffer.begin(),
               Buffer.begin() + Begin, Buffer.end());
  Token Each;
  do {
    Tokens.LexFromRawLexer(Each);
    if (!tok::isStringLiteral(Each.getKind()))
      continue;
    const unsigned First = State.SM.getFileOffset(Each.getLocation()), Behind = First + Each.getLength();
    for (size_t Line = Buffer.find('\n', First); Line < Behind; Line = Buffer.find('\n', Line + 1))
      Result.insert(static_cast<unsigned>(Line + 1));
  } while (Each.isNot(tok::eof) && State.SM.getFileOffset(Each.getLocation()) < End);
  return Result;
}

void indentLines(CpuEmitterState &State, FileID File, unsigned Begin, unsigned End, unsigned Views) {
  llvm::StringRef Buffer = State.Edits.buffer(File);
  const std::set<unsigned> InStrings = linesInStrings(State, File, Begin, End);
  bool IsContinued = false;
  for (size_t Newline = Buffer.find('\n', Begin); Newline != llvm::StringRef::npos && Newline + 1 < End;
       Newline = Buffer.find('\n', Newline + 1)) {
    const auto Start = static_cast<unsigned>(Newline + 1);
    llvm::StringRef Line = Buffer.substr(Start).split('\n').first;
    const bool IsDirective = Line.ltrim().starts_with("#") || IsContinued;
    IsContinued = IsDirective && Line.rtrim().ends_with("\\");
    if (!Line.trim().empty() && !IsDirective && !InStrings.count(Start) &&
        !State.Edits.isReplacedAt(File, Start))
      State.Edits.add(File, {Start, 0, "  ", Rank::Specifier, Views});
  }
}

} // namespace lorcha
