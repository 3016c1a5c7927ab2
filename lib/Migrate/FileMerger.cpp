// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Cuts a file into pieces of whole lines, one for each declaration that has edits and for each edit outside
// of declarations, and compares what the units make of each piece.
#include "lorcha/Migrate/FileMerger.h"
#include "llvm/ADT/StringExtras.h"

using namespace lorcha;
using llvm::StringRef;

namespace {

using Group = std::vector<const FileView *>;

class Merger {
public:
  Merger(StringRef Original, const Group &Views, MergedFile &Result)
      : Buffer(Views.front()->Edits.Buffer), HasOwnLines(Original.contains("#line")), Views(Views),
        Result(Result) {}

  std::string run() {
    findPieces();
    std::string Text;
    unsigned Position = 0;
    for (const TextSpan &Piece : Pieces) {
      append(Text, Buffer.slice(Position, Piece.Begin));
      writePiece(Text, Piece);
      Position = Piece.End;
    }
    append(Text, Buffer.substr(Position));
    return Text;
  }

private:
  TextSpan wholeLines(TextSpan Span) const {
    size_t Begin = Buffer.take_front(Span.Begin).rfind('\n');
    // An edit that ends with a line ends there.
    size_t From = Span.End > Span.Begin && Buffer[Span.End - 1] == '\n' ? Span.End - 1 : Span.End;
    size_t End = Buffer.find('\n', From);
    return {Begin == StringRef::npos ? 0 : static_cast<unsigned>(Begin + 1),
            static_cast<unsigned>(End == StringRef::npos ? Buffer.size() : End + 1)};
  }

  void findPieces() {
    std::vector<TextSpan> All;
    for (const FileView *View : Views) {
      for (const TextEdit &Edit : View->Edits.Edits)
        All.push_back(wholeLines(Edit.Where));
      for (const DeclarationSpan &Declaration : View->Edits.Declarations)
        if (llvm::any_of(View->Edits.Edits,
                         [&](const TextEdit &Edit) { return Declaration.Where.contains(Edit.Where); }))
          All.push_back(wholeLines(Declaration.Where));
    }
    llvm::sort(All, [](const TextSpan &A, const TextSpan &B) { return A.Begin < B.Begin; });
    for (const TextSpan &Span : All)
      if (!Pieces.empty() && Span.Begin < Pieces.back().End)
        Pieces.back().End = std::max(Pieces.back().End, Span.End);
      else
        Pieces.push_back(Span);
  }

  static std::vector<const TextEdit *> editsIn(const FileView &View, const TextSpan &Piece) {
    std::vector<const TextEdit *> Result;
    for (const TextEdit &Edit : View.Edits.Edits)
      if (Piece.Begin <= Edit.Where.Begin && Edit.Where.End <= Piece.End &&
          (Edit.Where.Begin < Piece.End || Piece.End == View.Edits.Buffer.size()))
        Result.push_back(&Edit);
    return Result;
  }

  static bool isSkipped(const FileView &View, const TextSpan &Span) {
    return llvm::any_of(View.Edits.Skipped, [&](const TextSpan &Each) { return Each.contains(Span); });
  }

  /// Whether Other read nothing of what View changes, or changes it alike.
  static bool covers(const FileView &View, const FileView &Other, const TextSpan &Piece) {
    std::vector<const TextEdit *> Theirs = editsIn(Other, Piece);
    return llvm::all_of(editsIn(View, Piece), [&](const TextEdit *Edit) {
      return isSkipped(Other, Edit->Where) ||
             llvm::any_of(Theirs, [&](const TextEdit *Each) { return *Each == *Edit; });
    });
  }

  static bool agree(const FileView &A, const FileView &B, const TextSpan &Piece) {
    return covers(A, B, Piece) && covers(B, A, Piece);
  }

  /// Whether the view says nothing about the piece: it did not read it, or nothing in the unit uses what is
  /// declared there, so that any text serves that others use.
  static bool isBlind(const FileView &View, const TextSpan &Piece) {
    std::vector<const TextEdit *> Edits = editsIn(View, Piece);
    if (Edits.empty())
      return isSkipped(View, Piece);
    return !View.IsStrict && llvm::all_of(Edits, [&](const TextEdit *Edit) {
      return llvm::any_of(View.Edits.Declarations, [&](const DeclarationSpan &Each) {
        return Each.IsUnused && Each.Where.contains(Edit->Where);
      });
    });
  }

  std::vector<Group> groupsFor(const TextSpan &Piece) {
    std::vector<Group> Groups;
    Group Blind;
    for (const FileView *View : Views) {
      if (isBlind(*View, Piece)) {
        Blind.push_back(View);
        continue;
      }
      auto It = llvm::find_if(Groups, [&](const Group &Members) {
        return llvm::all_of(Members, [&](const FileView *Each) { return agree(*Each, *View, Piece); });
      });
      if (It == Groups.end())
        Groups.push_back({View});
      else
        It->push_back(View);
    }
    if (Groups.empty()) // nobody uses it: the first who changes it
      Groups.push_back({*llvm::find_if(Blind, [&](const FileView *View) {
        return !editsIn(*View, Piece).empty() || View == Blind.back();
      })});
    return Groups;
  }

  std::string render(const Group &Members, const TextSpan &Piece) const {
    std::vector<const TextEdit *> All;
    for (const FileView *View : Members)
      for (const TextEdit *Edit : editsIn(*View, Piece))
        if (llvm::none_of(All, [&](const TextEdit *Each) { return *Each == *Edit; }))
          All.push_back(Edit);
    // Insertions of one view at one place stay in their order.
    llvm::stable_sort(All, [](const TextEdit *A, const TextEdit *B) { return isBefore(*A, *B); });
    std::string Text;
    unsigned Position = Piece.Begin;
    for (const TextEdit *Edit : All) {
      if (Edit->Where.Begin < Position)
        continue;
      Text += Buffer.slice(Position, Edit->Where.Begin);
      Text += Edit->Text;
      Position = Edit->Where.End;
    }
    Text += Buffer.slice(Position, Piece.End);
    return Text;
  }

  void writePiece(std::string &Text, const TextSpan &Piece) {
    std::vector<Group> Groups = groupsFor(Piece);
    if (Groups.size() == 1) {
      append(Text, render(Groups.front(), Piece));
      return;
    }
    noteConflict(Groups, Piece);
    // The largest group needs no condition.
    llvm::stable_sort(Groups, [](const Group &A, const Group &B) { return A.size() < B.size(); });
    for (size_t I = 0; I < Groups.size(); ++I) {
      const bool IsLast = I + 1 == Groups.size();
      endLine(Text);
      Text += IsLast ? "#else\n" : (I == 0 ? "#if " : "#elif ") + condition(Groups[I]) + "\n";
      append(Text, render(Groups[I], Piece));
    }
    endLine(Text);
    Text += "#endif\n";
  }

  static void endLine(std::string &Text) {
    if (!Text.empty() && Text.back() != '\n')
      Text += '\n';
  }

  std::string condition(const Group &Members) {
    std::string Text;
    for (const FileView *View : Members) {
      std::string Macro = "defined(" + unitMacro(View->Unit) + ")";
      if (StringRef(Text).contains(Macro))
        continue;
      Text += (Text.empty() ? "" : " || ") + Macro;
      Result.Selected.insert(View->Unit);
    }
    return Text;
  }

  void noteConflict(const std::vector<Group> &Groups, const TextSpan &Piece) {
    Result.Conflicts.push_back({static_cast<unsigned>(Buffer.take_front(Piece.Begin).count('\n') + 1),
                                Groups[0].front()->Unit, Groups[1].front()->Unit});
    for (size_t I = 0; I < Groups.size(); ++I)
      for (size_t J = I + 1; J < Groups.size(); ++J)
        for (const FileView *A : Groups[I])
          for (const FileView *B : Groups[J])
            if (A->Unit == B->Unit)
              Result.Unshared.insert(A->Unit);
  }

  /// Leaves out the #line directives that led Clang through macros that were written out.
  void append(std::string &Text, StringRef Part) const {
    while (!Part.empty()) {
      size_t End = Part.find('\n');
      StringRef Line = Part.take_front(End == StringRef::npos ? Part.size() : End + 1);
      Part = Part.drop_front(Line.size());
      if (HasOwnLines || !Line.starts_with("#line "))
        Text += Line;
    }
  }

  StringRef Buffer;
  bool HasOwnLines;
  const Group &Views;
  MergedFile &Result;
  std::vector<TextSpan> Pieces;
};

} // namespace

std::string lorcha::unitMacro(StringRef Unit) {
  std::string Name = "LORCHA_UNIT_";
  for (char C : Unit)
    Name += llvm::isAlnum(C) ? C : '_';
  return Name;
}

MergedFile lorcha::mergeViews(StringRef Original, std::vector<FileView> Views) {
  MergedFile Result;
  std::map<StringRef, Group> ByBuffer; // macros may be written out in different ways
  for (const FileView &View : Views)
    ByBuffer[View.Edits.Buffer].push_back(&View);
  if (ByBuffer.size() == 1) {
    Result.Text = Merger(Original, ByBuffer.begin()->second, Result).run();
    return Result;
  }
  std::vector<Group> Groups;
  for (auto &[Buffer, Members] : ByBuffer)
    Groups.push_back(std::move(Members));
  llvm::stable_sort(Groups, [](const Group &A, const Group &B) { return A.size() < B.size(); });
  Result.Conflicts.push_back({1, Groups[0].front()->Unit, Groups[1].front()->Unit});
  std::set<std::string> Seen;
  for (size_t I = 0; I < Groups.size(); ++I) {
    std::string Condition;
    for (const FileView *View : Groups[I]) {
      if (!Seen.insert(View->Unit).second && !StringRef(Condition).contains(unitMacro(View->Unit)))
        Result.Unshared.insert(View->Unit);
      Condition += (Condition.empty() ? "defined(" : " || defined(") + unitMacro(View->Unit) + ")";
      if (I + 1 < Groups.size())
        Result.Selected.insert(View->Unit);
    }
    Result.Text += I + 1 == Groups.size() ? "#else\n" : (I == 0 ? "#if " : "#elif ") + Condition + "\n";
    Result.Text += Merger(Original, Groups[I], Result).run();
    if (!StringRef(Result.Text).ends_with("\n"))
      Result.Text += '\n';
  }
  Result.Text += "#endif\n";
  return Result;
}
