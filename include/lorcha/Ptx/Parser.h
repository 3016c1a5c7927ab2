// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// From the text of an asm statement to its tree.
#ifndef LORCHA_PTX_PARSER_H
#define LORCHA_PTX_PARSER_H

#include "lorcha/Ptx/Tree.h"

namespace lorcha::ptx {

/// Parses Text, whose operands are named %0 to %(Arguments - 1), or %[name] by ArgumentNames. "%%" and "%"
/// before a letter are one percent sign. What is malformed goes to Problems; the tree is then not to be used.
Program parse(llvm::StringRef Text, const std::vector<std::string> &ArgumentNames,
              std::vector<Problem> &Problems);

/// Whether the tables have an instruction with these modifiers, whatever its operands.
bool isKnown(const Instruction &Code);

} // namespace lorcha::ptx

#endif
