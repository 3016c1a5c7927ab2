// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Operands as C++: registers are variables, and a value of another type with the same bits is converted bit
// by bit.
#ifndef LORCHA_LIB_PTX_VALUES_H
#define LORCHA_LIB_PTX_VALUES_H

#include "lorcha/Ptx/Lowering.h"

namespace lorcha::ptx {

/// Text in parentheses unless it is one word or one call.
std::string grouped(const std::string &Text);

class ValuePrinter {
public:
  /// AsExpression: operands of the asm statement are printed where they are used, not kept in variables.
  ValuePrinter(const AsmStatement &Asm, const Program &Tree, bool AsExpression);

  /// What is read, as a value of the type. Relaxed: the register may be wider.
  std::string value(const Operand &Read, Type As, bool IsRelaxed, const Instruction &Code);
  /// The constant; none for anything else.
  std::optional<uint64_t> constant(const Operand &Read) const;
  /// Any address, as a pointer to what is unknown.
  std::string anyPointer(const Operand &Read, const Instruction &Code);
  /// A pointer to the type. More bytes are added to the address.
  std::string pointer(const Operand &Address, Type To, bool IsShared, int64_t More, const Instruction &Code);
  /// The statement that writes a value of the type.
  std::string store(const Operand &Written, Type From, const std::string &Value, bool IsRelaxed,
                    const Instruction &Code);

  /// What was read is not printed after all.
  void forget(const Operand &Read);

  /// The variables of a block, initialised, and the statements that hand outputs over; only of what was used.
  std::vector<std::string> declarations() const;
  std::vector<std::string> outputs() const;
  /// Whether printing in place is right: each operand is evaluated once, as it is in the asm statement.
  bool evaluatesOnce() const;

  void fail(DiagId Id, size_t Offset, const std::string &Subject, const std::string &Reason);
  bool failed() const { return !Problems.empty(); }
  std::vector<Problem> takeProblems() { return std::move(Problems); }

private:
  struct Place {
    std::string Text; ///< the variable, or the expression in parentheses
    Type Kind = Type::B32;
    bool IsConstant = false, IsOutput = false, IsInput = true;
    bool NeedsCast = false; ///< the C++ type is not that of Kind
    unsigned Uses = 0;
    bool IsPointer = false; ///< used as an address
    bool IsWritten = false;
    std::optional<unsigned> Tied;  ///< an input: the output whose register it is
    std::optional<unsigned> Begin; ///< an output: the input that it begins with
  };

  /// Whether evaluating the operand twice is like evaluating it once.
  bool isPlain(size_t Index) const;
  bool isBound(size_t Index) const;
  static std::string targetName(size_t Index);
  void addArgument(const Argument &Given, unsigned Index);
  void nameRegisters();
  Place *placeOf(const Operand &Used);
  void mismatch(const Operand &Used, unsigned Bits, Type Wanted, const Instruction &Code);
  std::pair<std::string, Type> special(const Operand &Read, Type As);
  std::string immediate(const Operand &Read, Type As, const Instruction &Code);
  std::string nameOf(const Operand &Used) const;

  const AsmStatement &Asm;
  const Program &Tree;
  bool AsExpression;
  std::vector<Place> Arguments, Registers;
  std::vector<Problem> Problems;
};

} // namespace lorcha::ptx

#endif
