// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What is changed in a kernel's text for compilers' sake, alike for all instantiations.
#ifndef LORCHA_LIB_PLAN_TEXTHINTS_H
#define LORCHA_LIB_PLAN_TEXTHINTS_H

#include "lorcha/Plan/Plan.h"

namespace lorcha {

/// Loops over arrays of a thread's own that compilers should unroll.
std::vector<const clang::ForStmt *> unrolledLoops(ParsedUnit &Unit, const FunctionModel &Model);

/// Finds the plan's short loops, with what threads inside of rims read early for them, and its wide sums.
void addTextHints(ParsedUnit &Unit, KernelPlan &Plan);

} // namespace lorcha

#endif
