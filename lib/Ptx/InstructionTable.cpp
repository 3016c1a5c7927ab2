// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "InstructionTable.h"
#include "lorcha/Ptx/Parser.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include <algorithm>

namespace lorcha::ptx {

namespace {

struct SetWord {
  llvm::StringRef Set, Word, Cpp;
};
constexpr SetWord SetWords[] = {
#define GET_PTX_SETS
#include "lorcha/Api/PtxTable.inc"
};
constexpr InstructionRow Instructions[] = {
#define GET_PTX_INSTRUCTIONS
#include "lorcha/Api/PtxTable.inc"
};
constexpr SpecialRegister SpecialRegisters[] = {
#define GET_PTX_REGISTERS
#include "lorcha/Api/PtxTable.inc"
};

llvm::StringRef opcodeOf(const InstructionRow &Row) { return Row.Syntax.split(' ').first; }

struct OpcodeOrder {
  bool operator()(const InstructionRow &Row, llvm::StringRef Name) const { return opcodeOf(Row) < Name; }
  bool operator()(llvm::StringRef Name, const InstructionRow &Row) const { return Name < opcodeOf(Row); }
};

llvm::ArrayRef<InstructionRow> rowsOf(llvm::StringRef Opcode) {
  auto [Begin, End] =
      std::equal_range(std::begin(Instructions), std::end(Instructions), Opcode, OpcodeOrder());
  return llvm::ArrayRef(Begin, End);
}

const SetWord *wordOf(llvm::StringRef Set, llvm::StringRef Word) {
  for (const SetWord &Each : SetWords)
    if (Each.Set == Set && Each.Word == Word)
      return &Each;
  return nullptr;
}

bool hasWord(llvm::StringRef List, llvm::StringRef Word) {
  llvm::SmallVector<llvm::StringRef> Words;
  List.split(Words, ' ', -1, /*KeepEmpty=*/false);
  return llvm::is_contained(Words, Word);
}

/// Whether the modifier fills the element. Elements that stand without a question mark must be filled.
bool fill(llvm::StringRef Element, llvm::StringRef Modifier, MatchedRow &Match) {
  if (!Element.consume_front("$"))
    return Element == Modifier;
  auto [Name, Set] = Element.split(':');
  if (!Set.empty()) {
    const SetWord *Word = wordOf(Set, Modifier);
    if (Word)
      Match.Words[Name] = Word->Cpp;
    return Word;
  }
  bool IsFirst = Name == "T";
  if (!hasWord(IsFirst ? Match.Row->Types : Match.Row->MoreTypes, Modifier))
    return false;
  (IsFirst ? Match.T : Match.U) = typeNamed(Modifier);
  return true;
}

bool matchRow(const Instruction &Code, MatchedRow &Match) {
  llvm::SmallVector<llvm::StringRef> Elements;
  Match.Row->Syntax.split(Elements, ' ', -1, /*KeepEmpty=*/false);
  size_t Next = 0;
  for (llvm::StringRef Element : llvm::drop_begin(Elements)) {
    bool IsOptional = Element.consume_front("?");
    if (Next < Code.Modifiers.size() && fill(Element, Code.Modifiers[Next], Match)) {
      ++Next;
      continue;
    }
    if (!IsOptional)
      return false;
    auto [Name, Set] = Element.split(':');
    if (!Set.empty())
      Match.Words[Name.drop_front()] = wordOf(Set, "")->Cpp;
  }
  return Next == Code.Modifiers.size();
}

Type named(std::string Class, unsigned Bits) {
  std::optional<Type> Result = typeNamed(Class + std::to_string(Bits));
  return Result.value_or(Type::B64);
}

} // namespace

bool isOpcode(llvm::StringRef Name) { return !rowsOf(Name).empty(); }

std::vector<MatchedRow> matchModifiers(const Instruction &Code) {
  std::vector<MatchedRow> Matches;
  for (const InstructionRow &Row : rowsOf(Code.Opcode)) {
    MatchedRow Match{&Row, {}, {}, {}};
    if (matchRow(Code, Match))
      Matches.push_back(std::move(Match));
  }
  return Matches;
}

bool isKnown(const Instruction &Code) { return !matchModifiers(Code).empty(); }

const SpecialRegister *specialRegister(llvm::StringRef Name) {
  const auto *Found =
      llvm::find_if(SpecialRegisters, [&](const SpecialRegister &Each) { return Each.Name == Name; });
  return Found == std::end(SpecialRegisters) ? nullptr : Found;
}

std::optional<uint64_t> namedConstant(llvm::StringRef Name) {
  if (Name == "WARP_SZ")
    return 32;
  return std::nullopt;
}

std::optional<Type> typeInRow(const MatchedRow &Match, llvm::StringRef Name) {
  if (std::optional<Type> Plain = typeNamed(Name))
    return Plain;
  if (Name.empty() || (Name.back() != 'T' && Name.back() != 'U'))
    return std::nullopt;
  std::optional<Type> Base = Name.back() == 'T' ? Match.T : Match.U;
  if (!Base)
    return std::nullopt;
  for (char Letter : llvm::reverse(Name.drop_back())) {
    unsigned Bits = bitsOf(*Base);
    const char *Sign = classOf(*Base) == TypeClass::Signed ? "s" : "u";
    if (Letter == 'w')
      Base = named(Sign, 2 * Bits);
    else if (Letter == 'u' || Letter == 's' || Letter == 'b')
      Base = named(std::string(1, Letter), Bits);
    else
      return std::nullopt;
  }
  return Base;
}

std::vector<OperandSpec> operandsOf(const MatchedRow &Match) {
  llvm::SmallVector<llvm::StringRef> Texts;
  Match.Row->Operands.split(Texts, ' ', -1, /*KeepEmpty=*/false);
  std::vector<OperandSpec> Specs;
  for (llvm::StringRef Text : Texts) {
    OperandSpec Spec;
    Spec.IsWritten = Text.consume_front("=");
    Spec.IsPair = Text.consume_back("|pred");
    Spec.IsConstant = Text.consume_front("#");
    if (Text.consume_front("[")) {
      Spec.IsAddress = true;
      Text.consume_back("]");
      Spec.IsShared = Text.consume_front("shared:");
      Text.consume_front("global:");
    }
    Spec.IsPointer = Text == "ptr";
    Spec.IsLabel = Text == "label";
    if (uint64_t Value; Spec.IsConstant && !Text.getAsInteger(10, Value))
      Spec.Value = Value;
    else if (std::optional<Type> Known = typeInRow(Match, Text))
      Spec.ValueType = *Known;
    Specs.push_back(Spec);
  }
  return Specs;
}

} // namespace lorcha::ptx
