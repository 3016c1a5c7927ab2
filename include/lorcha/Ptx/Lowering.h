// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// From an asm statement to the C++ statement that does the same by functions of the device language and of
// lorcha/ptx.h.
#ifndef LORCHA_PTX_LOWERING_H
#define LORCHA_PTX_LOWERING_H

#include "lorcha/Ptx/Tree.h"

namespace lorcha::ptx {

/// One operand of an asm statement.
struct Argument {
  std::string Constraint;            ///< "=r", "+f", "n"
  std::string Text;                  ///< the C++ expression
  std::string Name;                  ///< of %[name]; may be empty
  std::optional<int64_t> Value = {}; ///< of a constant
  bool MayBePointer = false;
};

struct AsmStatement {
  std::string Text;
  std::vector<Argument> Arguments; ///< outputs first
  bool ClobbersMemory = false;
  bool IsInKernel = false; ///< directly in a kernel's body, where a thread may exit
  bool IsInMacro = false;  ///< in a macro's definition: a name among the operands may stand for anything
  bool SharesCarry =
      false; ///< the function declares CarryName, because some asm statement in it reads another's carry
};

struct LoweredAsm {
  std::string Text; ///< on one line: an expression without its semicolon, or a block in braces
  bool IsExpression = false;
  bool ReadsCarry = false; ///< that of an asm statement before it
  bool LeavesCarry = false;
  std::vector<Problem> Problems; ///< if there are any, there is no text
};

/// The variable that carries of asm statements go through.
extern const llvm::StringRef CarryName;

LoweredAsm lower(const AsmStatement &Asm);

} // namespace lorcha::ptx

#endif
