// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How each device function learns which thread it runs for. A hidden first parameter where every use of the
// function is a plain call that can pass one; else a thread-local. Functions that never ask need neither.
#ifndef LORCHA_ANALYSIS_THREADCONTEXT_H
#define LORCHA_ANALYSIS_THREADCONTEXT_H

#include "lorcha/Device/DeviceProgram.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"

namespace lorcha {

enum class ContextKind {
  None,        ///< the function does not ask
  Kernel,      ///< the loop over the threads has it
  Parameter,   ///< a hidden first parameter, lorchaThread
  Captured,    ///< a lambda that captures its surroundings' bindings
  ThreadLocal, ///< read from lorcha::currentThread() at the start of the body
};

struct FunctionContext {
  ContextKind Kind = ContextKind::None;
  unsigned Indices = 0;     ///< IndexVariable bits to bind at the start of the body
  bool NamesThread = false; ///< the body passes lorchaThread on, or asks it for shared memory
};

class ThreadContexts {
public:
  /// Relocatable: device functions with external linkage may be called from other units, which cannot know of
  /// a hidden parameter: these call an entry without one.
  ThreadContexts(const DeviceProgram &Program, bool Relocatable);

  const FunctionContext &of(const FunctionModel *Function) const { return Contexts.find(Function)->second; }
  bool carries(const FunctionModel *Function) const { return of(Function).Kind == ContextKind::Parameter; }

  /// Whether the function, or one that it may come to call, reads the thread-local.
  bool asksThreadLocal(const FunctionModel *Function) const { return Asking.contains(Function); }

  /// Whether other units may call the function, if device code is relocatable.
  static bool isEntry(const clang::FunctionDecl *Function);

private:
  bool mayCarry(const FunctionModel &Function, bool Relocatable) const;
  void dropDisagreeingCallees(const DeviceProgram &Program);
  bool propagateNeeds(const DeviceProgram &Program);
  void findAsking(const DeviceProgram &Program);

  llvm::DenseMap<const FunctionModel *, FunctionContext> Contexts;
  llvm::DenseMap<const FunctionModel *, bool> Carriers, Needs;
  llvm::DenseSet<const FunctionModel *> Asking;
};

} // namespace lorcha

#endif
