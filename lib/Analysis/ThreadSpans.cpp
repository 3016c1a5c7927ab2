// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "lorcha/Analysis/ThreadSpans.h"
#include "lorcha/Device/PlaceQuestions.h"
#include "lorcha/Support/AstVisitor.h"
#include <array>

using namespace clang;

namespace lorcha {

/// Integers narrower than this wrap around within a block.
static constexpr unsigned IndexBits = 32;

/// Whether something of unit shape rises by one all along the row. Unsigned: it is seen as an unsigned
/// number, which jumps where a difference would be negative. SignedBits: only that many of its last bits are
/// seen, as a signed number; 0 if all are.
static bool risesSteadily(const Expr *E, const LoopOrder &Order, const ASTContext &Context,
                          bool Unsigned = false, unsigned SignedBits = 0) {
  E = E->IgnoreParens();
  QualType Type = E->getType();
  unsigned Bits = Type->isIntegerType() ? Context.getIntWidth(Type) : 0;
  if (Type->isIntegerType() && (Type->isBooleanType() || Bits < IndexBits))
    return false;
  if (Type->isUnsignedIntegerOrEnumerationType())
    Unsigned |= SignedBits == 0 || Bits < SignedBits;
  else if (Type->isIntegerType() && SignedBits == 0 && isa<CastExpr>(E) &&
           Context.getTypeSize(cast<CastExpr>(E)->getSubExpr()->getType()) >= Bits)
    SignedBits = Bits; // int x = threadIdx.x - 1;
  auto Rises = [&](const Expr *Operand) {
    return risesSteadily(Operand, Order, Context, Unsigned, SignedBits);
  };
  if (Order.shapeOf(E) == IndexShape::Uniform || isa<MemberExpr, CallExpr>(E)) // threadIdx.x, a rank
    return true;
  if (const auto *Cast = dyn_cast<CastExpr>(E))
    return Rises(Cast->getSubExpr());
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl());
    return Variable && Variable->getInit() && Rises(Variable->getInit());
  }
  const auto *Operation = dyn_cast<BinaryOperator>(E);
  if (!Operation || (Operation->getOpcode() == BO_Sub && Unsigned))
    return false;
  return Rises(Operation->getLHS()) && Rises(Operation->getRHS());
}

/// Whether a negative operand may hide behind a conversion to an unsigned type.
static bool hasNegation(const Expr *E) {
  struct Finder : AstVisitor {
    bool Found = false;
    bool VisitUnaryOperator(UnaryOperator *Operation) override {
      Found |= Operation->getOpcode() == UO_Minus;
      return !Found;
    }
  } Walk;
  Walk.TraverseStmt(const_cast<Expr *>(E));
  return Walk.Found;
}

/// Whether something of unit shape is never negative: threadIdx.x, and sums of it with unsigned numbers.
static bool isNeverNegative(const Expr *E, const LoopOrder &Order) {
  E = E->IgnoreParenCasts();
  if (E->getType()->isUnsignedIntegerType())
    return true;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl());
    return Variable && Order.shapeOf(E) == IndexShape::Unit && Variable->getInit() &&
           isNeverNegative(Variable->getInit(), Order);
  }
  const auto *Literal = dyn_cast<IntegerLiteral>(E);
  const auto *Sum = dyn_cast<BinaryOperator>(E);
  return (Literal && Literal->getValue().isNonNegative()) ||
         (Sum && Sum->getOpcode() == BO_Add && isNeverNegative(Sum->getLHS(), Order) &&
          isNeverNegative(Sum->getRHS(), Order));
}

bool dependsOnTemplate(const Stmt *S) {
  return isa<SubstNonTypeTemplateParmExpr>(S) ||
         llvm::any_of(S->children(), [](const Stmt *Child) { return Child && dependsOnTemplate(Child); });
}

/// The remainder of something rising, `threadIdx.x % 32` or `threadIdx.x & 31`, also through a variable that
/// has it; null for other expressions.
static const BinaryOperator *risingRemainder(const Expr *E, const LoopOrder &Order) {
  E = E->IgnoreParenImpCasts();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl());
    return Variable && Variable->getInit() && Order.isUnchanged(Variable)
               ? risingRemainder(Variable->getInit(), Order)
               : nullptr;
  }
  const auto *Operation = dyn_cast<BinaryOperator>(E);
  if (!Operation || (Operation->getOpcode() != BO_Rem && Operation->getOpcode() != BO_And))
    return nullptr;
  const Expr *Rising = Operation->getLHS();
  return Order.shapeOf(Rising) == IndexShape::Unit && risesSteadily(Rising, Order, Order.context()) &&
                 isNeverNegative(Rising, Order)
             ? Operation
             : nullptr;
}

/// What the remainder is taken by, if it is a constant; otherwise 0.
static uint64_t modulusOf(const BinaryOperator *Operation, const LoopOrder &Order) {
  Expr::EvalResult Right;
  if (dependsOnTemplate(Operation->getRHS()) || !Operation->getRHS()->EvaluateAsInt(Right, Order.context()))
    return 0;
  uint64_t Modulus = Right.Val.getInt().getLimitedValue();
  if (Operation->getOpcode() == BO_And && !llvm::isPowerOf2_64(++Modulus))
    return 0;
  return Modulus > 1 && Modulus <= (1u << 16) ? Modulus : 0;
}

static bool addRemainder(const Expr *E, const LoopOrder &Order, std::vector<SpanTest> &Tests) {
  const Expr *Test = E->IgnoreParenImpCasts(), *Remainder = nullptr, *Bound = nullptr;
  const auto *Operation = dyn_cast<BinaryOperator>(Test);
  const auto *Negation = dyn_cast<UnaryOperator>(Test);
  if (Operation && Operation->getOpcode() == BO_EQ) {
    bool IsLeft = Order.isUniform(Operation->getRHS());
    Remainder = IsLeft ? Operation->getLHS() : Operation->getRHS();
    Bound = IsLeft ? Operation->getRHS() : Operation->getLHS();
  } else if (Negation && Negation->getOpcode() == UO_LNot) {
    Remainder = Negation->getSubExpr();
  }
  const BinaryOperator *Division = Remainder ? risingRemainder(Remainder, Order) : nullptr;
  if (!Division || (Bound && (!Order.isUniform(Bound) || !Bound->getType()->isIntegerType())) ||
      llvm::any_of(Tests, [](const SpanTest &Other) { return Other.Modulus != 0 || Other.Divisor; }))
    return false;
  SpanTest Found = {E, Remainder, Bound, BO_EQ, modulusOf(Division, Order)};
  const Expr *Divisor = Division->getRHS();
  bool IsDirect = Division == Remainder->IgnoreParenImpCasts(); // its operands are here what they were there
  if (!Found.Modulus && IsDirect && Division->getOpcode() == BO_Rem && Order.isUniform(Divisor) &&
      Divisor->getBeginLoc().isFileID() && Divisor->getEndLoc().isFileID())
    Found.Divisor = Divisor;
  if (!Found.Modulus && !Found.Divisor)
    return false;
  Tests.push_back(Found);
  return true;
}

/// Whether all threads of a row give the same answer, and other rows may give another one.
static bool asksRow(const BinaryOperator *Operation, const LoopOrder &Order) {
  const Expr *Left = Operation->getLHS(), *Right = Operation->getRHS();
  return Operation->isComparisonOp() && Left->getType()->isIntegerType() && !Order.isUniform(Operation) &&
         !Operation->HasSideEffects(Order.context()) && Order.shapeOf(Left) == IndexShape::Uniform &&
         Order.shapeOf(Right) == IndexShape::Uniform;
}

static bool addTests(const Expr *E, const LoopOrder &Order, std::vector<SpanTest> &Tests) {
  if (addRemainder(E, Order, Tests))
    return true;
  const auto *Operation = dyn_cast<BinaryOperator>(E->IgnoreParenImpCasts());
  if (!Operation)
    return false;
  const Expr *Left = Operation->getLHS(), *Right = Operation->getRHS();
  if (Operation->getOpcode() == BO_LAnd)
    return addTests(Left, Order, Tests) && addTests(Right, Order, Tests);
  if (asksRow(Operation, Order)) {
    bool IsLeft = Order.isUniform(Right);
    Tests.push_back(
        {E, nullptr, IsLeft ? Right : Left,
         IsLeft ? Operation->getOpcode() : BinaryOperator::reverseComparisonOp(Operation->getOpcode())});
    return true;
  }
  if (!(Operation->isRelationalOp() || Operation->getOpcode() == BO_EQ) || !Left->getType()->isIntegerType())
    return false;
  IndexShape OfLeft = Order.shapeOf(Left), OfRight = Order.shapeOf(Right);
  if (OfLeft == IndexShape::Other || OfRight == IndexShape::Other || OfLeft == OfRight)
    return false;
  bool IsLeft = OfLeft == IndexShape::Unit;
  const Expr *Rising = IsLeft ? Left : Right;
  if (hasNegation(Rising) || !risesSteadily(Rising, Order, Order.context()))
    return false;
  Tests.push_back(
      {E, Rising, IsLeft ? Right : Left,
       IsLeft ? Operation->getOpcode() : BinaryOperator::reverseComparisonOp(Operation->getOpcode()), 0,
       Operation->getOperatorLoc().isMacroID()});
  return true;
}

std::vector<SpanTest> spanTests(const Expr *Condition, const LoopOrder &Order) {
  std::vector<SpanTest> Tests;
  return !Order.isUniform(Condition) && addTests(Condition, Order, Tests) ? Tests : std::vector<SpanTest>();
}

std::vector<SpanTest> spanTests(const IfStmt *If, const LoopOrder &Order, const VariableSet &Repeatable,
                                const VariableSet &Escaping) {
  if (If->getElse() || If->getInit() || If->getConditionVariable() || If->isConstexpr() ||
      !If->getBeginLoc().isFileID() || !If->getCond()->getBeginLoc().isFileID() ||
      !If->getCond()->getEndLoc().isFileID() || !If->getEndLoc().isFileID())
    return {};
  std::vector<SpanTest> Tests = spanTests(If->getCond(), Order);
  bool AreFew = llvm::any_of(Tests, [](const SpanTest &Each) { return Each.choosesFew(); });
  VariableFlow Flow = variableFlow({If});
  VariableSet OfCondition = variableFlow({If->getCond()}).Mentioned;
  bool StandsAlone = Flow.Leaves.empty() && llvm::all_of(Flow.Mentioned, [&](const VarDecl *Variable) {
                       return Flow.Inner.contains(Variable) || Repeatable.contains(Variable) ||
                              (AreFew && !OfCondition.contains(Variable) && !Escaping.contains(Variable) &&
                               Variable->getType()->isScalarType());
                     });
  return StandsAlone ? Tests : std::vector<SpanTest>();
}

static bool writesInside(const Region &Node, const VarDecl *Variable) {
  for (const ThreadCode *Code : {&Node.Code, &Node.Init, &Node.Condition, &Node.Increment})
    if (Code->Flow.Written.contains(Variable))
      return true;
  return llvm::any_of(Node.Children, [&](const auto &Child) { return writesInside(*Child, Variable); });
}

const VarDecl *spanCounter(const Region &Loop, const BarrierRegions &Regions, const LoopOrder &Order) {
  const auto *For = dyn_cast_or_null<ForStmt>(Loop.Statement);
  if (!For || Loop.Head != HeadKind::Masked || Loop.LosesThreads || Loop.SkipsRounds ||
      !Order.isStrided(For) || spanTests(For->getCond(), Order).size() != 1)
    return nullptr;
  const auto *Counter = cast<VarDecl>(cast<DeclStmt>(For->getInit())->getSingleDecl());
  if (writesInside(*Loop.Children.front(), Counter) || Regions.Escaping.contains(Counter))
    return nullptr;
  // One thread speaks for all, so the head must not need what threads have kept.
  for (const ThreadCode *Code : {&Loop.Init, &Loop.Condition, &Loop.Increment}) {
    CodeVariables Variables = Regions.variablesOf(*Code);
    for (const VariableSet *Set : {&Variables.Restored, &Variables.Fresh, &Variables.Kept})
      for (const VarDecl *Variable : *Set)
        if (Variable != Counter)
          return nullptr;
  }
  return Counter;
}

/// Whether the statement mentions one of the index variables in Asked other than by its x, or asks groups for
/// what goes on from row to row. WithoutRanks: their numbers do not count.
static bool asksBeyondX(const Stmt *S, const KernelUniformity &Kernel, unsigned Asked,
                        bool WithoutRanks = false) {
  struct Finder : AstVisitor {
    const KernelUniformity &Kernel;
    const unsigned Asked;
    const bool WithoutRanks;
    const Expr *BaseOfX = nullptr; // members are visited before their bases
    bool Found = false;
    Finder(const KernelUniformity &Kernel, unsigned Asked, bool WithoutRanks)
        : Kernel(Kernel), Asked(Asked), WithoutRanks(WithoutRanks) {}
    bool VisitMemberExpr(MemberExpr *Member) override {
      if (Member->getMemberDecl()->getNameAsString() == "x")
        BaseOfX = Member->getBase()->IgnoreParenImpCasts();
      return true;
    }
    bool VisitCallExpr(CallExpr *Call) override {
      PlaceKind Place = placeAsked(Call); // ranks and sizes count all rows
      bool Asks = Place == PlaceKind::Thread || (Place == PlaceKind::Block && (Asked & BlockDim) != 0);
      Found |= Asks && !(WithoutRanks && (Call->getType()->isIntegerType() || isGroup(Call->getType())));
      return !Found;
    }
    bool VisitDeclRefExpr(DeclRefExpr *Name) override {
      Found |= (Kernel.indexVariable(Name->getDecl()) & Asked) != 0 && Name != BaseOfX;
      return !Found;
    }
  } Walk(Kernel, Asked, WithoutRanks);
  Walk.TraverseStmt(const_cast<Stmt *>(S));
  return Walk.Found;
}

/// Whether what the statement takes from threads is ranks.
static bool asksForRanksOnly(const Stmt *S, const KernelUniformity &Kernel) {
  if (const auto *Call = dyn_cast_or_null<CallExpr>(S); Call && placeAsked(Call) == PlaceKind::Thread)
    return Call->getType()->isIntegerType();
  const auto *Name = dyn_cast_or_null<DeclRefExpr>(S);
  return !S ||
         (!(Name && Kernel.indexVariable(Name->getDecl()) == ThreadIdx) &&
          llvm::all_of(S->children(), [&](const Stmt *Child) { return asksForRanksOnly(Child, Kernel); }));
}

bool usesRows(const KernelUniformity &Kernel, const FunctionDecl *Definition) {
  return asksBeyondX(Definition->getBody(), Kernel, ThreadIdx | BlockDim);
}

bool namesRows(const KernelUniformity &Kernel, const FunctionDecl *Definition) {
  return asksBeyondX(Definition->getBody(), Kernel, ThreadIdx | BlockDim, /*WithoutRanks=*/true);
}

bool hasRows(const KernelUniformity &Kernel, const FunctionDecl *Definition) {
  return Kernel.rowFold() || usesRows(Kernel, Definition);
}

/// Of what has both.
static CounterPeriod join(CounterPeriod A, CounterPeriod B) {
  if (A == RowsAlike || B == RowsAlike)
    return A == RowsAlike ? B : A;
  return A == B ? A : std::nullopt;
}

/// The same for folded rows: threads count by their rank, and start again behind each row that the text
/// makes.
static CounterPeriod periodIn(const Stmt *S, const VarDecl *Counter, const KernelUniformity &Kernel) {
  if (!S)
    return RowsAlike;
  const FunctionUniformity &Facts = *Kernel.of(Kernel.functions().front());
  const auto &Parts = Kernel.rowFold().Parts;
  const auto *E = dyn_cast<Expr>(S);
  if (E && Facts.of(E) == Uniformity::Block)
    return RowsAlike;
  if (E && placeAsked(E) == PlaceKind::Thread)
    return E->getType()->isIntegerType() ? CounterPeriod(RowsOnward) : std::nullopt;
  if (auto Part = E ? Parts.find(E) : Parts.end(); Part != Parts.end()) {
    bool IsKnown = Part->second.IsColumn || Part->second.Divisor == 0;
    return IsKnown ? CounterPeriod(Part->second.Divisor) : std::nullopt;
  }
  if (const auto *Name = dyn_cast<DeclRefExpr>(S)) {
    const auto *Variable = dyn_cast<VarDecl>(Name->getDecl());
    if (Variable && Kernel.indexVariable(Variable) == ThreadIdx)
      return RowsOnward;
    if (!Variable || Variable == Counter || !isPerThread(Variable))
      return RowsAlike;
    bool IsKept = Variable->getInit() && !isa<ParmVarDecl>(Variable) && Facts.assignments(Variable) == 0;
    return IsKept ? periodIn(Variable->getInit(), Counter, Kernel) : std::nullopt;
  }
  CounterPeriod Result = RowsAlike;
  for (const Stmt *Child : S->children())
    Result = join(Result, periodIn(Child, Counter, Kernel));
  return Result;
}

CounterPeriod counterPeriod(const Region &Loop, const BarrierRegions &Regions,
                            const KernelUniformity &Kernel) {
  std::vector<const Stmt *> Head;
  for (const ThreadCode *Code : {&Loop.Init, &Loop.Condition, &Loop.Increment})
    llvm::append_range(Head, Code->Statements);
  if (Kernel.rowFold()) {
    CounterPeriod Result = RowsAlike;
    for (const Stmt *S : Head)
      Result = join(Result, periodIn(S, *Loop.Init.Flow.Declared.begin(), Kernel));
    return Result;
  }
  for (const ThreadCode *Code : {&Loop.Init, &Loop.Condition, &Loop.Increment})
    for (const VarDecl *Variable : Regions.variablesOf(*Code).Repeated)
      if (!isGroup(Variable->getType()))
        llvm::append_range(Head, Regions.valueOf(Variable));
  if (llvm::none_of(Head, [&](const Stmt *S) { return asksBeyondX(S, Kernel, ThreadIdx); }))
    return RowsAlike;
  return llvm::all_of(Head, [&](const Stmt *S) { return asksForRanksOnly(S, Kernel); }) ? RowsOnward
                                                                                        : CounterPeriod();
}

} // namespace lorcha
