// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Sources that must be changed before they can be translated: kernels that a macro makes have no text of
// their own, so the macro's uses are written out and the unit is parsed again.
#ifndef LORCHA_FRONTEND_SOURCEREPLACEMENT_H
#define LORCHA_FRONTEND_SOURCEREPLACEMENT_H

#include "lorcha/Frontend/Frontend.h"

namespace lorcha {

/// The files of the unit, by path, in which uses of macros were written out. Empty if there is nothing to do.
std::map<std::string, std::string> writeOutMacros(ParsedUnit &Unit);

/// "k<< <g, b>> >(a)", which nvcc takes for a launch, as "k<<<g, b>>> (a)" of the same length; none if there
/// is none.
std::optional<std::string> joinChevrons(llvm::StringRef Text);

/// Operands of asm statements without a comma between, `"r"(a) "l"(b)`, which nvcc takes, with one in place
/// of a blank; none if there are none.
std::optional<std::string> separateAsmOperands(llvm::StringRef Text);

/// "__shared__ alignas(16) int a", which nvcc takes though no attribute may stand there, as
/// "alignas(16) __shared__ int a" of the same length; none if there is none.
std::optional<std::string> moveAlignments(llvm::StringRef Text);

} // namespace lorcha

#endif
