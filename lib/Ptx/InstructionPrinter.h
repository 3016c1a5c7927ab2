// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One instruction as C++ statements.
#ifndef LORCHA_LIB_PTX_INSTRUCTIONPRINTER_H
#define LORCHA_LIB_PTX_INSTRUCTIONPRINTER_H

#include "InstructionTable.h"
#include "Values.h"

namespace lorcha::ptx {

/// The statements of an instruction, without semicolons, and what they do besides.
struct PrintedInstruction {
  std::vector<std::string> Statements;
  bool DeclaresVariables = false; ///< the statements must have a scope of their own
  bool ReadsCarry = false, WritesCarry = false;
};

class InstructionPrinter {
public:
  InstructionPrinter(const AsmStatement &Asm, ValuePrinter &Values) : Asm(Asm), Values(Values) {}

  /// The row for the instruction; none, with a problem, if there is none. Of rows that differ in operands
  /// only, the first that fits.
  std::optional<MatchedRow> choose(const Instruction &Code);
  PrintedInstruction print(const Instruction &Code, const MatchedRow &Match);

private:
  struct Texts {
    std::vector<std::string> Read; ///< for $1, $2, ...
    std::vector<const Operand *> From;
    const Operand *Written = nullptr; ///< a pair's first
    const Operand *Second = nullptr;
    Type WrittenType = Type::B32;
  };

  bool fits(const Instruction &Code, const std::vector<OperandSpec> &Specs) const;
  Texts textsOf(const Instruction &Code, const MatchedRow &Match, std::optional<unsigned> Element);
  std::string selected(const Operand &Given, Type As, const Instruction &Code);
  void forgetUnused(const InstructionRow &Row, const Texts &Texts);
  std::string fill(llvm::StringRef Pattern, const MatchedRow &Match, const Texts &Texts,
                   const std::string &Result);
  std::string word(llvm::StringRef Name, const MatchedRow &Match, const Texts &Texts,
                   const std::string &Result);
  std::string store(const Operand &Written, const Texts &Texts, const std::string &Value,
                    const MatchedRow &Match, const Instruction &Code);
  void printPlain(const Instruction &Code, const MatchedRow &Match, PrintedInstruction &Out);
  void printVector(const Instruction &Code, const MatchedRow &Match, unsigned Count, PrintedInstruction &Out);
  void printMove(const Instruction &Code, const MatchedRow &Match, PrintedInstruction &Out);
  std::string fresh(const char *Stem) { return Stem + std::to_string(++Names); }

  const AsmStatement &Asm;
  ValuePrinter &Values;
  unsigned Names = 0;
};

} // namespace lorcha::ptx

#endif
