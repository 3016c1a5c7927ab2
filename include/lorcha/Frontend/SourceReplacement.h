// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Sources that must be changed before they can be translated: kernels that a macro makes have no text of
// their own, so the macro's uses are written out and the unit is parsed again.
#ifndef LORCHA_FRONTEND_SOURCEREPLACEMENT_H
#define LORCHA_FRONTEND_SOURCEREPLACEMENT_H

#include "lorcha/Frontend/Frontend.h"

namespace lorcha {

/// The files of the unit, by path, in which uses of macros were written out. Empty if there is nothing to do.
std::map<std::string, std::string> writeOutMacros(ParsedUnit &Unit);

/// A text with what nvcc takes and Clang does not written in Clang's way; none if there is nothing of it.
std::optional<std::string> mendSource(llvm::StringRef Text);

// The parts of mendSource. Lines stay where they are.

/// "k<< <g, b>> >(a)", which nvcc takes for a launch, as "k<<<g, b>>> (a)" of the same length.
std::optional<std::string> joinChevrons(llvm::StringRef Text);

/// Operands of asm statements without a comma between, `"r"(a) "l"(b)`, with one in place of a blank.
std::optional<std::string> separateAsmOperands(llvm::StringRef Text);

/// "__shared__ alignas(16) int a", where no attribute may stand, as "alignas(16) __shared__ int a" of the
/// same length.
std::optional<std::string> moveAlignments(llvm::StringRef Text);

/// A braced dimension of a launch, "k<<<g, {16, 16}>>>", as "k<<<g, dim3{16, 16}>>>".
std::optional<std::string> nameDimensions(llvm::StringRef Text);

/// "__device__ __shared__ int a" in a function with blanks for the first word.
std::optional<std::string> dropDeviceOfShared(llvm::StringRef Text);

/// `extern "C"__global__`, where the word would be the literal's suffix, with a blank between.
std::optional<std::string> separateLinkage(llvm::StringRef Text);

} // namespace lorcha

#endif
