// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Clang's RecursiveASTVisitor with virtual functions. The template is instantiated once, in AstVisitor.cpp,
// and not by each user: that takes the compiler ten seconds a time. LLVM 20 has the same as
// DynamicRecursiveASTVisitor.
#ifndef LORCHA_SUPPORT_ASTVISITOR_H
#define LORCHA_SUPPORT_ASTVISITOR_H

#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclFriend.h"
#include "clang/AST/DeclObjC.h"
#include "clang/AST/DeclOpenMP.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ExprConcepts.h"
#include "clang/AST/ExprObjC.h"
#include "clang/AST/ExprOpenMP.h"
#include "clang/AST/StmtCXX.h"
#include "clang/AST/StmtObjC.h"
#include "clang/AST/StmtOpenACC.h"
#include "clang/AST/StmtOpenMP.h"
#include "clang/AST/TypeLoc.h"

namespace lorcha {

/// Functions mean what those of clang::RecursiveASTVisitor with the same names mean: a result of false ends
/// the walk.
class AstVisitor {
public:
  virtual ~AstVisitor();

  virtual bool shouldVisitTemplateInstantiations() const { return false; }
  virtual bool shouldVisitImplicitCode() const { return false; }
  virtual bool shouldTraversePostOrder() const { return false; }

  /// The walks that a visitor may change. The others are Clang's.
  virtual bool TraverseDecl(clang::Decl *D);
  virtual bool TraverseLambdaExpr(clang::LambdaExpr *Lambda);
  virtual bool TraverseForStmt(clang::ForStmt *S);
  virtual bool TraverseWhileStmt(clang::WhileStmt *S);
  virtual bool TraverseDoStmt(clang::DoStmt *S);
  bool TraverseStmt(clang::Stmt *S);
  bool TraverseTypeLoc(clang::TypeLoc Type);

#define STMT(Class, Base)                                                                                    \
  virtual bool Visit##Class(clang::Class *) { return true; }
#include "clang/AST/StmtNodes.inc"
#define DECL(Class, Base)                                                                                    \
  virtual bool Visit##Class##Decl(clang::Class##Decl *) { return true; }
#include "clang/AST/DeclNodes.inc"
#define TYPELOC(Class, Base)                                                                                 \
  virtual bool Visit##Class##TypeLoc(clang::Class##TypeLoc) { return true; }
#include "clang/AST/TypeLocNodes.def"
};

} // namespace lorcha

#endif
