// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The text of loops over threads whose bodies ask what is known for all but those at the ends of rows.
#ifndef LORCHA_LIB_EMIT_CPU_RIMTEXT_H
#define LORCHA_LIB_EMIT_CPU_RIMTEXT_H

#include "RegionVariables.h"

namespace lorcha {

/// The start of what is run for each thread.
std::string rimLambda(llvm::StringRef ThreadClass = "RegionThread");

/// The tests and early reads as arguments behind the body, preceded by a comma.
std::string rimTests(const Rim &Known, const RegionText &Text, const RegionVariables &Variables);

/// Lets the code leave out the conditions that the tests decide: `if (i < n)` becomes `if (lorchaIsInner || i
/// < n)`.
void markRim(llvm::ArrayRef<RimTest> Tests, llvm::ArrayRef<const clang::Stmt *> Code, RegionText &Text);

} // namespace lorcha

#endif
