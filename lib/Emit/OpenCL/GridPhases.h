// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A kernel that is split at the barriers of the grid (docs/opencl.md, "Barriers of the grid"): its phases,
// and what the work-items of one leave for the next.
#ifndef LORCHA_LIB_EMIT_OPENCL_GRIDPHASES_H
#define LORCHA_LIB_EMIT_OPENCL_GRIDPHASES_H

#include "lorcha/Analysis/GridBarriers.h"
#include "llvm/ADT/MapVector.h"
#include <set>

namespace lorcha::opencl {

/// A place where a phase waits for the grid.
struct PhaseStop {
  unsigned Barrier;
  VariableSet Fresh;              ///< variables in scope that the phase has declared itself
  VariableSet Restored;           ///< those that it has from the phase before
  std::vector<std::string> Bools; ///< of the predicated form, in force; outermost first
};

/// A line of a phase that can only be written when all phases are known.
struct DeferredLine {
  enum Kind {
    Restore,        ///< declares a variable and gives it its value
    RestoreWritten, ///< gives a parameter that changes its value
    RestoreBool,    ///< declares a bool of the predicated form
    Repeat,         ///< declares a variable with its initialisation
    Stop
  } What;
  unsigned Indent;
  const clang::VarDecl *Variable = nullptr;
  std::string Text;   ///< of Repeat; the name of RestoreBool
  unsigned Index = 0; ///< of the stop, of the bool, or of what the repeated text needs
};

/// One of the kernels that a kernel becomes.
struct Phase {
  unsigned Number = 0; ///< of the barrier behind which it begins; 0: at the kernel's beginning
  std::vector<PhaseStop> Stops;
  std::vector<DeferredLine> Deferred;
  bool MayEnd = false;            ///< whether a thread may get to the end of the kernel
  std::vector<std::string> Bools; ///< of the predicated form, in force where the text is being printed
};

/// Where values are kept, and how long. Offsets count bytes of one thread, or of one block for shared
/// variables.
struct KeptLayout {
  llvm::MapVector<const clang::VarDecl *, uint64_t> Variables;
  llvm::MapVector<const clang::VarDecl *, uint64_t> Shared; ///< null for the launch's dynamic shared memory
  uint64_t FirstBool = 0;
  uint64_t BytesPerThread = 0, BytesPerBlock = 0;
  // By number of the phase.
  std::vector<std::set<unsigned>> Reaches;  ///< the phases that can come from it on, itself included
  std::vector<std::set<unsigned>> Precedes; ///< the phases that it can come from
  std::vector<VariableSet> Restored;
  std::vector<VariableSet> UsesShared;

  bool isNamedBehind(unsigned Barrier, const clang::VarDecl *Variable) const {
    return isIn(Restored, Reaches[Barrier], Variable);
  }
  bool isSharedBehind(unsigned Barrier, const clang::VarDecl *Variable) const {
    return isIn(UsesShared, Reaches[Barrier], Variable);
  }
  bool isSharedBefore(unsigned Barrier, const clang::VarDecl *Variable) const {
    return isIn(UsesShared, Precedes[Barrier], Variable);
  }
  bool isSharedIn(unsigned Number, const clang::VarDecl *Variable) const {
    return UsesShared[Number].contains(Variable);
  }

private:
  static bool isIn(const std::vector<VariableSet> &Sets, const std::set<unsigned> &Of,
                   const clang::VarDecl *Variable) {
    for (unsigned Number : Of)
      if (Sets[Number].contains(Variable))
        return true;
    return false;
  }
};

} // namespace lorcha::opencl

#endif
