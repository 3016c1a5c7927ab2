// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Blocks stay in step if nothing that decides about barriers and rounds depends on blockIdx.x. Tiles must not
// see whose thread is whose: in them threadIdx.x goes on from block to block, so it may only name the column
// of an array that goes on in the same way.
#include "lorcha/Analysis/BlocksAbreast.h"
#include "BlockEffects.h"
#include "ElementUses.h"
#include "lorcha/Analysis/BlockDependence.h"
#include "lorcha/Device/PlaceQuestions.h"
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
/// From the first to the last.
std::vector<const Expr *> indicesOf(const ArraySubscriptExpr *Element) {
  std::vector<const Expr *> Indices;
  for (const Expr *E = Element;
       const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E->IgnoreParenImpCasts());
       E = Subscript->getBase())
    Indices.insert(Indices.begin(), Subscript->getIdx());
  return Indices;
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

/// What a thread's place has to do with a value.
enum class Place {
  Same,   ///< it is the same for all threads of a row, and for all blocks
  Own,    ///< it is the thread's own, and right whatever its place is called
  Column, ///< it is threadIdx.x
  Other,
};
Place together(Place A, Place B) {
  if (A == Place::Column || B == Place::Column)
    return Place::Other;
  return std::max(A, B);
}

class AbreastFinder {
public:
  AbreastFinder(ParsedUnit &Unit, const FunctionModel &Kernel, const BarrierRegions &Regions,
                const VariableSet &Candidates, const std::array<unsigned, 3> &Size)
      : Unit(Unit), Regions(Regions), Candidates(Candidates), Size(Size),
        Dependence(Unit, Kernel.Declaration), Body(Kernel.Declaration->getBody()) {}

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
    Result.SizeX = Size[0];
    return Result;
  }

private:
  bool differs(const VarDecl *Variable) const { return (Dependence.of(Variable) & AlongX) != 0; }
  bool isTransposed(const VarDecl *Array) const { return Regions.Transposed.contains(Array); }
  const SharedCopy *copyOf(const DeclRefExpr *Mention) const {
    for (const SharedCopy &Copy : Regions.Copies)
      if (llvm::is_contained(Copy.Columns, Mention))
        return &Copy;
    return nullptr;
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
      IsKnown &= !IsGuarded && Strip.TileUnits && mayRunTogether(Child->Code, Strip);
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

  // --- Tiles

  bool mayRunTogether(const ThreadCode &Code, const LoopStrip &Strip) {
    if (Size[1] % Strip.TileUnits != 0)
      return false;
    const CodeVariables Variables = Regions.variablesOf(Code);
    for (const VarDecl *Kept : Variables.Kept) {
      const QualType Element = Unit.ast().getBaseElementType(Kept->getType());
      if (!Element->isArithmeticType())
        return false;
      Result.Bytes = std::max<unsigned>(Result.Bytes, Unit.ast().getTypeSizeInChars(Element).getQuantity());
    }
    return llvm::all_of(Code.Statements, [&](const Stmt *S) { return placeOf(S, Variables) <= Place::Own; });
  }

  Place ofChildren(const Stmt *S, const CodeVariables &Variables) const {
    Place Of = Place::Same;
    for (const Stmt *Child : S->children())
      if (Child)
        Of = together(Of, placeOf(Child, Variables));
    return Of;
  }
  Place placeOf(const Stmt *S, const CodeVariables &Variables) const {
    if (isa<LambdaExpr, AsmStmt>(S))
      return Place::Other;
    if (const auto *Paren = dyn_cast<ParenExpr>(S))
      return placeOf(Paren->getSubExpr(), Variables);
    if (const auto *Cast = dyn_cast<CastExpr>(S);
        Cast && Cast->getType()->isIntegerType() && Unit.ast().getIntWidth(Cast->getType()) >= 32)
      return placeOf(Cast->getSubExpr(), Variables);
    if (const auto *Member = dyn_cast<MemberExpr>(S))
      if (const auto *Ref = dyn_cast<DeclRefExpr>(Member->getBase()->IgnoreParenImpCasts()))
        if (const unsigned Index = indexVariable(Unit, Ref->getDecl()))
          return ofIndex(Index, Member->getMemberDecl()->getName());
    if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
      return ofVariable(Ref, Variables);
    if (const auto *Element = dyn_cast<ArraySubscriptExpr>(S))
      if (const DeclRefExpr *Ref = arrayOf(Element); Ref && isa<VarDecl>(Ref->getDecl()))
        if (const auto *Array = cast<VarDecl>(Ref->getDecl()); Candidates.contains(Array))
          return ofElement(Element, Ref, Array, Variables);
    if (const auto *Declared = dyn_cast<DeclStmt>(S)) {
      Place Of = Place::Same;
      for (const Decl *D : Declared->decls())
        if (const auto *Variable = dyn_cast<VarDecl>(D); Variable && Variable->getInit())
          Of = together(Of, placeOf(Variable->getInit(), Variables));
      return Of;
    }
    return ofChildren(S, Variables);
  }
  /// blockDim.x is the tile's.
  static Place ofIndex(unsigned Index, llvm::StringRef Member) {
    if (Member != "x" || Index == GridDim)
      return Place::Same;
    return Index == ThreadIdx ? Place::Column : Place::Other;
  }
  Place ofVariable(const DeclRefExpr *Ref, const CodeVariables &Variables) const {
    const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl());
    if (!Variable)
      return Place::Same;
    if (indexVariable(Unit, Variable) || Candidates.contains(Variable))
      return Place::Other;
    if (Variables.Repeated.contains(Variable)) {
      const std::vector<const Stmt *> Value = Regions.valueOf(Variable);
      if (Value.size() == 1)
        return placeOf(Value.front(), Variables);
      Place Of = Place::Same;
      for (const Stmt *Stage : Value)
        Of = together(Of, placeOf(Stage, Variables));
      return Of;
    }
    const bool IsOfBlock = Regions.Once.contains(Variable) || Regions.RepeatedOnce.contains(Variable) ||
                           Regions.Arguments.contains(Variable) || !isPerThread(Variable);
    return !IsOfBlock ? Place::Own : differs(Variable) ? Place::Other : Place::Same;
  }
  /// Own arrays, and their copies, have the blocks' columns of SizeX threads side by side.
  Place ofElement(const ArraySubscriptExpr *Element, const DeclRefExpr *Ref, const VarDecl *Array,
                  const CodeVariables &Variables) const {
    const std::vector<const Expr *> Indices = indicesOf(Element);
    const std::vector<uint64_t> Extents = extentsOf(Array->getType());
    const bool IsOwn = Result.OwnArrays.contains(Array);
    const size_t Column = !IsOwn ? Indices.size() : copyOf(Ref) ? 0 : Indices.size() - 1;
    Place Of = Place::Same;
    for (size_t I = 0; I < Indices.size(); ++I)
      if (const Place OfIndex = placeOf(Indices[I], Variables); I != Column)
        Of = together(Of, OfIndex);
      else if (OfIndex != Place::Column || Extents.size() != Indices.size() || Extents[I] != Size[0])
        return Place::Other;
    return IsOwn ? together(Of, Place::Own) : Of;
  }

  ParsedUnit &Unit;
  const BarrierRegions &Regions;
  const VariableSet &Candidates;
  const std::array<unsigned, 3> &Size;
  const BlockDependence Dependence;
  const Stmt *Body;
  std::set<const ThreadCode *> Tiles;
  BlocksAbreast Result = {0, 4, {}, {}, {}};
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
