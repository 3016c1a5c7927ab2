// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "InstructionPrinter.h"
#include "llvm/ADT/StringExtras.h"

namespace lorcha::ptx {

// --- The choice of a row

bool InstructionPrinter::fits(const Instruction &Code, const std::vector<OperandSpec> &Specs) const {
  if (Specs.size() != Code.Operands.size())
    return false;
  for (size_t I = 0; I < Specs.size(); ++I) {
    const Operand &Given = Code.Operands[I];
    if (Given.Kind == OperandKind::Pair && !Specs[I].IsPair)
      return false;
    if (Specs[I].IsConstant && Given.Kind != OperandKind::Integer &&
        !(Given.Kind == OperandKind::Argument &&
          llvm::StringRef(Asm.Arguments[Given.Index].Constraint) == "n"))
      return false;
    if (Specs[I].Value && Values.constant(Given) != Specs[I].Value)
      return false;
  }
  return true;
}

std::optional<MatchedRow> InstructionPrinter::choose(const Instruction &Code) {
  std::vector<MatchedRow> Matches = matchModifiers(Code);
  if (Matches.empty()) {
    Values.fail(DiagId::InlinePtx, Code.Offset, Code.name(), "");
    return std::nullopt;
  }
  bool CountFits = false;
  for (MatchedRow &Match : Matches) {
    std::vector<OperandSpec> Specs = operandsOf(Match);
    CountFits |= Specs.size() == Code.Operands.size();
    if (fits(Code, Specs))
      return std::move(Match);
  }
  std::string Count = std::to_string(operandsOf(Matches.front()).size());
  Values.fail(DiagId::PtxOperand, Code.Offset, Code.name(),
              CountFits ? "a constant is expected, or one register"
                        : std::to_string(Code.Operands.size()) + " are given, not " + Count);
  return std::nullopt;
}

// --- Placeholders

InstructionPrinter::Texts InstructionPrinter::textsOf(const Instruction &Code, const MatchedRow &Match,
                                                      std::optional<unsigned> Element) {
  Texts Result;
  std::vector<OperandSpec> Specs = operandsOf(Match);
  auto Space = Match.Words.find("space");
  bool IsShared = Space != Match.Words.end() && Space->second == "shared";
  for (size_t I = 0; I < Specs.size(); ++I) {
    const OperandSpec &Spec = Specs[I];
    const Operand *Given = &Code.Operands[I];
    if (!Spec.IsWritten && !Spec.IsLabel)
      Result.From.push_back(Given);
    int64_t More = Element ? *Element * (bitsOf(Spec.ValueType) / 8) : 0;
    if (Element && !Spec.IsAddress && Given->Kind == OperandKind::Vector)
      Given = &Given->Parts[*Element];
    if (Spec.IsWritten) {
      bool IsPair = Given->Kind == OperandKind::Pair;
      Result.Written = IsPair ? &Given->Parts[0] : Given;
      Result.Second = IsPair ? &Given->Parts[1] : nullptr;
      Result.WrittenType = Spec.ValueType;
    } else if (Spec.IsAddress) {
      bool IsHere = Spec.IsShared || (IsShared && llvm::StringRef(Match.Row->Operands).count("shared:") == 0);
      Result.Read.push_back(Values.pointer(*Given, Spec.ValueType, IsHere, More, Code));
    } else if (Spec.IsPointer) {
      Result.Read.push_back(Values.anyPointer(*Given, Code));
    } else if (!Given->Selector.empty() && Match.Row->Action == "video") {
      Result.Read.push_back(selected(*Given, Spec.ValueType, Code));
    } else if (!Spec.IsLabel) {
      Result.Read.push_back(Values.value(*Given, Spec.ValueType, Match.Row->IsRelaxed, Code));
    }
  }
  return Result;
}

/// A byte or half of a register: %1.b0, %1.h1.
std::string InstructionPrinter::selected(const Operand &Given, Type As, const Instruction &Code) {
  llvm::StringRef Part = Given.Selector;
  unsigned Index = 0, Bits = Part.starts_with("b") ? 8 : 16;
  if ((!Part.starts_with("b") && !Part.starts_with("h")) || Part.drop_front().getAsInteger(10, Index) ||
      Index >= 32 / Bits) {
    Values.fail(DiagId::PtxOperand, Given.Offset, Code.name(),
                "'." + Given.Selector + "' is no part of a register");
    return "0";
  }
  Operand Whole = Given;
  Whole.Selector.clear();
  return "lorcha::ptx::selected<" + cppNameOf(As).str() + ">(" + Values.value(Whole, As, false, Code) + ", " +
         std::to_string(Index * Bits) + ", " + std::to_string(Bits) + ")";
}

std::string InstructionPrinter::word(llvm::StringRef Name, const MatchedRow &Match, const Texts &Texts,
                                     const std::string &Result) {
  size_t Number = 0;
  if (!Name.getAsInteger(10, Number))
    return Number - 1 < Texts.Read.size() ? Texts.Read[Number - 1] : "0";
  if (Name == "d")
    return Result;
  if (Name == "carry")
    return CarryName.str();
  if (Name == "lane")
    return specialRegister("laneid")->Lowering.str();
  if (auto Known = Match.Words.find(Name); Known != Match.Words.end())
    return Known->second.str();
  std::optional<Type> Kind = typeInRow(Match, Name);
  return Kind ? cppNameOf(*Kind).str() : "";
}

std::string InstructionPrinter::fill(llvm::StringRef Pattern, const MatchedRow &Match, const Texts &Texts,
                                     const std::string &Result) {
  std::string Text;
  while (!Pattern.empty()) {
    auto [Before, Rest] = Pattern.split('$');
    Text += Before;
    llvm::StringRef Name = Rest.take_while([](char C) { return llvm::isAlnum(C); });
    Rest = Rest.drop_front(Name.size());
    // An argument of its own needs no parentheses.
    llvm::StringRef Left = llvm::StringRef(Text).rtrim();
    bool IsAlone = (Left.empty() || Left.ends_with("(") || Left.ends_with(",")) &&
                   (Rest.empty() || Rest.starts_with(")") || Rest.starts_with(","));
    if (!Name.empty()) {
      std::string Word = word(Name, Match, Texts, Result);
      Text += llvm::isDigit(Name[0]) && !IsAlone ? grouped(Word) : Word;
    }
    Pattern = Rest;
  }
  return Text;
}

/// What the row does not print, as the number of a barrier, is evaluated all the same: by the block's
/// variables.
void InstructionPrinter::forgetUnused(const InstructionRow &Row, const Texts &Texts) {
  for (size_t I = 0; I < Texts.From.size(); ++I) {
    std::string Name = "$" + std::to_string(I + 1);
    bool IsUsed = Row.Lowering.contains(Name) || Row.Carry.contains(Name) ||
                  (Texts.Second && Row.Second.contains(Name));
    if (!IsUsed)
      Values.forget(*Texts.From[I]);
  }
}

// --- Statements

std::string InstructionPrinter::store(const Operand &Written, const Texts &Texts, const std::string &Value,
                                      const MatchedRow &Match, const Instruction &Code) {
  return Values.store(Written, Texts.WrittenType, Value, Match.Row->IsRelaxed, Code);
}

void InstructionPrinter::printPlain(const Instruction &Code, const MatchedRow &Match,
                                    PrintedInstruction &Out) {
  const InstructionRow &Row = *Match.Row;
  Texts Operands = textsOf(Code, Match, std::nullopt);
  forgetUnused(Row, Operands);
  if (!Row.Before.empty()) {
    Out.Statements.push_back(fill(Row.Before, Match, Operands, ""));
    Out.DeclaresVariables = true;
  }
  std::string Carry;
  if (!Row.Carry.empty()) {
    Carry = fresh("lorchaCarry");
    Out.Statements.push_back("const unsigned " + Carry + " = " + fill(Row.Carry, Match, Operands, ""));
    Out.DeclaresVariables = Out.WritesCarry = true;
  }
  Out.ReadsCarry |= Row.Carry.contains("$carry") || Row.Lowering.contains("$carry");
  std::string Value = fill(Row.Lowering, Match, Operands, "");
  if (Operands.Second) {
    // What is read may be what is written.
    std::string Kept = fresh("lorchaValue"), Other = fresh("lorchaOther");
    Out.Statements.push_back("const " + cppNameOf(Operands.WrittenType).str() + " " + Kept + " = " + Value);
    Out.Statements.push_back("const bool " + Other + " = " + fill(Row.Second, Match, Operands, Kept));
    Out.Statements.push_back(store(*Operands.Written, Operands, Kept, Match, Code));
    Out.Statements.push_back(Values.store(*Operands.Second, Type::Pred, Other, false, Code));
    Out.DeclaresVariables = true;
  } else if (Operands.Written) {
    Out.Statements.push_back(store(*Operands.Written, Operands, Value, Match, Code));
  } else if (!Value.empty()) {
    Out.Statements.push_back(Value);
  }
  if (!Carry.empty())
    Out.Statements.push_back(CarryName.str() + " = " + Carry);
}

/// Loads and stores of several elements. All are read before the first is written.
void InstructionPrinter::printVector(const Instruction &Code, const MatchedRow &Match, unsigned Count,
                                     PrintedInstruction &Out) {
  for (const Operand &Given : Code.Operands)
    if (Given.Kind != OperandKind::Address &&
        (Given.Kind != OperandKind::Vector || Given.Parts.size() != Count))
      return Values.fail(DiagId::PtxOperand, Given.Offset, Code.name(),
                         std::to_string(Count) + " registers in braces are expected");
  std::vector<std::string> Stores;
  for (unsigned I = 0; I < Count; ++I) {
    Texts Operands = textsOf(Code, Match, I);
    std::string Value = fill(Match.Row->Lowering, Match, Operands, "");
    if (!Operands.Written) {
      Out.Statements.push_back(Value);
      continue;
    }
    std::string Kept = fresh("lorchaValue");
    Out.Statements.push_back("const " + cppNameOf(Operands.WrittenType).str() + " " + Kept + " = " + Value);
    Out.DeclaresVariables = true;
    Stores.push_back(store(*Operands.Written, Operands, Kept, Match, Code));
  }
  Out.Statements.insert(Out.Statements.end(), Stores.begin(), Stores.end());
}

/// mov between one register and the parts of it in braces, the lowest first.
void InstructionPrinter::printMove(const Instruction &Code, const MatchedRow &Match,
                                   PrintedInstruction &Out) {
  const Operand &To = Code.Operands[0], &From = Code.Operands[1];
  bool IsSplit = To.Kind == OperandKind::Vector;
  const Operand &Parts = IsSplit ? To : From;
  unsigned Bits = bitsOf(*Match.T);
  size_t Count = Parts.Parts.size();
  std::optional<Type> Part =
      Count == 2 || Count == 4 ? typeNamed("b" + std::to_string(Bits / Count)) : std::nullopt;
  if (!Part || !nameOf(*Match.T).starts_with("b") || To.Kind == From.Kind)
    return Values.fail(DiagId::PtxOperand, Parts.Offset, Code.name(), "these braces do not make a register");
  std::string Cpp = cppNameOf(*Match.T).str(), PartCpp = cppNameOf(*Part).str();
  if (!IsSplit) {
    std::string Value;
    for (size_t I = 0; I < Count; ++I) {
      std::string One = "(" + Cpp + ")" + grouped(Values.value(Parts.Parts[I], *Part, false, Code));
      Value += I ? " | " + One + " << " + std::to_string(I * Bits / Count) : One;
    }
    Out.Statements.push_back(Values.store(To, *Match.T, "(" + Cpp + ")(" + Value + ")", false, Code));
    return;
  }
  std::string Whole = fresh("lorchaValue");
  Out.Statements.push_back("const " + Cpp + " " + Whole + " = " + Values.value(From, *Match.T, false, Code));
  Out.DeclaresVariables = true;
  for (size_t I = 0; I < Count; ++I)
    Out.Statements.push_back(Values.store(
        Parts.Parts[I], *Part, "(" + PartCpp + ")(" + Whole + " >> " + std::to_string(I * Bits / Count) + ")",
        false, Code));
}

PrintedInstruction InstructionPrinter::print(const Instruction &Code, const MatchedRow &Match) {
  PrintedInstruction Out;
  auto Fences = Match.Words.find("order");
  auto [Before, After] = Fences == Match.Words.end() ? std::pair(llvm::StringRef(), llvm::StringRef())
                                                     : Fences->second.split('|');
  if (!Before.empty())
    Out.Statements.push_back(Before.str());
  unsigned Count = 0;
  auto Vector = Match.Words.find("vector");
  if (Vector != Match.Words.end())
    Vector->second.getAsInteger(10, Count);
  bool HasBraces =
      llvm::any_of(Code.Operands, [](const Operand &Each) { return Each.Kind == OperandKind::Vector; });
  if (Count)
    printVector(Code, Match, Count, Out);
  else if (HasBraces && Match.Row->Action == "move")
    printMove(Code, Match, Out);
  else
    printPlain(Code, Match, Out);
  if (!After.empty())
    Out.Statements.push_back(After.str());
  return Out;
}

} // namespace lorcha::ptx
