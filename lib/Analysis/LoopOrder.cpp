// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Conservative about speed: a loop whose body is not understood stays inside.
#include "lorcha/Analysis/LoopOrder.h"
#include "lorcha/Analysis/VariableFlow.h"
#include "lorcha/Device/PlaceQuestions.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace lorcha {

/// Loops of up to that many rounds are unrolled by compilers and stay inside.
static constexpr int64_t ShortRounds = 32;

/// Loops of at least that many rounds may be worth tiles of threads.
static constexpr int64_t TileRounds = 8;

/// Functions that call functions that call ... are looked through as far as this.
static constexpr unsigned CallDepth = 3;

static std::optional<int64_t> constant(const Expr *E, const ASTContext &Context) {
  Expr::EvalResult Result;
  if (!E || E->isValueDependent() || !E->getType()->isIntegralOrEnumerationType() ||
      !E->EvaluateAsInt(Result, Context) || Result.Val.getInt().getSignificantBits() > 63)
    return std::nullopt;
  return Result.Val.getInt().getExtValue();
}

IndexShape LoopOrder::shapeOf(const Expr *E) const {
  E = E->IgnoreParenCasts();
  const auto &Parts = Kernel.rowFold().Parts;
  if (auto Part = IsFolded ? Parts.find(E) : Parts.end(); Part != Parts.end())
    return Part->second.IsColumn ? IndexShape::Unit : IndexShape::Uniform;
  auto Both = [&](const Expr *A, const Expr *B) { return std::pair(shapeOf(A), shapeOf(B)); };
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    const Expr *Index = Member->getBase()->IgnoreParenImpCasts();
    const auto *Base = dyn_cast<DeclRefExpr>(Index);
    if ((Base && Kernel.indexVariable(Base->getDecl()) == ThreadIdx) ||
        placeAsked(Index) == PlaceKind::Thread)
      return Member->getMemberDecl()->getNameAsString() == "x" ? IndexShape::Unit : IndexShape::Uniform;
  }
  if (placeAsked(E) == PlaceKind::Thread && E->getType()->isIntegerType())
    return IndexShape::Unit; // a rank
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl());
    if (!Variable || !isPerThread(Variable))
      return IndexShape::Uniform; // the address of something shared, or a constant
    if (Variable == Counter.Variable)
      return shapeOf(Counter.Start);
    IndexShape Always = shapeOf(Variable);
    return Always == IndexShape::Other && Facts.of(E) == Uniformity::Block ? IndexShape::Uniform : Always;
  }
  if (const auto *Operation = dyn_cast<BinaryOperator>(E)) {
    auto [Left, Right] = Both(Operation->getLHS(), Operation->getRHS());
    if (Left == IndexShape::Uniform && Right == IndexShape::Uniform)
      return IndexShape::Uniform;
    bool IsSum = Operation->getOpcode() == BO_Add || Operation->getOpcode() == BO_Sub;
    if (IsSum && Left == IndexShape::Unit && Right == IndexShape::Uniform)
      return IndexShape::Unit;
    if (Operation->getOpcode() == BO_Add && Left == IndexShape::Uniform && Right == IndexShape::Unit)
      return IndexShape::Unit;
    return IndexShape::Other;
  }
  if (const auto *Unary = dyn_cast<UnaryOperator>(E); Unary && !Unary->isIncrementDecrementOp())
    return shapeOf(Unary->getSubExpr()) == IndexShape::Uniform ? IndexShape::Uniform : IndexShape::Other;
  if (isa<IntegerLiteral>(E) || Facts.of(E) == Uniformity::Block)
    return IndexShape::Uniform;
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E)) { // of an array of arrays, or a loaded value
    auto [Base, Index] = Both(Subscript->getBase(), Subscript->getIdx());
    return Base == IndexShape::Uniform && Index == IndexShape::Uniform ? IndexShape::Uniform
                                                                       : IndexShape::Other;
  }
  return IndexShape::Other;
}

IndexShape LoopOrder::shapeOf(const VarDecl *Variable) const {
  if (auto It = Bound.find(Variable); It != Bound.end() && Facts.assignments(Variable) == 0)
    return It->second;
  if (isa<ParmVarDecl>(Variable))
    return Opened && Opened->isNeighbouring(Variable) && Facts.assignments(Variable) == 0 ? IndexShape::Unit
                                                                                          : IndexShape::Other;
  if (!Variable->getInit())
    return IndexShape::Other;
  if (Facts.assignments(Variable) == 0)
    return shapeOf(Variable->getInit());
  bool IsCounter = Variable->getType()->isIntegerType() && !Variable->getType()->isBooleanType() &&
                   changesUniformly(Variable) && shapeOf(Variable->getInit()) == IndexShape::Unit;
  return IsCounter ? IndexShape::Unit : IndexShape::Other;
}

/// Whether the variable is only ever changed by the addition of something uniform.
bool LoopOrder::changesUniformly(const VarDecl *Variable) const {
  auto IsVariable = [&](const Stmt *S) {
    const auto *Ref = dyn_cast<DeclRefExpr>(S);
    return Ref && Ref->getDecl() == Variable;
  };
  // Every mention must be a read or the target of an addition.
  std::function<bool(const Stmt *)> IsGood = [&](const Stmt *S) {
    if (!S)
      return true;
    if (const auto *Cast = dyn_cast<ImplicitCastExpr>(S);
        Cast && Cast->getCastKind() == CK_LValueToRValue && IsVariable(Cast->getSubExpr()->IgnoreParens()))
      return true;
    if (const Expr *Added = addedTo(S, Variable))
      return Facts.of(Added) == Uniformity::Block && IsGood(Added);
    if (const auto *Step = dyn_cast<UnaryOperator>(S);
        Step && Step->isIncrementDecrementOp() && IsVariable(Step->getSubExpr()->IgnoreParens()))
      return true;
    return !IsVariable(S) && llvm::all_of(S->children(), IsGood);
  };
  return IsGood(Facts.function()->getBody());
}

std::optional<int64_t> LoopOrder::rounds(const ForStmt *For) const {
  const ASTContext &Context = Kernel.unit().ast();
  const auto *Condition = dyn_cast_or_null<BinaryOperator>(For->getCond());
  if (!Condition || !Condition->isComparisonOp())
    return std::nullopt;
  std::optional<int64_t> Bound = constant(Condition->getRHS(), Context), First;
  if (const auto *Declared = dyn_cast_or_null<DeclStmt>(For->getInit());
      Declared && Declared->isSingleDecl()) {
    if (const auto *Variable = dyn_cast<VarDecl>(Declared->getSingleDecl()))
      First = constant(Variable->getInit(), Context);
  } else if (const auto *Assignment = dyn_cast_or_null<BinaryOperator>(For->getInit())) {
    First = constant(Assignment->getRHS(), Context);
  }
  if (!Bound || !First)
    return std::nullopt;
  return std::abs(*Bound - *First);
}

/// Whether the count of rounds, those of loops inside included, is a small constant.
bool LoopOrder::isShort(const ForStmt *For) const {
  std::optional<int64_t> Own = rounds(For);
  if (!Own || *Own > ShortRounds)
    return false;
  int64_t Most = 1;
  std::function<void(const Stmt *)> Walk = [&](const Stmt *S) {
    if (const auto *Inner = dyn_cast_or_null<ForStmt>(S))
      Most = std::max(Most, rounds(Inner).value_or(1));
    if (S)
      for (const Stmt *Child : S->children())
        Walk(Child);
  };
  Walk(For->getBody());
  return *Own * Most <= ShortRounds;
}

bool storesToMemory(const Stmt *S) {
  if (!S)
    return false;
  const Expr *Target = nullptr;
  if (const auto *Operation = dyn_cast<BinaryOperator>(S); Operation && Operation->isAssignmentOp())
    Target = Operation->getLHS();
  else if (const auto *Unary = dyn_cast<UnaryOperator>(S); Unary && Unary->isIncrementDecrementOp())
    Target = Unary->getSubExpr();
  return (Target && !rootVariable(Target)) || llvm::any_of(S->children(), storesToMemory);
}

bool LoopOrder::isShortTile(const ForStmt *For) const {
  std::function<bool(const Stmt *)> IsStraight = [&](const Stmt *S) {
    return !S || (!isa<ForStmt, WhileStmt, DoStmt, IfStmt>(S) && llvm::all_of(S->children(), IsStraight));
  };
  return HasRows && isShort(For) && rounds(For) >= TileRounds && IsStraight(For->getBody()) &&
         !storesToMemory(For->getBody());
}

bool LoopOrder::isStrided(const ForStmt *For) const {
  const auto *Declared = dyn_cast_or_null<DeclStmt>(For->getInit());
  const auto *Condition = dyn_cast_or_null<BinaryOperator>(For->getCond());
  const auto *Variable =
      Declared && Declared->isSingleDecl() ? dyn_cast<VarDecl>(Declared->getSingleDecl()) : nullptr;
  if (!Variable || !Condition || !Condition->isRelationalOp() || shapeOf(Variable) != IndexShape::Unit)
    return false;
  const auto *Counter = dyn_cast<DeclRefExpr>(Condition->getLHS()->IgnoreParenImpCasts());
  return Counter && Counter->getDecl() == Variable && Facts.of(Condition->getRHS()) == Uniformity::Block &&
         Facts.controlWithin(For) == Uniformity::Block;
}

bool LoopOrder::isGoodAccess(const Expr *E) const {
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E)) {
    if (SharedElement Element = sharedElement(E); Transposed.contains(Element.Array))
      if (shapeOf(Element.First) != IndexShape::Other && shapeOf(Element.Second) == IndexShape::Uniform)
        return true;
    if (rootVariable(E))
      return false; // an array of the thread's own
    IndexShape Index = shapeOf(Subscript->getIdx());
    const Expr *Base = Subscript->getBase()->IgnoreParenImpCasts();
    // Rows of an array of arrays must be the same for neighbours.
    return Index != IndexShape::Other && shapeOf(Base) == IndexShape::Uniform;
  }
  if (const auto *Unary = dyn_cast<UnaryOperator>(E); Unary && Unary->getOpcode() == UO_Deref)
    return shapeOf(Unary->getSubExpr()) != IndexShape::Other;
  return true;
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
  const Expr *Target = nullptr;
  if (const auto *Operation = dyn_cast<BinaryOperator>(E); Operation && Operation->isAssignmentOp())
    Target = Operation->getLHS();
  else if (const auto *Unary = dyn_cast<UnaryOperator>(E); Unary && Unary->isIncrementDecrementOp())
    Target = Unary->getSubExpr();
  if (!Target || rootVariable(Target))
    return true;
  const auto *Subscript = dyn_cast<ArraySubscriptExpr>(Target->IgnoreParens());
  if (!Subscript || shapeOf(Subscript->getIdx()) != IndexShape::Unit)
    return false;
  VariableFlow Flow = variableFlow({Subscript->getIdx()});
  return isRank(Subscript->getIdx()) ||
         Kernel.of(Kernel.functions().front())->effect() < BuiltinEffect::BlockBarrier ||
         llvm::any_of(
             Flow.Mentioned,
             [&](const VarDecl *Variable) {
               return Facts.assignments(Variable) != 0 && shapeOf(Variable) == IndexShape::Unit;
             });
}

/// Math, or a function that only computes with its arguments, in a straight line.
bool LoopOrder::isGoodCall(const CallExpr *Call, unsigned Depth) const {
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (isGroupQuestion(Call))
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

bool LoopOrder::isBetterOutside(const Stmt *Loop) const {
  const auto *For = dyn_cast_or_null<ForStmt>(Loop);
  if (!For || Closed.count(Loop) || !For->getCond() || !For->getInc() || For->getConditionVariable() ||
      !For->getBeginLoc().isFileID() || !For->getEndLoc().isFileID())
    return false;
  bool IsStrided = isStrided(For);
  return (Facts.of(For->getCond()) == Uniformity::Block || IsStrided) &&
         Facts.exits(Loop) == Uniformity::Block && (!isShort(For) || isShortTile(For)) &&
         isGoodStatement(For->getBody()) && (IsStrided || !hasAtomics(For->getBody()));
}

bool choosesFewThreads(llvm::ArrayRef<const Stmt *> Statements) {
  std::function<bool(const Expr *)> Compares = [&](const Expr *E) {
    E = E->IgnoreParenImpCasts();
    const auto *Operation = dyn_cast<BinaryOperator>(E);
    if (!Operation)
      return false;
    if (Operation->isLogicalOp())
      return Compares(Operation->getLHS()) || Compares(Operation->getRHS());
    return Operation->isEqualityOp() &&
           !Operation->getLHS()->IgnoreParenImpCasts()->getType()->isBooleanType() &&
           !isa<BinaryOperator>(Operation->getRHS()->IgnoreParenImpCasts());
  };
  std::function<bool(const Stmt *)> Walk = [&](const Stmt *S) {
    if (!S)
      return false;
    if (const auto *If = dyn_cast<IfStmt>(S); If && Compares(If->getCond()))
      return true;
    return llvm::any_of(S->children(), Walk);
  };
  return llvm::any_of(Statements, Walk);
}

} // namespace lorcha
