// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Launches become calls of the kernel's stub behind a call that remembers the configuration:
//   k<T><<<Grid, Block, Shared>>>(A, B);
//   lorcha::configure(Grid, Block, Shared), k<T>(A, B);
// so that overloads, template arguments, default arguments and conversions are the host compiler's business.
#include "lorcha/Host/HostRewriter.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace lorcha {

namespace {

/// Where the token of a macro's argument is written. Clang expands long arguments in several pieces.
SourceLocation spelled(SourceLocation Location, const SourceManager &SM) {
  while (SM.isMacroArgExpansion(Location))
    Location = SM.getImmediateSpellingLoc(Location);
  return Location;
}

/// Location seen from the file or macro body that Reference is written in.
SourceLocation atLevelOf(SourceLocation Location, SourceLocation Reference, const SourceManager &SM) {
  FileID Level = SM.getFileID(spelled(Reference, SM));
  while (SM.getFileID(spelled(Location, SM)) != Level && Location.isMacroID())
    Location = SM.getImmediateExpansionRange(Location).getBegin();
  SourceLocation Spelled = spelled(Location, SM);
  return SM.getFileID(Spelled) == Level ? Spelled : Location;
}

/// A configuration's text, fit to stand between parentheses: directives and comments keep lines of their own.
std::string onOwnLines(llvm::StringRef Text) {
  Text = Text.trim();
  llvm::StringRef LastLine = Text.substr(Text.rfind('\n') + 1);
  bool EndsLine = LastLine.ltrim().starts_with("#") || LastLine.contains("//");
  return (Text.starts_with("#") ? "\n" : "") + Text.str() + (EndsLine ? "\n" : "");
}

void rewriteLaunch(ParsedUnit &Unit, const LaunchModel &Launch, EditList &Edits) {
  SourceManager &SM = Unit.sources();
  const CallExpr *Config = Launch.Call->getConfig();
  SourceLocation Open = Config->getBeginLoc(), Close = Config->getRParenLoc();
  SourceLocation Callee = atLevelOf(Launch.Call->getCallee()->getBeginLoc(), Open, SM);
  std::optional<FilePlace> OpenPlace = Edits.written(Open), ClosePlace = Edits.written(Close);
  if (!OpenPlace || !ClosePlace || OpenPlace->File != ClosePlace->File || !Edits.written(Callee)) {
    Unit.report(DiagId::PastedName, Open, "<<<");
    return;
  }
  std::string Arguments = Edits.render(OpenPlace->File, OpenPlace->Offset + 3, ClosePlace->Offset, InPlace);
  bool NeedsParentheses = !Launch.IsStatement || Open.isMacroID();
  Edits.insertBefore(Callee, (NeedsParentheses ? "(lorcha::configure(" : "lorcha::configure(") +
                                 onOwnLines(Arguments) + "), ");
  llvm::StringRef Buffer = Edits.buffer(OpenPlace->File);
  unsigned Begin = OpenPlace->Offset, End = ClosePlace->Offset + 3;
  while (Begin > 0 && Buffer[Begin - 1] == ' ')
    --Begin;
  while (End < Buffer.size() && Buffer[End] == ' ')
    ++End;
  Edits.add(OpenPlace->File, {Begin, End - Begin, "", Rank::Normal, AllViews});
  if (NeedsParentheses)
    Edits.insertAfter(atLevelOf(Launch.Call->getRParenLoc(), Open, SM), ")", Rank::Closing);
}

} // namespace

void rewriteLaunches(ParsedUnit &Unit, const DeviceProgram &Program, EditList &Edits) {
  for (const LaunchModel &Launch : Program.Launches)
    if (Unit.isUsers(Launch.Call->getBeginLoc()))
      rewriteLaunch(Unit, Launch, Edits);
}

} // namespace lorcha
