// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How a piece of code in a region comes by the variables of its function: declarations at its start and
// write-backs.
#ifndef LORCHA_LIB_EMIT_CPU_REGIONVARIABLES_H
#define LORCHA_LIB_EMIT_CPU_REGIONVARIABLES_H

#include "RegionText.h"

namespace lorcha {

class RegionVariables {
public:
  RegionVariables(const CpuEmitterState &State, const RegionPlan &Plan, unsigned Indices,
                  const RegionText &Text)
      : State(State), Plan(Plan), Indices(Indices), Text(Text) {}

  /// As it is to be written in front of the name.
  std::string typeOf(const clang::VarDecl *Variable) const;
  std::string declaration(const clang::VarDecl *Variable, const std::string &Init) const;
  /// The declaration with all that gives the variable its lasting value.
  std::string definition(const clang::VarDecl *Variable) const;
  /// The variables that the code declares and the block wants behind it, each behind those that it needs.
  std::vector<const clang::VarDecl *> copiedOutOf(const ThreadCode &Code) const;
  bool usesBlockDim() const { return (Indices & BlockDim) != 0; }
  /// The variable as a parameter of a function that changes it.
  std::string parameter(const clang::VarDecl *Variable) const;
  /// Writes the variable back into its slot at the end of the scope.
  std::string keep(const clang::VarDecl *Variable) const;
  /// The write-backs behind a declaration, for those of its variables that are wanted later.
  std::string keptOf(const clang::DeclStmt *Declared, const ThreadCode &Code) const;
  /// What stands before a declaration in the code, some of whose variables may be for later regions only.
  std::string markOf(const clang::DeclStmt *Declared, const ThreadCode &Code) const;
  /// Declarations at the start of a piece of code. HasCounters: with those of loops whose rounds are spans.
  /// Without those of the variables that Apart has.
  std::vector<std::string> linesFor(const ThreadCode &Code, bool HasCounters = true,
                                    const VariableSet &Apart = {}) const;

  /// Declarations for a question in front of a loop over threads.
  std::string linesInFront(llvm::ArrayRef<const clang::VarDecl *> Needed) const;
  /// Declarations for a place in another block, whose threads are called lorchaThread.
  std::string linesElsewhere(llvm::ArrayRef<const clang::VarDecl *> Again) const;
  /// Declarations for a block by itself, of what it has another value of than others.
  std::string linesOfBlock(llvm::ArrayRef<const clang::VarDecl *> Again) const;

private:
  void restore(const clang::VarDecl *Variable, const CodeVariables &Variables,
               std::vector<std::string> &Lines, bool Reads) const;

  const CpuEmitterState &State;
  const RegionPlan &Plan;
  unsigned Indices;
  const RegionText &Text;
};

} // namespace lorcha

#endif
