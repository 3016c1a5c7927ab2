// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Every expression is given a part: which part of the thread's place in the row of all blocks it is. Parts
// other than Free may only go on to become a sum of both parts, which is Free.
#include "lorcha/Analysis/BlockJoining.h"
#include "lorcha/Analysis/Uniformity.h"
#include "lorcha/Device/PlaceQuestions.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace lorcha {

namespace {

/// What a value is, beside the addition of something that is the same however blocks are cut.
enum class Part {
  Free,    ///< the same however blocks are cut
  Thread,  ///< threadIdx.x
  Block,   ///< blockIdx.x
  ToBlock, ///< blockIdx.x times the size of a block
};

struct Share {
  Part Kind = Part::Free;
  bool HasOffset = false; ///< something was added: the value may have wrapped around its type
};

constexpr unsigned LeastBits = 32; ///< of types that hold every index

class JoiningCheck {
public:
  JoiningCheck(ParsedUnit &Unit, BlockJoining &Result, const PlaceUses &Uses = {})
      : Unit(Unit), Context(Unit.ast()), Uses(Uses), Result(Result) {}

  void check(const FunctionDecl *Function) {
    findChanged(Function->getBody());
    if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Function))
      for (const CXXCtorInitializer *Initializer : Constructor->inits())
        visit(Initializer->getInit());
    visit(Function->getBody());
  }
  /// Statements of a function alone.
  void check(const FunctionDecl *Function, llvm::ArrayRef<const Stmt *> Statements) {
    findChanged(Function->getBody());
    for (const Stmt *S : Statements)
      visit(S);
  }
  /// The variables that were looked at and are a part of a thread's place, not the place itself.
  VariableSet parts() const {
    VariableSet Result;
    for (const auto &[Variable, Of] : Known)
      if (Of.Kind != Part::Free)
        Result.insert(Variable);
    return Result;
  }

private:
  void refuse(const Stmt *Where, const char *Why) {
    if (!Result.Obstacle.empty())
      return;
    Result.Obstacle = Why;
    Result.Location = Where->getBeginLoc();
  }

  /// Remembers variables that something but a plain read happens to.
  void findChanged(const Stmt *S) {
    if (!S)
      return;
    if (const auto *Cast = dyn_cast<ImplicitCastExpr>(S);
        Cast && Cast->getCastKind() == CK_LValueToRValue &&
        isa<DeclRefExpr>(Cast->getSubExpr()->IgnoreParens()))
      return;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
      if (const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl()))
        Changed.insert(Variable);
    for (const Stmt *Child : S->children())
      findChanged(Child);
  }

  /// `threadIdx.x` gives the bit of threadIdx.
  unsigned indexInX(const Expr *E) const {
    const auto *Member = dyn_cast<MemberExpr>(E->IgnoreParens());
    if (!Member || Member->getMemberDecl()->getNameAsString() != "x")
      return 0;
    const auto *Ref = dyn_cast<DeclRefExpr>(Member->getBase()->IgnoreParenImpCasts());
    return Ref ? indexVariable(Ref->getDecl()) : 0;
  }
  unsigned indexVariable(const ValueDecl *Declaration) const {
    return lorcha::indexVariable(Unit, Declaration);
  }

  /// The initialisation of a local variable that keeps its value; null for others.
  const Expr *onlyValue(const ValueDecl *Declaration) const {
    const auto *Variable = dyn_cast<VarDecl>(Declaration);
    bool IsValue = Variable && Variable->isLocalVarDecl() && Variable->hasLocalStorage() &&
                   !Changed.count(Variable) && !Variable->getType()->isReferenceType();
    return IsValue ? Variable->getInit() : nullptr;
  }

  /// Whether E is blockDim.x, or a constant that the launch can be asked for.
  bool isBlockSize(const Expr *E, bool IsShift = false) {
    Expr::EvalResult Value;
    if (!E->isValueDependent() && E->EvaluateAsInt(Value, Context)) {
      uint64_t Size = Value.Val.getInt().getLimitedValue();
      Size = IsShift ? (Size < LeastBits ? uint64_t(1) << Size : 0) : Size;
      if (Size == 0 || Size >> LeastBits || (Result.OnlySize && Result.OnlySize != Size))
        return false;
      Result.OnlySize = Size;
      return true;
    }
    E = E->IgnoreParens();
    if (const auto *Cast = dyn_cast<CastExpr>(E); Cast && keepsValue(Cast, {}))
      return !IsShift && isBlockSize(Cast->getSubExpr());
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      if (const Expr *Value = onlyValue(Ref->getDecl()))
        return !IsShift && isInteger(Ref->getType()) && isBlockSize(Value);
    return !IsShift && indexInX(E) == BlockDim;
  }

  bool isInteger(QualType Type) const {
    return Type->isIntegerType() && !Type->isBooleanType() && Context.getIntWidth(Type) >= LeastBits;
  }

  /// Whether a part of a place is still one behind the cast.
  bool keepsValue(const CastExpr *Cast, Share Of) const {
    QualType From = Cast->getSubExpr()->getType(), To = Cast->getType();
    switch (Cast->getCastKind()) {
    case CK_LValueToRValue:
    case CK_NoOp:
      return true;
    case CK_IntegralCast:
      return isInteger(To) && (!Of.HasOffset || Context.getIntWidth(To) <= Context.getIntWidth(From));
    default:
      return false;
    }
  }

  Share shareOfCast(const CastExpr *Cast) {
    const Expr *Sub = Cast->getSubExpr();
    if (Cast->getCastKind() == CK_LValueToRValue)
      if (const auto *Ref = dyn_cast<DeclRefExpr>(Sub->IgnoreParens());
          Ref && !indexVariable(Ref->getDecl())) {
        const Expr *Value = onlyValue(Ref->getDecl());
        return Value ? shareOfVariable(cast<VarDecl>(Ref->getDecl()), Value) : Share{};
      }
    Share Of = shareOf(Sub);
    if (Of.Kind != Part::Free && !keepsValue(Cast, Of))
      refuse(Cast, "conversion of a part of the thread's place");
    return Of;
  }

  /// Looked at once, so that long chains of variables cost nothing.
  Share shareOfVariable(const VarDecl *Variable, const Expr *Value) {
    if (Known.try_emplace(Variable).second)
      Known[Variable] = shareOf(Value);
    return Known.lookup(Variable);
  }

  Share sum(const BinaryOperator *Operation, Share Left, Share Right) {
    bool IsAddition = Operation->getOpcode() == BO_Add;
    bool LeftIsFree = Left.Kind == Part::Free, RightIsFree = Right.Kind == Part::Free;
    if (LeftIsFree && RightIsFree)
      return {};
    // An index is extended to the width of a pointer without a cast.
    if (Operation->getType()->isPointerType()) {
      const Expr *Index =
          Operation->getLHS()->getType()->isPointerType() ? Operation->getRHS() : Operation->getLHS();
      const Share &OfIndex = Index == Operation->getRHS() ? Right : Left;
      if (OfIndex.HasOffset &&
          Context.getIntWidth(Index->getType()) < Context.getTypeSize(Operation->getType()))
        return alone(Operation);
    }
    if (RightIsFree)
      return {Left.Kind, true};
    if (LeftIsFree && IsAddition)
      return {Right.Kind, true};
    bool AreBoth = (Left.Kind == Part::Thread && Right.Kind == Part::ToBlock) ||
                   (Left.Kind == Part::ToBlock && Right.Kind == Part::Thread);
    return AreBoth && IsAddition ? Share{} : alone(Operation);
  }

  Share product(const Expr *Whole, const Expr *Left, const Expr *Right, bool IsShift = false) {
    Share Of[] = {shareOf(Left), shareOf(Right)};
    if (Of[0].Kind == Part::Free && Of[1].Kind == Part::Free)
      return {};
    if (Of[0].Kind == Part::Block && Of[1].Kind == Part::Free && isBlockSize(Right, IsShift))
      return {Part::ToBlock, Of[0].HasOffset};
    if (!IsShift && Of[1].Kind == Part::Block && Of[0].Kind == Part::Free && isBlockSize(Left))
      return {Part::ToBlock, Of[1].HasOffset};
    return alone(Whole);
  }

  Share alone(const Expr *E) {
    refuse(E, "threadIdx.x or blockIdx.x alone");
    return {};
  }
  void mustBeFree(const Expr *E) {
    if (E && shareOf(E).Kind != Part::Free)
      alone(E);
  }

  /// Of an array's element that must be the thread's own: one of its indices is its column.
  Share shareOfColumn(const ArraySubscriptExpr *Element, llvm::ArrayRef<const Expr *> Indices,
                      size_t Column) {
    for (size_t I = 0; I < Indices.size(); ++I)
      if (const Share Index = shareOf(Indices[I]);
          Index.HasOffset || Index.Kind != (I == Column ? Part::Thread : Part::Free))
        return alone(Element);
    return {};
  }

  Share shareOfSubscript(const ArraySubscriptExpr *Subscript) {
    std::vector<const Expr *> Indices;
    const Expr *Array = Subscript;
    for (; const auto *Outer = dyn_cast<ArraySubscriptExpr>(Array);
         Array = Outer->getBase()->IgnoreParenImpCasts())
      Indices.insert(Indices.begin(), Outer->getIdx());
    if (auto Known = Uses.Columns.find(dyn_cast<DeclRefExpr>(Array)); Known != Uses.Columns.end())
      return shareOfColumn(Subscript, Indices, Known->second);
    Share Base = shareOf(Subscript->getBase()), Index = shareOf(Subscript->getIdx());
    bool Fits = !Index.HasOffset ||
                Context.getIntWidth(Subscript->getIdx()->getType()) >= Context.getTypeSize(Context.VoidPtrTy);
    bool AreBoth = (Base.Kind == Part::Thread && Index.Kind == Part::ToBlock) ||
                   (Base.Kind == Part::ToBlock && Index.Kind == Part::Thread);
    bool AreFree = Base.Kind == Part::Free && Index.Kind == Part::Free;
    return AreFree || (AreBoth && Fits) ? Share{} : alone(Subscript);
  }

  Share shareOf(const Expr *E) {
    E = E->IgnoreParens();
    if (const auto *Full = dyn_cast<FullExpr>(E))
      return shareOf(Full->getSubExpr());
    if (const auto *Replaced = dyn_cast<SubstNonTypeTemplateParmExpr>(E))
      return shareOf(Replaced->getReplacement());
    if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(E))
      return shareOf(Default->getExpr());
    if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(E))
      return shareOf(Default->getExpr());
    if (isa<UnaryExprOrTypeTraitExpr>(E))
      return {};
    if (const auto *Cast = dyn_cast<CastExpr>(E))
      return shareOfCast(Cast);
    if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      const auto *Ref = dyn_cast<DeclRefExpr>(Member->getBase()->IgnoreParenImpCasts());
      if (Ref && indexVariable(Ref->getDecl())) {
        unsigned Bit = indexInX(E);
        return {Bit == ThreadIdx ? Part::Thread : Bit == BlockIdx ? Part::Block : Part::Free, false};
      }
    }
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
      if (indexVariable(Ref->getDecl()) & (ThreadIdx | BlockIdx))
        return alone(E);
      // Changed, or bound to a reference: it must not have begun as a part.
      if (const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl());
          Variable && Known.lookup(Variable).Kind != Part::Free)
        return alone(E);
      return {};
    }
    if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E))
      return shareOfSubscript(Subscript);
    if (const auto *Operation = dyn_cast<BinaryOperator>(E)) {
      if (Operation->getOpcode() == BO_Mul || Operation->getOpcode() == BO_Shl)
        return product(E, Operation->getLHS(), Operation->getRHS(), Operation->getOpcode() == BO_Shl);
      if (Operation->isAdditiveOp())
        return sum(Operation, shareOf(Operation->getLHS()), shareOf(Operation->getRHS()));
    }
    for (const Stmt *Child : E->children())
      visit(Child);
    return {};
  }

  void visit(const Stmt *S) {
    if (!S || Uses.LeftOut.count(S))
      return;
    if (const auto *E = dyn_cast<Expr>(S))
      return mustBeFree(E);
    if (isa<AsmStmt>(S))
      return refuse(S, "assembly");
    if (const auto *Declared = dyn_cast<DeclStmt>(S)) {
      for (const Decl *D : Declared->decls())
        if (const auto *Variable = dyn_cast<VarDecl>(D))
          declare(Variable);
      return;
    }
    for (const Stmt *Child : S->children())
      visit(Child);
  }

  void declare(const VarDecl *Variable) {
    const Expr *Value = Variable->getInit();
    if (!Value || shareOfVariable(Variable, Value).Kind == Part::Free)
      return;
    bool IsPlain = isInteger(Variable->getType()) || Variable->getType()->isPointerType();
    if (!IsPlain || !onlyValue(Variable))
      alone(Value);
  }

  ParsedUnit &Unit;
  const ASTContext &Context;
  const PlaceUses Uses;
  BlockJoining &Result;
  llvm::SmallPtrSet<const VarDecl *, 8> Changed;
  llvm::DenseMap<const VarDecl *, Share> Known;
};

} // namespace

VariableSet checkPlaces(ParsedUnit &Unit, const FunctionDecl *Function,
                        llvm::ArrayRef<const Stmt *> Statements, BlockJoining &Result,
                        const PlaceUses &Uses) {
  JoiningCheck Check(Unit, Result, Uses);
  Check.check(Function, Statements);
  return Check.parts();
}

/// The launch's information is shared with specialisations, which have another text.
static bool isSpecialised(const FunctionDecl *Kernel) {
  const FunctionTemplateDecl *Template = Kernel->getDescribedFunctionTemplate();
  return Kernel->getTemplateSpecializationKind() != TSK_Undeclared ||
         (Template && llvm::any_of(Template->specializations(), [](const FunctionDecl *Each) {
            return Each->getTemplateSpecializationKind() == TSK_ExplicitSpecialization;
          }));
}

BlockJoining blockJoining(ParsedUnit &Unit, const FunctionModel &Kernel, const Reach &Reached) {
  BlockJoining Result;
  auto Refuse = [&](const FunctionModel *Function, const char *Why) {
    Result.Obstacle = Why;
    Result.Location = Function->Declaration->getLocation();
    return Result;
  };
  if (Reached.Effect > BuiltinEffect::Memory || Reached.MayCallOtherUnits)
    return Refuse(&Kernel, "threads that wait");
  if (isSpecialised(Kernel.Declaration))
    return Refuse(&Kernel, "specialisations");
  for (const FunctionModel *Function : Reached.Functions) {
    if (!Function->Shared.empty() || !Function->OuterShared.empty())
      return Refuse(Function, "shared memory");
    if (!Function->PlaceQuestions.empty())
      return Refuse(Function, "questions for places of groups");
    if (Function->MayAbort)
      return Refuse(Function, "failing assertions");
    bool Asks = (Function->Indices & (ThreadIdx | BlockIdx)) != 0;
    std::vector<const FunctionDecl *> Definitions = definitionsOf(*Function);
    if (Asks && Definitions.empty())
      return Refuse(Function, "text that is not understood");
    for (const FunctionDecl *Definition : Definitions)
      if (Asks)
        JoiningCheck(Unit, Result).check(Definition);
    if (!Result.Obstacle.empty())
      return Result;
  }
  return Result;
}

} // namespace lorcha
