// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Device functions that are run for the whole block though nobody waits in them, because a loop of theirs
// runs better around the loop over threads. Every call must be one that all threads of a region can make
// together.
#ifndef LORCHA_ANALYSIS_OPENEDFUNCTIONS_H
#define LORCHA_ANALYSIS_OPENEDFUNCTIONS_H

#include "lorcha/Analysis/Uniformity.h"

namespace lorcha {

class OpenedFunctions {
public:
  /// None.
  OpenedFunctions() = default;
  /// Those that the kernel reaches.
  explicit OpenedFunctions(const KernelUniformity &Kernel);

  bool contains(const clang::FunctionDecl *Function) const;
  bool empty() const { return Functions.empty(); }
  /// Whether every call gives the parameter something that rises by one from a thread to its neighbour in
  /// threadIdx.x.
  bool isNeighbouring(const clang::VarDecl *Parameter) const { return Neighbouring.count(Parameter) != 0; }

private:
  struct Site;
  std::vector<Site> lookAt(const KernelUniformity &Kernel);
  void keepWhole(llvm::ArrayRef<Site> Sites, const clang::FunctionDecl *Kernel);
  void dropUseless(llvm::ArrayRef<Site> Sites);

  std::set<const clang::FunctionDecl *> Functions; ///< definitions
  std::set<const clang::FunctionDecl *> WithLoops; ///< those with a loop that is better outside
  std::set<const clang::VarDecl *> Neighbouring;
};

} // namespace lorcha

#endif
