// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Blocks stay in step if nothing that decides about barriers and rounds depends on blockIdx.x. What runs once
// for the threads of all must not see whose thread is whose: in it threadIdx.x goes on from block to block,
// so it may only be added to blockIdx.x * blockDim.x, or name the column of an array that goes on in the same
// way.
#include "lorcha/Analysis/BlocksAbreast.h"
#include "BlockEffects.h"
#include "ElementUses.h"
#include "lorcha/Analysis/BlockDependence.h"
#include "lorcha/Analysis/BlockJoining.h"
#include "lorcha/Support/AstVisitor.h"
#include "clang/AST/TypeLoc.h"

using namespace clang;

namespace lorcha {

namespace {

/// Of a launched block, as storage for all is on the stack, and shared arrays should be in the nearest cache.
constexpr unsigned MostThreads = 512;
constexpr uint64_t MostSharedBytes = 8192;

/// The variable that an array's element, or a part of an array, belongs to; null if it is none.
const DeclRefExpr *arrayOf(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  while (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E))
    E = Subscript->getBase()->IgnoreParenImpCasts();
  return dyn_cast<DeclRefExpr>(E);
}
std::vector<uint64_t> extentsOf(QualType Type) {
  std::vector<uint64_t> Extents;
  while (const auto *Array = dyn_cast<ConstantArrayType>(Type.getCanonicalType().getTypePtr())) {
    Extents.push_back(Array->getZExtSize());
    Type = Array->getElementType();
  }
  return Extents;
}

/// Arrays of which something else is done than that elements are loaded and assigned.
class ElementsOnly : public AstVisitor {
public:
  VariableSet Arrays, Misused;

  bool VisitDeclRefExpr(DeclRefExpr *Ref) override {
    if (const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl()); Variable && !Elements.count(Ref))
      Misused.insert(Variable);
    return true;
  }
  bool VisitImplicitCastExpr(ImplicitCastExpr *Cast) override {
    return Cast->getCastKind() == CK_LValueToRValue ? note(Cast->getSubExpr()) : true;
  }
  bool VisitBinaryOperator(BinaryOperator *Operation) override {
    return Operation->isAssignmentOp() ? note(Operation->getLHS()) : true;
  }
  bool VisitUnaryOperator(UnaryOperator *Operation) override {
    return Operation->isIncrementDecrementOp() ? note(Operation->getSubExpr()) : true;
  }

private:
  bool note(const Expr *Lvalue) {
    if (isa<ArraySubscriptExpr>(Lvalue->IgnoreParens()))
      if (const DeclRefExpr *Ref = arrayOf(Lvalue))
        Elements.insert(Ref);
    return true;
  }
  std::set<const DeclRefExpr *> Elements;
};

/// Whether the last extent of an array stands in its declaration, and not in a macro.
bool hasWrittenExtent(const VarDecl *Array) {
  if (!Array->getTypeSourceInfo())
    return false;
  ArrayTypeLoc Last;
  for (auto Type = Array->getTypeSourceInfo()->getTypeLoc().getAs<ArrayTypeLoc>(); Type;
       Type = Type.getElementLoc().getAs<ArrayTypeLoc>())
    Last = Type;
  return Last && Last.getSizeExpr() && Last.getLBracketLoc().isFileID() && Last.getRBracketLoc().isFileID() &&
         !Last.getElementLoc().getType()->isArrayType();
}

class AbreastFinder {
public:
  AbreastFinder(ParsedUnit &Unit, const FunctionModel &Kernel, const BarrierRegions &Regions,
                const VariableSet &Candidates, const std::array<unsigned, 3> &Size)
      : Unit(Unit), Regions(Regions), Candidates(Candidates), Size(Size), Function(Kernel.Declaration),
        Dependence(Unit, Function), Body(Function->getBody()) {}

  BlocksAbreast find() {
    findArrays();
    visit(*Regions.Root, /*IsGuarded=*/false);
    // Copies belong to all blocks at once.
    for (const SharedCopy &Copy : Regions.Copies)
      for (const ThreadCode *Reader : Copy.Readers)
        IsKnown &= !Result.OwnArrays.contains(Copy.Array) || Tiles.count(Reader) != 0;
    for (const VarDecl *Variable : Regions.Once)
      IsKnown &= !differs(Variable) || Regions.RepeatedOnce.contains(Variable);
    for (const VarDecl *Variable : Regions.Counters)
      IsKnown &= !differs(Variable) && Regions.CounterPeriods.lookup(Variable) == RowsAlike;
    if (!IsKnown || Tiles.empty() || Result.OwnArrays.empty())
      return {};
    for (const VarDecl *Variable : Regions.Repeated)
      if (Regions.RepeatedOnce.contains(Variable) && differs(Variable))
        Result.OwnValues.insert(Variable);
    findJoint(*Regions.Root);
    for (const auto &[Loop, Loads] : Regions.LoadsOfRounds)
      findJoint(Loads.Elements);
    findJoint(Regions.First.Elements);
    Result.SizeX = Size[0];
    return Result;
  }

private:
  bool differs(const VarDecl *Variable) const { return (Dependence.of(Variable) & AlongX) != 0; }
  bool isTransposed(const VarDecl *Array) const { return Regions.Transposed.contains(Array); }
  bool isOfCopy(const DeclRefExpr *Mention) const {
    return llvm::any_of(Regions.Copies,
                        [&](const SharedCopy &Copy) { return llvm::is_contained(Copy.Columns, Mention); });
  }

  // --- Arrays

  /// Which of them all blocks have in common.
  void findArrays() {
    const ElementUses Uses(*Regions.Root, Candidates);
    for (const auto &[Code, Fill] : Uses.Fills)
      if (!differs(Fill.Array) && !Uses.Misused.contains(Fill.Array))
        Result.Fills[Code].push_back(Fill);
    ElementsOnly Elements;
    Elements.TraverseStmt(const_cast<Stmt *>(Body));
    uint64_t Bytes = 0;
    for (const VarDecl *Array : Candidates)
      if (differs(Array) || Uses.Misused.contains(Array)) {
        Result.OwnArrays.insert(Array);
        Bytes += Unit.ast().getTypeSizeInChars(Array->getType()).getQuantity();
        IsKnown &= !Elements.Misused.contains(Array) && !isTransposed(Array) &&
                   Unit.ast().getBaseElementType(Array->getType())->isArithmeticType() &&
                   hasWrittenExtent(Array);
      }
    IsKnown &= Bytes <= MostSharedBytes;
  }

  // --- Regions

  /// IsGuarded: not all threads of the block come here.
  void visit(const Region &Node, bool IsGuarded) {
    const auto Strip = Regions.Strips.find(&Node);
    switch (Node.Kind) {
    case RegionKind::Threads:
      return visitThreads(Node);
    case RegionKind::Once:
      IsKnown &= llvm::all_of(Node.Code.Statements, isPlain);
      return;
    case RegionKind::If:
    case RegionKind::Loop:
      IsKnown &=
          Node.Head == HeadKind::Block || (Node.Kind == RegionKind::Loop && Node.Head == HeadKind::Span);
      IsKnown &= !Node.LosesThreads && !Node.SkipsRounds && isAlike(Node.Statement);
      IsGuarded |= Node.Head == HeadKind::Span;
      break;
    case RegionKind::Barrier:
      IsKnown &= !Node.IsForGrid;
      return;
    case RegionKind::Sequence:
      break;
    case RegionKind::Lanes:
    case RegionKind::Switch:
      IsKnown = false;
      return;
    }
    if (Strip != Regions.Strips.end())
      return visitStrip(*Node.Children.front(), Strip->second, IsGuarded);
    for (const std::unique_ptr<Region> &Child : Node.Children)
      visit(*Child, IsGuarded);
  }
  /// The body of a loop that does several rounds at once: for all blocks, as they are done once.
  void visitStrip(const Region &Rounds, const LoopStrip &Strip, bool IsGuarded) {
    for (const std::unique_ptr<Region> &Child : Rounds.Children) {
      if (Child->Kind != RegionKind::Threads) {
        visit(*Child, IsGuarded);
        continue;
      }
      IsKnown &= !IsGuarded && Strip.TileUnits && mayTile(Child->Code, Strip);
      Tiles.insert(&Child->Code);
    }
  }

  void visitThreads(const Region &Node) {
    const ThreadCode &Code = Node.Code;
    IsKnown &= Code.Gives.empty() && Code.Flow.Leaves.empty() && !Regions.Butterflies.count(&Node);
    // What the first block fills, the others must not look at before.
    if (auto Filled = Result.Fills.find(&Code); Filled != Result.Fills.end()) {
      const ElementUses Uses(Node, Candidates);
      for (const ElementFill &Fill : Filled->second)
        IsKnown &= !Uses.Loaded.contains(Fill.Array);
    }
  }
  /// Of what the block does once.
  static bool isPlain(const Stmt *S) {
    const auto *Operation = dyn_cast<BinaryOperator>(S);
    const auto *Unary = dyn_cast<UnaryOperator>(S);
    return isa<DeclStmt, NullStmt>(S) || (Operation && Operation->isAssignmentOp()) ||
           (Unary && Unary->isIncrementDecrementOp());
  }
  /// Whether the condition of a branch or loop is the same for all blocks.
  bool isAlike(const Stmt *Statement) const {
    const Expr *Condition = nullptr;
    if (const auto *If = dyn_cast<IfStmt>(Statement))
      Condition = If->getCond();
    else if (const auto *For = dyn_cast<ForStmt>(Statement))
      Condition = For->getCond();
    else if (const auto *While = dyn_cast<WhileStmt>(Statement))
      Condition = While->getCond();
    else if (const auto *Do = dyn_cast<DoStmt>(Statement))
      Condition = Do->getCond();
    return !Condition || (Dependence.of(Condition) & AlongX) == 0;
  }

  // --- What runs once for the threads of all

  bool mayTile(const ThreadCode &Code, const LoopStrip &Strip) {
    for (const VarDecl *Kept : Regions.variablesOf(Code).Kept) {
      const QualType Element = Unit.ast().getBaseElementType(Kept->getType());
      if (!Element->isArithmeticType())
        return false;
      Result.Bytes = std::max<unsigned>(Result.Bytes, Unit.ast().getTypeSizeInChars(Element).getQuantity());
    }
    return Size[1] % Strip.TileUnits == 0 && isJoint(Code);
  }
  void findJoint(const Region &Node) {
    if (Node.Kind == RegionKind::Threads && !Tiles.count(&Node.Code) && isJoint(Node.Code))
      Result.Joint.insert(&Node.Code);
    if (Node.Kind != RegionKind::Loop || Node.Head != HeadKind::Span) // whose counters are parts of places
      for (const std::unique_ptr<Region> &Child : Node.Children)
        findJoint(*Child);
  }
  void findJoint(llvm::ArrayRef<ElementAhead> Elements) {
    for (const ElementAhead &Each : Elements) {
      VariableSet Parts;
      if (usesSums({Each.Element}, {}, Parts) && !haveStages(Each.Variables))
        Result.JointElements.insert(Each.Element);
    }
  }

  /// Whether code uses places in sums, and as columns, only. A part of a place must be worked out again where
  /// it is used: threads have their own in storage.
  bool isJoint(const ThreadCode &Code) const {
    PlaceUses Uses;
    for (const Stmt *S : Code.Statements)
      if (!findColumns(S, Uses.Columns))
        return false;
    if (auto Filled = Result.Fills.find(&Code); Filled != Result.Fills.end())
      for (const ElementFill &Fill : Filled->second)
        Uses.LeftOut.insert(Fill.Assignment);
    const CodeVariables Variables = Regions.variablesOf(Code);
    VariableSet Parts;
    return usesSums(Code.Statements, Uses, Parts) && !haveStages(Variables.Repeated.getArrayRef()) &&
           llvm::all_of(Parts, [&](const VarDecl *Each) {
             return Variables.Repeated.contains(Each) || Regions.RepeatedOnce.contains(Each) ||
                    (Code.Flow.Declared.contains(Each) && !Variables.Kept.contains(Each)) ||
                    Code.Flow.Inner.contains(Each);
           });
  }
  /// The mentions of own arrays, which have the blocks' columns side by side: along the last index or, in a
  /// copy, along the first. False if one has not as many as a block's row.
  bool findColumns(const Stmt *S, std::map<const DeclRefExpr *, size_t> &Columns) const {
    if (!S)
      return true;
    const auto *Ref = dyn_cast<DeclRefExpr>(S);
    const auto *Array = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (Array && Result.OwnArrays.contains(Array)) {
      const std::vector<uint64_t> Extents = extentsOf(Array->getType());
      const size_t Column = isOfCopy(Ref) ? 0 : Extents.size() - 1;
      Columns[Ref] = Column;
      return Extents[Column] == Size[0];
    }
    return llvm::all_of(S->children(), [&](const Stmt *Child) { return findColumns(Child, Columns); });
  }
  bool usesSums(llvm::ArrayRef<const Stmt *> Statements, const PlaceUses &Uses, VariableSet &Parts) const {
    BlockJoining Joined;
    Parts = checkPlaces(Unit, Function, Statements, Joined, Uses);
    return Joined.Obstacle.empty() && (Joined.OnlySize == 0 || Joined.OnlySize == Size[0]);
  }
  bool haveStages(llvm::ArrayRef<const VarDecl *> Variables) const {
    return llvm::any_of(Variables, [&](const VarDecl *Each) { return Regions.Stages.count(Each) != 0; });
  }

  ParsedUnit &Unit;
  const BarrierRegions &Regions;
  const VariableSet &Candidates;
  const std::array<unsigned, 3> &Size;
  const FunctionDecl *Function;
  const BlockDependence Dependence;
  const Stmt *Body;
  std::set<const ThreadCode *> Tiles;
  BlocksAbreast Result = {0, 4, {}, {}, {}, {}, {}};
  bool IsKnown = true;
};

/// Whether a function that the kernel calls asks for its thread by itself.
bool calleesAsk(const FunctionModel &Kernel, const Reach &Reached) {
  return llvm::any_of(Reached.Functions, [&](const FunctionModel *Function) {
    return Function != &Kernel && (Function->Indices & (ThreadIdx | BlockDim)) != 0;
  });
}

} // namespace

BlocksAbreast findBlocksAbreast(ParsedUnit &Unit, const FunctionModel &Kernel, const Reach &Reached,
                                const BarrierRegions &Regions, const VariableSet &Candidates,
                                const std::array<unsigned, 3> &Size) {
  const bool IsShort = Size[0] == 8 || Size[0] == 16;
  if (!IsShort || Size[0] * Size[1] * Size[2] > MostThreads || Regions.LosesThreads ||
      !Regions.Warps.empty() || Regions.Strips.empty() || !canCompareBlocks(Kernel, Reached) ||
      calleesAsk(Kernel, Reached))
    return {};
  return AbreastFinder(Unit, Kernel, Regions, Candidates, Size).find();
}

} // namespace lorcha
