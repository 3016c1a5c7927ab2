// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The classes that an object behind a virtual call can have: all polymorphic ones of the user's in this unit,
// numbered in the order of the text. On OpenCL devices the number takes the place of the pointer to the
// virtual table.
#ifndef LORCHA_ANALYSIS_DYNAMICTYPES_H
#define LORCHA_ANALYSIS_DYNAMICTYPES_H

#include "lorcha/Frontend/Frontend.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

namespace lorcha {

class DynamicTypes {
public:
  explicit DynamicTypes(ParsedUnit &Unit);

  /// One function that a virtual call may reach, and the numbers of the classes for which it does.
  struct Candidate {
    const clang::CXXMethodDecl *Method;
    std::vector<unsigned> Classes;
  };

  /// From 1; 0 for a class that is not known.
  unsigned numberOf(const clang::CXXRecordDecl *Class) const;
  /// What a virtual call of the method may reach; empty where an object would have to be found from a base
  /// that is not at its start.
  std::vector<Candidate> candidates(const clang::CXXMethodDecl *Method) const;

  /// What a call through a pointer to a function of the type may reach: the device functions whose address is
  /// taken.
  std::vector<const clang::FunctionDecl *> functionsOfType(clang::QualType Type) const;

private:
  std::vector<const clang::CXXRecordDecl *> Classes;
  std::vector<const clang::FunctionDecl *> Functions;
};

/// The method that the call runs if that is known without the object's class; null for a true virtual call.
const clang::CXXMethodDecl *knownMethod(const clang::CXXMemberCallExpr *Call,
                                        const clang::LangOptions &Language);

} // namespace lorcha

#endif
