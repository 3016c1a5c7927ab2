// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops that threads should go through in step. Vectors run every branch of a round for all threads, so the
// body must be one that compilers turn into straight code, and loads from all over memory cost more than they
// do one by one: enough must be computed with what they bring. Conservative: what is not known stays a loop
// of each thread.
#include "RegionBuilder.h"
#include "lorcha/Analysis/LoopParts.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;

namespace lorcha {

/// How much must be computed for each load from all over memory, in operations; measured with AVX-512.
static constexpr unsigned OperationsPerGather = 4;
/// A call of a math function, in operations.
static constexpr unsigned OperationsPerCall = 8;
/// Loops of up to that many rounds, and operations in all of them, are unrolled.
static constexpr int64_t FewRounds = 16;
static constexpr unsigned UnrolledOperations = 256;
/// Functions that call functions that call ... are looked through as far as this.
static constexpr unsigned CallDepth = 3;

/// Looks at what a round consists of.
class LaneBody {
public:
  LaneBody(const LoopOrder &Order, const FunctionUniformity &Facts) : Order(Order), Facts(Facts) {}

  /// UniformIsFree: loads of what is one for all threads need no mask, as the loop is unrolled.
  bool isWorthIt(bool UniformIsFree) const {
    return Operations >= OperationsPerGather * (Gathers + (UniformIsFree ? 0 : UniformLoads));
  }
  unsigned operations() const { return Operations; }

  bool isStraightLoop(const Stmt *Loop) {
    const auto *For = dyn_cast<ForStmt>(Loop);
    return isStraight(conditionOf(Loop)) &&
           (!For || (isStraight(For->getInit()) && isStraight(For->getInc()))) &&
           isStraight(bodyOfLoop(Loop));
  }

  bool isStraight(const Stmt *S) {
    if (!S)
      return true;
    if (const auto *E = dyn_cast<Expr>(S))
      return isStraightValue(E);
    if (isa<BreakStmt, ContinueStmt>(S))
      return InnerLoops == 0 && S->getBeginLoc().isFileID();
    if (const auto *Declared = dyn_cast<DeclStmt>(S))
      return llvm::all_of(Declared->decls(), [&](const Decl *D) {
        const auto *Variable = dyn_cast<VarDecl>(D);
        return Variable && isValue(Variable) && isStraight(Variable->getInit());
      });
    if (const auto *For = dyn_cast<ForStmt>(S)) {
      if (!Order.isShort(For) || Facts.of(For->getCond()) != Uniformity::Block)
        return false;
      llvm::SaveAndRestore<unsigned> Inside(InnerLoops, InnerLoops + 1);
      return areStraight(For);
    }
    if (const auto *If = dyn_cast<IfStmt>(S))
      return !If->getInit() && !If->getConditionVariable() && areStraight(If);
    return isa<CompoundStmt, NullStmt, AttributedStmt>(S) && areStraight(S);
  }

private:
  bool areStraight(const Stmt *S) {
    return llvm::all_of(S->children(), [&](const Stmt *Child) { return isStraight(Child); });
  }

  /// Whether the variable is a number or an address of the thread's own.
  static bool isValue(const VarDecl *Variable) {
    QualType Type = Variable->getType();
    return isPerThread(Variable) && !Type.isVolatileQualified() &&
           (Type->isArithmeticType() || Type->isObjectPointerType());
  }

  bool isStraightValue(const Expr *E) {
    if (E->getType().isVolatileQualified() || E->getType()->isAtomicType())
      return false;
    if (const auto *Operation = dyn_cast<BinaryOperator>(E))
      return isStraightOperation(Operation);
    if (const auto *Unary = dyn_cast<UnaryOperator>(E))
      return isStraightOperation(Unary);
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
      const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl());
      if (!Variable || !isPerThread(Variable) || isValue(Variable))
        return true;
      return isa<ParmVarDecl>(Variable) && Facts.function()->hasAttr<CUDAGlobalAttr>() &&
             Facts.assignments(Variable) == 0;
    }
    if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E)) {
      if (rootVariable(E))
        return false; // an array of the thread's own
      bool IsOneArray = Order.shapeOf(Subscript->getBase()->IgnoreParenImpCasts()) == IndexShape::Uniform;
      note(IsOneArray ? Order.shapeOf(Subscript->getIdx()) : IndexShape::Other);
      return areStraight(E);
    }
    if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      if (Member->isArrow() || !isa<DeclRefExpr>(Member->getBase()->IgnoreParenImpCasts()))
        note(IndexShape::Other);
      return areStraight(E);
    }
    if (const auto *Call = dyn_cast<CallExpr>(E)) {
      Operations += OperationsPerCall;
      return Order.isGoodCall(Call, CallDepth) &&
             llvm::all_of(Call->arguments(), [&](const Expr *Each) { return isStraight(Each); });
    }
    bool IsPlain = isa<CastExpr, ParenExpr, ConditionalOperator, IntegerLiteral, FloatingLiteral,
                       CharacterLiteral, CXXBoolLiteralExpr, ConstantExpr, SubstNonTypeTemplateParmExpr>(E);
    return isa<UnaryExprOrTypeTraitExpr>(E) || (IsPlain && areStraight(E));
  }

  bool isStraightOperation(const BinaryOperator *Operation) {
    BinaryOperatorKind Kind = Operation->getOpcode();
    if (Operation->isAssignmentOp() && !isa<DeclRefExpr>(Operation->getLHS()->IgnoreParens()))
      return false; // stores, which would come in another order
    if (Operation->isAssignmentOp() && !rootVariable(Operation->getLHS()))
      return false;
    bool Divides = Kind == BO_Div || Kind == BO_Rem || Kind == BO_DivAssign || Kind == BO_RemAssign;
    if (Divides && Operation->getType()->isIntegerType() &&
        !Operation->getRHS()->isEvaluatable(Order.Kernel.unit().ast()))
      return false; // vectors have no integer division
    Operations += Kind != BO_Assign && Kind != BO_Comma;
    return areStraight(Operation);
  }

  bool isStraightOperation(const UnaryOperator *Unary) {
    if (Unary->getOpcode() == UO_AddrOf ||
        (Unary->isIncrementDecrementOp() && !isa<DeclRefExpr>(Unary->getSubExpr()->IgnoreParens())) ||
        (Unary->isIncrementDecrementOp() && !rootVariable(Unary->getSubExpr())))
      return false;
    if (Unary->getOpcode() == UO_Deref)
      note(Order.shapeOf(Unary->getSubExpr()));
    ++Operations;
    return areStraight(Unary);
  }

  void note(IndexShape Load) {
    Gathers += Load == IndexShape::Other;
    UniformLoads += Load == IndexShape::Uniform;
  }

  const LoopOrder &Order;
  const FunctionUniformity &Facts;
  unsigned Operations = 0, Gathers = 0, UniformLoads = 0, InnerLoops = 0;
};

/// Whether the value can be computed again in each round: no memory is read and nothing happens.
static bool isArithmetic(const Expr *E) {
  if (isa<CallExpr, ArraySubscriptExpr, LambdaExpr, CXXConstructExpr>(E))
    return false;
  const auto *Operation = dyn_cast<BinaryOperator>(E);
  const auto *Unary = dyn_cast<UnaryOperator>(E);
  const auto *Member = dyn_cast<MemberExpr>(E);
  if ((Operation && Operation->isAssignmentOp()) || (Member && Member->isArrow()) ||
      (Unary && (Unary->isIncrementDecrementOp() || Unary->getOpcode() == UO_Deref)))
    return false;
  return llvm::all_of(E->children(), [](const Stmt *Child) {
    const auto *Operand = dyn_cast_or_null<Expr>(Child);
    return Operand && isArithmetic(Operand);
  });
}

std::optional<int64_t> stepOf(const Expr *Increment, const VarDecl *Variable, const ASTContext &Context) {
  auto IsVariable = [&](const Expr *E) {
    const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParens());
    return Ref && Ref->getDecl() == Variable;
  };
  Increment = Increment->IgnoreParens();
  if (const auto *Unary = dyn_cast<UnaryOperator>(Increment);
      Unary && Unary->isIncrementDecrementOp() && IsVariable(Unary->getSubExpr()))
    return Unary->isIncrementOp() ? 1 : -1;
  const auto *Sum = dyn_cast<CompoundAssignOperator>(Increment);
  Expr::EvalResult Added;
  if (!Sum || !IsVariable(Sum->getLHS()) || Sum->getRHS()->isValueDependent() ||
      (Sum->getOpcode() != BO_AddAssign && Sum->getOpcode() != BO_SubAssign) ||
      !Sum->getRHS()->EvaluateAsInt(Added, Context) || Added.Val.getInt().getSignificantBits() > 31)
    return std::nullopt;
  int64_t Value = Added.Val.getInt().getExtValue();
  return Sum->getOpcode() == BO_AddAssign ? Value : -Value;
}

LoopCounter LoopOrder::counterOf(const ForStmt *For) const {
  LoopCounter Result;
  if (const auto *Declared = dyn_cast_or_null<DeclStmt>(For->getInit());
      Declared && Declared->isSingleDecl()) {
    Result.Variable = dyn_cast<VarDecl>(Declared->getSingleDecl());
    Result.Start = Result.Variable ? Result.Variable->getInit() : nullptr;
  } else if (const auto *Assignment = dyn_cast_or_null<BinaryOperator>(For->getInit());
             Assignment && Assignment->getOpcode() == BO_Assign) {
    Result.Variable = rootVariable(Assignment->getLHS());
    Result.Start = Assignment->getRHS();
  }
  if (!Result.Variable || !Result.Start || !For->getInc() || !Result.Variable->getType()->isIntegerType() ||
      Result.Variable->getType()->isBooleanType() || !isArithmetic(Result.Start))
    return {};
  std::optional<int64_t> Step = stepOf(For->getInc(), Result.Variable, Kernel.unit().ast());
  std::vector<const Stmt *> Parts = {For->getBody()};
  if (For->getCond())
    Parts.push_back(For->getCond());
  VariableFlow Flow = variableFlow(Parts), Start = variableFlow({Result.Start});
  if (!Step || Flow.Written.contains(Result.Variable) || Start.Mentioned.contains(Result.Variable) ||
      llvm::any_of(Start.Mentioned, [&](const VarDecl *Each) { return Flow.Written.contains(Each); }))
    return {};
  Result.Step = *Step;
  return Result;
}

/// Whether threads leave the loop each at its own time, and its text can be taken apart.
bool LoopOrder::isLeftApart(const Stmt *Loop) const {
  if (!Loop || !isa<ForStmt, WhileStmt, DoStmt>(Loop) || Closed.count(Loop) ||
      !Loop->getBeginLoc().isFileID() || !Loop->getEndLoc().isFileID())
    return false;
  const auto *For = dyn_cast<ForStmt>(Loop);
  const auto *While = dyn_cast<WhileStmt>(Loop);
  const Expr *Condition = conditionOf(Loop);
  bool IsTogether =
      (!Condition || Facts.of(Condition) == Uniformity::Block) && Facts.exits(Loop) == Uniformity::Block;
  bool DeclaresCondition = (For && For->getConditionVariable()) || (While && While->getConditionVariable());
  return !IsTogether && !DeclaresCondition && !isa<DeclStmt>(bodyOfLoop(Loop)) &&
         !(Condition && Condition->getBeginLoc().isMacroID() != Condition->getEndLoc().isMacroID());
}

/// Whether the code computes with numbers of the thread's own and does nothing else. Numbers that overflow
/// must not choose a way, but for the loop's condition, which has been asked of the same numbers before.
static bool isPlain(const Stmt *S, const KernelUniformity &Kernel) {
  if (!S)
    return true;
  const auto *Call = dyn_cast<CallExpr>(S);
  if (isa<IfStmt, ForStmt, BreakStmt, ContinueStmt, ArraySubscriptExpr, MemberExpr>(S) ||
      (Call && (!Call->getDirectCallee() || !Kernel.builtin(Call->getDirectCallee()))))
    return false;
  const auto *Unary = dyn_cast<UnaryOperator>(S);
  return !(Unary && Unary->getOpcode() == UO_Deref) &&
         llvm::all_of(S->children(), [&](const Stmt *Child) { return isPlain(Child, Kernel); });
}

bool LoopOrder::hasPlainRounds(const Stmt *Loop) const {
  const auto *For = dyn_cast<ForStmt>(Loop);
  return isPlain(conditionOf(Loop), Kernel) && isPlain(bodyOfLoop(Loop), Kernel) &&
         (!For || isPlain(For->getInc(), Kernel));
}

bool LoopOrder::runsInLanes(const Stmt *Loop) const {
  const auto *For = dyn_cast_or_null<ForStmt>(Loop);
  if (!isLeftApart(Loop) || isBetterOutside(Loop) || (For && fewRounds(For) != 0))
    return false;
  llvm::SaveAndRestore<LoopCounter> Saved(Counter, For ? counterOf(For) : LoopCounter());
  LaneBody Body(*this, Facts);
  return Body.isStraightLoop(Loop) && Body.isWorthIt(false);
}

/// How often the comparison of the counter in the condition can be true at most; 0 if that is not known.
unsigned LoopOrder::boundOf(const ForStmt *For) const {
  const ASTContext &Context = Kernel.unit().ast();
  LoopCounter Counts = counterOf(For);
  Expr::EvalResult First, Last;
  if (!Counts.Variable || Counts.Start->isValueDependent() || !Counts.Start->EvaluateAsInt(First, Context))
    return 0;
  std::function<unsigned(const Expr *)> Search = [&](const Expr *E) -> unsigned {
    const auto *Operation = dyn_cast<BinaryOperator>(E->IgnoreParenImpCasts());
    if (!Operation)
      return 0;
    if (Operation->getOpcode() == BO_LAnd) {
      unsigned Left = Search(Operation->getLHS());
      return Left ? Left : Search(Operation->getRHS());
    }
    const auto *Ref = dyn_cast<DeclRefExpr>(Operation->getLHS()->IgnoreParenImpCasts());
    BinaryOperatorKind Kind = Operation->getOpcode();
    bool Rises = (Kind == BO_LT || Kind == BO_LE) && Counts.Step > 0;
    bool Falls = (Kind == BO_GT || Kind == BO_GE) && Counts.Step < 0;
    const Expr *Bound = Operation->getRHS();
    if (!Ref || Ref->getDecl() != Counts.Variable || (!Rises && !Falls) || Bound->isValueDependent() ||
        !Bound->EvaluateAsInt(Last, Context) || First.Val.getInt().getSignificantBits() > 31 ||
        Last.Val.getInt().getSignificantBits() > 31)
      return 0;
    int64_t Distance = Last.Val.getInt().getExtValue() - First.Val.getInt().getExtValue();
    Distance = (Rises ? Distance : -Distance) + (Kind == BO_LE || Kind == BO_GE);
    int64_t Step = std::abs(Counts.Step);
    return Distance <= 0 || Distance > FewRounds * Step ? 0 : (Distance + Step - 1) / Step;
  };
  return For->getCond() ? Search(For->getCond()) : 0;
}

unsigned LoopOrder::fewRounds(const ForStmt *For) const {
  if (!isLeftApart(For))
    return 0;
  unsigned Most = boundOf(For);
  llvm::SaveAndRestore<LoopCounter> Saved(Counter, counterOf(For));
  LaneBody Body(*this, Facts);
  bool IsGood = Most != 0 && Body.isStraightLoop(For) && Body.isWorthIt(true) &&
                Body.operations() * Most <= UnrolledOperations;
  return IsGood ? Most : 0;
}

bool LoopOrder::holdsLanes(const Stmt *S) const {
  return S && (runsInLanes(S) ||
               llvm::any_of(S->children(), [&](const Stmt *Child) { return holdsLanes(Child); }));
}

bool Region::countsOwnVariable() const {
  const auto *For = dyn_cast_or_null<ForStmt>(Statement);
  return Counter.Variable && For && isa_and_nonnull<DeclStmt>(For->getInit());
}

VariableFlow flowOfRounds(const Stmt *Loop, const LoopCounter &Counter) {
  VariableFlow Flow;
  auto Add = [&](const Stmt *Part) {
    if (!Part)
      return;
    VariableFlow Own = variableFlow({Part});
    for (auto [From, To] : {std::pair(&Own.Inner, &Flow.Inner), std::pair(&Own.Mentioned, &Flow.Mentioned),
                            std::pair(&Own.Written, &Flow.Written), std::pair(&Own.Exposed, &Flow.Exposed),
                            std::pair(&Own.Escaping, &Flow.Escaping)})
      To->insert(From->begin(), From->end());
  };
  Add(conditionOf(Loop));
  Add(bodyOfLoop(Loop));
  if (const auto *For = dyn_cast<ForStmt>(Loop)) {
    Add(For->getInc());
    if (isa_and_nonnull<DeclStmt>(For->getInit()) && Counter.Variable)
      Flow.Inner.insert(Counter.Variable);
  }
  Add(Counter.Start);
  return Flow;
}

} // namespace lorcha
