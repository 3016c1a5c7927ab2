// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Recursive descent, one token ahead. Names are resolved by scope while parsing, labels behind it.
#include "lorcha/Ptx/Parser.h"
#include "InstructionTable.h"
#include "TokenStream.h"
#include "llvm/ADT/StringExtras.h"
#include <map>

namespace lorcha::ptx {

namespace {

/// Registers of one range, `.reg .u32 r<N>`.
constexpr uint64_t MaxRange = 4096;

struct NameScope {
  int Parent;
  std::map<std::string, unsigned> Registers, Labels;
};

class Parser : TokenStream {
public:
  Parser(llvm::StringRef Text, const std::vector<std::string> &ArgumentNames, std::vector<Problem> &Problems)
      : TokenStream(Text, Problems), ArgumentNames(ArgumentNames) {
    Scopes.push_back({-1, {}, {}});
  }

  Program run() {
    while (Next.Kind != TokenKind::End && Problems.empty())
      statement();
    if (Problems.empty() && Depth != 0)
      malformed("'}' is missing");
    resolveLabels();
    return std::move(Result);
  }

private:
  struct LabelUse {
    size_t Item, Operand;
    int Scope;
  };

  void statement() {
    if (take(";"))
      return;
    if (take("{")) {
      Scopes.push_back({Current, {}, {}});
      Current = static_cast<int>(Scopes.size()) - 1;
      if (++Depth > MaxDepth)
        malformed("too many scopes");
    } else if (Next.is("}") && Depth > 0) {
      advance();
      --Depth;
      Current = Scopes[static_cast<size_t>(Current)].Parent;
    } else if (Next.Kind == TokenKind::Modifier) {
      directive();
    } else if (Next.is("@")) {
      guarded();
    } else if (Next.Kind == TokenKind::Identifier || Next.Kind == TokenKind::Special) {
      Token Name = Next;
      advance();
      if (take(":"))
        return label(Name);
      if (Name.Kind == TokenKind::Special)
        return malformed("an instruction is expected");
      instruction(Name, std::nullopt);
    } else {
      malformed("an instruction is expected");
    }
  }

  void label(const Token &Name) {
    unsigned Number = static_cast<unsigned>(Result.Labels.size());
    if (!scope().Labels.insert({spelled(Name), Number}).second)
      return malformed("label '" + Name.Text + "' stands there twice");
    Result.Labels.push_back(Name.Text);
    Item Place;
    Place.IsLabel = true;
    Place.Label = Number;
    Result.Items.push_back(std::move(Place));
  }

  static std::string spelled(const Token &Name) {
    return Name.Kind == TokenKind::Special ? "%" + Name.Text : Name.Text;
  }
  NameScope &scope() { return Scopes[static_cast<size_t>(Current)]; }

  /// .reg .u32 a, b<4>;
  void directive() {
    Token Name = Next;
    advance();
    if (Name.Text != "reg")
      return unknown(Name.Offset, "." + Name.Text);
    std::optional<Type> Kind = Next.Kind == TokenKind::Modifier ? typeNamed(Next.Text) : std::nullopt;
    if (!Kind)
      return unknown(Next.Offset, ".reg", ": '" + Next.Text + "' is no type of a register");
    advance();
    do {
      if (Next.Kind != TokenKind::Identifier && Next.Kind != TokenKind::Special)
        return malformed("a register's name is expected");
      Token Register = Next;
      advance();
      if (!take("<")) {
        declare(spelled(Register), *Kind);
        continue;
      }
      if (Next.Kind != TokenKind::Integer || Next.Bits > MaxRange)
        return malformed("a number of registers is expected");
      for (uint64_t I = 0; I < Next.Bits; ++I)
        declare(spelled(Register) + std::to_string(I), *Kind);
      advance();
      expect(">");
    } while (take(",") && Problems.empty());
    end();
  }

  void declare(const std::string &Name, Type Kind) {
    scope().Registers[Name] = static_cast<unsigned>(Result.Registers.size());
    Result.Registers.push_back({Name, Kind});
  }

  void end() {
    if (Next.Kind != TokenKind::End && !Next.is("}"))
      expect(";");
  }

  void guarded() {
    advance();
    bool IsNegated = take("!");
    Operand Guard = operand();
    Guard.IsNegated = IsNegated;
    if (!Problems.empty())
      return;
    if (Next.Kind != TokenKind::Identifier)
      return malformed("an instruction is expected");
    Token Name = Next;
    advance();
    instruction(Name, std::move(Guard));
  }

  void instruction(const Token &Name, std::optional<Operand> Guard) {
    Item New;
    New.Code.Offset = Name.Offset;
    New.Code.Opcode = Name.Text;
    New.Code.Guard = std::move(Guard);
    for (; Next.Kind == TokenKind::Modifier; advance())
      New.Code.Modifiers.push_back(Next.Text);
    if (!isOpcode(Name.Text)) // its operands may have any form
      return unknown(Name.Offset, New.Code.name());
    Result.Items.push_back(std::move(New));
    size_t Index = Result.Items.size() - 1;
    if (Next.Kind != TokenKind::End && !Next.is(";") && !Next.is("}")) {
      do {
        Operand Read = operand();
        if (take("|")) {
          Operand Both;
          Both.Kind = OperandKind::Pair;
          Both.Offset = Read.Offset;
          Both.Parts.push_back(std::move(Read));
          Both.Parts.push_back(operand());
          Read = std::move(Both);
        }
        if (Read.Kind == OperandKind::Label)
          LabelUses.push_back({Index, Result.Items[Index].Code.Operands.size(), Current});
        Result.Items[Index].Code.Operands.push_back(std::move(Read));
      } while (take(",") && Problems.empty());
    }
    end();
  }

  Operand operand() {
    Operand Result;
    Result.Offset = Next.Offset;
    if (++Nesting > MaxDepth)
      malformed("too many braces");
    else if (take("!")) {
      Result = operand();
      Result.IsNegated = !Result.IsNegated;
    } else if (take("{"))
      vector(Result);
    else if (take("["))
      address(Result);
    else
      scalar(Result);
    --Nesting;
    return Result;
  }

  void vector(Operand &Result) {
    Result.Kind = OperandKind::Vector;
    do
      Result.Parts.push_back(operand());
    while (take(",") && Problems.empty());
    expect("}");
  }

  void address(Operand &Result) {
    Result.Kind = OperandKind::Address;
    Result.Parts.push_back(operand());
    bool IsMinus = Next.is("-");
    if (take("+") || take("-")) {
      int64_t Value = static_cast<int64_t>(constant());
      Result.Displacement = IsMinus ? static_cast<int64_t>(0 - static_cast<uint64_t>(Value)) : Value;
    }
    expect("]");
  }

  void scalar(Operand &Result) {
    switch (Next.Kind) {
    case TokenKind::Argument:
      Result.Kind = OperandKind::Argument;
      Result.Index = argumentNumber();
      advance();
      return selector(Result);
    case TokenKind::Special:
    case TokenKind::Identifier:
      return name(Result);
    case TokenKind::Float:
    case TokenKind::Double:
      Result.Kind = Next.Kind == TokenKind::Float ? OperandKind::Float : OperandKind::Double;
      Result.Bits = Next.Bits;
      return advance();
    default:
      break;
    }
    bool IsMinus = Next.is("-");
    if (IsMinus) {
      Token Sign = Next;
      advance();
      if (Next.Kind == TokenKind::Double) {
        Result.Kind = OperandKind::Double;
        Result.Bits = Next.Bits ^ 1ull << 63;
        return advance();
      }
      Result.Kind = OperandKind::Integer;
      Result.Bits = 0 - unary();
      return;
    }
    Result.Kind = OperandKind::Integer;
    Result.Bits = constant();
  }

  unsigned argumentNumber() {
    if (Next.IsNamed) {
      for (unsigned I = 0; I < ArgumentNames.size(); ++I)
        if (ArgumentNames[I] == Next.Text)
          return I;
      malformed("the asm statement has no operand of that name");
      return 0;
    }
    unsigned Number = 0;
    if (llvm::StringRef(Next.Text).getAsInteger(10, Number) || Number >= ArgumentNames.size()) {
      malformed("the asm statement has no operand of that number");
      return 0;
    }
    return Number;
  }

  void selector(Operand &Result) {
    if (Next.Kind == TokenKind::Modifier) {
      Result.Selector = Next.Text;
      advance();
    }
  }

  void name(Operand &Result) {
    Token Name = Next;
    advance();
    if (Name.Text == "_" && Name.Kind == TokenKind::Identifier)
      return;
    for (int Place = Current; Place >= 0; Place = Scopes[static_cast<size_t>(Place)].Parent) {
      auto &Known = Scopes[static_cast<size_t>(Place)].Registers;
      if (auto It = Known.find(spelled(Name)); It != Known.end()) {
        Result.Kind = OperandKind::Register;
        Result.Index = It->second;
        return selector(Result);
      }
    }
    if (Name.Kind == TokenKind::Special) {
      Result.Kind = OperandKind::Special;
      Result.Name = Name.Text;
      for (; Next.Kind == TokenKind::Modifier; advance())
        Result.Name += "." + Next.Text;
      return;
    }
    if (std::optional<uint64_t> Value = namedConstant(Name.Text)) {
      Result.Kind = OperandKind::Integer;
      Result.Bits = *Value;
      return;
    }
    Result.Kind = OperandKind::Label;
    Result.Name = Name.Text;
  }

  void resolveLabels() {
    for (const LabelUse &Use : LabelUses) {
      Instruction &Code = Result.Items[Use.Item].Code;
      Operand &Named = Code.Operands[Use.Operand];
      bool Found = false;
      for (int Place = Use.Scope; Place >= 0 && !Found; Place = Scopes[static_cast<size_t>(Place)].Parent) {
        auto &Known = Scopes[static_cast<size_t>(Place)].Labels;
        if (auto It = Known.find(Named.Name); It != Known.end()) {
          Named.Index = It->second;
          Found = true;
        }
      }
      if (!Found)
        unknown(Named.Offset, Code.name(), ": '" + Named.Name + "' is declared nowhere in the asm statement");
    }
  }

  const std::vector<std::string> &ArgumentNames;
  Program Result;
  std::vector<NameScope> Scopes;
  std::vector<LabelUse> LabelUses;
  int Current = 0;
  unsigned Depth = 0;
};

} // namespace

Program parse(llvm::StringRef Text, const std::vector<std::string> &ArgumentNames,
              std::vector<Problem> &Problems) {
  return Parser(Text, ArgumentNames, Problems).run();
}

} // namespace lorcha::ptx
