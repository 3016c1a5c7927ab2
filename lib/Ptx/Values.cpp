// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Values.h"
#include "InstructionTable.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <set>
#include <tuple>

namespace lorcha::ptx {

/// Where the bracket that stands at Begin is closed; npos if nowhere.
static size_t closing(llvm::StringRef Text, size_t Begin) {
  int Depth = 0;
  for (size_t I = Begin; I < Text.size(); ++I) {
    Depth += Text[I] == '(' ? 1 : Text[I] == ')' ? -1 : 0;
    if (Depth == 0)
      return I;
  }
  return llvm::StringRef::npos;
}

std::string grouped(const std::string &Text) {
  llvm::StringRef Name = llvm::StringRef(Text).take_while(
      [](char C) { return llvm::isAlnum(C) || C == '_' || C == ':' || C == '.'; });
  if (Name.size() == Text.size() && !Text.empty())
    return Text;
  if (Text.size() > Name.size() && Text[Name.size()] == '(' && closing(Text, Name.size()) == Text.size() - 1)
    return Text;
  return "(" + Text + ")";
}

/// The type of a constraint's letter; none if inline PTX has no such letter, or another meaning for it.
static std::optional<Type> typeOfConstraint(char Letter) {
  switch (Letter) {
  case 'h':
    return Type::B16;
  case 'r':
    return Type::B32;
  case 'l':
    return Type::B64;
  case 'f':
    return Type::F32;
  case 'd':
    return Type::F64;
  case 'n':
    return Type::S64;
  default:
    return std::nullopt;
  }
}

static bool isFloat(Type T) { return classOf(T) == TypeClass::Float; }

/// A value of one type as another one of the same size, or an integer as another integer.
static std::string converted(std::string Text, Type From, Type To, bool NeedsCast) {
  if (From == To || (isFloat(From) && isFloat(To)))
    return isFloat(To) || !NeedsCast || classOf(To) == TypeClass::Predicate
               ? Text
               : "(" + cppNameOf(To).str() + ")" + grouped(Text);
  if (isFloat(From)) {
    Text = "lorcha::ptx::toBits(" + Text + ")";
    From = bitsOf(From) == 32 ? Type::U32 : Type::U64;
    NeedsCast = false;
  }
  if (isFloat(To)) {
    Type Bits = bitsOf(To) == 32 ? Type::U32 : Type::U64;
    return "lorcha::ptx::fromBits(" + converted(std::move(Text), From, Bits, NeedsCast) + ")";
  }
  if (cppNameOf(From) == cppNameOf(To) && !NeedsCast)
    return Text;
  return "(" + cppNameOf(To).str() + ")" + grouped(Text);
}

ValuePrinter::ValuePrinter(const AsmStatement &Asm, const Program &Tree, bool AsExpression)
    : Asm(Asm), Tree(Tree), AsExpression(AsExpression) {
  for (unsigned I = 0; I < Asm.Arguments.size(); ++I)
    addArgument(Asm.Arguments[I], I);
  nameRegisters();
}

void ValuePrinter::fail(DiagId Id, size_t Offset, const std::string &Subject, const std::string &Reason) {
  if (Problems.empty())
    Problems.push_back({Id, Offset, Subject, Reason});
}

void ValuePrinter::addArgument(const Argument &Given, unsigned Index) {
  llvm::StringRef Letters = Given.Constraint;
  Place New;
  New.IsOutput = Letters.starts_with("=") || Letters.starts_with("+");
  New.IsInput = !Letters.starts_with("=");
  Letters = Letters.ltrim("=+&%");
  // "0" is the register of the output of that number, which begins with this value.
  unsigned Tied = 0;
  if (!Letters.getAsInteger(10, Tied) && Tied < Index && Arguments[Tied].IsOutput &&
      !Arguments[Tied].IsInput) {
    New.Kind = Arguments[Tied].Kind;
    New.Tied = Tied;
    Arguments[Tied].Begin = Index;
  } else if (std::optional<Type> Kind = Letters.size() == 1 ? typeOfConstraint(Letters[0]) : std::nullopt) {
    New.Kind = *Kind;
    New.IsConstant = Letters == "n";
  } else {
    fail(DiagId::PtxConstraint, 0, Given.Constraint, "is none of h, r, l, f, d, n");
  }
  if (New.IsConstant && New.IsOutput)
    fail(DiagId::PtxConstraint, 0, Given.Constraint, "a constant cannot be written");
  bool IsInPlace = AsExpression || New.IsConstant;
  New.Text = IsInPlace ? "(" + Given.Text + ")" : "lorchaR" + std::to_string(Index);
  New.NeedsCast = IsInPlace;
  Arguments.push_back(std::move(New));
}

void ValuePrinter::nameRegisters() {
  std::set<std::string> Known;
  for (const Register &Each : Tree.Registers) {
    std::string Name = "lorcha_";
    for (char C : Each.Name)
      if (llvm::isAlnum(C) || C == '_')
        Name += C;
    while (!Known.insert(Name).second)
      Name += "_" + std::to_string(Registers.size());
    Place New;
    New.Text = Name;
    New.Kind = Each.ValueType;
    New.IsOutput = true;
    Registers.push_back(std::move(New));
  }
}

ValuePrinter::Place *ValuePrinter::placeOf(const Operand &Used) {
  if (Used.Kind == OperandKind::Argument)
    return &Arguments[Arguments[Used.Index].Tied.value_or(Used.Index)];
  return Used.Kind == OperandKind::Register ? &Registers[Used.Index] : nullptr;
}

std::string ValuePrinter::nameOf(const Operand &Used) const {
  if (Used.Kind == OperandKind::Argument)
    return "%" + std::to_string(Used.Index);
  if (Used.Kind == OperandKind::Register)
    return Tree.Registers[Used.Index].Name;
  return Used.Kind == OperandKind::Special ? "%" + Used.Name : Used.Name;
}

void ValuePrinter::mismatch(const Operand &Used, unsigned Bits, Type Wanted, const Instruction &Code) {
  fail(DiagId::PtxOperand, Used.Offset, Code.name(),
       "'" + nameOf(Used) + "' has " + std::to_string(Bits) + " bits, not " + std::to_string(bitsOf(Wanted)));
}

std::optional<uint64_t> ValuePrinter::constant(const Operand &Read) const {
  if (Read.Kind == OperandKind::Integer)
    return Read.Bits;
  if (Read.Kind == OperandKind::Argument && Asm.Arguments[Read.Index].Value)
    return static_cast<uint64_t>(*Asm.Arguments[Read.Index].Value);
  return std::nullopt;
}

std::string ValuePrinter::immediate(const Operand &Read, Type As, const Instruction &Code) {
  if (isFloat(As)) {
    if (Read.Kind == OperandKind::Integer) {
      fail(DiagId::PtxOperand, Read.Offset, Code.name(), "an integer stands for a floating-point number");
      return "0";
    }
    bool IsFloat = Read.Kind == OperandKind::Float;
    std::string Value =
        "lorcha::ptx::fromBits(0x" + llvm::utohexstr(Read.Bits, true) + (IsFloat ? "u)" : "ull)");
    if (IsFloat == (As == Type::F32))
      return Value;
    return As == Type::F32 ? "(float)" + Value : "(double)" + Value;
  }
  if (Read.Kind != OperandKind::Integer && !(Read.Kind == OperandKind::Float && bitsOf(As) == 32) &&
      !(Read.Kind == OperandKind::Double && bitsOf(As) == 64)) {
    fail(DiagId::PtxOperand, Read.Offset, Code.name(), "a floating-point number stands for an integer");
    return "0";
  }
  if (classOf(As) == TypeClass::Predicate) {
    fail(DiagId::PtxOperand, Read.Offset, Code.name(), "a number stands for a predicate");
    return "0";
  }
  unsigned Bits = bitsOf(As);
  uint64_t Value = Bits == 64 ? Read.Bits : Read.Bits & ((1ull << Bits) - 1);
  std::string Text = std::to_string(Value) + (Bits == 64 ? "ull" : "u");
  if (As == Type::U32 || As == Type::B32 || As == Type::U64 || As == Type::B64)
    return Text;
  return "(" + cppNameOf(As).str() + ")" + Text;
}

std::pair<std::string, Type> ValuePrinter::special(const Operand &Read, Type As) {
  const SpecialRegister *Row = specialRegister(Read.Name);
  if (!Row) {
    fail(DiagId::InlinePtx, Read.Offset, "%" + Read.Name, "");
    return {"0", As};
  }
  Type Kind = *typeNamed(Row->TypeName);
  if (Kind == Type::U64 && bitsOf(As) == 32) // %clock64 and the like by their low half
    return {"(unsigned)" + Row->Lowering.str(), Type::U32};
  return {Row->Lowering.str(), Kind};
}

std::string ValuePrinter::value(const Operand &Read, Type As, bool IsRelaxed, const Instruction &Code) {
  bool IsPredicate = classOf(As) == TypeClass::Predicate;
  if (Read.IsNegated && !IsPredicate) {
    fail(DiagId::PtxOperand, Read.Offset, Code.name(), "'!' stands before what is no predicate");
    return "0";
  }
  if (!Read.Selector.empty()) {
    fail(DiagId::PtxOperand, Read.Offset, Code.name(), "takes no part of a register");
    return "0";
  }
  std::string Text;
  Type Kind = As;
  bool NeedsCast = false;
  if (Place *From = placeOf(Read)) {
    ++From->Uses;
    Text = From->Text;
    Kind = From->Kind;
    NeedsCast = From->NeedsCast || (Kind == Type::B64 && Read.Kind == OperandKind::Argument);
    if (From->IsConstant && isFloat(As)) {
      fail(DiagId::PtxOperand, Read.Offset, Code.name(), "an integer stands for a floating-point number");
      return "0";
    }
    if (From->IsConstant)
      return "(" + cppNameOf(As).str() + ")" + Text;
  } else if (Read.Kind == OperandKind::Special) {
    std::tie(Text, Kind) = special(Read, As);
    if (failed())
      return "0";
  } else if (Read.Kind == OperandKind::Integer || Read.Kind == OperandKind::Float ||
             Read.Kind == OperandKind::Double) {
    return immediate(Read, As, Code);
  } else {
    bool IsName = Read.Kind == OperandKind::Label;
    fail(IsName ? DiagId::InlinePtx : DiagId::PtxOperand, Read.Offset, Code.name(),
         IsName ? ": '" + Read.Name + "' is declared nowhere in the asm statement"
                : "a register or a number is expected");
    return "0";
  }
  bool Fits = bitsOf(Kind) == bitsOf(As) ||
              (IsRelaxed && bitsOf(Kind) > bitsOf(As) && !isFloat(As) && !isFloat(Kind));
  if (!Fits || IsPredicate != (classOf(Kind) == TypeClass::Predicate)) {
    mismatch(Read, bitsOf(Kind), As, Code);
    return "0";
  }
  Text = converted(Text, Kind, As, NeedsCast);
  return Read.IsNegated ? "!" + grouped(Text) : Text;
}

void ValuePrinter::forget(const Operand &Read) {
  if (Read.Kind == OperandKind::Address)
    return forget(Read.Parts.front());
  if (Place *From = placeOf(Read))
    --From->Uses;
}

std::string ValuePrinter::anyPointer(const Operand &Read, const Instruction &Code) {
  Place *From = placeOf(Read);
  if (!From || From->IsConstant || From->Kind == Type::F64 || bitsOf(From->Kind) != 64) {
    fail(DiagId::PtxOperand, Read.Offset, Code.name(), "an address of 64 bits is expected");
    return "0";
  }
  ++From->Uses;
  From->IsPointer = true;
  return "(void *)" + From->Text;
}

std::string ValuePrinter::pointer(const Operand &Address, Type To, bool IsShared, int64_t More,
                                  const Instruction &Code) {
  if (Address.Kind != OperandKind::Address) {
    fail(DiagId::PtxOperand, Address.Offset, Code.name(), "an address in brackets is expected");
    return "0";
  }
  const Operand &Base = Address.Parts.front();
  int64_t Offset =
      static_cast<int64_t>(static_cast<uint64_t>(Address.Displacement) + static_cast<uint64_t>(More));
  std::string Sum = Offset == 0  ? ""
                    : Offset > 0 ? " + " + std::to_string(Offset)
                                 : " - " + std::to_string(0 - static_cast<uint64_t>(Offset));
  std::string Cpp = cppNameOf(To).str();
  Place *From = placeOf(Base);
  if (IsShared) {
    Type Kind = From && !From->IsConstant && bitsOf(From->Kind) == 64 ? Type::U64 : Type::U32;
    std::string Value = grouped(value(Base, Kind, false, Code));
    return "lorcha::ptx::sharedPointer<" + Cpp + ">(" + Value + Sum + ")";
  }
  if (!From || From->IsConstant || isFloat(From->Kind) || bitsOf(From->Kind) != 64) {
    if (Base.Kind == OperandKind::Label)
      value(Base, Type::U64, false, Code);
    fail(DiagId::PtxOperand, Address.Offset, Code.name(),
         "an address of 64 bits is expected outside of shared memory");
    return "0";
  }
  ++From->Uses;
  From->IsPointer = true;
  return Sum.empty() ? "(" + Cpp + " *)" + From->Text : "(" + Cpp + " *)((char *)" + From->Text + Sum + ")";
}

std::string ValuePrinter::store(const Operand &Written, Type From, const std::string &Value, bool IsRelaxed,
                                const Instruction &Code) {
  if (Written.Kind == OperandKind::Sink)
    return "(void)" + grouped(Value);
  Place *To = placeOf(Written);
  if (!To || !To->IsOutput || Written.IsNegated) {
    fail(DiagId::PtxOperand, Written.Offset, Code.name(),
         To ? "'" + nameOf(Written) + "' is an input" : "a register is expected");
    return "";
  }
  if (!Written.Selector.empty())
    fail(DiagId::PtxOperand, Written.Offset, Code.name(), "writes no part of a register");
  bool IsPredicate = classOf(From) == TypeClass::Predicate;
  bool IsWider = bitsOf(To->Kind) > bitsOf(From);
  bool Fits =
      bitsOf(To->Kind) == bitsOf(From) || (IsRelaxed && IsWider && !isFloat(To->Kind) && !isFloat(From));
  if (!Fits || IsPredicate != (classOf(To->Kind) == TypeClass::Predicate)) {
    mismatch(Written, bitsOf(To->Kind), From, Code);
    return "";
  }
  ++To->Uses;
  To->IsWritten = true;
  std::string Text = IsWider ? "(" + cppNameOf(From).str() + ")" + grouped(Value) : Value;
  Text = converted(Text, From, To->Kind, false);
  if (AsExpression && Written.Kind == OperandKind::Argument && Asm.Arguments[Written.Index].MayBePointer)
    Text = "(__typeof__" + To->Text + ")" + grouped(Text);
  return To->Text + " = " + Text;
}

} // namespace lorcha::ptx
