// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Collects, orders and applies edits.
#include "lorcha/Emit/EditList.h"
#include "clang/Lex/Lexer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;

namespace lorcha {

/// Clang lets tokens begin with the line ends behind backslashes that stand directly before them.
static unsigned behindContinuations(llvm::StringRef Buffer, unsigned Offset) {
  llvm::StringRef Rest = Buffer.substr(Offset);
  while (Rest.starts_with("\\")) {
    llvm::StringRef Next = Rest.drop_front().ltrim(" \t\r");
    if (!Next.consume_front("\n"))
      break;
    Rest = Next;
  }
  return static_cast<unsigned>(Buffer.size() - Rest.size());
}

std::optional<FilePlace> EditList::written(SourceLocation Location) const {
  if (Location.isInvalid())
    return std::nullopt;
  auto [File, Offset] = SM.getDecomposedLoc(SM.getSpellingLoc(Location));
  if (!SM.getFileEntryRefForID(File) || !Unit.isUsers(SM.getSpellingLoc(Location)))
    return std::nullopt;
  return FilePlace{File, behindContinuations(buffer(File), Offset)};
}

unsigned EditList::tokenLength(FilePlace Place) const {
  SourceLocation Location = SM.getLocForStartOfFile(Place.File).getLocWithOffset(Place.Offset);
  return Lexer::MeasureTokenLength(Location, SM, Unit.language());
}

void EditList::add(FileID File, Edit Change) {
  std::vector<Edit> &Known = Edits[File];
  for (const Edit &Other : Known)
    if (Other.Offset == Change.Offset && Other.Length == Change.Length && Other.Views == Change.Views &&
        Other.Partner == Change.Partner) {
      if (Other.Text == Change.Text)
        return; // the same macro argument, or another instantiation
      if (Change.Length != 0) {
        fail(SM.getLocForStartOfFile(File).getLocWithOffset(Change.Offset));
        return;
      }
    }
  Known.push_back(std::move(Change));
}

bool EditList::fail(SourceLocation Token) {
  Unit.report(DiagId::MacroConflict, Token);
  return false;
}

bool EditList::insertBefore(SourceLocation Token, llvm::StringRef Text, Rank Order, unsigned Views) {
  std::optional<FilePlace> Place = written(Token);
  if (!Place)
    return fail(Token);
  add(Place->File, {Place->Offset, 0, Text.str(), Order, Views});
  return true;
}

bool EditList::insertAfter(SourceLocation Token, llvm::StringRef Text, Rank Order, unsigned Views) {
  std::optional<FilePlace> Place = written(Token);
  if (!Place)
    return fail(Token);
  add(Place->File, {Place->Offset + tokenLength(*Place), 0, Text.str(), Order, Views});
  return true;
}

bool EditList::surround(SourceLocation FirstToken, SourceLocation LastToken, llvm::StringRef Open,
                        llvm::StringRef Close) {
  std::optional<FilePlace> First = written(FirstToken), Last = written(LastToken);
  if (!First || !Last || First->File != Last->File || First->Offset > Last->Offset ||
      SM.getFileID(FirstToken) != SM.getFileID(LastToken))
    return false;
  const unsigned Begin = First->Offset, End = Last->Offset + tokenLength(*Last);
  add(First->File, {Begin, 0, Open.str(), Rank::Normal, AllViews, End});
  if (!Close.empty())
    add(First->File, {End, 0, Close.str(), Rank::Normal, AllViews, Begin});
  return true;
}

bool EditList::replaceToken(SourceLocation Token, llvm::StringRef Text, unsigned Views) {
  return replace(Token, Token, Text, Views);
}

bool EditList::replace(SourceLocation FirstToken, SourceLocation LastToken, llvm::StringRef Text,
                       unsigned Views) {
  std::optional<FilePlace> First = written(FirstToken), Last = written(LastToken);
  if (!First || !Last || First->File != Last->File || First->Offset > Last->Offset)
    return fail(FirstToken);
  add(First->File,
      {First->Offset, Last->Offset + tokenLength(*Last) - First->Offset, Text.str(), Rank::Normal, Views});
  return true;
}

bool EditList::remove(SourceLocation FirstToken, SourceLocation LastToken, unsigned Views) {
  std::optional<FilePlace> First = written(FirstToken), Last = written(LastToken);
  if (!First || !Last || First->File != Last->File || First->Offset > Last->Offset)
    return fail(FirstToken);
  llvm::StringRef Buffer = buffer(First->File);
  unsigned End = Last->Offset + tokenLength(*Last);
  while (End < Buffer.size() && (Buffer[End] == ' ' || Buffer[End] == '\t'))
    ++End;
  add(First->File, {First->Offset, End - First->Offset, "", Rank::Normal, Views});
  return true;
}

bool EditList::isReplacedAt(FileID File, unsigned Offset) const {
  auto It = Edits.find(File);
  return It != Edits.end() && llvm::any_of(It->second, [&](const Edit &Change) {
           return Change.Offset == Offset && Change.Length > 0;
         });
}

std::vector<Edit> EditList::sorted(FileID File, unsigned Views) const {
  std::vector<Edit> Result;
  auto It = Edits.find(File);
  if (It == Edits.end())
    return Result;
  for (const Edit &Change : It->second)
    if (Change.Views & Views)
      Result.push_back(Change);
  llvm::stable_sort(Result, [](const Edit &A, const Edit &B) {
    if (A.Offset != B.Offset)
      return A.Offset < B.Offset;
    if ((A.Length == 0) != (B.Length == 0))
      return A.Length == 0; // insertions before a replacement that starts here
    if (A.Length != B.Length)
      return A.Length > B.Length; // the outermost replacement first
    return A.Order < B.Order;
  });
  // Drop what lies inside a replacement: its text was made with the inner edits applied.
  std::vector<Edit> Kept;
  std::vector<std::pair<unsigned, unsigned>> Replaced;
  for (Edit &Change : Result) {
    if (!Replaced.empty() && Change.Offset < Replaced.back().second)
      continue;
    if (Change.Length)
      Replaced.push_back({Change.Offset, Change.Offset + Change.Length});
    Kept.push_back(std::move(Change));
  }
  llvm::erase_if(Kept, [&](const Edit &Change) {
    auto Behind = llvm::upper_bound(Replaced, std::pair(Change.Partner.value_or(0), ~0u));
    return Change.Partner && Behind != Replaced.begin() &&
           Change.hasPartnerWithin(std::prev(Behind)->first, std::prev(Behind)->second);
  });
  return Kept;
}

std::string EditList::render(FileID File, unsigned Begin, unsigned End, unsigned Views) const {
  llvm::StringRef Buffer = buffer(File);
  std::string Text;
  unsigned Position = Begin;
  for (const Edit &Change : sorted(File, Views)) {
    if (Change.Offset < Position || Change.Offset + Change.Length > End ||
        (Change.Offset == End && Change.Length == 0))
      continue;
    Text += Buffer.slice(Position, Change.Offset);
    Text += Change.Text;
    Position = Change.Offset + Change.Length;
  }
  Text += Buffer.slice(Position, End);
  return Text;
}

std::string EditList::render(SourceLocation FirstToken, SourceLocation LastToken, unsigned Views) const {
  std::optional<FilePlace> First = written(FirstToken), Last = written(LastToken);
  if (!First || !Last || First->File != Last->File || First->Offset > Last->Offset)
    return "";
  return render(First->File, First->Offset, Last->Offset + tokenLength(*Last), Views);
}

std::string EditList::print() const {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  auto Quoted = [&](llvm::StringRef Part) {
    OS << "'";
    OS.write_escaped(Part) << "'";
  };
  for (auto &[File, Changes] : Edits)
    for (const Edit &Change : sorted(File, AllViews)) {
      SourceLocation Place = SM.getLocForStartOfFile(File).getLocWithOffset(Change.Offset);
      PresumedLoc Presumed = SM.getPresumedLoc(Place);
      OS << llvm::sys::path::filename(Presumed.getFilename()) << ':' << Presumed.getLine() << ':'
         << Presumed.getColumn() << ": ";
      Quoted(buffer(File).substr(Change.Offset, Change.Length));
      OS << " -> ";
      Quoted(Change.Text);
      OS << '\n';
    }
  return Text;
}

} // namespace lorcha
