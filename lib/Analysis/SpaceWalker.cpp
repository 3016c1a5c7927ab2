// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Statements, declarations, and the beginning and end of a function's instance.
#include "SpaceWalker.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace lorcha {

SpaceWalker::SpaceWalker(CallTreeWalker &Tree, AnalysedCall &Call)
    : Tree(Tree), Graph(Tree.Graph), Call(Call), Instance(*Call.Instance), This(Call.This) {
  const auto *Method = dyn_cast<CXXMethodDecl>(Instance.Function);
  if (Method && Method->getParent()->isLambda()) {
    llvm::DenseMap<const ValueDecl *, FieldDecl *> Fields;
    Method->getParent()->getCaptureFields(Fields, ThisCapture);
    Captures = Fields;
  }
}

void SpaceWalker::run() {
  const FunctionDecl *Function = Instance.Function;
  SourceLocation Place = Function->getLocation();
  for (unsigned I = 0; I < Function->getNumParams(); ++I) {
    Content *Held = I < Call.Parameters.size() && Call.Parameters[I] ? Call.Parameters[I] : Graph.make();
    if (I < Call.Parameters.size())
      Call.Parameters[I] = Held;
    Variables[Function->getParamDecl(I)] = {Graph.makeSpace(AddressSpace::Private, Place), Held};
  }
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Function))
    walkInitialisers(Constructor);
  walk(Function->getBody());
  for (const ParmVarDecl *Parameter : Function->parameters())
    destroy(Parameter, Parameter->getType(), Variables[Parameter]);
  if (const auto *Destructor = dyn_cast<CXXDestructorDecl>(Function))
    destroyMembers(Destructor);
  for (auto &[Variable, Where] : Variables)
    if (Variable->getType()->isAnyPointerType() || Variable->getType()->isReferenceType())
      Instance.Variables[Variable] = Graph.pointee(Where.Object).Space;
  if (Function->getReturnType()->isAnyPointerType() || Function->getReturnType()->isReferenceType())
    Instance.Result = Graph.pointee(Call.Result).Space;
  if (This)
    Instance.This = This->Space;
}

void SpaceWalker::walkChildren(const Stmt *S) {
  for (const Stmt *Child : S->children())
    walk(Child);
}

void SpaceWalker::walk(const Stmt *S) {
  if (!S)
    return;
  if (const auto *E = dyn_cast<Expr>(S)) {
    if (E->isGLValue())
      placeForAccess(E);
    else
      value(E);
    return;
  }
  if (const auto *Declaration = dyn_cast<DeclStmt>(S)) {
    for (const Decl *D : Declaration->decls())
      if (const auto *Variable = dyn_cast<VarDecl>(D))
        declare(Variable);
    return;
  }
  if (const auto *Return = dyn_cast<ReturnStmt>(S)) {
    const Expr *E = Return->getRetValue();
    if (!E)
      return;
    if (E->isGLValue())
      Graph.unify(Call.Result, Graph.pointerTo(place(E)), E->getExprLoc());
    else
      Graph.unify(Call.Result, value(E), E->getExprLoc());
    return;
  }
  if (const auto *If = dyn_cast<IfStmt>(S); If && If->isConstexpr()) {
    walk(If->getInit());
    if (auto Chosen = If->getNondiscardedCase(Tree.Unit.ast()))
      walk(*Chosen);
    return;
  }
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(S)) {
    for (const Stmt *Part :
         {Range->getInit(), static_cast<const Stmt *>(Range->getRangeStmt()),
          static_cast<const Stmt *>(Range->getBeginStmt()), static_cast<const Stmt *>(Range->getEndStmt()),
          static_cast<const Stmt *>(Range->getLoopVarStmt()), Range->getBody()})
      walk(Part);
    walk(Range->getCond());
    walk(Range->getInc());
    return;
  }
  walkChildren(S);
}

void SpaceWalker::declare(const VarDecl *Variable) {
  if (Variable->hasAttr<CUDASharedAttr>() || Variable->isStaticLocal())
    return; // found as outer variables
  Target &Where = Variables[Variable];
  if (!Where.Object)
    Where = Graph.makeTarget(AddressSpace::Private, Variable->getLocation());
  Target Object = Where;
  const Expr *Init = Variable->getInit();
  if (Init && Variable->getType()->isReferenceType())
    Graph.unify(Object.Object, Graph.pointerTo(place(Init)), Init->getExprLoc());
  else if (Init)
    initialise(Object, Variable->getType(), Init);
  if (const auto *Decomposition = dyn_cast<DecompositionDecl>(Variable))
    for (const BindingDecl *Binding : Decomposition->bindings())
      if (const VarDecl *Holding = Binding->getHoldingVar())
        declare(Holding);
  if (!Variable->getType()->isReferenceType())
    destroy(Variable, Variable->getType(), Object);
}

void SpaceWalker::walkInitialisers(const CXXConstructorDecl *Constructor) {
  for (const CXXCtorInitializer *Init : Constructor->inits()) {
    const Expr *E = Init->getInit();
    if (!Init->isAnyMemberInitializer()) {
      initialise(*This, E->getType(), E);
      continue;
    }
    FieldDecl *Field = Init->getAnyMember();
    Target Member{This->Space, Graph.field(This->Object, Field)};
    if (Field->getType()->isReferenceType())
      Graph.unify(Member.Object, Graph.pointerTo(place(E)), E->getExprLoc());
    else
      initialise(Member, Field->getType(), E);
  }
}

void SpaceWalker::destroy(const void *Key, QualType Type, Target Object) {
  const CXXRecordDecl *Record = Type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
  if (!Record || !Record->hasDefinition() || Record->hasTrivialDestructor() || Type->isReferenceType() ||
      Type->isPointerType())
    return;
  if (const CXXDestructorDecl *Destructor = Record->getDestructor())
    invoke(Key, Destructor, Object, {}, Destructor->getLocation());
}

void SpaceWalker::destroyMembers(const CXXDestructorDecl *Destructor) {
  for (const FieldDecl *Field : Destructor->getParent()->fields())
    destroy(Field, Field->getType(), {This->Space, Graph.field(This->Object, Field)});
  for (const CXXBaseSpecifier &Base : Destructor->getParent()->bases())
    destroy(&Base, Base.getType(), *This);
}

} // namespace lorcha
