// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "KernelSizes.h"
#include "lorcha/Support/AstVisitor.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace lorcha::opencl {

namespace {

class SizeFinder : public AstVisitor {
public:
  explicit SizeFinder(ParsedUnit &Unit) : Unit(Unit) {}

  KernelSizes run(const FunctionDecl *Kernel) {
    Functions.insert(Kernel);
    for (size_t I = 0; I < Functions.size(); ++I)
      TraverseStmt(Functions[I]->getBody());
    return Result;
  }

  bool VisitDeclRefExpr(DeclRefExpr *Use) override {
    note(Use->getDecl());
    return true;
  }
  bool VisitMemberExpr(MemberExpr *Use) override {
    note(Use->getMemberDecl());
    return true;
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *Use) override {
    note(Use->getConstructor());
    return true;
  }
  bool VisitVarDecl(VarDecl *Variable) override {
    note(Variable);
    return true;
  }

private:
  void note(const ValueDecl *Named) {
    if (const auto *Variable = dyn_cast<VarDecl>(Named)) {
      if (Seen.insert(Variable->getCanonicalDecl()).second)
        count(Variable);
      return;
    }
    const auto *Called = dyn_cast<FunctionDecl>(Named);
    const FunctionDecl *Definition = nullptr;
    if (Called && Called->hasBody(Definition) && !Definition->isDependentContext() &&
        !Unit.isOurs(Definition))
      Functions.insert(Definition);
  }

  void count(const VarDecl *Variable) {
    QualType Type = Variable->getType().getNonReferenceType();
    if (Type->isDependentType() || Type->isIncompleteType() || Type->isVariableArrayType())
      return;
    const uint64_t Bytes = Unit.ast().getTypeSizeInChars(Type).getQuantity();
    if (Variable->hasAttr<CUDASharedAttr>())
      Result.Shared += Variable->hasExternalStorage() ? 0 : Bytes;
    else if (Variable->hasAttr<CUDAConstantAttr>())
      Result.Constant += Bytes;
    else if (Variable->hasLocalStorage() && Variable->getType()->isArrayType())
      Result.Local += Bytes;
  }

  ParsedUnit &Unit;
  KernelSizes Result;
  llvm::SetVector<const FunctionDecl *> Functions;
  llvm::SmallPtrSet<const VarDecl *, 16> Seen;
};

} // namespace

KernelSizes sizesOf(ParsedUnit &Unit, const FunctionDecl *Kernel) {
  const FunctionDecl *Definition = nullptr;
  return Kernel->hasBody(Definition) ? SizeFinder(Unit).run(Definition) : KernelSizes();
}

} // namespace lorcha::opencl
