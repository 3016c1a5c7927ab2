// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "BlockVariables.h"
#include "lorcha/Device/PlaceQuestions.h"
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
  llvm::DenseMap<const Stmt *, std::vector<const Stmt *>> LoopsAround;
  VariableSet BodyWrites, Addressing;

  explicit Collector(const StagedValues &Staged) {
    for (const auto &[Variable, Value] : Staged)
      Left[Variable] = Value.Assignments;
  }
  bool TraverseLambdaExpr(LambdaExpr *) override { return true; }
  bool TraverseForStmt(ForStmt *For) override {
    LoopsAround[For] = Stack;
    InHead = true;
    Head = For;
    TraverseStmt(For->getInit());
    Head = nullptr;
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
    if (!InHead && !Left.count(Variable))
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
    return E->getOpcode() == UO_Deref ? addresses({E->getSubExpr()}) : true;
  }

  /// What decides whether or how often a variable is assigned is a source of it.
  bool VisitIfStmt(IfStmt *If) override { return decides(If->getCond(), If); }
  bool VisitForStmt(ForStmt *For) override { return decides(For->getCond(), For); }
  bool VisitWhileStmt(WhileStmt *While) override { return decides(While->getCond(), While); }
  bool VisitDoStmt(DoStmt *Do) override { return decides(Do->getCond(), Do); }

  bool VisitArraySubscriptExpr(ArraySubscriptExpr *E) override {
    return addresses({E->getBase(), E->getIdx()});
  }

private:
  bool addresses(llvm::ArrayRef<const Stmt *> Parts) {
    VariableFlow Flow = variableFlow(Parts);
    Addressing.insert(Flow.Mentioned.begin(), Flow.Mentioned.end());
    return true;
  }
  bool decides(const Expr *Condition, const Stmt *S) {
    if (Condition)
      for (const VarDecl *Variable : variableFlow({S}).Written)
        Sources[Variable].push_back(Condition);
    return true;
  }
  void write(const Expr *Target, const Expr *Source) {
    const VarDecl *Variable = rootVariable(Target);
    if (!Variable)
      return;
    if (Source)
      Sources[Variable].push_back(Source);
    if (auto Stages = Left.find(Variable); Stages != Left.end() && --Stages->second == 0)
      Declarations.push_back(Variable);
    if (Head)
      HeadWrites[Variable].push_back(Head);
    else
      BodyWrites.insert(Variable);
  }
  llvm::DenseMap<const VarDecl *, unsigned> Left; ///< assignments of staged values that are to come
  std::vector<const Stmt *> Stack;
  const Stmt *Head = nullptr;
  bool InHead = false;
};

} // namespace

BlockVariables::BlockVariables(const KernelUniformity &Kernel, const FunctionUniformity &Facts,
                               const DeviceProgram &Program, const ThreadContexts &Contexts)
    : Kernel(Kernel), Facts(Facts), Program(Program), Contexts(Contexts), Waits(Kernel) {
  Stmt *Body = Facts.function()->getBody();
  Whole = variableFlow({Body});
  Staged = findStagedValues(Body);
  Collector Walk(Staged);
  Walk.TraverseStmt(Body);
  Declarations = std::move(Walk.Declarations);
  Sources = std::move(Walk.Sources);
  Loops = std::move(Walk.Loops);
  HeadWrites = std::move(Walk.HeadWrites);
  LoopsAround = std::move(Walk.LoopsAround);
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
             (!Variable->getInit() || isBlockValue(Variable->getInit()) || isBlockPointer(Variable));
    });
  const auto *E = dyn_cast<Expr>(S);
  if (!E)
    return isOnceWithin(S) && variableFlow({S}).Leaves.empty();
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

/// Whether a statement with others inside takes the same way for all threads, and all in it is once. It may
/// leave what is around it.
bool BlockVariables::isOnceWithin(const Stmt *S) const {
  auto IsOnceToo = [&](const Stmt *Part) { return !Part || isOnceWithin(Part); };
  auto IsDecided = [&](const Expr *Condition) { return !Condition || isBlockValue(Condition); };
  if (isa<BreakStmt, ContinueStmt>(S))
    return true;
  if (const auto *Compound = dyn_cast<CompoundStmt>(S))
    return llvm::all_of(Compound->body(), IsOnceToo);
  if (const auto *If = dyn_cast<IfStmt>(S))
    return !If->getInit() && !If->getConditionVariable() && !If->isConstexpr() && IsDecided(If->getCond()) &&
           IsOnceToo(If->getThen()) && IsOnceToo(If->getElse());
  if (const auto *For = dyn_cast<ForStmt>(S))
    return !For->getConditionVariable() && IsOnceToo(For->getInit()) && IsDecided(For->getCond()) &&
           IsOnceToo(For->getInc()) && IsOnceToo(For->getBody());
  if (const auto *While = dyn_cast<WhileStmt>(S))
    return !While->getConditionVariable() && IsDecided(While->getCond()) && IsOnceToo(While->getBody());
  if (const auto *Do = dyn_cast<DoStmt>(S))
    return IsDecided(Do->getCond()) && IsOnceToo(Do->getBody());
  return isa<Expr, DeclStmt, NullStmt>(S) && isOnce(S);
}

bool BlockVariables::isBlockValue(const Expr *E) const {
  return Facts.of(E) == Uniformity::Block && isBlockText(E);
}

bool BlockVariables::isBlockObject(const Expr *E) const {
  return (E->getType()->isPointerType() ? Facts.of(E) : Facts.ofAddress(E)) == Uniformity::Block &&
         isBlockText(E);
}

/// Whether the variable is a pointer that is equal for all threads and stays as it is made: to shared memory,
/// say, that a function returns.
bool BlockVariables::isBlockPointer(const VarDecl *Variable) const {
  const Expr *Init = Variable->getInit();
  return Init && Variable->getType()->isPointerType() && !Variable->getType().isVolatileQualified() &&
         !Whole.Written.contains(Variable) && Facts.of(Init) == Uniformity::Block && isBlockText(Init, true);
}

/// Whether the expression means the same outside of the loops over threads, if it is uniform. MayAsk: it may
/// call functions that ask for their thread, if it is all the same to them which one it is.
bool BlockVariables::isBlockText(const Stmt *S, bool MayAsk) const {
  if (!S)
    return true;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S)) {
    const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl());
    return Kernel.indexVariable(Ref->getDecl()) != ThreadIdx &&
           (!isPerThread(Ref->getDecl()) || isArgument(Variable) || Once.contains(Variable) ||
            RepeatedOnce.contains(Variable));
  }
  if (const auto *Call = dyn_cast<CallExpr>(S)) {
    // What all threads get from a function for the block is there when it has run, whatever they gave to it.
    if (isBlockQuestion(Call, Facts.function()) || isBlockResult(Call))
      return true;
    if (!isBlockCallee(Call, MayAsk))
      return false;
  }
  const auto *Operation = dyn_cast<BinaryOperator>(S);
  const auto *Unary = dyn_cast<UnaryOperator>(S);
  if (isa<LambdaExpr>(S) || (Operation && Operation->isAssignmentOp() && !isOnce(Operation)) ||
      (Unary && Unary->isIncrementDecrementOp() && !isOnce(Unary)))
    return false;
  return llvm::all_of(S->children(), [&](const Stmt *Child) { return isBlockText(Child, MayAsk); });
}

bool BlockVariables::isBlockResult(const CallExpr *Call) const {
  return Waits.isBlockCall(Call) && Waits.synchronises(Call) && Facts.of(Call) == Uniformity::Block;
}

/// Whether the value takes results of functions for the block, which are there only between regions.
bool BlockVariables::takesBlockResult(const Stmt *S) const {
  const auto *Call = dyn_cast<CallExpr>(S);
  return (Call && isBlockResult(Call)) ||
         llvm::any_of(S->children(), [&](const Stmt *Child) { return Child && takesBlockResult(Child); });
}

bool BlockVariables::isBlockCallee(const CallExpr *Call, bool MayAsk) const {
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (!Callee || placeAsked(Call) != PlaceKind::None)
    return false;
  if (Kernel.builtin(Callee) || !Kernel.unit().isUsers(Callee->getLocation()))
    return !isa<CXXMethodDecl>(Callee) && !Waits.synchronises(Call);
  const FunctionModel *Model = Program.find(Callee);
  const FunctionUniformity *Known = Kernel.alone(Callee);
  return Model &&
         (Contexts.of(Model).Kind == ContextKind::None || (MayAsk && Known && !Known->dependsOnThread()));
}

// --- Variables that the block has once

/// What conditions need, and what the threads would keep though it is the same for all that come by.
void BlockVariables::collectNeeded(const Region &Node, VariableSet &Needed, bool InMask) const {
  if (Node.Kind == RegionKind::Threads && !InMask)
    for (const VarDecl *Variable : Node.Code.Flow.Declared)
      if (keeps(Node, Variable) && Facts.of(Variable) == Uniformity::Block &&
          standsApart(Node.Code, Variable))
        Needed.insert(Variable);
  if (Node.Head == HeadKind::Thread)
    for (const ThreadCode *Code : {&Node.Init, &Node.Condition, &Node.Increment})
      Needed.insert(Code->Flow.Mentioned.begin(), Code->Flow.Mentioned.end());
  for (const std::unique_ptr<Region> &Child : Node.Children)
    collectNeeded(*Child, Needed, InMask || Node.Head == HeadKind::Masked);
}

void BlockVariables::choose(const Region &Root) {
  VariableSet Needed = Addressing;
  collectNeeded(Root, Needed, false);
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
    if (isRegisterType(Variable->getType()) && !Whole.Escaping.contains(Variable) &&
        !RepeatedOnce.contains(Variable) && !Dropped.contains(Variable))
      Once.insert(Variable);
  }
  chooseKept(Root);
}

/// Pointers that the threads would keep from region to region, each a copy.
void BlockVariables::chooseKept(const Region &Node) {
  if (Node.Kind == RegionKind::Threads)
    for (const VarDecl *Variable : Node.Code.Flow.Declared)
      if (keeps(Node, Variable) && !Dropped.contains(Variable) && isBlockPointer(Variable))
        Once.insert(Variable);
  for (const std::unique_ptr<Region> &Child : Node.Children)
    chooseKept(*Child);
}

/// Whether a region's threads would keep a variable that it declares.
bool BlockVariables::keeps(const Region &Threads, const VarDecl *Variable) const {
  return Threads.Code.LiveOut.contains(Variable) && !Repeated.contains(Variable) &&
         !Whole.Escaping.contains(Variable);
}

/// Whether the statements that make the variable can stand between regions, and threads need keep nothing
/// more for that: what is made in front of them and wanted behind them.
bool BlockVariables::standsApart(const ThreadCode &Code, const VarDecl *Variable) const {
  const llvm::ArrayRef<const Stmt *> All = Code.Statements;
  for (size_t I = 0; I < All.size(); ++I) {
    const VariableFlow Here = variableFlow({All[I]});
    if (!Here.Declared.contains(Variable) && !Here.Written.contains(Variable))
      continue;
    const VariableFlow Before = variableFlow(All.take_front(I)), Behind = variableFlow(All.drop_front(I + 1));
    VariableSet Made = Before.Declared;
    Made.insert(Before.Written.begin(), Before.Written.end());
    if (llvm::any_of(Made, [&](const VarDecl *Each) {
          return Each != Variable && Behind.Mentioned.contains(Each) && !Repeated.contains(Each) &&
                 !Code.LiveOut.contains(Each);
        }))
      return false;
  }
  return true;
}

/// A region may use such a variable for itself, but what it leaves in it must not be wanted, nor what was in
/// it.
void BlockVariables::dropWritten(const ThreadCode &Code, bool IsHead) {
  for (const VarDecl *Variable : Code.Flow.Written)
    if (Code.LiveOut.contains(Variable) || Code.LiveIn.contains(Variable))
      Dropped.insert(Variable);
  for (const VarDecl *Variable : Code.Flow.Declared)
    if (const Expr *Init = Variable->getInit(); IsHead || (Init && !RepeatedOnce.contains(Variable) &&
                                                           (!isBlockValue(Init) || takesBlockResult(Init))))
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
  if (dropCut(Root)) {
    collectRepeated();
    Once.clear();
    HasChosen = false;
    return true;
  }
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
