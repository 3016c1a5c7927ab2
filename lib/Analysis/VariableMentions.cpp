// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "VariableMentions.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace lorcha {

static bool find(const Stmt *S, const VarDecl *Variable, const SourceManager &SM, Mentions &Found) {
  if (!S)
    return true;
  if (isa<LambdaExpr>(S))
    return false;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S); Ref && Ref->getDecl() == Variable) {
    Found.push_back(SM.getFileOffset(Ref->getLocation()));
    return Ref->getLocation().isFileID();
  }
  return llvm::all_of(S->children(), [&](const Stmt *Child) { return find(Child, Variable, SM, Found); });
}

std::optional<Mentions> mentionsIn(const Stmt *S, const VarDecl *Variable, const SourceManager &SM) {
  Mentions Found;
  return find(S, Variable, SM, Found) ? std::optional(std::move(Found)) : std::nullopt;
}

FileStretch nameAt(FileID File, unsigned Offset, const VarDecl *Variable) {
  return {File, Offset, Offset + static_cast<unsigned>(Variable->getName().size())};
}

bool isWideInteger(const VarDecl *Variable) {
  constexpr unsigned LeastBits = 32;
  QualType Type = Variable->getType();
  return isa<BuiltinType>(Type.getCanonicalType()) && Type->isIntegerType() && !Type->isBooleanType() &&
         Variable->getASTContext().getIntWidth(Type) >= LeastBits &&
         !Type->getAs<SubstTemplateTypeParmType>();
}

std::string plainType(const VarDecl *Variable) {
  return Variable->getType().getCanonicalType().getUnqualifiedType().getAsString();
}

bool hasLabels(const Stmt *S) { return S && (isa<LabelStmt>(S) || llvm::any_of(S->children(), hasLabels)); }

} // namespace lorcha
