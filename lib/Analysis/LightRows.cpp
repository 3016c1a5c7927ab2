// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "lorcha/Analysis/LightRows.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace lorcha {

namespace {

class RowScale {
public:
  explicit RowScale(const ASTContext &Context) : Context(Context) {}

  void add(const Stmt *S) {
    if (!S || !IsLight)
      return;
    const auto *Unary = dyn_cast<UnaryOperator>(S);
    bool IsAccess = isa<ArraySubscriptExpr>(S) || (Unary && Unary->getOpcode() == UO_Deref);
    IsLight = !isa<ForStmt, WhileStmt, DoStmt, SwitchStmt, CallExpr, CXXConstructExpr, LambdaExpr>(S);
    if (IsAccess || isa<BinaryOperator, AbstractConditionalOperator>(S))
      ++Operations;
    if (IsAccess && !cast<Expr>(S)->getType()->isArrayType())
      add(cast<Expr>(S)->getType());
    for (const Stmt *Child : S->children())
      add(Child);
  }
  void add(QualType Type) {
    if (!Type->isScalarType() ||
        Type->getAs<SubstTemplateTypeParmType>()) // other instantiations share the text
      IsLight = false;
    else
      Widest = std::max<unsigned>(Widest, Context.getTypeSizeInChars(Type).getQuantity());
  }

  unsigned bytes() const { return IsLight && Operations <= MostOperations ? Widest : 0; }

private:
  /// More would not fit into registers several times.
  static constexpr unsigned MostOperations = 40;

  const ASTContext &Context;
  bool IsLight = true;
  unsigned Operations = 0, Widest = 0;
};

} // namespace

unsigned lightRowBytes(llvm::ArrayRef<const Stmt *> Statements, const VariableSet &Kept,
                       const ASTContext &Context) {
  RowScale Scale(Context);
  for (const Stmt *S : Statements)
    Scale.add(S);
  for (const VarDecl *Variable : Kept)
    Scale.add(Variable->getType());
  return Scale.bytes();
}

} // namespace lorcha
