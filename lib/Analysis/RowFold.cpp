// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "lorcha/Analysis/RowFold.h"
#include "lorcha/Analysis/ThreadSpans.h"
#include "lorcha/Device/PlaceQuestions.h"
#include "lorcha/Support/AstVisitor.h"
#include "clang/AST/DeclTemplate.h"
#include <numeric>
#include <set>
#include <tuple>

using namespace clang;

namespace lorcha {

namespace {

/// Shorter rows fill no vector.
constexpr uint64_t LeastWidth = 8;
constexpr uint64_t MostWidth = 1024;
/// Lanes of a warp must stand in one row to exchange in registers.
constexpr uint64_t WarpWidth = 32;

/// A remainder or a quotient of a thread's place in its row, or in its block.
struct Division {
  const Expr *Result;
  bool IsColumn;
  RowFold::Place Place;
  uint64_t StartMultiple; ///< the place of the row's first thread is a multiple of it; 0: of any width

  /// Of the widest rows in which it goes without a jump, and into which blocks fit, whose sizes are multiples
  /// of powers of two.
  unsigned width() const {
    const uint64_t Common = std::gcd(uint64_t(Place.Divisor), StartMultiple);
    return static_cast<unsigned>(Common & (~Common + 1));
  }
};

/// The size of the tile of a cooperative group that an expression is; 0 for other objects.
uint64_t tileSize(const Expr *Object) {
  const auto *Tile =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(Object->getType()->getAsCXXRecordDecl());
  if (!Tile || !isGroup(Object->getType()) || Tile->getName() != "thread_block_tile")
    return 0;
  return Tile->getTemplateArgs()[0].getAsIntegral().getLimitedValue();
}

class DivisionFinder : public AstVisitor {
public:
  DivisionFinder(const KernelUniformity &Kernel, const FunctionDecl *Definition)
      : Kernel(Kernel), Facts(*Kernel.of(Definition)), SM(Kernel.unit().sources()),
        Body(Definition->getBody()) {}

  bool TraverseLambdaExpr(LambdaExpr *) override { return true; } // lorchaThread may have no way into it
  bool VisitBinaryOperator(BinaryOperator *Operation) override {
    uint64_t Divisor = divisorOf(Operation);
    std::optional<uint64_t> Start =
        isWidth(Divisor) && isWritten(Operation->getLHS()) ? startOf(Operation->getLHS()) : std::nullopt;
    if (Start)
      Found.push_back(
          {Operation,
           Operation->getOpcode() == BO_Rem || Operation->getOpcode() == BO_And,
           {Operation->getLHS()->getSourceRange(), static_cast<unsigned>(Divisor), RowFold::Place::Divided},
           *Start});
    return true;
  }
  bool VisitCallExpr(CallExpr *Asking) override {
    const auto *Call = dyn_cast<CXXMemberCallExpr>(Asking);
    if (!Call || !Call->getMethodDecl() || !Call->getMethodDecl()->getIdentifier())
      return true;
    const Expr *Object = Call->getImplicitObjectArgument()->IgnoreParenImpCasts();
    uint64_t Size = tileSize(Object);
    if (!isWidth(Size) || !isWritten(Call))
      return true;
    llvm::StringRef Asked = Call->getMethodDecl()->getName();
    if (Asked == "thread_rank")
      add(Call, true, Size, RowFold::Place::RankInTile);
    else if (Asked == "meta_group_rank" && isOfBlock(Object))
      add(Call, false, Size, RowFold::Place::RankOfTile);
    else if (Asked == "meta_group_size" && isOfBlock(Object))
      SizesOfBlock.push_back(Call);
    return true;
  }
  std::vector<const Expr *> SizesOfBlock; ///< questions with one answer for all threads
  std::vector<Division> Found;

private:
  void add(const CallExpr *Call, bool IsColumn, uint64_t Size, decltype(RowFold::Place::Kind) Kind) {
    Found.push_back({Call, IsColumn, {Call->getSourceRange(), static_cast<unsigned>(Size), Kind}, 0});
  }

  static bool isWidth(uint64_t Divisor) { return Divisor >= LeastWidth && Divisor <= MostWidth; }

  /// Whether it is a variable that keeps a tile of the block's.
  bool isOfBlock(const Expr *Tile) const {
    const auto *Name = dyn_cast<DeclRefExpr>(Tile);
    const auto *Variable = Name ? dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
    if (!Variable || !Variable->hasLocalStorage() || !Variable->getInit() || Facts.assignments(Variable) != 0)
      return false;
    const Expr *Init = Variable->getInit()->IgnoreUnlessSpelledInSource();
    while (const auto *Made = dyn_cast<CXXConstructExpr>(Init)) {
      if (Made->getNumArgs() == 0)
        return false;
      Init = Made->getArg(0)->IgnoreUnlessSpelledInSource();
    }
    const auto *Call = dyn_cast<CallExpr>(Init);
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    const CXXRecordDecl *Parent =
        Callee && Callee->getIdentifier() && Callee->getName() == "tiled_partition"
            ? Callee->getParamDecl(0)->getType().getNonReferenceType()->getAsCXXRecordDecl()
            : nullptr;
    return Parent && isGroup(Callee->getParamDecl(0)->getType()) && Parent->getName() == "thread_block";
  }

  std::optional<uint64_t> constant(const Expr *E) const {
    Expr::EvalResult Value;
    if (E->isValueDependent() || !E->EvaluateAsInt(Value, Kernel.unit().ast()))
      return std::nullopt;
    return Value.Val.getInt().getLimitedValue();
  }

  /// What `%`, `/`, `&` or `>>` divides by; 0 for other operators and for what is no constant.
  uint64_t divisorOf(const BinaryOperator *Operation) const {
    BinaryOperatorKind Kind = Operation->getOpcode();
    if (Kind != BO_Rem && Kind != BO_Div && Kind != BO_And && Kind != BO_Shr)
      return 0;
    std::optional<uint64_t> Right = constant(Operation->getRHS());
    if (!Right || *Right > MostWidth)
      return 0;
    if (Kind == BO_And)
      return llvm::isPowerOf2_64(*Right + 1) ? *Right + 1 : 0;
    return Kind == BO_Shr ? uint64_t(1) << std::min<uint64_t>(*Right, 32) : *Right;
  }

  bool isIndex(const Expr *E, IndexVariable Wanted) const {
    const auto *Member = dyn_cast<MemberExpr>(E->IgnoreParenCasts());
    const auto *Base = Member ? dyn_cast<DeclRefExpr>(Member->getBase()->IgnoreParenImpCasts()) : nullptr;
    return Base && Kernel.indexVariable(Base->getDecl()) == Wanted &&
           Member->getMemberDecl()->getNameAsString() == "x";
  }

  /// Of what the place of the row's first thread is a multiple, if E is the thread's place in the row, or in
  /// all blocks: 0 for any width of rows.
  std::optional<uint64_t> startOf(const Expr *E) const {
    E = E->IgnoreParens();
    if (!E->getType()->isIntegerType() || Kernel.unit().ast().getIntWidth(E->getType()) < 32)
      return std::nullopt;
    if (const auto *Cast = dyn_cast<CastExpr>(E))
      return startOf(Cast->getSubExpr());
    if (isIndex(E, ThreadIdx))
      return 0;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
      const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl());
      bool IsValue = Variable && Variable->hasLocalStorage() && !isa<ParmVarDecl>(Variable) &&
                     !Variable->getType()->isReferenceType() && Facts.assignments(Variable) == 0;
      return IsValue && Variable->getInit() ? startOf(Variable->getInit()) : std::nullopt;
    }
    const auto *Sum = dyn_cast<BinaryOperator>(E);
    if (!Sum || Sum->getOpcode() != BO_Add)
      return std::nullopt;
    std::optional<uint64_t> Place = startOf(Sum->getLHS());
    std::optional<uint64_t> Blocks = startOfBlock(Place ? Sum->getRHS() : Sum->getLHS());
    if (!Place)
      Place = startOf(Sum->getRHS());
    return Place && Blocks ? std::optional(std::gcd(*Place, *Blocks)) : std::nullopt;
  }

  /// The same for `blockIdx.x * blockDim.x`, or times a constant.
  std::optional<uint64_t> startOfBlock(const Expr *E) const {
    const auto *Product = dyn_cast<BinaryOperator>(E->IgnoreParenCasts());
    if (!Product || Product->getOpcode() != BO_Mul)
      return std::nullopt;
    const Expr *Left = Product->getLHS(), *Right = Product->getRHS();
    if (!isIndex(Left, BlockIdx))
      std::swap(Left, Right);
    if (!isIndex(Left, BlockIdx))
      return std::nullopt;
    return isIndex(Right, BlockDim) ? std::optional<uint64_t>(0) : constant(Right);
  }

  /// Whether the expression stands as it is in the text of the body.
  bool isWritten(const Expr *Place) const {
    auto InBody = [&](SourceLocation Location) {
      if (SM.isMacroArgExpansion(Location))
        Location = SM.getSpellingLoc(Location);
      return Location.isFileID() && SM.isPointWithin(Location, Body->getBeginLoc(), Body->getEndLoc());
    };
    return InBody(Place->getBeginLoc()) && InBody(Place->getEndLoc());
  }

  const KernelUniformity &Kernel;
  const FunctionUniformity &Facts;
  const SourceManager &SM;
  const Stmt *Body;
};

/// Counts, by the rounds of the loops around them, the elements that neighbours have side by side with and
/// without a fold.
class NeighbourCount {
public:
  NeighbourCount(const LoopOrder &AsItIs, const LoopOrder &Folded) : AsItIs(AsItIs), Folded(Folded) {}

  void count(const Stmt *S, uint64_t Weight = 1) {
    constexpr uint64_t Rounds = 8, MostWeight = 4096;
    if (!S || isa<LambdaExpr>(S))
      return;
    if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(S))
      Weight = std::min(Weight * Rounds, MostWeight);
    if (const auto *If = dyn_cast<IfStmt>(S); If && choosesFew(If))
      return;
    if (const auto *Element = dyn_cast<ArraySubscriptExpr>(S)) {
      bool WasGood = areNeighbours(Element, AsItIs);
      if (areNeighbours(Element, Folded))
        (WasGood ? Before : Gained) += Weight;
    }
    for (const Stmt *Child : S->children())
      count(Child, Weight);
  }
  bool isWorthIt() const { return Gained > 0 && Gained >= Before; }
  /// How good rows of Width threads are, to be compared: how much of a vector lies side by side, then how
  /// much is not gathered.
  std::tuple<uint64_t, uint64_t, unsigned> gain(unsigned Width) const {
    constexpr unsigned VectorWidth = 16;
    return {Gained * std::min(Width, VectorWidth), Gained, Width};
  }

private:
  bool choosesFew(const IfStmt *If) const {
    return llvm::any_of(spanTests(If->getCond(), AsItIs),
                        [](const SpanTest &Each) { return Each.choosesFew(); });
  }
  /// Whether the last index rises by one, and what stands before it is the same.
  static bool areNeighbours(const ArraySubscriptExpr *Element, const LoopOrder &Order) {
    if (rootVariable(Element) || Order.shapeOf(Element->getIdx()) != IndexShape::Unit)
      return false;
    const Expr *Base = Element->getBase()->IgnoreParenImpCasts();
    while (const auto *Outer = dyn_cast<ArraySubscriptExpr>(Base)) {
      if (Order.shapeOf(Outer->getIdx()) != IndexShape::Uniform)
        return false;
      Base = Outer->getBase()->IgnoreParenImpCasts();
    }
    return Order.shapeOf(Base) == IndexShape::Uniform;
  }

  const LoopOrder &AsItIs, &Folded;
  uint64_t Gained = 0, Before = 0;
};

/// Rows of Width threads. Divisions that jump in them stay as they are.
RowFold foldOf(unsigned Width, const DivisionFinder &Walk) {
  RowFold Fold;
  Fold.Width = Width;
  for (const Division &Each : Walk.Found)
    if (Each.width() >= Width) {
      Fold.Parts.try_emplace(Each.Result, FoldPart{Each.IsColumn, Each.Place.Divisor});
      Fold.Places.push_back(Each.Place);
    }
  for (const Expr *Each : Walk.SizesOfBlock)
    Fold.Parts.try_emplace(Each, FoldPart{false, 0});
  return Fold;
}

} // namespace

RowFold findRowFold(KernelUniformity &Kernel, const FunctionDecl *Definition) {
  const FunctionUniformity &Facts = *Kernel.of(Definition);
  if (namesRows(Kernel, Definition))
    return RowFold();
  DivisionFinder Walk(Kernel, Definition);
  Walk.TraverseStmt(Definition->getBody());
  const bool ExchangesInWarps = Facts.effect() >= BuiltinEffect::WarpOp;
  std::set<unsigned> Widths;
  for (const Division &Each : Walk.Found)
    if (Each.width() >= LeastWidth && !(ExchangesInWarps && Each.width() % WarpWidth != 0))
      Widths.insert(Each.width());
  LoopOrder AsItIs(Kernel, Facts, false);
  RowFold Best;
  std::tuple<uint64_t, uint64_t, unsigned> MostGain;
  for (unsigned Width : Widths) {
    const RowFold Fold = foldOf(Width, Walk);
    Kernel.foldRows(Fold);
    LoopOrder Folded(Kernel, Facts, true);
    NeighbourCount Neighbours(AsItIs, Folded);
    Neighbours.count(Definition->getBody());
    Kernel.foldRows(RowFold());
    if (Neighbours.isWorthIt() && Neighbours.gain(Width) > MostGain) {
      Best = Fold;
      MostGain = Neighbours.gain(Width);
    }
  }
  return Best;
}

} // namespace lorcha
