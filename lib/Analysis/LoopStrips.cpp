// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A strip is worth its text while the unrolled rounds stay small; the weight of a body is how many
// operations a thread does in a round.
#include "lorcha/Analysis/LoopStrips.h"
#include "lorcha/Analysis/OwnArrays.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace lorcha {

namespace {

/// The most that a thread does in a strip, in operations.
constexpr int64_t MostWeight = 400;
constexpr unsigned MostRounds = 8;
/// What rounds store is often far apart, by a multiple of the size of a cache's way.
constexpr unsigned MostStoringRounds = 4;
/// Several of them fit into every counter.
constexpr int64_t MostStep = 1 << 20;
/// The most that a strip of a tile does, in operations on vectors, and the most vectors that it keeps in
/// registers.
constexpr int64_t MostTileWeight = 800;
constexpr unsigned MostTileVectors = 8;
/// With fewer, processors wait for the round before.
constexpr unsigned LeastTileVectors = 4;

class StripFinder {
public:
  StripFinder(const BarrierRegions &Regions, const FunctionUniformity &Facts, const LoopOrder &Order)
      : Regions(Regions), Facts(Facts), Order(Order) {}

  void visit(const Region &Node, std::map<const Region *, LoopStrip> &Found) const {
    if (std::optional<LoopStrip> Strip = stripOf(Node))
      Found.emplace(&Node, *Strip);
    for (const std::unique_ptr<Region> &Child : Node.Children)
      visit(*Child, Found);
  }

private:
  std::optional<LoopStrip> stripOf(const Region &Node) const {
    const auto *For = Node.Kind == RegionKind::Loop ? dyn_cast<ForStmt>(Node.Statement) : nullptr;
    if (!For || Node.Head != HeadKind::Block || Node.LosesThreads || Node.SkipsRounds)
      return std::nullopt;
    std::vector<RoundStep> Steps;
    const Region *Threads = onlyThreadsOf(*Node.Children.front(), Steps);
    if (!Threads)
      return std::nullopt;
    const ThreadCode &Code = Threads->Code;
    if (Code.Statements.empty() || !Code.Gives.empty() || !Code.Flow.Leaves.empty() ||
        choosesFewThreads(Code.Statements) || picksFromOwnArrays(Code.Statements))
      return std::nullopt;
    // Bodies that only compute wait for their own results: vectors of other threads, which compilers put
    // between rounds that are short, help more.
    if (llvm::none_of(Code.Statements, [](const Stmt *S) { return loads(S); }))
      return std::nullopt;
    for (const VarDecl *Variable : Code.Flow.Declared)
      if (Regions.Once.contains(Variable))
        return std::nullopt; // declared again behind the region
    std::optional<LoopStrip> Strip = countedBy(For, Code);
    if (!Strip ||
        !llvm::all_of(Steps, [&](const RoundStep &Step) { return isEven(Step, Steps, *Strip, Code); }) ||
        llvm::any_of(Code.Flow.Declared, [&](const VarDecl *Variable) {
          return Variable->getName() == Strip->Counter->getName();
        }))
      return std::nullopt;
    Strip->Steps = std::move(Steps);
    int64_t Weight = 0;
    for (const Stmt *S : Code.Statements)
      Weight += weight(S);
    bool Stores = llvm::any_of(Code.Statements, storesToMemory);
    Strip->Rounds = Stores ? MostStoringRounds : MostRounds;
    while (Strip->Rounds > 1 && Weight * Strip->Rounds > MostWeight)
      Strip->Rounds /= 2;
    if (mayTile(Code))
      chooseTile(*Strip, Weight, vectorsOf(Regions.variablesOf(Code).Kept));
    return Strip->Rounds > 1 ? Strip : std::nullopt;
  }

  /// The one region of threads in a loop's body, if all that stands beside it are steps of the block's
  /// variables; else null.
  const Region *onlyThreadsOf(const Region &Body, std::vector<RoundStep> &Steps) const {
    const Region *Threads = nullptr;
    for (const std::unique_ptr<Region> &Child : Body.Children) {
      if (Child->Kind == RegionKind::Threads && !Threads)
        Threads = Child.get();
      else if (Child->Kind != RegionKind::Once ||
               !llvm::all_of(Child->Code.Statements, [&](const Stmt *S) { return isStep(S, Steps); }))
        return nullptr;
    }
    return Threads;
  }
  /// `i += step` and its kin.
  bool isStep(const Stmt *S, std::vector<RoundStep> &Steps) const {
    const auto *Unary = dyn_cast<UnaryOperator>(S);
    const auto *Operation = dyn_cast<BinaryOperator>(S);
    const Expr *Target = Unary ? Unary->getSubExpr() : Operation ? Operation->getLHS() : nullptr;
    const VarDecl *Variable = Target ? rootVariable(Target) : nullptr;
    if (!Variable || !Regions.Once.contains(Variable) || !Variable->getType()->isIntegerType())
      return false;
    const Expr *Added = addedTo(S, Variable);
    if (!Added && (!Unary || !Unary->isIncrementDecrementOp()))
      return false;
    Steps.push_back(
        {Variable, Added, Unary ? Unary->isDecrementOp() : Operation->getOpcode() == BO_SubAssign});
    return true;
  }
  /// Whether a step adds the same in all rounds, as nobody else changes its variable.
  bool isEven(const RoundStep &Step, llvm::ArrayRef<RoundStep> All, const LoopStrip &Strip,
              const ThreadCode &Code) const {
    auto IsOther = [&](const RoundStep &Other) {
      return (&Other == &Step || Other.Variable != Step.Variable) &&
             (!Step.Added || !variableFlow({Step.Added}).Mentioned.contains(Other.Variable));
    };
    return llvm::all_of(All, IsOther) && !Code.Flow.Written.contains(Step.Variable) &&
           !variableFlow({Strip.Bound}).Mentioned.contains(Step.Variable) &&
           (!Step.Added || (isOneText(Step.Added) && staysEqual(Step.Added, Strip.Counter, Code)));
  }
  static bool isOneText(const Expr *E) { return E->getBeginLoc().isMacroID() == E->getEndLoc().isMacroID(); }

  /// Whether the region only loads, and changes a few numbers, which it goes on with. (What threads store one
  /// after the other might be the same element.) Compilers leave the last threads of a loop that reads parts
  /// of neighbouring structs to another loop; a tile has no others.
  bool mayTile(const ThreadCode &Code) const {
    CodeVariables Variables = Regions.variablesOf(Code);
    auto IsTaken = [&](const VarDecl *Each) {
      return Variables.Restored.contains(Each) && (Each->getType()->isArithmeticType() || isSplit(Each));
    };
    auto IsInTheWay = [&](const VarDecl *Each) {
      const QualType Type = Each->getType();
      return Regions.Linear.contains(Each) ||
             ((Type->isRecordType() || Type->isArrayType()) && !isSplit(Each));
    };
    return !Variables.Kept.empty() && vectorsOf(Variables.Kept) <= MostTileVectors &&
           llvm::all_of(Variables.Kept, IsTaken) && llvm::none_of(Variables.Restored, IsInTheWay) &&
           llvm::none_of(Code.Statements,
                         [&](const Stmt *S) { return storesToMemory(S) || readsNeighbouringStructs(S); });
  }

  /// Whether threads have the variable's words apart (lorcha/split.h). What a function is handed lies in one
  /// piece.
  bool isSplit(const VarDecl *Variable) const {
    if (isa<ParmVarDecl>(Variable))
      return false;
    const auto *Record = Variable->getType()->getAsCXXRecordDecl();
    if (Variable->getType()->isArrayType())
      return Regions.SplitArrays.contains(Variable);
    if (!Record || Record->isUnion())
      return false;
    const ASTContext &Context = Facts.function()->getASTContext();
    unsigned Bytes = Context.getTypeAlignInChars(Variable->getType()).getQuantity();
    return Bytes == 4 || Bytes == 8 || memberBytes(*Record) >= 4; // packed, or aligned as a whole
  }
  /// Of the first one.
  unsigned memberBytes(const CXXRecordDecl &Record) const {
    return Record.field_empty() ? 0
                                : Facts.function()
                                      ->getASTContext()
                                      .getTypeSizeInChars((*Record.field_begin())->getType())
                                      .getQuantity();
  }
  size_t wordsOf(unsigned Bytes, QualType Element) const {
    const auto *Record = Element->getAsCXXRecordDecl();
    const ASTContext &Context = Facts.function()->getASTContext();
    return Bytes / (Record ? std::max(4u, memberBytes(*Record))
                           : static_cast<unsigned>(Context.getTypeSizeInChars(Element).getQuantity()));
  }
  /// How many vectors neighbours have in the variables.
  size_t vectorsOf(const VariableSet &Variables) const {
    size_t Count = 0;
    for (const VarDecl *Each : Variables) {
      const ASTContext &Context = Facts.function()->getASTContext();
      const QualType Type = Each->getType();
      Count += Type->isArrayType() || Type->isRecordType()
                   ? wordsOf(Context.getTypeSizeInChars(Type).getQuantity(), Context.getBaseElementType(Type))
                   : 1;
    }
    return Count;
  }

  bool readsNeighbouringStructs(const Stmt *S) const {
    if (!S)
      return false;
    const Expr *Place = nullptr; // index or address
    if (const auto *Element = dyn_cast<ArraySubscriptExpr>(S); Element && Element->getType()->isRecordType())
      Place = Element->getIdx();
    else if (const auto *Unary = dyn_cast<UnaryOperator>(S);
             Unary && Unary->getOpcode() == UO_Deref && Unary->getType()->isRecordType())
      Place = Unary->getSubExpr();
    else if (const auto *Member = dyn_cast<MemberExpr>(S); Member && Member->isArrow())
      Place = Member->getBase();
    return (Place && Order.shapeOf(Place) != IndexShape::Uniform) ||
           llvm::any_of(S->children(), [&](const Stmt *Child) { return readsNeighbouringStructs(Child); });
  }

  /// The more vectors, the fewer rounds at once.
  static void chooseTile(LoopStrip &Strip, int64_t Weight, size_t Kept) {
    unsigned Units = llvm::bit_floor(MostTileVectors / static_cast<unsigned>(Kept));
    while (Units > 1 && Weight * Units * 2 > MostTileWeight)
      Units /= 2;
    if (Units * Kept < LeastTileVectors)
      return;
    Strip.TileUnits = Units;
    while (Strip.Rounds > 2 && Weight * Units * Strip.Rounds > MostTileWeight)
      Strip.Rounds /= 2;
  }

  /// The counter, its constant step, and the bound, which does not change in the loop.
  std::optional<LoopStrip> countedBy(const ForStmt *For, const ThreadCode &Code) const {
    const auto *Condition =
        For->getCond() && For->getInc() ? dyn_cast<BinaryOperator>(For->getCond()->IgnoreParens()) : nullptr;
    if (!Condition || !Condition->isRelationalOp())
      return std::nullopt;
    const auto *Ref = dyn_cast<DeclRefExpr>(Condition->getLHS()->IgnoreParenImpCasts());
    const auto *Counter = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    const ASTContext &Context = Facts.function()->getASTContext();
    if (!Counter || !Regions.Once.contains(Counter) || Code.Flow.Written.contains(Counter) ||
        Regions.Escaping.contains(Counter) || !Counter->getType()->isIntegerType() ||
        Context.getTypeSize(Counter->getType()) < Context.getTypeSize(Context.IntTy))
      return std::nullopt;
    const Expr *Bound = Condition->getRHS();
    int64_t Step = stepOf(For->getInc(), Counter, Context).value_or(0);
    bool GoesUp = Condition->getOpcode() == BO_LT || Condition->getOpcode() == BO_LE;
    if (Step == 0 || std::abs(Step) > MostStep || GoesUp != (Step > 0) ||
        !Bound->getType()->isIntegerType() || !isOneText(Bound) || !staysEqual(Bound, Counter, Code))
      return std::nullopt;
    return LoopStrip{0, Counter, Bound, Step, 0, {}};
  }

  /// Whether the expression has the same value in all rounds, without a look at memory.
  bool staysEqual(const Expr *E, const VarDecl *Counter, const ThreadCode &Code) const {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
      const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl());
      if (!Variable || Variable->isUsableInConstantExpressions(Facts.function()->getASTContext()))
        return true;
      return Order.isOfBlock(Variable) ||
             (Variable != Counter && isPerThread(Variable) && !Variable->getType()->isReferenceType() &&
              !Code.Flow.Written.contains(Variable) && !Regions.Escaping.contains(Variable));
    }
    if (const auto *Member = dyn_cast<MemberExpr>(E); Member && Member->isArrow())
      return false;
    if (const auto *Unary = dyn_cast<UnaryOperator>(E);
        Unary && (Unary->isIncrementDecrementOp() || Unary->getOpcode() == UO_Deref))
      return false;
    if (const auto *Operation = dyn_cast<BinaryOperator>(E); Operation && Operation->isAssignmentOp())
      return false;
    if (!isa<IntegerLiteral, CastExpr, ParenExpr, UnaryOperator, BinaryOperator, ConditionalOperator,
             MemberExpr, SubstNonTypeTemplateParmExpr, UnaryExprOrTypeTraitExpr>(E))
      return false;
    return llvm::all_of(E->children(), [&](const Stmt *Child) {
      return Child && isa<Expr>(Child) && staysEqual(cast<Expr>(Child), Counter, Code);
    });
  }

  /// Operations, those in loops inside as often as they are done.
  int64_t weight(const Stmt *S) const {
    if (!S)
      return 0;
    int64_t Inside = 0;
    for (const Stmt *Child : S->children())
      Inside += weight(Child);
    if (const auto *For = dyn_cast<ForStmt>(S))
      return Inside * std::max<int64_t>(1, Order.rounds(For).value_or(MostWeight));
    bool IsOperation = isa<BinaryOperator, CallExpr, ConditionalOperator, ArraySubscriptExpr>(S);
    return Inside + (isa<CallExpr>(S) ? 4 : IsOperation ? 1 : 0);
  }

  static bool loads(const Stmt *S) {
    if (!S)
      return false;
    const auto *Unary = dyn_cast<UnaryOperator>(S);
    return isa<ArraySubscriptExpr>(S) || (Unary && Unary->getOpcode() == UO_Deref) ||
           llvm::any_of(S->children(), [](const Stmt *Child) { return loads(Child); });
  }

  const BarrierRegions &Regions;
  const FunctionUniformity &Facts;
  const LoopOrder &Order;
};

} // namespace

std::map<const Region *, LoopStrip> findStrips(const BarrierRegions &Regions, const FunctionUniformity &Facts,
                                               const LoopOrder &Order) {
  std::map<const Region *, LoopStrip> Found;
  StripFinder(Regions, Facts, Order).visit(*Regions.Root, Found);
  return Found;
}

} // namespace lorcha
