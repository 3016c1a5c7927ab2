// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "lorcha/Analysis/Butterflies.h"
#include "lorcha/Analysis/ChosenStores.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace lorcha {

namespace {

/// Looks at the statements of one region.
class RegionReader {
public:
  RegionReader(const LoopOrder &Order, const KernelUniformity &Kernel, const std::set<const IfStmt *> &Chosen,
               const VariableFlow &Flow)
      : Order(Order), Kernel(Kernel), Chosen(Chosen), Flow(Flow) {}

  std::optional<Butterfly> read(llvm::ArrayRef<const Stmt *> Statements) {
    bool OnlyComputes = llvm::all_of(Statements, [&](const Stmt *S) { return computes(S); });
    if (OnlyComputes && FirstIndex && SecondIndex && isMadeFrom(FirstIndex, SecondIndex) &&
        !isMadeFrom(SecondIndex, FirstIndex))
      std::swap(Found.First, Found.Second);
    bool HasNeighbours =
        !FirstIndex || !SecondIndex ||
        (Order.shapeOf(FirstIndex) != IndexShape::Other && Order.shapeOf(SecondIndex) != IndexShape::Other);
    return OnlyComputes && !HasNeighbours && Stores ? std::optional(std::move(Found)) : std::nullopt;
  }

private:
  bool areComputed(const Stmt *S) {
    return llvm::all_of(S->children(), [&](const Stmt *Child) { return !Child || computes(Child); });
  }

  /// Nothing else may happen: threads are asked for their elements in a run of the region that counts for
  /// nothing.
  bool computes(const Stmt *S) {
    if (const auto *Declared = dyn_cast<DeclStmt>(S))
      return llvm::all_of(Declared->decls(), [&](const Decl *D) {
        const auto *Variable = dyn_cast<VarDecl>(D);
        if (Variable && Variable->getInit() && isLoaded(Variable->getInit()))
          Loaded.insert(Variable);
        return Variable && Variable->hasLocalStorage() && Variable->getType()->isArithmeticType() &&
               (!Variable->getInit() || computes(Variable->getInit()));
      });
    if (const auto *If = dyn_cast<IfStmt>(S))
      return Chosen.count(If) && areComputed(If);
    if (const auto *Element = dyn_cast<ArraySubscriptExpr>(S))
      return !isLoaded(Element->getIdx()) &&
             (isElsewhere(Element) ? areComputed(Element) : addMention(Element));
    if (const auto *Call = dyn_cast<CallExpr>(S)) {
      const BuiltinEntry *Builtin =
          Call->getDirectCallee() ? Kernel.builtin(Call->getDirectCallee()) : nullptr;
      return Builtin && Builtin->Effect == BuiltinEffect::Pure && areComputed(Call);
    }
    if (const auto *Choice = dyn_cast<ConditionalOperator>(S))
      return !hasElement(Choice->getTrueExpr()) && !hasElement(Choice->getFalseExpr()) && areComputed(Choice);
    if (const auto *Operation = dyn_cast<BinaryOperator>(S))
      return (!Operation->isLogicalOp() || !hasElement(Operation->getRHS())) &&
             (!Operation->isAssignmentOp() || assigns(Operation->getLHS())) && !divides(Operation) &&
             areComputed(Operation);
    if (const auto *Unary = dyn_cast<UnaryOperator>(S))
      return Unary->getOpcode() != UO_AddrOf && Unary->getOpcode() != UO_Deref &&
             (!Unary->isIncrementDecrementOp() || assigns(Unary->getSubExpr())) && areComputed(Unary);
    return isa<CompoundStmt, NullStmt, CastExpr, ParenExpr, DeclRefExpr, MemberExpr, IntegerLiteral,
               FloatingLiteral, CXXBoolLiteralExpr, SubstNonTypeTemplateParmExpr>(S) &&
           areComputed(S);
  }

  /// Whether the index comes of the other one, as that of the second element mostly does:
  /// `high = low + distance`.
  static bool isMadeFrom(const Expr *Index, const Expr *Other) {
    VariableSet Sources;
    for (const VarDecl *Variable : variableFlow({Index}).Mentioned) {
      Sources.insert(Variable);
      if (const Expr *Init = Variable->getInit()) {
        VariableSet Further = variableFlow({Init}).Mentioned;
        Sources.insert(Further.begin(), Further.end());
      }
    }
    return llvm::all_of(variableFlow({Other}).Mentioned,
                        [&](const VarDecl *Variable) { return Sources.contains(Variable); });
  }

  /// By what may be zero in a run that counts for nothing.
  bool divides(const BinaryOperator *Operation) const {
    BinaryOperatorKind Kind = Operation->getOpcode();
    return (Kind == BO_Div || Kind == BO_Rem || Kind == BO_DivAssign || Kind == BO_RemAssign) &&
           Operation->getType()->isIntegerType() && isLoaded(Operation->getRHS());
  }

  static bool hasElement(const Stmt *S) {
    return S && (isa<ArraySubscriptExpr>(S) || llvm::any_of(S->children(), hasElement));
  }

  /// Whether the value depends on what is in memory, or changes in the region.
  bool isLoaded(const Expr *E) const {
    return hasElement(E) || llvm::any_of(variableFlow({E}).Mentioned, [&](const VarDecl *Variable) {
             return Loaded.contains(Variable) || Flow.Written.contains(Variable);
           });
  }

  /// Variables of the thread's own, and elements.
  bool assigns(const Expr *Target) {
    const auto *Ref = dyn_cast<DeclRefExpr>(Target->IgnoreParens());
    const auto *Variable = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (Variable)
      return isPerThread(Variable) && Variable->getType()->isArithmeticType();
    Stores = true;
    const auto *Element = dyn_cast<ArraySubscriptExpr>(Target->IgnoreParens());
    return Element && !isElsewhere(Element);
  }

  /// Global memory, or another array than the one that was mentioned first.
  bool isElsewhere(const ArraySubscriptExpr *Element) const {
    const auto *Base = dyn_cast<DeclRefExpr>(Element->getBase()->IgnoreParenImpCasts());
    if (!Base)
      return false;
    bool IsParameter = isa<ParmVarDecl>(Base->getDecl()) && Base->getType()->isPointerType() &&
                       !Base->getType()->getPointeeType().isVolatileQualified();
    return IsParameter || (Found.Array && Found.Array != Base->getDecl() && sharedNumber(Element));
  }

  /// One of two elements of one array.
  bool addMention(const ArraySubscriptExpr *Element) {
    const auto *Base = dyn_cast<DeclRefExpr>(Element->getBase()->IgnoreParenImpCasts());
    if (!Base || !sharedNumber(Element) || Element->getType()->isBooleanType() ||
        !Base->getLocation().isFileID())
      return false;
    const Expr *Index = Element->getIdx();
    Found.Array = cast<VarDecl>(Base->getDecl());
    const ASTContext &Context = Kernel.unit().ast();
    for (auto [Known, Mentions] :
         {std::pair(&FirstIndex, &Found.First), std::pair(&SecondIndex, &Found.Second)}) {
      if (*Known && !areSameText(*Known, Index, Context))
        continue;
      *Known = Index;
      Mentions->push_back(Base);
      return computes(Index);
    }
    return false;
  }

  const LoopOrder &Order;
  const KernelUniformity &Kernel;
  const std::set<const IfStmt *> &Chosen;
  const VariableFlow &Flow;
  const Expr *FirstIndex = nullptr, *SecondIndex = nullptr;
  bool Stores = false;
  VariableSet Loaded; ///< variables that were declared with what depends on memory
  Butterfly Found;
};

} // namespace

std::map<const Region *, Butterfly> findButterflies(const BarrierRegions &Regions, const LoopOrder &Order,
                                                    const KernelUniformity &Kernel,
                                                    const FunctionDecl *Function) {
  std::map<const Region *, Butterfly> Result;
  std::vector<ChosenStores> Stores = findChosenStores(Function->getBody(), Kernel.unit().ast());
  std::set<const IfStmt *> Chosen;
  for (const ChosenStores &Each : Stores)
    Chosen.insert(Each.If);
  std::function<void(const Region &)> Visit = [&](const Region &Node) {
    for (const std::unique_ptr<Region> &Child : Node.Children)
      Visit(*Child);
    const ThreadCode &Code = Node.Code;
    if (Node.Kind != RegionKind::Threads || !Node.Spans.empty() || !Code.Flow.Leaves.empty() ||
        !Code.Gives.empty() || !Regions.variablesOf(Code).Kept.empty())
      return;
    RegionReader Reader(Order, Kernel, Chosen, Code.Flow);
    std::optional<Butterfly> Found = Reader.read(Code.Statements);
    if (Found && !Regions.Transposed.contains(Found->Array) &&
        llvm::none_of(Regions.Copies, [&](const SharedCopy &Copy) { return Copy.Array == Found->Array; }))
      Result.emplace(&Node, std::move(*Found));
  };
  Visit(*Regions.Root);
  return Result;
}

} // namespace lorcha
