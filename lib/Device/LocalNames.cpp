// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "LocalNames.h"
#include "lorcha/Support/AstVisitor.h"

using namespace clang;

namespace lorcha {

namespace {

class LocalNameFinder : public AstVisitor {
public:
  LocalNameFinder(const SourceManager &SM, const Stmt *Body) : SM(SM), Body(Body) {}
  bool Found = false;

  bool VisitExpr(Expr *E) override { return check(E->getExprLoc()); }
  bool VisitBuiltinTypeLoc(BuiltinTypeLoc Type) override { return check(Type.getBeginLoc()); }
  bool VisitDeclRefExpr(DeclRefExpr *Ref) override { return check(Ref->getDecl()); }
  bool VisitTypedefTypeLoc(TypedefTypeLoc Type) override { return check(Type.getTypedefNameDecl()); }
  bool VisitTagTypeLoc(TagTypeLoc Type) override { return check(Type.getDecl()); }

private:
  /// What a macro's definition in the body says.
  bool check(SourceLocation Location) {
    Found |= Body && Location.isMacroID() &&
             SM.isPointWithin(SM.getSpellingLoc(Location), Body->getBeginLoc(), Body->getEndLoc());
    return true;
  }
  bool check(const Decl *D) {
    Found |= !isa<ParmVarDecl>(D) && D->getParentFunctionOrMethod() != nullptr &&
             !isa<TemplateTypeParmDecl>(D) && !isa<NonTypeTemplateParmDecl>(D);
    return true;
  }

  const SourceManager &SM;
  const Stmt *Body;
};

} // namespace

bool namesLocal(const VarDecl *Variable, const FunctionDecl *Function, const SourceManager &SM) {
  LocalNameFinder Find(SM, Function->getBody());
  if (TypeSourceInfo *Info = Variable->getTypeSourceInfo())
    Find.TraverseTypeLoc(Info->getTypeLoc());
  return Find.Found;
}

} // namespace lorcha
