// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Decides whether a kernel's regions can be printed, and names what is added. The text is shared by all
// instantiations of a template, so they must be cut alike.
#include "lorcha/Plan/RegionPlan.h"
#include "clang/AST/Attr.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;

namespace lorcha {

const VariableSlot *RegionPlan::slotOf(const VarDecl *Variable) const {
  for (const VariableSlot &Slot : Slots)
    if (Slot.Variable == Variable)
      return &Slot;
  return nullptr;
}

const VarDecl *RegionPlan::writtenAs(const VarDecl *Variable) const {
  auto It = Written.find(Variable);
  return It == Written.end() ? Variable : It->second;
}

namespace {

class RegionPlanner {
public:
  RegionPlanner(const RegionPlanInput &Input, const FunctionModel &Model, NameGiver Give)
      : Input(Input), SM(Input.Unit.sources()), Model(Model), Give(Give) {}

  std::shared_ptr<RegionPlan> run(RegionObstacle &Obstacle) {
    std::string FirstTree;
    for (const FunctionDecl *Definition : definitionsOf(Model)) {
      KernelUniformity Kernel(Input.Unit, Definition);
      BarrierRegions Regions = cutAtBarriers(Kernel, *Kernel.of(Definition), Input.Program, Input.Contexts);
      if (Regions.Obstacle) {
        Obstacle = *Regions.Obstacle;
        return nullptr;
      }
      std::string Tree;
      llvm::raw_string_ostream OS(Tree);
      printRegions(Regions, SM, OS);
      if (Plan && Tree != FirstTree) {
        Obstacle = {"instantiations with different regions", Model.Declaration->getLocation()};
        return nullptr;
      }
      if (Plan)
        continue;
      FirstTree = Tree;
      Plan = std::make_shared<RegionPlan>();
      Plan->Definition = Definition;
      Plan->Regions = std::move(Regions);
    }
    if (!Plan) {
      Obstacle = {"template without instantiations", Model.Declaration->getLocation()};
      return nullptr;
    }
    fill();
    if (Failure) {
      Obstacle = *Failure;
      return nullptr;
    }
    return Plan;
  }

private:
  void fail(const llvm::Twine &Reason, SourceLocation Location) {
    if (!Failure)
      Failure = RegionObstacle{Reason.str(), Location};
  }

  void fill() {
    matchDeclarations();
    if (Plan->Regions.LosesThreads)
      Plan->Live = Give("lorchaLive");
    visit(*Plan->Regions.Root);
    checkOrder();
    copyOut();
    for (const VarDecl *Variable : Kept)
      addSlot(Variable);
    for (const ParmVarDecl *Parameter : Plan->Definition->parameters())
      if (Plan->Regions.Written.contains(Parameter) && !Plan->Regions.Once.contains(Parameter) &&
          !Plan->slotOf(Parameter))
        addSlot(Parameter);
    bool KeepsAddresses = llvm::any_of(Plan->Slots, [](const VariableSlot &Slot) {
      return Slot.Variable->getType()->isPointerType() || Slot.Variable->getType()->isRecordType();
    });
    if (!Plan->Regions.Escaping.empty() && KeepsAddresses)
      fail("address of '" + Plan->Regions.Escaping.front()->getName() + "' may be kept across a barrier",
           Plan->Regions.Escaping.front()->getLocation());
  }

  /// Pairs the declarations of an instantiation with those in the template's text, by place.
  void matchDeclarations() {
    if (Plan->Definition == Model.Declaration)
      return;
    struct Collector : RecursiveASTVisitor<Collector> {
      std::map<SourceLocation, const VarDecl *> ByPlace;
      bool shouldVisitImplicitCode() const { return false; }
      bool VisitVarDecl(VarDecl *Variable) {
        ByPlace.emplace(Variable->getLocation(), Variable);
        return true;
      }
    } Text, Instance;
    Text.TraverseDecl(const_cast<FunctionDecl *>(Model.Declaration));
    Instance.TraverseDecl(const_cast<FunctionDecl *>(Plan->Definition));
    for (auto &[Place, Variable] : Instance.ByPlace)
      if (auto It = Text.ByPlace.find(Place); It != Text.ByPlace.end())
        Plan->Written[Variable] = It->second;
  }

  void visit(const Region &Node) {
    if (Node.Kind == RegionKind::Threads)
      visit(Node.Code, false);
    if (Node.Kind == RegionKind::Once)
      Codes.push_back(&Node.Code);
    for (const CallExpr *Given : Node.Code.Gives)
      Plan->Exchanges[Given] = Give("lorchaExchange" + std::to_string(Plan->Exchanges.size() + 1));
    if (!Node.Code.Statements.empty()) {
      // Statements of one region may come from one macro.
      Order.push_back(Node.Code.Statements.front());
      if (SM.getExpansionLoc(Node.Code.Statements.back()->getBeginLoc()) !=
          SM.getExpansionLoc(Node.Code.Statements.front()->getBeginLoc()))
        Order.push_back(Node.Code.Statements.back());
    }
    if (Node.Kind == RegionKind::Barrier) {
      Order.push_back(Node.Statement);
      visitBarrier(Node);
    }
    if (Node.Statement && Node.Kind != RegionKind::Sequence && Node.Kind != RegionKind::Barrier) {
      for (const ThreadCode *Code : {&Node.Init, &Node.Condition, &Node.Increment}) {
        if (Node.Head != HeadKind::Block)
          visit(*Code, true);
        Codes.push_back(Code);
      }
      if (Node.Statement->getBeginLoc().isMacroID())
        fail("barrier in a statement that a macro makes", Node.Statement->getBeginLoc());
    }
    if (Node.Head == HeadKind::Masked)
      Plan->Masks[&Node] = Give("lorchaMask" + std::to_string(Plan->Masks.size() + 1));
    if (Node.SkipsRounds)
      Plan->Rounds[&Node] = Give("lorchaRound" + std::to_string(Plan->Rounds.size() + 1));
    for (const std::unique_ptr<Region> &Child : Node.Children)
      visit(*Child);
  }

  void visitBarrier(const Region &Node) {
    const auto *Call = dyn_cast<CallExpr>(cast<Expr>(Node.Statement)->IgnoreParens());
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    bool KeepsText = Callee && !isa<CXXMethodDecl>(Callee) && Callee->getNumParams() == 0;
    if (KeepsText && !llvm::is_contained(Plan->Barriers, Callee->getName()))
      Plan->Barriers.push_back(Callee->getName().str());
    if (!KeepsText && Node.Statement->getBeginLoc().isMacroID())
      fail("barrier inside a macro", Node.Statement->getBeginLoc());
  }

  void visit(const ThreadCode &Code, bool IsHead) {
    Codes.push_back(&Code);
    CodeVariables Variables = Plan->Regions.variablesOf(Code);
    for (const VariableSet *Set :
         {&Variables.Restored, &Variables.Kept, &Variables.Fresh, &Variables.Repeated})
      for (const VarDecl *Variable : *Set)
        check(Variable, Set == &Variables.Fresh);
    Kept.insert(Variables.Restored.begin(), Variables.Restored.end());
    Kept.insert(Variables.Kept.begin(), Variables.Kept.end());
    for (const VarDecl *Variable : Code.Flow.Declared)
      if (Variable->needsDestruction(Input.Unit.ast()))
        fail("'" + Variable->getName() + "', which has a destructor, lives across a barrier",
             Variable->getLocation());
    if (needsTracking(Code)) {
      Plan->Tracked.insert(&Code);
      if (IsHead)
        fail("condition that asks which thread runs", Code.Statements.front()->getBeginLoc());
    }
    for (const Stmt *Leave : Code.Flow.Leaves)
      if (const auto *Return = dyn_cast<ReturnStmt>(Leave); Return && Return->getRetValue())
        fail("return of a call", Leave->getBeginLoc());
  }

  void check(const VarDecl *Variable, bool IsFresh) {
    QualType Type = Variable->getType();
    QualType Text = Plan->writtenAs(Variable)->getType();
    llvm::StringRef Name = Variable->getName();
    if (Plan->Regions.Repeated.contains(Variable) && !Type->isReferenceType())
      return;
    if (Type->isReferenceType() && !Plan->Regions.Repeated.contains(Variable))
      return fail("reference '" + Name + "' is kept across a barrier", Variable->getLocation());
    if (!Type.isTriviallyCopyableType(Input.Unit.ast()))
      return fail("'" + Name + "', which is not trivially copyable, is kept across a barrier",
                  Variable->getLocation());
    if (IsFresh && Type.isConstQualified())
      return;
    const auto *Record = Type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
    if (IsFresh && Record && !Record->hasTrivialDefaultConstructor())
      return fail("'" + Name + "' cannot be made without its constructor", Variable->getLocation());
    if (Record && (Record->isLambda() || Record->getParentFunctionOrMethod()))
      return fail("'" + Name + "', of a local type, is kept across a barrier", Variable->getLocation());
    if (Text->isUndeducedType() || (Text->getContainedAutoType() && Text->isDependentType()))
      return fail("'" + Name +
                      "', of a type that depends on the template's arguments, is kept across a barrier",
                  Variable->getLocation());
  }

  void addSlot(const VarDecl *Variable) {
    check(Variable, false);
    Plan->Slots.push_back({Variable, Give(Variable->getNameAsString() + "_t")});
  }

  /// Calls may reach code that asks the thread-local; the device language's own functions without effect do
  /// not.
  bool needsTracking(const ThreadCode &Code) const {
    struct Finder : RecursiveASTVisitor<Finder> {
      const RegionPlanInput &Input;
      bool Found = false;
      explicit Finder(const RegionPlanInput &Input) : Input(Input) {}
      bool VisitCallExpr(CallExpr *Call) {
        const FunctionDecl *Callee = Call->getDirectCallee();
        if (!Callee || Input.Unit.isUsers(Callee->getLocation()) || Callee->isNoReturn()) {
          Found |= Input.IsTracked;
        } else if (Input.Unit.isOurs(Callee)) {
          const BuiltinEntry *Builtin = Callee->getIdentifier() ? lookupBuiltin(Callee->getName()) : nullptr;
          // Warp operations are exchanges here, and get their thread as an argument.
          Found |= isa<CXXMethodDecl>(Callee) || (Builtin && Builtin->Effect >= BuiltinEffect::BlockBarrier &&
                                                  Call->getType()->isRecordType());
        }
        return true;
      }
      bool VisitCXXConstructExpr(CXXConstructExpr *E) {
        Found |=
            Input.IsTracked || (Input.Unit.isOurs(E->getConstructor()) && !E->getConstructor()->isTrivial());
        return true;
      }
    } Walk(Input);
    for (const Stmt *S : Code.Statements)
      Walk.TraverseStmt(const_cast<Stmt *>(S));
    return Walk.Found;
  }

  /// Every region must begin behind the end of what stands before it, in the file that holds the body.
  void checkOrder() {
    const Stmt *Body = Plan->Definition->getBody();
    FileID File = SM.getFileID(SM.getExpansionLoc(Body->getBeginLoc()));
    unsigned End = 0;
    for (const Stmt *S : Order) {
      SourceLocation Begin = SM.getExpansionLoc(S->getBeginLoc());
      SourceLocation Last = SM.getExpansionRange(S->getEndLoc()).getEnd();
      if (SM.getFileID(Begin) != File || SM.getFileID(Last) != File)
        return fail("barrier in a body that is spread over files", S->getBeginLoc());
      if (SM.getFileOffset(Begin) < End)
        return fail("barrier in a macro with other statements", S->getBeginLoc());
      End = SM.getFileOffset(Last) + 1;
    }
  }

  /// Variables of the block that a region declares beside its own are declared again behind it.
  void copyOut() {
    VariableSet Wanted;
    for (const ThreadCode *Code : Codes) {
      for (const VarDecl *Variable : Code->Flow.Mentioned)
        if (!Code->Flow.Declared.contains(Variable))
          Wanted.insert(Variable);
    }
    for (const VarDecl *Variable : Plan->Regions.Repeated) {
      VariableFlow Flow = variableFlow({Variable->getInit()});
      Wanted.insert(Flow.Mentioned.begin(), Flow.Mentioned.end());
    }
    for (const VarDecl *Variable : Wanted)
      if (Plan->Regions.Once.contains(Variable) || Plan->Regions.RepeatedOnce.contains(Variable))
        Plan->CopiedOut.insert(Variable);
  }

  const RegionPlanInput &Input;
  SourceManager &SM;
  const FunctionModel &Model;
  NameGiver Give;
  std::shared_ptr<RegionPlan> Plan;
  std::optional<RegionObstacle> Failure;
  VariableSet Kept;
  std::vector<const ThreadCode *> Codes;
  std::vector<const Stmt *> Order; ///< of the text: first and last statements of regions, and barriers
};

} // namespace

std::shared_ptr<const RegionPlan> planRegions(const RegionPlanInput &Input, const FunctionModel &Model,
                                              NameGiver Give, RegionObstacle &Obstacle) {
  return RegionPlanner(Input, Model, Give).run(Obstacle);
}

} // namespace lorcha
