// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The calls in a body that wait for other threads, and what each is to regions: a barrier between them, an
// exchange of values, or a function that is run for the whole block.
#ifndef LORCHA_LIB_ANALYSIS_WAITINGCALLS_H
#define LORCHA_LIB_ANALYSIS_WAITINGCALLS_H

#include "lorcha/Analysis/OpenedFunctions.h"
#include "clang/AST/Stmt.h"

namespace lorcha {

class WaitingCalls {
public:
  /// Opened: functions that are run for the block though nobody waits in them; null for none.
  explicit WaitingCalls(const KernelUniformity &Kernel, const OpenedFunctions *Opened = nullptr)
      : Kernel(Kernel), Opened(Opened) {}

  /// Whether the call waits for other threads, or its callee does, or is run for the block.
  bool synchronises(const clang::CallExpr *Call) const;
  /// The synchronising call in the statement that comes first; null if there is none.
  const clang::CallExpr *find(const clang::Stmt *S) const;
  /// Whether the call is of a user's function that can be run for the block, in text that can be changed.
  bool isBlockCall(const clang::CallExpr *Call) const;
  /// Whether the lanes of a warp compute something together, from values of each that are no words.
  bool worksTogether(const clang::CallExpr *Call) const;
  /// Whether a barrier waits, or may wait, for more than the block.
  bool isGridBarrier(const clang::CallExpr *Barrier) const;
  bool mayBeGridBarrier(const clang::CallExpr *Barrier) const;
  /// The calls whose values can be handed in before the statement or expression is run. False: there is
  /// something else in it that waits.
  bool collect(const clang::Stmt *S, std::vector<const clang::CallExpr *> &Found) const;

private:
  bool isExchange(const clang::CallExpr *Call) const;
  bool collectCall(const clang::CallExpr *Call, std::vector<const clang::CallExpr *> &Found) const;

  const KernelUniformity &Kernel;
  const OpenedFunctions *Opened;
};

} // namespace lorcha

#endif
