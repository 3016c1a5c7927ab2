// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "lorcha/Analysis/LastingArrays.h"
#include "lorcha/Device/PlainAddresses.h"
#include "lorcha/Support/AstVisitor.h"

using namespace clang;

namespace lorcha {

namespace {

/// What filling an array costs in a block, in bytes that are copied. Below, it is not worth a question.
constexpr uint64_t LeastCost = 256;
/// Neighbours in y load and store rows of memory that lie apart: not done for less, nor for less than twice
/// what neighbours in x would save.
constexpr uint64_t LeastCostForColumns = 4096;
/// Of making a copy with the first index innermost, where there is one.
constexpr uint64_t TransposedCost = 3;

/// Calls and accesses through which one block may see what another does, or that differ from call to call.
class EffectFinder : public AstVisitor {
public:
  bool Found = false;

  bool VisitCallExpr(CallExpr *Call) override {
    const FunctionDecl *Callee = Call->getDirectCallee();
    const BuiltinEntry *Row = Callee ? rowOf(Callee) : nullptr;
    const bool IsOfBlock = Call->getNumArgs() && pointsToShared(Call->getArg(0));
    return note(Row && ((Row->Effect == BuiltinEffect::Memory && !IsOfBlock) ||
                        Row->Effect == BuiltinEffect::GridBarrier));
  }
  bool VisitImplicitCastExpr(ImplicitCastExpr *Cast) override {
    return note(Cast->getSubExpr()->getType().isVolatileQualified());
  }
  bool VisitGCCAsmStmt(GCCAsmStmt *) override { return note(true); }
  bool VisitCXXNewExpr(CXXNewExpr *) override { return note(true); }

private:
  bool note(bool IsEffect) {
    Found |= IsEffect;
    return !Found;
  }
};

/// How one of a kernel's parts uses the candidates.
class UseFinder {
public:
  VariableSet Loaded, Misused;
  std::vector<std::pair<const ThreadCode *, LastingArrays::Fill>> Fills;

  explicit UseFinder(const VariableSet &Candidates) : Candidates(Candidates) {}

  void visit(const Region &Node) {
    switch (Node.Kind) {
    case RegionKind::Threads:
      for (const Stmt *S : Node.Code.Statements)
        visitStatement(S, &Node.Code);
      for (const CallExpr *Given : Node.Code.Gives)
        visitStatement(Given, nullptr);
      for (const SpanTest &Test : Node.Spans)
        visitCode(Test.Code);
      return;
    case RegionKind::Lanes:
      return visitStatement(Node.Statement, nullptr);
    default:
      visitCode(Node.Code);
      for (const ThreadCode *Head : {&Node.Init, &Node.Condition, &Node.Increment})
        visitCode(*Head);
      visitBlockHead(Node.Statement);
      for (const std::unique_ptr<Region> &Child : Node.Children)
        visit(*Child);
    }
  }

private:
  void visitCode(const ThreadCode &Code) {
    for (const Stmt *S : Code.Statements)
      visitStatement(S, nullptr);
  }
  /// Conditions that keep their text stand in no code.
  void visitBlockHead(const Stmt *S) {
    if (const auto *If = dyn_cast_or_null<IfStmt>(S))
      visitExpression(If->getCond());
    else if (const auto *Switch = dyn_cast_or_null<SwitchStmt>(S))
      visitExpression(Switch->getCond());
    else if (const auto *While = dyn_cast_or_null<WhileStmt>(S))
      visitExpression(While->getCond());
    else if (const auto *Do = dyn_cast_or_null<DoStmt>(S))
      visitExpression(Do->getCond());
    else if (const auto *For = dyn_cast_or_null<ForStmt>(S))
      for (const Stmt *Part : {For->getInit(), static_cast<const Stmt *>(For->getCond()),
                               static_cast<const Stmt *>(For->getInc())})
        visitStatement(Part, nullptr);
  }

  /// Code: where assignments may be left out; null where not.
  void visitStatement(const Stmt *S, const ThreadCode *Code) {
    const auto *Assignment = dyn_cast_or_null<BinaryOperator>(S);
    const VarDecl *Array =
        Assignment && Assignment->getOpcode() == BO_Assign ? elementOf(Assignment->getLHS()) : nullptr;
    if (Array && Code && S->getBeginLoc().isFileID() && S->getEndLoc().isFileID()) {
      Fills.push_back({Code, {Array, Assignment}});
      visitIndices(Assignment->getLHS());
      visitExpression(Assignment->getRHS());
    } else if (S && isa<CompoundStmt, IfStmt, ForStmt, WhileStmt, DoStmt, SwitchStmt, SwitchCase, LabelStmt,
                        AttributedStmt>(S)) {
      for (const Stmt *Child : S->children())
        isa_and_nonnull<Expr>(Child) && !isBodyOf(Child, S) ? visitExpression(Child)
                                                            : visitStatement(Child, Code);
    } else {
      visitExpression(S);
    }
  }
  static bool isBodyOf(const Stmt *S, const Stmt *Outer) {
    if (const auto *If = dyn_cast<IfStmt>(Outer))
      return S == If->getThen() || S == If->getElse();
    if (const auto *For = dyn_cast<ForStmt>(Outer))
      return S == For->getBody();
    if (const auto *While = dyn_cast<WhileStmt>(Outer))
      return S == While->getBody();
    if (const auto *Do = dyn_cast<DoStmt>(Outer))
      return S == Do->getBody();
    if (const auto *Case = dyn_cast<SwitchCase>(Outer))
      return S == Case->getSubStmt();
    return isa<CompoundStmt, LabelStmt, AttributedStmt>(Outer);
  }

  /// The candidate of which E is an element; null if it is none.
  const VarDecl *elementOf(const Expr *E) const {
    E = E->IgnoreParens();
    if (!isa<ArraySubscriptExpr>(E) || !E->getType()->isArithmeticType())
      return nullptr;
    while (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E))
      E = Subscript->getBase()->IgnoreParenImpCasts();
    const auto *Ref = dyn_cast<DeclRefExpr>(E);
    const auto *Variable = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    return Variable && Candidates.contains(Variable) ? Variable : nullptr;
  }
  void visitIndices(const Expr *E) {
    E = E->IgnoreParens();
    while (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E)) {
      visitExpression(Subscript->getIdx());
      E = Subscript->getBase()->IgnoreParenImpCasts();
    }
  }

  void visitExpression(const Stmt *S) {
    if (!S)
      return;
    if (const auto *Cast = dyn_cast<ImplicitCastExpr>(S); Cast && Cast->getCastKind() == CK_LValueToRValue)
      if (const VarDecl *Array = elementOf(Cast->getSubExpr())) {
        Loaded.insert(Array);
        return visitIndices(Cast->getSubExpr());
      }
    if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
      if (const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl()); Variable && Candidates.contains(Variable))
        Misused.insert(Variable);
    for (const Stmt *Child : S->children())
      visitExpression(Child);
  }

  const VariableSet &Candidates;
};

class ArrayFinder {
public:
  ArrayFinder(const ASTContext &Context, const BarrierRegions &Regions, const BlockDependence &Dependence,
              const VariableSet &Candidates)
      : Context(Context), Regions(Regions), Dependence(Dependence), Candidates(Candidates) {}

  LastingArrays find() {
    findFills();
    uint64_t Rows = cost(AlongX), Columns = cost(AlongY);
    LastingArrays Result;
    Result.Next = Columns >= LeastCostForColumns && Columns >= 2 * Rows ? AlongY : AlongX;
    if ((Result.Next == AlongX ? Rows : Columns) < LeastCost)
      return Result;
    for (const VarDecl *Array : Filled)
      if (lasts(Array, Result.Next))
        Result.Arrays[Array] = Dependence.of(Array);
    for (const auto &[Code, Fill] : Fills)
      if (Result.Arrays.count(Fill.Array))
        Result.Fills[Code].push_back(Fill);
    return Result;
  }

private:
  /// And the arrays that may last.
  void findFills() {
    VariableSet Misused, Loaded;
    for (const std::unique_ptr<Region> &Child : Regions.Root->Children) {
      UseFinder Uses(Candidates);
      Uses.visit(*Child);
      Misused.insert(Uses.Misused.begin(), Uses.Misused.end());
      Loaded.insert(Uses.Loaded.begin(), Uses.Loaded.end());
      for (const auto &[Code, Fill] : Uses.Fills) {
        if (Loaded.contains(Fill.Array)) // by somebody, before it is complete
          Misused.insert(Fill.Array);
        Filled.insert(Fill.Array);
      }
      Fills.insert(Fills.end(), Uses.Fills.begin(), Uses.Fills.end());
    }
    Filled.remove_if([&](const VarDecl *Array) { return Misused.contains(Array); });
  }

  bool lasts(const VarDecl *Array, BlockAxis Next) const { return (Dependence.of(Array) & Next) == 0; }

  /// Of filling the arrays that neighbours along the axis need not.
  uint64_t cost(BlockAxis Next) const {
    uint64_t Bytes = 0;
    for (const VarDecl *Array : Filled) {
      bool HasCopy =
          llvm::any_of(Regions.Copies, [&](const SharedCopy &Copy) { return Copy.Array == Array; });
      if (lasts(Array, Next))
        Bytes +=
            Context.getTypeSizeInChars(Array->getType()).getQuantity() * (HasCopy ? 1 + TransposedCost : 1);
    }
    return Bytes;
  }

  const ASTContext &Context;
  const BarrierRegions &Regions;
  const BlockDependence &Dependence;
  const VariableSet &Candidates;
  VariableSet Filled;
  std::vector<std::pair<const ThreadCode *, LastingArrays::Fill>> Fills;
};

/// Whether a function that the kernel calls asks for its block, or shares memory, by itself.
bool calleesAsk(const FunctionModel &Kernel, const Reach &Reached) {
  return llvm::any_of(Reached.Functions, [&](const FunctionModel *Function) {
    return Function != &Kernel &&
           ((Function->Indices & BlockIdx) || !Function->PlaceQuestions.empty() ||
            !Function->Shared.empty() || !Function->OuterShared.empty() || Function->HasIndirectCall);
  });
}

} // namespace

LastingArrays findLastingArrays(ParsedUnit &Unit, const FunctionModel &Kernel, const Reach &Reached,
                                const BarrierRegions &Regions, const VariableSet &Candidates) {
  std::vector<const FunctionDecl *> Definitions = definitionsOf(Kernel);
  const bool IsOneText = Definitions.size() == 1 && Definitions.front() == Kernel.Declaration;
  const bool IsForOneBlock = !(Kernel.Indices & BlockIdx);
  if (Candidates.empty() || !IsOneText || IsForOneBlock || Reached.MayCallOtherUnits ||
      !Kernel.PlaceQuestions.empty() || !Kernel.OuterShared.empty() || calleesAsk(Kernel, Reached))
    return {};
  EffectFinder Effects;
  for (const FunctionModel *Function : Reached.Functions)
    for (const FunctionDecl *Definition : definitionsOf(*Function))
      Effects.TraverseStmt(Definition->getBody());
  if (Effects.Found)
    return {};
  const BlockDependence Dependence(Unit, Kernel.Declaration);
  return ArrayFinder(Unit.ast(), Regions, Dependence, Candidates).find();
}

} // namespace lorcha
