// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "BlockVariables.h"
#include "lorcha/Support/AstVisitor.h"
#include "clang/AST/Attr.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace lorcha {

namespace {

/// Local declarations of a body, what is assigned to each variable, and the loops around both.
class Collector : public AstVisitor {
public:
  using Base = AstVisitor;
  std::vector<const VarDecl *> Declarations;
  llvm::DenseMap<const VarDecl *, std::vector<const Expr *>> Sources;
  llvm::DenseMap<const VarDecl *, std::vector<const Stmt *>> Loops, HeadWrites;
  VariableSet BodyWrites, Addressing;

  bool TraverseLambdaExpr(LambdaExpr *) override { return true; }
  bool TraverseForStmt(ForStmt *For) override {
    InHead = true;
    TraverseStmt(For->getInit());
    InHead = false;
    TraverseStmt(For->getCond());
    Stack.push_back(For);
    Head = For;
    TraverseStmt(For->getInc());
    Head = nullptr;
    TraverseStmt(For->getBody());
    Stack.pop_back();
    return true;
  }
  bool TraverseWhileStmt(WhileStmt *S) override {
    Stack.push_back(S);
    Base::TraverseWhileStmt(S);
    Stack.pop_back();
    return true;
  }
  bool TraverseDoStmt(DoStmt *S) override {
    Stack.push_back(S);
    Base::TraverseDoStmt(S);
    Stack.pop_back();
    return true;
  }
  bool VisitVarDecl(VarDecl *Variable) override {
    if (!isPerThread(Variable) || isa<ParmVarDecl>(Variable))
      return true;
    if (!InHead)
      Declarations.push_back(Variable);
    Loops[Variable] = Stack;
    if (Variable->getInit())
      Sources[Variable].push_back(Variable->getInit());
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *E) override {
    if (E->isAssignmentOp())
      write(E->getLHS(), E->getRHS());
    return true;
  }
  bool VisitUnaryOperator(UnaryOperator *E) override {
    if (E->isIncrementDecrementOp())
      write(E->getSubExpr(), nullptr);
    return true;
  }

  bool VisitArraySubscriptExpr(ArraySubscriptExpr *E) override {
    VariableFlow Flow = variableFlow({E->getBase(), E->getIdx()});
    Addressing.insert(Flow.Mentioned.begin(), Flow.Mentioned.end());
    return true;
  }

private:
  void write(const Expr *Target, const Expr *Source) {
    const VarDecl *Variable = rootVariable(Target);
    if (!Variable)
      return;
    if (Source)
      Sources[Variable].push_back(Source);
    if (Head)
      HeadWrites[Variable].push_back(Head);
    else
      BodyWrites.insert(Variable);
  }
  std::vector<const Stmt *> Stack;
  const Stmt *Head = nullptr;
  bool InHead = false;
};

bool isScalar(QualType Type) { return Type->isScalarType() && !Type.isVolatileQualified(); }

} // namespace

BlockVariables::BlockVariables(const KernelUniformity &Kernel, const FunctionUniformity &Facts,
                               const DeviceProgram &Program, const ThreadContexts &Contexts)
    : Kernel(Kernel), Facts(Facts), Program(Program), Contexts(Contexts) {
  Stmt *Body = Facts.function()->getBody();
  Whole = variableFlow({Body});
  Collector Walk;
  Walk.TraverseStmt(Body);
  Declarations = std::move(Walk.Declarations);
  Sources = std::move(Walk.Sources);
  Loops = std::move(Walk.Loops);
  HeadWrites = std::move(Walk.HeadWrites);
  BodyWrites = std::move(Walk.BodyWrites);
  for (const VarDecl *Variable : Walk.Addressing)
    if (BodyWrites.contains(Variable) && Facts.of(Variable) == Uniformity::Block)
      Addressing.insert(Variable);
  collectRepeated();
}

bool BlockVariables::isArgument(const VarDecl *Variable) const {
  bool IsKernel = Facts.function()->hasAttr<CUDAGlobalAttr>();
  return isa<ParmVarDecl>(Variable) && !Whole.Written.contains(Variable) &&
         (IsKernel || Facts.of(Variable) == Uniformity::Block);
}

bool BlockVariables::isDeclaration(const Stmt *S) {
  const auto *Declared = dyn_cast<DeclStmt>(S);
  return Declared && llvm::none_of(Declared->decls(), [](const Decl *D) {
           return isa<VarDecl>(D) && isPerThread(cast<VarDecl>(D));
         });
}

bool BlockVariables::isOnce(const Stmt *S) const {
  if (!S || isa<NullStmt>(S) || isDeclaration(S))
    return true;
  if (const auto *Declared = dyn_cast<DeclStmt>(S))
    return llvm::all_of(Declared->decls(), [&](const Decl *D) {
      const auto *Variable = dyn_cast<VarDecl>(D);
      return Variable && Once.contains(Variable) &&
             (!Variable->getInit() || isBlockValue(Variable->getInit()));
    });
  const auto *E = dyn_cast<Expr>(S);
  if (!E)
    return false;
  E = E->IgnoreParens();
  if (const auto *Operation = dyn_cast<BinaryOperator>(E)) {
    if (Operation->getOpcode() == BO_Comma)
      return isOnce(Operation->getLHS()) && isOnce(Operation->getRHS());
    const VarDecl *Variable = Operation->isAssignmentOp() ? rootVariable(Operation->getLHS()) : nullptr;
    return Variable && Once.contains(Variable) && isBlockValue(Operation->getRHS());
  }
  const auto *Unary = dyn_cast<UnaryOperator>(E);
  const VarDecl *Variable =
      Unary && Unary->isIncrementDecrementOp() ? rootVariable(Unary->getSubExpr()) : nullptr;
  return Variable && Once.contains(Variable);
}

bool BlockVariables::isBlockValue(const Expr *E) const {
  return Facts.of(E) == Uniformity::Block && isBlockText(E);
}

bool BlockVariables::isBlockObject(const Expr *E) const {
  return (E->getType()->isPointerType() ? Facts.of(E) : Facts.ofAddress(E)) == Uniformity::Block &&
         isBlockText(E);
}

/// Whether the expression means the same outside of the loops over threads, if it is uniform.
bool BlockVariables::isBlockText(const Expr *E) const {
  struct Check : AstVisitor {
    const BlockVariables &Outer;
    bool Fits = true;
    explicit Check(const BlockVariables &Outer) : Outer(Outer) {}
    bool VisitDeclRefExpr(DeclRefExpr *Ref) override {
      const ValueDecl *D = Ref->getDecl();
      if (Outer.Kernel.indexVariable(D) == ThreadIdx)
        return Fits = false;
      if (!isPerThread(D))
        return true;
      const auto *Variable = cast<VarDecl>(D);
      return Fits &= Outer.isArgument(Variable) || Outer.Once.contains(Variable) ||
                     Outer.RepeatedOnce.contains(Variable);
    }
    bool VisitCallExpr(CallExpr *Call) override {
      const FunctionDecl *Callee = Call->getDirectCallee();
      if (!Callee)
        return Fits = false;
      if (Outer.Kernel.builtin(Callee) || !Outer.Kernel.unit().isUsers(Callee->getLocation()))
        return Fits &= !isa<CXXMethodDecl>(Callee);
      const FunctionModel *Model = Outer.Program.find(Callee);
      return Fits &= Model && Outer.Contexts.of(Model).Kind == ContextKind::None;
    }
    bool VisitLambdaExpr(LambdaExpr *) override { return Fits = false; }
    bool VisitBinaryOperator(BinaryOperator *Operation) override {
      return Fits &= !Operation->isAssignmentOp() || Outer.isOnce(Operation);
    }
    bool VisitUnaryOperator(UnaryOperator *Operation) override {
      return Fits &= !Operation->isIncrementDecrementOp() || Outer.isOnce(Operation);
    }
  } Walk(*this);
  Walk.TraverseStmt(const_cast<Expr *>(E));
  return Walk.Fits;
}

// --- Repeated initialisations

/// Whether only loops around Inside's declaration change the variable, in their heads: then it does not
/// change while Inside lives.
bool BlockVariables::isLoopVariable(const VarDecl *Variable, const VarDecl *Inside) const {
  auto Writes = HeadWrites.find(Variable);
  auto Around = Loops.find(Inside);
  return Writes != HeadWrites.end() && Around != Loops.end() && !BodyWrites.contains(Variable) &&
         !Whole.Escaping.contains(Variable) && llvm::all_of(Writes->second, [&](const Stmt *Loop) {
           return llvm::is_contained(Around->second, Loop);
         });
}

bool BlockVariables::isRepeatable(const Expr *E, const VarDecl *Of, bool &IsUniform, unsigned &Budget) const {
  E = E->IgnoreParens();
  if (Budget == 0)
    return false;
  --Budget;
  auto All = [&](std::initializer_list<const Expr *> Operands) {
    return llvm::all_of(Operands,
                        [&](const Expr *Each) { return isRepeatable(Each, Of, IsUniform, Budget); });
  };
  if (isa<IntegerLiteral, FloatingLiteral, CXXBoolLiteralExpr, CharacterLiteral, UnaryExprOrTypeTraitExpr,
          SubstNonTypeTemplateParmExpr, CXXNullPtrLiteralExpr>(E))
    return true;
  if (const auto *Cast = dyn_cast<CastExpr>(E)) {
    if (Cast->getCastKind() != CK_LValueToRValue || rootVariable(Cast->getSubExpr()))
      return All({Cast->getSubExpr()});
    // A load from memory, unless of an index variable or a constant of the program.
    const Expr *Loaded = Cast->getSubExpr()->IgnoreParens();
    if (const auto *Member = dyn_cast<MemberExpr>(Loaded))
      Loaded = Member->getBase()->IgnoreParenImpCasts();
    const auto *Ref = dyn_cast<DeclRefExpr>(Loaded);
    const auto *Variable = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (!Variable)
      return false;
    if (unsigned Index = Kernel.indexVariable(Variable)) {
      IsUniform &= Index != ThreadIdx;
      return true;
    }
    return Variable->isUsableInConstantExpressions(Kernel.unit().ast());
  }
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    if (!isPerThread(Ref->getDecl()))
      return true; // the address of a variable that is not the thread's own, or an enumerator
    const auto *Variable = cast<VarDecl>(Ref->getDecl());
    if (Repeated.contains(Variable)) {
      IsUniform &= RepeatedOnce.contains(Variable);
      return true;
    }
    if (Variable->getType()->isReferenceType())
      return false;
    if (isArgument(Variable))
      return true;
    IsUniform = false; // changes from round to round
    return isLoopVariable(Variable, Of);
  }
  if (const auto *Operation = dyn_cast<BinaryOperator>(E))
    return !Operation->isAssignmentOp() && All({Operation->getLHS(), Operation->getRHS()});
  if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
    const auto *Subscript = dyn_cast<ArraySubscriptExpr>(Unary->getSubExpr()->IgnoreParens());
    if (Unary->getOpcode() == UO_AddrOf && Subscript)
      return All({Subscript->getBase(), Subscript->getIdx()});
    return !Unary->isIncrementDecrementOp() && Unary->getOpcode() != UO_Deref &&
           Unary->getOpcode() != UO_AddrOf && All({Unary->getSubExpr()});
  }
  if (const auto *Choice = dyn_cast<ConditionalOperator>(E))
    return All({Choice->getCond(), Choice->getTrueExpr(), Choice->getFalseExpr()});
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E)) // as an lvalue: loads are casts
    return All({Subscript->getBase(), Subscript->getIdx()});
  if (const auto *Call = dyn_cast<CallExpr>(E)) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    const BuiltinEntry *Builtin = Callee ? Kernel.builtin(Callee) : nullptr;
    return Builtin && Builtin->Effect == BuiltinEffect::Pure && Call->getType()->isArithmeticType() &&
           !isa<CXXMethodDecl>(Callee) && llvm::all_of(Call->arguments(), [&](const Expr *Argument) {
             return Argument->getType()->isArithmeticType() && isRepeatable(Argument, Of, IsUniform, Budget);
           });
  }
  return false;
}

void BlockVariables::collectRepeated() {
  for (const VarDecl *Variable : Declarations) {
    QualType Type = Variable->getType();
    bool IsReference = Type->isReferenceType();
    if (!Variable->getInit() || Whole.Written.contains(Variable) || (!isScalar(Type) && !IsReference) ||
        Variable->getInit()->getBeginLoc().isMacroID() != Variable->getInit()->getEndLoc().isMacroID())
      continue;
    bool IsUniform = true;
    unsigned Budget = 24;
    if (!isRepeatable(Variable->getInit(), Variable, IsUniform, Budget))
      continue;
    Repeated.insert(Variable);
    if (IsUniform)
      RepeatedOnce.insert(Variable);
  }
}

VariableSet BlockVariables::repeated() const {
  // Variables of loops that are repeated with must be the block's.
  VariableSet Result;
  for (const VarDecl *Variable : Repeated) {
    VariableFlow Flow = variableFlow({Variable->getInit()});
    if (llvm::all_of(Flow.Mentioned, [&](const VarDecl *Operand) {
          return Result.contains(Operand) || Once.contains(Operand) || isArgument(Operand);
        }))
      Result.insert(Variable);
  }
  return Result;
}

// --- Variables that the block has once

void BlockVariables::collectNeeded(const Region &Node, VariableSet &Needed) const {
  if (Node.Head == HeadKind::Thread)
    for (const ThreadCode *Code : {&Node.Init, &Node.Condition, &Node.Increment})
      Needed.insert(Code->Flow.Mentioned.begin(), Code->Flow.Mentioned.end());
  for (const std::unique_ptr<Region> &Child : Node.Children)
    collectNeeded(*Child, Needed);
}

void BlockVariables::choose(const Region &Root) {
  VariableSet Needed = Addressing;
  collectNeeded(Root, Needed);
  for (size_t I = 0; I < Needed.size(); ++I) { // grows
    auto From = Sources.find(Needed[I]);
    if (From == Sources.end() || RepeatedOnce.contains(Needed[I]))
      continue;
    for (const Expr *Source : From->second) {
      VariableFlow Flow = variableFlow({Source});
      Needed.insert(Flow.Mentioned.begin(), Flow.Mentioned.end());
    }
  }
  for (const VarDecl *Variable : Needed) {
    if (isa<ParmVarDecl>(Variable) && Facts.of(Variable) != Uniformity::Block)
      continue; // threads may bring values of their own
    if (isScalar(Variable->getType()) && !Whole.Escaping.contains(Variable) &&
        !RepeatedOnce.contains(Variable) && !Dropped.contains(Variable))
      Once.insert(Variable);
  }
}

/// A region may use such a variable for itself, but what it leaves in it must not be wanted, nor what was in
/// it.
void BlockVariables::dropWritten(const ThreadCode &Code, bool IsHead) {
  for (const VarDecl *Variable : Code.Flow.Written)
    if (Code.LiveOut.contains(Variable) || Code.LiveIn.contains(Variable))
      Dropped.insert(Variable);
  for (const VarDecl *Variable : Code.Flow.Declared)
    if (IsHead ||
        (Variable->getInit() && !RepeatedOnce.contains(Variable) && !isBlockValue(Variable->getInit())))
      Dropped.insert(Variable);
}

void BlockVariables::drop(const Region &Node) {
  if (Node.Kind == RegionKind::Threads || Node.Kind == RegionKind::Lanes)
    dropWritten(Node.Code, false);
  if (Node.Head != HeadKind::Block)
    for (const ThreadCode *Code : {&Node.Init, &Node.Condition, &Node.Increment})
      dropWritten(*Code, true);
  for (const std::unique_ptr<Region> &Child : Node.Children)
    drop(*Child);
}

bool BlockVariables::revise(const Region &Root) {
  if (!HasChosen) {
    HasChosen = true;
    choose(Root);
    return !Once.empty();
  }
  drop(Root);
  // What depends on a dropped variable falls in the next round, as its assignments are no longer between
  // regions.
  bool Changed = false;
  for (const VarDecl *Variable : Dropped)
    Changed |= Once.remove(Variable);
  return Changed;
}

} // namespace lorcha
