// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Decides whether the regions of one definition of a kernel can be printed, and names what is added.
#include "RegionPlanner.h"
#include "RegionChecks.h"
#include "UsualSizes.h"
#include "lorcha/Analysis/OwnArrays.h"
#include "lorcha/Analysis/ThreadSpans.h"
#include "lorcha/Support/AstVisitor.h"
#include "clang/AST/Attr.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;

namespace lorcha {

namespace {

/// Names inside of one function.
class LocalNames {
public:
  explicit LocalNames(ParsedUnit &Unit) : Unit(Unit) {}
  std::string give(const std::string &Name) {
    std::string Candidate = Name;
    for (unsigned Suffix = 2; Given.count(Candidate) || Unit.hasName(Candidate); ++Suffix)
      Candidate = Name + std::to_string(Suffix);
    Given.insert(Candidate);
    return Candidate;
  }

private:
  ParsedUnit &Unit;
  std::set<std::string> Given;
};

/// Plans one definition, and what it calls. Stack: the functions that are being planned.
class RegionPlanner {
public:
  RegionPlanner(const RegionPlanInput &Input, const KernelUniformity &Kernel, const OpenedFunctions &Opened,
                const FunctionModel &Model, const FunctionDecl *Definition,
                std::vector<const FunctionModel *> &Stack)
      : Input(Input), SM(Input.Unit.sources()), Kernel(Kernel), Opened(Opened), Model(Model),
        Names(Input.Unit), Stack(Stack) {
    Plan->Definition = Definition;
  }

  /// Key gets what instantiations, and kernels that share the function, must have in common.
  std::shared_ptr<RegionPlan> run(RegionObstacle &Obstacle, std::string &Key) {
    Stack.push_back(&Model);
    Plan->Regions = cutAtBarriers(Kernel, *Kernel.of(Plan->Definition), Input.Program, Input.Contexts,
                                  &Opened, Input.WithLanes);
    if (Plan->Regions.Obstacle)
      Failure = Plan->Regions.Obstacle;
    else
      fill();
    Stack.pop_back();
    if (Failure) {
      Obstacle = *Failure;
      return nullptr;
    }
    llvm::raw_string_ostream OS(Key);
    Plan->Fold = Kernel.rowFold();
    OS << "fold " << Plan->Fold.Width;
    for (const RowFold::Place &Place : Plan->Fold.Places)
      OS << ' ' << Place.Text.printToString(SM) << ' ' << Place.Divisor;
    printRegions(Plan->Regions, SM, OS);
    for (const VariableSlot &Slot : Plan->Slots)
      if (Slot.isSplitArray())
        OS << "\nsplit " << Slot.Variable->getName();
    for (const VarDecl *Argument : Plan->Regions.Arguments)
      OS << Argument->getName() << ' ';
    for (const ThreadCode *Code : Codes)
      for (const CallExpr *Given : Code->Gives)
        if (auto It = Plan->Calls.find(Given); It != Plan->Calls.end()) {
          OS << '\n' << It->second.Function->Name << ' ' << It->second.Result->isVoidType();
          for (unsigned Index : It->second.Alike)
            OS << " alike " << Index;
          if (It->second.HasTypesOfFunction)
            continue; // the text gives each instantiation its own
          OS << ' ' << It->second.Result.getAsString();
          for (QualType Type : It->second.Types)
            OS << ' ' << Type.getAsString();
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
    Plan->HasRows = hasRows(Kernel, Plan->Definition);
    Plan->UsualRows = usualBlockSize(Input.Program, Model, Input.Unit.ast());
    if (const unsigned Width = Kernel.rowFold().Width)
      Plan->UsualRows = {Width, Plan->UsualRows[0] / Width, 1};
    Plan->UsesRows = usesRows(Kernel, Plan->Definition);
    bool IsKernel = Model.Kind == FunctionKind::Kernel;
    if (Plan->Regions.LosesThreads || !IsKernel)
      Plan->Live = Names.give("lorchaLive");
    if (!IsKernel && !Failure)
      Failure = obstacleForBlock(Model, Plan->Definition, Input);
    visit(*Plan->Regions.Root);
    llvm::erase_if(Plan->Regions.Copies,
                   [&](const SharedCopy &Copy) { return !Input.Moved.contains(Copy.Array); });
    for (const SharedCopy &Copy : Plan->Regions.Copies)
      Plan->SharedCopies[Copy.Array] = Names.give(Copy.Array->getNameAsString() + "_columns");
    checkOrder();
    copyOut();
    if (Kernel.rowFold() && !Plan->Calls.empty())
      fail("rows that are folded for a function with barriers", Plan->Definition->getLocation());
    std::map<const Region *, WarpGroup> &Warps = Plan->Regions.Warps;
    for (auto It = Warps.begin(); It != Warps.end();)
      It = llvm::any_of(It->second.Codes, [&](const ThreadCode *Code) { return Plan->Tracked.count(Code); })
               ? Warps.erase(It)
               : std::next(It);
    for (const VarDecl *Variable : Kept)
      addSlot(Variable);
    for (const ParmVarDecl *Parameter : Plan->Definition->parameters())
      if (!Plan->slotOf(Parameter) && (!IsKernel || (Plan->Regions.Written.contains(Parameter) &&
                                                     !Plan->Regions.Once.contains(Parameter))))
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
    struct Collector : AstVisitor {
      std::map<SourceLocation, const VarDecl *> ByPlace;
      bool shouldVisitImplicitCode() const override { return false; }
      bool VisitVarDecl(VarDecl *Variable) override {
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
    if (Node.Kind == RegionKind::Threads || Node.Kind == RegionKind::Lanes)
      visit(Node.Code);
    if (Node.Kind == RegionKind::Lanes && Plan->Tracked.count(&Node.Code))
      fail("loop in step that asks for its thread", Node.Statement->getBeginLoc());
    if (Node.Kind == RegionKind::Once) {
      Codes.push_back(&Node.Code);
      for (const VarDecl *Variable : Node.Code.Flow.Declared)
        if (Variable->getInit() && asksForThread(Variable->getInit(), Input, Plan->Regions))
          Plan->AskedOnce.insert(Variable);
    }
    for (const ThreadCode *Code : {&Node.Code, &Node.Condition})
      for (const CallExpr *Given : Code->Gives)
        visitCall(Given);
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
          visit(*Code);
        Codes.push_back(Code);
      }
      if (Node.Statement->getBeginLoc().isMacroID())
        fail("barrier in a statement that a macro makes", Node.Statement->getBeginLoc());
    }
    if (Node.Head == HeadKind::Masked && Node.Kind != RegionKind::Lanes)
      Plan->Masks[&Node] = Names.give("lorchaMask" + std::to_string(Plan->Masks.size() + 1));
    if (Node.Head == HeadKind::Span) {
      const VarDecl *Counter = *Node.Init.Flow.Declared.begin();
      Plan->Counters.push_back({Counter, Names.give(Counter->getNameAsString() + "_s")});
    }
    if (Node.SkipsRounds)
      Plan->Rounds[&Node] = Names.give("lorchaRound" + std::to_string(Plan->Rounds.size() + 1));
    for (const std::unique_ptr<Region> &Child : Node.Children)
      visit(*Child);
  }

  void visitCall(const CallExpr *Given) {
    const FunctionDecl *Callee = Given->getDirectCallee();
    if (Kernel.builtin(Callee))
      Plan->Exchanges[Given] = Names.give("lorchaExchange" + std::to_string(Plan->Exchanges.size() + 1));
    else
      planCall(Given, Callee);
  }

  /// The called function as one for the whole block.
  void planCall(const CallExpr *Call, const FunctionDecl *Callee) {
    const FunctionDecl *Definition = Kernel.of(Callee)->function();
    const FunctionModel *Called = Input.Program.find(Definition);
    if (!Called || llvm::is_contained(Stack, Called))
      return fail("barrier in a recursive function", Call->getBeginLoc());
    RegionObstacle Inside;
    std::string Key = Called->name() + "\n";
    std::shared_ptr<RegionPlan> Regions =
        RegionPlanner(Input, Kernel, Opened, *Called, Definition, Stack).run(Inside, Key);
    if (!Regions)
      return fail("call of '" + Called->name() + "', " + Inside.Reason, Inside.Location);
    if (!seesFunction(Model, *Called, SM))
      return fail("barrier in a function that is defined later", Call->getBeginLoc());
    bool IsLater = isDefinedLater(Model, *Called, SM);
    if (IsLater)
      Key += "announced\n";
    BlockCall New;
    New.Name = Names.give("lorchaCall" + std::to_string(Plan->Calls.size() + 1));
    for (const std::shared_ptr<const BlockFunctionPlan> &Known : Input.Functions) {
      if (Known->Key == Key)
        New.Function = Known;
      else if (Known->Model == Called) // the function's text can be printed for blocks in one way only
        return fail("call of '" + Called->name() + "', which other calls see otherwise", Call->getBeginLoc());
    }
    if (!New.Function) {
      std::string Name = Input.UnitName(Called->Declaration->getNameAsString() + "_block");
      New.Function = std::make_shared<BlockFunctionPlan>(BlockFunctionPlan{
          Called, Name, Input.Contexts.of(Called).Indices, std::move(Regions), std::move(Key), IsLater});
      Input.Functions.push_back(New.Function);
    }
    New.HasTypesOfFunction = namesTypes(Model, Call);
    New.Result = Definition->getReturnType();
    for (unsigned I = 0; I < Definition->getNumParams(); ++I)
      planArgument(Call, I, Definition->getParamDecl(I)->getType(), New);
    Plan->Calls[Call] = std::move(New);
  }

  void planArgument(const CallExpr *Call, unsigned Index, QualType Parameter, BlockCall &New) {
    if (Index < Call->getNumArgs() && isa<CXXDefaultArgExpr>(Call->getArg(Index)))
      New.Defaults[Index] = constantText(cast<CXXDefaultArgExpr>(Call->getArg(Index)), Input.Unit.ast());
    if (Index >= Call->getNumArgs() || (New.Defaults.count(Index) && New.Defaults[Index].empty()))
      return fail("call of a function with barriers by default arguments", Call->getBeginLoc());
    QualType Value = Parameter.getNonReferenceType();
    if (!isChangingReference(Parameter)) {
      New.Types.push_back(Value.getUnqualifiedType());
      const BarrierRegions &Called = New.Function->Regions->Regions;
      const ParmVarDecl *Given = New.Function->Regions->Definition->getParamDecl(Index);
      if (Plan->Regions.BlockArguments.count(Call->getArg(Index)) &&
          (Called.Arguments.contains(Given) || Called.Once.contains(Given)))
        New.Alike.insert(Index);
      return;
    }
    New.Types.push_back(Input.Unit.ast().getPointerType(Value));
    const Expr *Argument = Call->getArg(Index);
    if (!Argument->isLValue())
      return fail("temporary that is handed to a function with barriers", Argument->getBeginLoc());
    const VarDecl *Variable = rootVariable(Argument);
    if (!Variable)
      return;
    // The function changes the variable where it lies between regions.
    if (!isa<DeclRefExpr>(Argument->IgnoreParenImpCasts()))
      return fail("part of '" + Variable->getName() + "' is referred to by a function with barriers",
                  Argument->getBeginLoc());
    New.Slots[Index] = Variable;
    Kept.insert(Variable);
  }

  void visitBarrier(const Region &Node) {
    const auto *Call = dyn_cast<CallExpr>(withoutCleanups(Node.Statement)->IgnoreParens());
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    bool KeepsText = Callee && !isa<CXXMethodDecl>(Callee) && Callee->getNumParams() == 0;
    if (KeepsText && !llvm::is_contained(Plan->Barriers, Callee->getName()))
      Plan->Barriers.push_back(Callee->getName().str());
    if (!KeepsText && Node.Statement->getBeginLoc().isMacroID())
      fail("barrier inside a macro", Node.Statement->getBeginLoc());
  }

  void visit(const ThreadCode &Code) {
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
    if (choosesFewThreads(Code.Statements) || llvm::any_of(Code.Statements, [&](const Stmt *S) {
          return takesFromOthers(S, Kernel, Plan->Regions);
        }))
      Plan->Sparse.insert(&Code);
    std::vector<const Stmt *> All(Code.Statements.begin(), Code.Statements.end());
    All.insert(All.end(), Code.Gives.begin(), Code.Gives.end());
    if (picksFromOwnArrays(All, Plan->Regions.Prepared))
      Plan->Picking.insert(&Code);
    if (needsTracking(Code, Model, Input))
      Plan->Tracked.insert(&Code);
    for (const Stmt *Leave : Code.Flow.Leaves)
      if (const auto *Return = dyn_cast<ReturnStmt>(Leave);
          Return && Return->getRetValue() && Model.Kind == FunctionKind::Kernel)
        fail("return of a call", Leave->getBeginLoc());
  }

  void check(const VarDecl *Variable, bool IsFresh) {
    std::string Reason =
        obstacleToKeeping(Variable, Plan->writtenAs(Variable)->getType(),
                          Plan->Regions.Repeated.contains(Variable), IsFresh, Input.Unit.ast());
    if (!Reason.empty())
      fail(Reason, Variable->getLocation());
  }

  void addSlot(const VarDecl *Variable) {
    check(Variable, false);
    bool IsReferredTo = llvm::any_of(Plan->Calls, [&](const auto &Call) {
      return llvm::any_of(Call.second.Slots, [&](const auto &Slot) { return Slot.second == Variable; });
    });
    bool IsSplit = (Variable->getType()->isRecordType() || Plan->Regions.SplitArrays.contains(Variable)) &&
                   !IsReferredTo && !(isa<ParmVarDecl>(Variable) && Model.Kind != FunctionKind::Kernel);
    Plan->Slots.push_back({Variable, Names.give(Variable->getNameAsString() + "_t"), IsSplit});
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
      VariableFlow Flow = variableFlow(Plan->Regions.valueOf(Variable));
      Wanted.insert(Flow.Mentioned.begin(), Flow.Mentioned.end());
    }
    // The types in an instantiation that do not depend on its parameters name the template's own constants.
    if (Plan->Definition != Model.Declaration)
      for (const VarDecl *Variable : Plan->Regions.RepeatedOnce)
        if (Variable->isUsableInConstantExpressions(Input.Unit.ast()))
          Wanted.insert(Variable);
    for (const VarDecl *Variable : Wanted)
      if (Plan->Regions.Once.contains(Variable) || Plan->Regions.RepeatedOnce.contains(Variable))
        Plan->CopiedOut.insert(Variable);
  }

  const RegionPlanInput &Input;
  SourceManager &SM;
  const KernelUniformity &Kernel;
  const OpenedFunctions &Opened;
  const FunctionModel &Model;
  LocalNames Names;
  std::vector<const FunctionModel *> &Stack;
  std::shared_ptr<RegionPlan> Plan = std::make_shared<RegionPlan>();
  std::optional<RegionObstacle> Failure;
  VariableSet Kept;
  std::vector<const ThreadCode *> Codes;
  std::vector<const Stmt *> Order; ///< of the text: first and last statements of regions, and barriers
};

} // namespace

std::shared_ptr<RegionPlan> planDefinition(const RegionPlanInput &Input, const FunctionModel &Model,
                                           const FunctionDecl *Definition, RegionObstacle &Obstacle,
                                           std::string &Key) {
  KernelUniformity Kernel(Input.Unit, Definition);
  if (Input.WithFolds && Model.Kind == FunctionKind::Kernel)
    Kernel.foldRows(findRowFold(Kernel, Definition));
  OpenedFunctions Opened = Input.WithOpened ? OpenedFunctions(Kernel) : OpenedFunctions();
  std::vector<const FunctionModel *> Stack;
  return RegionPlanner(Input, Kernel, Opened, Model, Definition, Stack).run(Obstacle, Key);
}

} // namespace lorcha
