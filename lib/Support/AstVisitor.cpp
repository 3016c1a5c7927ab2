// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The one instance of Clang's visitor: it hands every node to an AstVisitor.
#include "lorcha/Support/AstVisitor.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace lorcha {

namespace {

class Walk : public RecursiveASTVisitor<Walk> {
  using Base = RecursiveASTVisitor<Walk>;
  AstVisitor &Visitor;

public:
  explicit Walk(AstVisitor &Visitor) : Visitor(Visitor) {}

  bool shouldVisitTemplateInstantiations() const { return Visitor.shouldVisitTemplateInstantiations(); }
  bool shouldVisitImplicitCode() const { return Visitor.shouldVisitImplicitCode(); }
  bool shouldTraversePostOrder() const { return Visitor.shouldTraversePostOrder(); }

  bool TraverseDecl(Decl *D) { return Visitor.TraverseDecl(D); }
  bool TraverseLambdaExpr(LambdaExpr *Lambda) { return Visitor.TraverseLambdaExpr(Lambda); }
  bool TraverseForStmt(ForStmt *S) { return Visitor.TraverseForStmt(S); }
  bool TraverseWhileStmt(WhileStmt *S) { return Visitor.TraverseWhileStmt(S); }
  bool TraverseDoStmt(DoStmt *S) { return Visitor.TraverseDoStmt(S); }

#define STMT(Class, Parent)                                                                                  \
  bool Visit##Class(Class *S) { return Visitor.Visit##Class(S); }
#include "clang/AST/StmtNodes.inc"
#define DECL(Class, Parent)                                                                                  \
  bool Visit##Class##Decl(Class##Decl *D) { return Visitor.Visit##Class##Decl(D); }
#include "clang/AST/DeclNodes.inc"
#define TYPELOC(Class, Parent)                                                                               \
  bool Visit##Class##TypeLoc(Class##TypeLoc Type) { return Visitor.Visit##Class##TypeLoc(Type); }
#include "clang/AST/TypeLocNodes.def"

  // What Clang does where the visitor has nothing of its own.
  bool declaration(Decl *D) { return Base::TraverseDecl(D); }
  bool lambda(LambdaExpr *Lambda) { return Base::TraverseLambdaExpr(Lambda); }
  bool forLoop(ForStmt *S) { return Base::TraverseForStmt(S); }
  bool whileLoop(WhileStmt *S) { return Base::TraverseWhileStmt(S); }
  bool doLoop(DoStmt *S) { return Base::TraverseDoStmt(S); }
};

} // namespace

AstVisitor::~AstVisitor() = default;
bool AstVisitor::TraverseStmt(Stmt *S) { return Walk(*this).TraverseStmt(S); }
bool AstVisitor::TraverseTypeLoc(TypeLoc Type) { return Walk(*this).TraverseTypeLoc(Type); }
bool AstVisitor::TraverseDecl(Decl *D) { return Walk(*this).declaration(D); }
bool AstVisitor::TraverseLambdaExpr(LambdaExpr *Lambda) { return Walk(*this).lambda(Lambda); }
bool AstVisitor::TraverseForStmt(ForStmt *S) { return Walk(*this).forLoop(S); }
bool AstVisitor::TraverseWhileStmt(WhileStmt *S) { return Walk(*this).whileLoop(S); }
bool AstVisitor::TraverseDoStmt(DoStmt *S) { return Walk(*this).doLoop(S); }

} // namespace lorcha
