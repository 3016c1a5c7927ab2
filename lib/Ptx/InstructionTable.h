// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lookup in the table of instructions, which is made from include/lorcha/Api/Ptx*.td; PtxBase.td explains the
// fields. All strings live for ever.
#ifndef LORCHA_LIB_PTX_INSTRUCTIONTABLE_H
#define LORCHA_LIB_PTX_INSTRUCTIONTABLE_H

#include "lorcha/Ptx/Tree.h"
#include "llvm/ADT/ArrayRef.h"
#include <map>

namespace lorcha::ptx {

struct InstructionRow {
  llvm::StringRef Syntax, Operands, Lowering, Types, MoreTypes, Before, Second, Carry, Action;
  bool IsRelaxed;
};

struct SpecialRegister {
  llvm::StringRef Name, TypeName, Lowering;
};

/// A row, and what its places are filled with.
struct MatchedRow {
  const InstructionRow *Row;
  std::optional<Type> T, U;
  std::map<llvm::StringRef, llvm::StringRef> Words; ///< by the place's name: what Lowering gets
};

bool isOpcode(llvm::StringRef Name);
/// The rows that have these modifiers, whatever their operands; in the table's order.
std::vector<MatchedRow> matchModifiers(const Instruction &Code);
/// Null if there is none of that name.
const SpecialRegister *specialRegister(llvm::StringRef Name);
/// WARP_SZ.
std::optional<uint64_t> namedConstant(llvm::StringRef Name);

/// What an operand of a row asks for.
struct OperandSpec {
  bool IsWritten = false;
  bool IsPair = false;    ///< may be d|p
  bool IsAddress = false; ///< [T]
  bool IsShared = false;  ///< in shared memory whatever the modifiers say
  bool IsConstant = false;
  bool IsPointer = false; ///< any address, as a value
  bool IsLabel = false;
  std::optional<uint64_t> Value; ///< of the constant
  Type ValueType = Type::B32;
};
std::vector<OperandSpec> operandsOf(const MatchedRow &Match);

/// T, uT, wT and the like of the row; none if the name is not one.
std::optional<Type> typeInRow(const MatchedRow &Match, llvm::StringRef Name);

} // namespace lorcha::ptx

#endif
