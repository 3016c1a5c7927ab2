// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Collects what Clang's engine reports as values. Places in macros count where the macro is expanded.
#include "FindingConsumer.h"
#include "lorcha/Frontend/Frontend.h"
#include "clang/Lex/Lexer.h"
#include "llvm/Support/ConvertUTF.h"

using namespace clang;

namespace lorcha {

/// Columns as characters, not bytes. What is no UTF-8 counts as one character a byte.
static unsigned columnOf(const SourceManager &SM, SourceLocation Location) {
  const auto [File, Offset] = SM.getDecomposedLoc(Location);
  const unsigned Bytes = SM.getColumnNumber(File, Offset);
  llvm::StringRef Before = SM.getBufferData(File).substr(Offset - (Bytes - 1), Bytes - 1);
  unsigned Characters = 0;
  while (!Before.empty()) {
    const unsigned Length = llvm::getNumBytesForUTF8(Before.front());
    const auto *Start = reinterpret_cast<const llvm::UTF8 *>(Before.data());
    const bool IsCharacter = Length <= Before.size() && llvm::isLegalUTF8Sequence(Start, Start + Length);
    Before = Before.drop_front(IsCharacter ? Length : 1);
    ++Characters;
  }
  return Characters + 1;
}

FindingPlace placeOf(const SourceManager &SM, const LangOptions &Language, CharSourceRange Range) {
  FindingPlace Place;
  if (Range.isInvalid())
    return Place;
  const SourceLocation Begin = SM.getExpansionLoc(Range.getBegin());
  SourceLocation End = SM.getExpansionRange(Range).getEnd();
  if (Range.isTokenRange())
    End = Lexer::getLocForEndOfToken(End, 0, SM, Language);
  OptionalFileEntryRef Entry = SM.getFileEntryRefForID(SM.getFileID(Begin));
  if (!Entry)
    return Place;
  Place.File = Entry->getName().str();
  Place.Line = SM.getExpansionLineNumber(Begin);
  Place.Column = columnOf(SM, Begin);
  if (End.isValid() && SM.getFileID(End) == SM.getFileID(Begin)) {
    Place.EndLine = SM.getExpansionLineNumber(End);
    Place.EndColumn = columnOf(SM, End);
  }
  return Place;
}

FindingPlace placeOf(const SourceManager &SM, SourceLocation Location) {
  FindingPlace Place = placeOf(SM, LangOptions(), CharSourceRange::getCharRange(Location, Location));
  Place.EndLine = Place.EndColumn = 0;
  return Place;
}

/// The diagnostic's own range if it begins where the diagnostic stands, else the place alone.
static FindingPlace placeOf(const Diagnostic &Info) {
  const SourceManager &SM = Info.getSourceManager();
  if (Info.getLocation().isInvalid())
    return {};
  for (const CharSourceRange &Range : Info.getRanges())
    if (SM.getExpansionLoc(Range.getBegin()) == SM.getExpansionLoc(Info.getLocation()))
      return placeOf(SM, LangOptions(), Range);
  return placeOf(SM, Info.getLocation());
}

void FindingConsumer::HandleDiagnostic(DiagnosticsEngine::Level Level, const Diagnostic &Info) {
  DiagnosticConsumer::HandleDiagnostic(Level, Info);
  if (Level == DiagnosticsEngine::Ignored)
    return;
  llvm::SmallString<128> Text;
  Info.FormatDiagnostic(Text);
  const FindingPlace Where = Info.hasSourceManager() ? placeOf(Info) : FindingPlace();
  if (Level == DiagnosticsEngine::Note) {
    if (!List.empty() && HasMain)
      List.back().Notes.push_back({Where, std::string(Text)});
    return;
  }
  Finding Each;
  Each.Level = Level >= DiagnosticsEngine::Error     ? Severity::Error
               : Level == DiagnosticsEngine::Warning ? Severity::Warning
                                                     : Severity::Remark;
  Each.Id = numberIn(Text);
  Each.Text = std::string(Text);
  Each.Where = Where;
  for (const FixItHint &Hint : Info.getFixItHints())
    if (Hint.RemoveRange.isValid())
      Each.Fixes.push_back(
          {placeOf(Info.getSourceManager(), LangOptions(), Hint.RemoveRange), Hint.CodeToInsert});
  List.push_back(std::move(Each));
  HasMain = true;
}

} // namespace lorcha
