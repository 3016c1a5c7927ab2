// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "lorcha/Analysis/CommonStart.h"
#include "lorcha/Analysis/BlockJoining.h"
#include "clang/AST/Attr.h"

using namespace clang;

namespace lorcha {

namespace {

/// Looks at the regions from a kernel's start on.
class StartFinder {
public:
  StartFinder(ParsedUnit &Unit, const FunctionModel &Kernel, const BarrierRegions &Regions)
      : Unit(Unit), Kernel(Kernel), Regions(Regions) {}

  CommonStart find() {
    CommonStart Result;
    for (const std::unique_ptr<Region> &Child : Regions.Root->Children) {
      if (!take(*Child))
        break;
      if (holdsLoop(*Child)) {
        Result.Last = Child.get();
        Taken = Statements;
        for (const ThreadCode *Code : Codes)
          for (const VarDecl *Variable : Regions.variablesOf(*Code).Kept)
            Result.Kept.insert(Variable);
      }
    }
    BlockJoining Joined;
    VariableSet Parts = checkPlaces(Unit, Kernel.Declaration, Taken, Joined);
    bool HasRest = Result.Last && Result.Last != Regions.Root->Children.back().get();
    if (!HasRest || !Joined.Obstacle.empty() || asksForPlaces())
      return {};
    for (const VarDecl *Variable : variableFlow(Taken).Declared) {
      bool IsWorkedOutAgain = Regions.Repeated.contains(Variable) && !Regions.RepeatedOnce.contains(Variable);
      bool IsChangedForAll = Regions.Once.contains(Variable) && Regions.Written.contains(Variable);
      if (IsChangedForAll || (Parts.contains(Variable) && !IsWorkedOutAgain))
        return {};
    }
    Result.OnlySize = Joined.OnlySize;
    return Result;
  }

private:
  /// A region that joined blocks can run, if it uses places in sums only.
  bool take(const Region &Node) {
    const ThreadCode &Code = Node.Code;
    switch (Node.Kind) {
    case RegionKind::Sequence:
      return llvm::all_of(Node.Children, [&](const auto &Child) { return take(*Child); });
    case RegionKind::Once:
      if (llvm::all_of(Code.Statements, declaresShared))
        return true;
      Statements.insert(Statements.end(), Code.Statements.begin(), Code.Statements.end());
      return llvm::none_of(Code.Statements, usesShared);
    case RegionKind::Threads:
      Codes.push_back(&Code);
      Statements.insert(Statements.end(), Code.Statements.begin(), Code.Statements.end());
      return Code.Gives.empty() && Code.Flow.Leaves.empty() && llvm::none_of(Code.Statements, usesShared);
    case RegionKind::Loop: {
      bool IsSpan = Node.Head == HeadKind::Span && !Node.SkipsRounds && Node.Condition.Gives.empty();
      const Region *Body = IsSpan ? Node.Children.front().get() : nullptr;
      const Region *Inner = Body && Body->Children.size() == 1 ? Body->Children.front().get() : nullptr;
      if (!Inner || Inner->Kind != RegionKind::Threads || !Inner->Code.Gives.empty() ||
          !Inner->Code.Flow.Leaves.empty() || usesShared(Node.Statement))
        return false;
      Codes.push_back(&Inner->Code);
      Statements.push_back(Node.Statement);
      return true;
    }
    default:
      return false;
    }
  }

  static bool holdsLoop(const Region &Node) {
    return Node.Kind == RegionKind::Loop ||
           llvm::any_of(Node.Children, [](const auto &Child) { return holdsLoop(*Child); });
  }

  static bool declaresShared(const Stmt *S) {
    const auto *Declared = dyn_cast<DeclStmt>(S);
    return Declared &&
           llvm::all_of(Declared->decls(), [](const Decl *D) { return D->hasAttr<CUDASharedAttr>(); });
  }

  static bool usesShared(const Stmt *S) {
    const auto *Ref = dyn_cast_or_null<DeclRefExpr>(S);
    return S &&
           ((Ref && Ref->getDecl()->hasAttr<CUDASharedAttr>()) || llvm::any_of(S->children(), usesShared));
  }

  bool asksForPlaces() const {
    const SourceManager &SM = Unit.sources();
    return llvm::any_of(Kernel.PlaceQuestions, [&](const PlaceQuestion &Question) {
      return llvm::any_of(Taken, [&](const Stmt *S) {
        return SM.isPointWithin(Question.Callee, SM.getExpansionLoc(S->getBeginLoc()),
                                SM.getExpansionLoc(S->getEndLoc()));
      });
    });
  }

  ParsedUnit &Unit;
  const FunctionModel &Kernel;
  const BarrierRegions &Regions;
  std::vector<const Stmt *> Statements, Taken;
  std::vector<const ThreadCode *> Codes;
};

} // namespace

CommonStart findCommonStart(ParsedUnit &Unit, const FunctionModel &Kernel, const Reach &Reached,
                            const BarrierRegions &Regions) {
  std::vector<const FunctionDecl *> Definitions = definitionsOf(Kernel);
  bool IsOneText = Definitions.size() == 1 && Definitions.front() == Kernel.Declaration;
  bool ChangesParameters = llvm::any_of(Kernel.Declaration->parameters(), [&](const ParmVarDecl *Parameter) {
    return Regions.Written.contains(Parameter);
  });
  bool AsksElsewhere = llvm::any_of(Reached.Functions, [&](const FunctionModel *Function) {
    return Function->MayAbort ||
           (Function != &Kernel &&
            ((Function->Indices & (ThreadIdx | BlockIdx)) != 0 || !Function->PlaceQuestions.empty() ||
             !Function->Shared.empty() || !Function->OuterShared.empty()));
  });
  if (!IsOneText || ChangesParameters || AsksElsewhere || Reached.MayCallOtherUnits || Regions.LosesThreads ||
      !Regions.Copies.empty())
    return {};
  return StartFinder(Unit, Kernel, Regions).find();
}

} // namespace lorcha
