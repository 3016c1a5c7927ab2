// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Writes macros out, and mends what nvcc takes and Clang does not.
#include "lorcha/Frontend/SourceReplacement.h"

using namespace clang;

namespace lorcha {

std::map<std::string, std::string> writeOutMacros(ParsedUnit &Unit) {
  SourceManager &SM = Unit.sources();
  std::map<std::string, std::string> Result;
  std::map<FileID, std::vector<const MadeByMacro *>> ByFile;
  for (const MadeByMacro &Made : Unit.record().Made)
    ByFile[SM.getFileID(Made.Range.getBegin())].push_back(&Made);
  for (auto &[File, Uses] : ByFile) {
    std::string Name = SM.getFileEntryRefForID(File)->getName().str();
    llvm::StringRef Buffer = SM.getBufferData(File);
    std::string Text;
    unsigned Position = 0;
    for (const MadeByMacro *Made : Uses) {
      unsigned Begin = SM.getFileOffset(Made->Range.getBegin());
      unsigned Last = SM.getFileOffset(Made->Range.getEnd());
      unsigned End = Last + Lexer::MeasureTokenLength(Made->Range.getEnd(), SM, Unit.language());
      if (Begin < Position)
        continue;
      Text += Buffer.slice(Position, Begin);
      Text += Made->Text;
      // A statement ends before the line directive.
      if (const llvm::StringRef Rest = Buffer.substr(End).ltrim(" \t"); Rest.starts_with(";")) {
        Text += ';';
        End = static_cast<unsigned>(Buffer.size() - Rest.size()) + 1;
      }
      // Lead line numbers back: the text has lines that the source has not.
      PresumedLoc Presumed = SM.getPresumedLoc(Made->Range.getEnd());
      Text += "\n#line " + std::to_string(Presumed.getLine()) + " \"" + Presumed.getFilename() + "\"\n";
      Position = End;
    }
    Text += Buffer.substr(Position);
    Result.insert({Name, std::move(Text)}); // of several inclusions, the first
  }
  return Result;
}

std::optional<std::string> joinChevrons(llvm::StringRef Text) {
  std::string Result;
  bool IsOpen = false;
  auto Join = [&](size_t Place, char Chevron) {
    if (Result.empty())
      Result = Text.str();
    size_t Blanks = Text.substr(Place + 2).find_first_not_of(" \t");
    Result[Place + 2] = Chevron;
    if (Blanks > 0)
      Result[Place + 2 + Blanks] = ' ';
  };
  for (size_t I = 0; I + 2 < Text.size(); ++I) {
    bool IsBlankBehind = Text[I + 2] == ' ' || Text[I + 2] == '\t';
    size_t Next = Text.find_first_not_of(" \t", I + 2);
    if (Next == llvm::StringRef::npos || !IsBlankBehind)
      continue;
    // No valid C++ has "<< <"; "> >>" and ">> >" close templates unless a launch is open.
    if (Text.substr(I, 2) == "<<" && Text[Next] == '<' && (I == 0 || Text[I - 1] != '<')) {
      Join(I, '<');
      IsOpen = true;
    } else if (IsOpen && Text.substr(I, 2) == ">>" && Text[Next] == '>') {
      Join(I, '>');
      IsOpen = false;
    }
  }
  if (Result.empty())
    return std::nullopt;
  return Result;
}

std::optional<std::string> separateAsmOperands(llvm::StringRef Text) {
  std::string Result;
  for (size_t Close = Text.find(')'); Close != llvm::StringRef::npos; Close = Text.find(')', Close + 1)) {
    llvm::StringRef Rest = Text.substr(Close + 1), Next = Rest.ltrim(" \t");
    // No valid C++ has ') "r" (' where "r" is a constraint.
    if (Next.size() == Rest.size() || !Next.consume_front("\""))
      continue;
    llvm::StringRef Constraint = Next.take_until([](char C) { return C == '"'; });
    llvm::StringRef Letter = Constraint.ltrim("=+&");
    if (Letter.size() != 1 || !llvm::StringRef("hrlfdnq").contains(Letter[0]) ||
        !Next.drop_front(std::min(Constraint.size() + 1, Next.size())).ltrim(" \t").starts_with("("))
      continue;
    if (Result.empty())
      Result = Text.str();
    Result[Close + 1] = ',';
  }
  if (Result.empty())
    return std::nullopt;
  return Result;
}

/// Where the words of a declaration begin that stand in front of Place and say where variables live.
static size_t beginOfSpecifiers(llvm::StringRef Text, size_t Place) {
  static constexpr llvm::StringLiteral Words[] = {"__shared__", "__device__", "__constant__", "__managed__",
                                                  "static",     "extern",     "const",        "volatile"};
  size_t Begin = Place;
  while (true) {
    llvm::StringRef Before = Text.take_front(Begin).rtrim(" \t");
    const auto *Word = llvm::find_if(Words, [&](llvm::StringRef Each) { return Before.ends_with(Each); });
    if (Word == std::end(Words))
      return Begin;
    size_t First = Before.size() - Word->size();
    if (First > 0 && clang::isAsciiIdentifierContinue(Before[First - 1]))
      return Begin;
    Begin = First;
  }
}

/// The size of "(...)" at the beginning of Text; 0 if it does not end there.
static size_t sizeOfParentheses(llvm::StringRef Text) {
  unsigned Depth = 0;
  for (size_t I = 0; I < Text.size() && Text[I] != '\n'; ++I) {
    Depth += Text[I] == '(';
    if (Text[I] == ')' && --Depth == 0)
      return I + 1;
  }
  return 0;
}

std::optional<std::string> moveAlignments(llvm::StringRef Text) {
  static constexpr llvm::StringLiteral Word("alignas(");
  std::string Result;
  for (size_t Place = Text.find(Word); Place != llvm::StringRef::npos; Place = Text.find(Word, Place + 1)) {
    size_t Begin = beginOfSpecifiers(Text, Place), Size = Word.size() - 1;
    Size += sizeOfParentheses(Text.substr(Place + Size));
    if (Begin == Place || Size < Word.size())
      continue;
    if (Result.empty())
      Result = Text.str();
    std::string Moved = (Text.substr(Place, Size) + " " + Text.slice(Begin, Place)).str();
    Result.replace(Begin, Moved.size() - 1, Moved.substr(0, Moved.size() - 1));
  }
  if (Result.empty())
    return std::nullopt;
  return Result;
}

/// Where a '{' begins an argument of the launch whose arguments begin at Place.
static std::vector<size_t> bracedArguments(llvm::StringRef Text, size_t Place) {
  std::vector<size_t> Result;
  unsigned Depth = 0;
  bool Begins = true;
  for (size_t I = Place; I < Text.size() && !Text.substr(I).starts_with(">>>"); ++I) {
    char C = Text[I];
    if (C == ';' || (Depth == 0 && (C == ')' || C == '}')))
      return {}; // not a launch
    if (C == '{' && Begins && Depth == 0)
      Result.push_back(I);
    Depth += C == '(' || C == '{' || C == '[';
    Depth -= C == ')' || C == '}' || C == ']';
    if (!clang::isWhitespace(C))
      Begins = C == ',';
  }
  return Result;
}

std::optional<std::string> nameDimensions(llvm::StringRef Text) {
  static constexpr llvm::StringLiteral Opening("<<<");
  std::vector<size_t> Places;
  for (size_t Launch = Text.find(Opening); Launch != llvm::StringRef::npos;
       Launch = Text.find(Opening, Launch + Opening.size()))
    for (size_t Place : bracedArguments(Text, Launch + Opening.size()))
      Places.push_back(Place);
  if (Places.empty())
    return std::nullopt;
  std::string Result = Text.str();
  for (size_t Place : llvm::reverse(Places))
    Result.insert(Place, "dim3");
  return Result;
}

std::optional<std::string> dropDeviceOfShared(llvm::StringRef Text) {
  static constexpr llvm::StringLiteral Word("__device__");
  std::string Result;
  for (size_t Place = Text.find(Word); Place != llvm::StringRef::npos; Place = Text.find(Word, Place + 1)) {
    llvm::StringRef Behind = Text.substr(Place + Word.size()), Next = Behind.ltrim(" \t");
    if (Next.size() == Behind.size() || !Next.starts_with("__shared__"))
      continue;
    if (Result.empty())
      Result = Text.str();
    Result.replace(Place, Word.size(), std::string(Word.size(), ' '));
  }
  if (Result.empty())
    return std::nullopt;
  return Result;
}

std::optional<std::string> separateLinkage(llvm::StringRef Text) {
  static constexpr llvm::StringLiteral Linkage("\"C\"");
  std::string Result;
  for (size_t End = Text.size(); End > 0;) {
    const size_t Place = Text.take_front(End).rfind("\"C\"__");
    if (Place == llvm::StringRef::npos)
      break;
    End = Place;
    if (!Text.take_front(Place).rtrim(" \t").ends_with("extern"))
      continue;
    if (Result.empty())
      Result = Text.str();
    Result.insert(Place + Linkage.size(), " ");
  }
  if (Result.empty())
    return std::nullopt;
  return Result;
}

std::optional<std::string> mendSource(llvm::StringRef Text) {
  std::optional<std::string> Result;
  for (auto *Part : {joinChevrons, separateAsmOperands, moveAlignments, nameDimensions, dropDeviceOfShared,
                     separateLinkage})
    if (std::optional<std::string> Mended = Part(Result ? llvm::StringRef(*Result) : Text))
      Result = std::move(Mended);
  return Result;
}

} // namespace lorcha
