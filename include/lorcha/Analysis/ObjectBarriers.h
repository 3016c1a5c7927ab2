// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Waits for objects of libcu++ (barriers, pipelines) that are nothing but barriers of the whole block. They
// are where all threads of the block make the same calls of the objects in the same order: then a barrier of
// the block at each wait lets nobody go on too early, and everybody has arrived who can. What a barrier
// expects is the block's size, or a constant, which is taken to be that; where it is less, a barrier of the
// block waits for more than it must. Completion functions, arrivals of parts of the block, and objects that
// other blocks use are not handled: those waits are left to fibers, and have no OpenCL form.
#ifndef LORCHA_ANALYSIS_OBJECTBARRIERS_H
#define LORCHA_ANALYSIS_OBJECTBARRIERS_H

#include "lorcha/Analysis/Uniformity.h"

namespace lorcha {

/// Whether the call waits for an object of libcu++, and not for a block, grid or warp.
bool waitsForObject(const KernelUniformity &Kernel, const clang::CallExpr *Call);

/// A use of an object that keeps the kernel's waits from being barriers of the block.
struct PartialUse {
  std::string Reason; ///< "'arrive' is called by a part of the block only"
  clang::SourceLocation Location;
};

/// The first such use in the kernel or what it calls; none if all waits are barriers of the block.
/// Conservative.
std::optional<PartialUse> findPartialUse(const KernelUniformity &Kernel);

/// Whether a statement that waits does nothing else: its token is a variable, or made on the spot.
bool onlyWaits(const clang::CallExpr *Wait);

} // namespace lorcha

#endif
