// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The part of LoopOrder that looks at the bodies of loops: whether what they load, store and call lets them
// go around the loop over threads.
#include "lorcha/Analysis/LoopOrder.h"
#include "lorcha/Analysis/VariableFlow.h"
#include "lorcha/Device/PlaceQuestions.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace lorcha {

/// Functions that call functions that call ... are looked through as far as this.
static constexpr unsigned CallDepth = 3;

bool LoopOrder::isGoodAccess(const Expr *E) const {
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E)) {
    if (SharedElement Element = sharedElement(E); Transposed.contains(Element.Array))
      if (shapeOf(Element.First) != IndexShape::Other && shapeOf(Element.Second) == IndexShape::Uniform)
        return true;
    if (const VarDecl *Own = rootVariable(E))
      return registers().contains(Own); // in memory, threads' elements would lie apart
    // Rows of an array of arrays must be the same for neighbours.
    IndexShape Index = shapeOf(Subscript->getIdx());
    IndexShape Base = shapeOf(Subscript->getBase()->IgnoreParenImpCasts());
    return (Index != IndexShape::Other && Base == IndexShape::Uniform) ||
           (Index == IndexShape::Uniform && Base == IndexShape::Unit);
  }
  if (const auto *Unary = dyn_cast<UnaryOperator>(E); Unary && Unary->getOpcode() == UO_Deref)
    return shapeOf(Unary->getSubExpr()) != IndexShape::Other;
  return true;
}

bool LoopOrder::suitsNeighbours(const Stmt *S) const {
  const auto *E = dyn_cast_or_null<Expr>(S);
  return !S || ((!E || isGoodAccess(E)) &&
                llvm::all_of(S->children(), [&](const Stmt *Child) { return suitsNeighbours(Child); }));
}

/// Whether the value is the thread's rank in a group of several rows, which no other thread has.
bool LoopOrder::isRank(const Expr *E) const {
  E = E->IgnoreParenCasts();
  const auto *Name = dyn_cast<DeclRefExpr>(E);
  const auto *Variable = Name ? dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
  if (Variable)
    return Variable->getInit() && isUnchanged(Variable) && isRank(Variable->getInit());
  return placeAsked(E) == PlaceKind::Thread && E->getType()->isIntegerType();
}

/// Stores to memory change the order of what threads do to one another's elements. Programs have races that
/// do no harm when threads run one after the other (several that compute the same element): each must store
/// to elements of its own; between barriers, where rows of threads cannot be run apart, to another one in
/// each round, or where its rank says.
bool LoopOrder::isGoodStore(const Expr *E) const {
  const Expr *Target = changedBy(E);
  if (!Target || rootVariable(Target))
    return true;
  Target = Target->IgnoreParens();
  const auto *Subscript = dyn_cast<ArraySubscriptExpr>(Target);
  const auto *Unary = dyn_cast<UnaryOperator>(Target);
  const Expr *Place = Subscript                                 ? Subscript->getIdx()
                      : Unary && Unary->getOpcode() == UO_Deref ? Unary->getSubExpr()
                                                                : nullptr;
  if (Subscript && shapeOf(Place) == IndexShape::Uniform)
    Place = Subscript->getBase();
  return Place && shapeOf(Place) == IndexShape::Unit &&
         (isRank(Place) || Kernel.of(Kernel.functions().front())->effect() < BuiltinEffect::BlockBarrier ||
          llvm::any_of(variableFlow({Place}).Mentioned,
                       [&](const VarDecl *Variable) { return goesOn(Variable); }));
}

/// Whether the variable is changed from round to round, beside what a loop counts with.
bool LoopOrder::goesOn(const VarDecl *Variable) const {
  if (Facts.assignments(Variable) == 0)
    return false;
  std::function<bool(const Stmt *)> Counts = [&](const Stmt *S) {
    const auto *For = dyn_cast_or_null<ForStmt>(S);
    return (For && For->getInit() && variableFlow({For->getInit()}).Declared.contains(Variable)) ||
           (S && llvm::any_of(S->children(), Counts));
  };
  return shapeOf(Variable) == IndexShape::Unit ||
         (changesUniformly(Variable) && !Counts(Facts.function()->getBody()));
}

/// Math, or a function that only computes with its arguments, in a straight line.
bool LoopOrder::isGoodCall(const CallExpr *Call, unsigned Depth) const {
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (isGroupQuestion(Call) || isTrivialAssignment(Call))
    return true;
  if (!Callee || Depth == 0 || isa<CXXMethodDecl>(Callee))
    return false;
  if (const BuiltinEntry *Builtin = Kernel.builtin(Callee))
    return Builtin->Effect == BuiltinEffect::Pure && Call->getType()->isArithmeticType();
  if (Kernel.unit().ownerOf(Callee->getLocation()) == FileOwner::System)
    return Call->getType()->isArithmeticType();
  const FunctionUniformity *Known = Kernel.of(Callee);
  const auto *Body = Known ? dyn_cast<CompoundStmt>(Known->function()->getBody()) : nullptr;
  return Body && !Body->body_empty() && Known->effect() == BuiltinEffect::Pure && !Known->dependsOnThread() &&
         llvm::none_of(Callee->parameters(),
                       [](const ParmVarDecl *Each) { return Each->getType()->isReferenceType(); }) &&
         llvm::all_of(Body->body(), [&](const Stmt *S) { return onlyComputes(S, Depth - 1); });
}

/// An atomic function whose result nobody uses, on an element of an array that is the same for neighbours.
/// The order in which threads come to it is open, so loops may change places around it.
bool LoopOrder::isGoodAtomic(const Stmt *S) const {
  const auto *Call = dyn_cast_or_null<CallExpr>(S);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  const BuiltinEntry *Builtin = Callee ? Kernel.builtin(Callee) : nullptr;
  if (!Builtin || Builtin->Effect != BuiltinEffect::Memory || Callee->getNumParams() < 2)
    return false;
  QualType Pointee = Callee->getParamDecl(0)->getType()->getPointeeType();
  const auto *Address = dyn_cast<UnaryOperator>(Call->getArg(0)->IgnoreParenImpCasts());
  if (Pointee.isNull() || !Pointee->isArithmeticType() || Pointee.isConstQualified() || !Address ||
      Address->getOpcode() != UO_AddrOf)
    return false;
  const auto *Element = dyn_cast<ArraySubscriptExpr>(Address->getSubExpr()->IgnoreParens());
  return Element && !rootVariable(Element) &&
         shapeOf(Element->getBase()->IgnoreParenImpCasts()) == IndexShape::Uniform &&
         hasGoodBody(Element->getIdx()) &&
         llvm::all_of(llvm::drop_begin(Call->arguments()),
                      [&](const Expr *Each) { return hasGoodBody(Each); });
}

/// Whether the statement has calls that change memory. Loops with such gain from a place around the threads
/// only by what else they read: they must be steps through memory.
bool LoopOrder::hasAtomics(const Stmt *S) const {
  return S && (isGoodAtomic(S) ||
               llvm::any_of(S->children(), [&](const Stmt *Child) { return hasAtomics(Child); }));
}

bool LoopOrder::onlyComputes(const Stmt *S, unsigned Depth) const {
  if (!S)
    return true;
  if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt, SwitchStmt, IfStmt, GotoStmt, AsmStmt, LambdaExpr>(S))
    return false;
  const auto *Member = dyn_cast<MemberExpr>(S);
  const auto *Unary = dyn_cast<UnaryOperator>(S);
  bool IsMemory = (Member && Member->isArrow()) || (Unary && Unary->getOpcode() == UO_Deref) ||
                  (isa<ArraySubscriptExpr>(S) && !rootVariable(cast<Expr>(S)));
  const auto *Construct = dyn_cast<CXXConstructExpr>(S);
  const auto *Call = dyn_cast<CallExpr>(S);
  if (IsMemory || (Construct && !Construct->getConstructor()->isTrivial()) ||
      (Call && !isGoodCall(Call, Depth)))
    return false;
  return llvm::all_of(S->children(), [&](const Stmt *Child) { return onlyComputes(Child, Depth); });
}

/// What onlyComputes lets pass, and loads whose places suit neighbours.
bool LoopOrder::onlyReads(const Stmt *S, unsigned Depth) const {
  if (!S)
    return true;
  if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt, SwitchStmt, IfStmt, GotoStmt, AsmStmt, LambdaExpr>(S))
    return false;
  const auto *Member = dyn_cast<MemberExpr>(S);
  const auto *Construct = dyn_cast<CXXConstructExpr>(S);
  const auto *Call = dyn_cast<CallExpr>(S);
  const auto *E = dyn_cast<Expr>(S);
  if ((Member && Member->isArrow() && shapeOf(Member->getBase()) != IndexShape::Uniform) ||
      (Construct && !Construct->getConstructor()->isTrivial()) || (E && !isGoodAccess(E)) ||
      (Call && !isGoodCall(Call, Depth) && !isGoodReader(Call, Depth)))
    return false;
  return llvm::all_of(S->children(), [&](const Stmt *Child) { return onlyReads(Child, Depth); });
}

/// A function, or a method of an object that all threads have alike, that only computes and reads: where this
/// call lets it read.
bool LoopOrder::isGoodReader(const CallExpr *Call, unsigned Depth) const {
  const FunctionDecl *Callee = Call->getDirectCallee();
  const FunctionUniformity *Known = Callee && !Kernel.builtin(Callee) ? Kernel.of(Callee) : nullptr;
  if (!Known || Depth == 0 || Known->effect() != BuiltinEffect::Pure || Known->dependsOnThread())
    return false;
  auto [Found, IsNew] = Readers.try_emplace(Call, false); // recursive functions are none
  if (!IsNew)
    return Found->second;
  llvm::ArrayRef<const Expr *> Arguments(Call->getArgs(), Call->getNumArgs());
  const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  const auto *OfObject = dyn_cast<CXXMemberCallExpr>(Call);
  const Expr *Object = OfObject ? OfObject->getImplicitObjectArgument() : nullptr;
  if (isa<CXXOperatorCallExpr>(Call) && Method && !Method->isStatic()) {
    Object = Arguments.front();
    Arguments = Arguments.drop_front();
  }
  if (Object && shapeOf(Object) != IndexShape::Uniform)
    return false;
  LoopOrder Inside(Kernel, *Known, HasRows, Opened);
  for (auto [Parameter, Argument] : llvm::zip(Known->function()->parameters(), Arguments)) {
    if (Parameter->getType()->isReferenceType())
      return false;
    Inside.Bound[Parameter] = shapeOf(Argument);
  }
  const Stmt *Body = Known->function()->getBody();
  bool IsGood = isa<CompoundStmt>(Body) && !storesToMemory(Body) && Inside.onlyReads(Body, Depth - 1);
  return Readers[Call] = IsGood;
}

bool LoopOrder::hasGoodBody(const Stmt *S) const {
  if (!S || runsInLanes(S))
    return true;
  if (const auto *If = dyn_cast<IfStmt>(S); If && holdsLanes(If) && If->getElse())
    return false; // would not be opened
  if (const auto *For = dyn_cast<ForStmt>(S))
    return (isShort(For) || isBetterOutside(For)) && isGoodStatement(For->getBody());
  if (const auto *Made = dyn_cast<CXXConstructExpr>(S); Made && !Made->getConstructor()->isTrivial())
    return false;
  if (isa<WhileStmt, DoStmt, CXXForRangeStmt, SwitchStmt, ReturnStmt, BreakStmt, ContinueStmt, GotoStmt,
          AsmStmt, LambdaExpr, LabelStmt>(S))
    return false;
  if (const auto *Call = dyn_cast<CallExpr>(S);
      Call && !isGoodCall(Call, CallDepth) && !isGoodReader(Call, CallDepth))
    return false;
  if (const auto *E = dyn_cast<Expr>(S); E && (!isGoodAccess(E) || !isGoodStore(E)))
    return false;
  bool IsStatement = !isa<Expr>(S);
  return llvm::all_of(S->children(), [&](const Stmt *Child) {
    return IsStatement ? isGoodStatement(Child) : hasGoodBody(Child);
  });
}

} // namespace lorcha
