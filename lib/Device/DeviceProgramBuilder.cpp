// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Builds the device program model in one walk over the syntax tree, template instantiations included.
#include "LocalNames.h"
#include "ParameterWrites.h"
#include "QuestionNotes.h"
#include "lorcha/Device/DeviceProgram.h"
#include "lorcha/Device/PlaceQuestions.h"
#include "lorcha/Device/ShiftAmounts.h"
#include "lorcha/Support/AstVisitor.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;

namespace lorcha {

namespace {

/// The bit of an index variable; 0 for other names.
unsigned indexVariable(llvm::StringRef Name) {
  for (auto &[Bit, Spelling] : IndexVariables)
    if (Name == Spelling)
      return Bit;
  return 0;
}

class Builder : public AstVisitor {
  using Base = AstVisitor;

public:
  Builder(ParsedUnit &Unit, DeviceProgram &Program) : Unit(Unit), SM(Unit.sources()), Program(Program) {}

  bool shouldVisitTemplateInstantiations() const override { return true; }

  bool TraverseDecl(Decl *D) override {
    if (D && isLibraryDeclaration(Unit, D))
      return true;
    if (auto *Function = dyn_cast_or_null<FunctionDecl>(D))
      return traverseFunction(Function, [&] { return Base::TraverseDecl(D); });
    return Base::TraverseDecl(D);
  }

  bool TraverseLambdaExpr(LambdaExpr *Lambda) override {
    const CXXMethodDecl *Operator = Lambda->getCallOperator();
    bool IsDevice = isDeviceSide(Operator) || Current;
    if (!IsDevice) {
      llvm::SaveAndRestore<const FunctionDecl *> SavedFunction(Enclosing, Operator);
      return Base::TraverseLambdaExpr(Lambda);
    }
    FunctionModel *Model = modelOf(Operator, FunctionKind::Lambda);
    Model->Lambda = Lambda;
    Model->HasBody = true;
    if (Current)
      Current->Calls.push_back({Lambda->getBeginLoc(), Model, false});
    llvm::SaveAndRestore<FunctionModel *> Saved(Current, Model);
    llvm::SaveAndRestore<const FunctionDecl *> SavedFunction(Enclosing, Operator);
    return Base::TraverseLambdaExpr(Lambda);
  }

  bool VisitVarDecl(VarDecl *Variable) override {
    bool IsShared = Variable->hasAttr<CUDASharedAttr>();
    Program.HidesIndexTypes |= Current && (Variable->getName() == "dim3" || Variable->getName() == "uint3");
    if (!Variable->isLocalVarDecl()) {
      if ((IsShared || isDeviceVariable(Variable) || isTextureReference(Variable)) &&
          !isa<ParmVarDecl>(Variable) && Unit.isUsers(Variable->getLocation()) &&
          !Variable->getTemplateInstantiationPattern())
        Program.Variables.push_back(Variable);
      return true;
    }
    if (Current && !IsShared)
      addDestructor(Variable->getType(), Variable->getLocation());
    return true;
  }

  bool VisitDeclStmt(DeclStmt *Statement) override {
    for (Decl *D : Statement->decls())
      if (auto *Variable = dyn_cast<VarDecl>(D); Variable && Current && Variable->hasAttr<CUDASharedAttr>())
        addShared(Variable, Statement);
    return true;
  }

  bool VisitDeclRefExpr(DeclRefExpr *Ref) override {
    if (auto *Function = dyn_cast<FunctionDecl>(Ref->getDecl()); Function && !CalleeRefs.count(Ref))
      takeAddress(Function);
    if (auto *Variable = dyn_cast<VarDecl>(Ref->getDecl()); Variable && Current)
      noteVariable(Variable, Ref);
    return true;
  }

  bool VisitImplicitCastExpr(ImplicitCastExpr *Cast) override {
    bool Reads = Cast->getCastKind() == CK_LValueToRValue ||
                 (Cast->getCastKind() == CK_NoOp && Cast->getType().isConstQualified());
    if (Current && Reads)
      Parameters.noteRead(Cast->getSubExpr());
    return true;
  }

  bool VisitUnaryExprOrTypeTraitExpr(UnaryExprOrTypeTraitExpr *Trait) override {
    if (Current && !Trait->isArgumentType())
      Parameters.noteRead(Trait->getArgumentExpr());
    return true;
  }

  bool VisitCallExpr(CallExpr *Call) override {
    if (auto *Launch = dyn_cast<CUDAKernelCallExpr>(Call)) {
      if (!Enclosing || !isInstantiation(Enclosing))
        Program.Launches.push_back({Launch, Statements.count(Launch) != 0, Enclosing});
      noteCallee(Call);
      if (Current)
        Current->LaunchesKernels = true;
      return true;
    }
    if (!Current) {
      noteCallee(Call);
      return true;
    }
    addCall(Call);
    return true;
  }

  bool VisitCastExpr(CastExpr *Cast) override {
    if (Current && Cast->getCastKind() == CK_FloatingToIntegral)
      addTruncated(Cast->getSubExpr());
    return true;
  }

  bool VisitBinaryOperator(BinaryOperator *Operator) override {
    if (Current && mayShiftOut(Operator, Unit.ast()))
      addShift(Operator);
    return true;
  }

  bool VisitCXXConstructExpr(CXXConstructExpr *Construct) override {
    if (!Current)
      return true;
    addEdge(Construct->getConstructor(), Construct->getLocation(), false);
    Current->AsksThreadLocal |= placeAsked(Construct) != PlaceKind::None;
    return true;
  }

  bool VisitCXXNewExpr(CXXNewExpr *New) override {
    if (Current && New->getOperatorNew())
      addAllocation(New->getOperatorNew(), New->getBeginLoc());
    return true;
  }

  bool VisitCXXDeleteExpr(CXXDeleteExpr *Delete) override {
    QualType Type = Delete->getDestroyedType();
    if (!Current || Type.isNull() || Type->isDependentType())
      return true;
    const CXXDestructorDecl *Destructor = addDestructor(Type, Delete->getBeginLoc());
    Current->HasIndirectCall |= Destructor && Destructor->isVirtual();
    if (Delete->getOperatorDelete())
      addAllocation(Delete->getOperatorDelete(), Delete->getBeginLoc());
    return true;
  }

  bool VisitGCCAsmStmt(GCCAsmStmt *Asm) override {
    // What can be translated was replaced before; the rest was reported then.
    if (Current)
      Current->Obstacles.push_back(
          {DiagId::InlinePtx, formatDiagnostic(DiagId::InlinePtx, Asm->getAsmString()->getString(), "")});
    return true;
  }

  // A launch that is a statement of its own.
  bool VisitCompoundStmt(CompoundStmt *S) override { return noteStatements(S->body()); }
  bool VisitIfStmt(IfStmt *S) override { return noteStatement(S->getThen()), noteStatement(S->getElse()); }
  bool VisitForStmt(ForStmt *S) override { return noteStatement(S->getBody()); }
  bool VisitCXXForRangeStmt(CXXForRangeStmt *S) override { return noteStatement(S->getBody()); }
  bool VisitWhileStmt(WhileStmt *S) override { return noteStatement(S->getBody()); }
  bool VisitDoStmt(DoStmt *S) override { return noteStatement(S->getBody()); }
  bool VisitCaseStmt(CaseStmt *S) override { return noteStatement(S->getSubStmt()); }
  bool VisitDefaultStmt(DefaultStmt *S) override { return noteStatement(S->getSubStmt()); }
  bool VisitLabelStmt(LabelStmt *S) override { return noteStatement(S->getSubStmt()); }

  /// Calls through pointers and virtual functions may reach every function whose address was taken.
  void finish() {
    for (auto &[Key, Model] : Program.Functions) {
      if (!Model->HasIndirectCall)
        continue;
      for (auto &[OtherKey, Other] : Program.Functions)
        if (Other->IsAddressTaken || Other->IsVirtual)
          Model->Calls.push_back({SourceLocation(), Other.get(), false});
    }
    Parameters.finish();
    Questions.finish(Program);
  }

private:
  template <class WalkT> bool traverseFunction(FunctionDecl *Function, WalkT Walk) {
    if (!Unit.isUsers(Function->getLocation()))
      return true;
    llvm::SaveAndRestore<FunctionModel *> Saved(Current, nullptr);
    llvm::SaveAndRestore<const FunctionDecl *> SavedFunction(Enclosing, Function);
    if (isDeviceSide(Function) && !isLambdaOperator(Function)) {
      Current = modelOf(Function, kindOf(Function));
      if (Function->doesThisDeclarationHaveABody())
        Current->HasBody = true;
      if (!isInstantiation(Function))
        Current->Redeclarations.push_back(Function);
    } else if (isLambdaOperator(Function)) {
      Current = Saved.get();
    }
    return Walk();
  }

  static bool isLambdaOperator(const FunctionDecl *Function) {
    const auto *Method = dyn_cast<CXXMethodDecl>(Function);
    return Method && Method->getParent()->isLambda();
  }

  static FunctionKind kindOf(const FunctionDecl *Function) {
    if (Function->hasAttr<CUDAGlobalAttr>())
      return FunctionKind::Kernel;
    return Function->hasAttr<CUDAHostAttr>() ? FunctionKind::HostDevice : FunctionKind::Device;
  }

  FunctionModel *modelOf(const FunctionDecl *Function, FunctionKind Kind) {
    std::unique_ptr<FunctionModel> &Model = Program.Functions[keyOf(Function)];
    if (!Model) {
      Model = std::make_unique<FunctionModel>();
      Model->Kind = Kind;
      Model->Declaration = Kind == FunctionKind::Lambda ? Function : patternOf(Function);
      const auto *Method = dyn_cast<CXXMethodDecl>(Function);
      Model->IsVirtual = Method && Method->isVirtual();
    }
    return Model.get();
  }

  void noteVariable(VarDecl *Variable, DeclRefExpr *Ref) {
    if (Unit.isOurs(Variable))
      Current->Indices |= indexVariable(Variable->getName());
    else if (Variable->hasAttr<CUDASharedAttr>() && !Variable->isLocalVarDecl() &&
             !llvm::is_contained(Current->OuterShared, Variable))
      Current->OuterShared.push_back(Variable);
    if (auto *Parameter = dyn_cast<ParmVarDecl>(Variable))
      noteParameterUse(Parameter, Ref);
  }

  void takeAddress(const FunctionDecl *Function) {
    if (isDeviceSide(Function) && !Function->hasAttr<CUDAGlobalAttr>() &&
        Unit.isUsers(patternOf(Function)->getLocation()))
      modelOf(Function, kindOf(Function))->IsAddressTaken = true;
  }

  const Expr *noteCallee(CallExpr *Call) {
    const Expr *Callee = Call->getCallee()->IgnoreParenImpCasts();
    CalleeRefs.insert(Callee);
    return Callee;
  }

  void addCall(CallExpr *Call) {
    const Expr *Callee = noteCallee(Call);
    const FunctionDecl *Function = Call->getDirectCallee();
    if (!Function) {
      bool IsUnresolved = Call->isTypeDependent() ||
                          isa<UnresolvedLookupExpr, UnresolvedMemberExpr>(Callee) ||
                          Callee->isTypeDependent() || isa<CXXPseudoDestructorExpr>(Callee);
      if (!IsUnresolved)
        Current->HasIndirectCall = true;
      return;
    }
    const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
    const auto *Method = dyn_cast<CXXMethodDecl>(Function);
    if (Member && Method && Method->isVirtual())
      Current->HasIndirectCall = true;
    bool IsPlain = !isa<CXXOperatorCallExpr>(Call) && isa<DeclRefExpr, MemberExpr>(Callee);
    addEdge(Function, Callee->getEndLoc(), IsPlain);
    if (Unit.isOurs(Function))
      Questions.note(Call, IsPlain, *Current);
  }

  void addEdge(const FunctionDecl *Function, SourceLocation CalleeEnd, bool IsPlain) {
    Current->MayAbort |= Function->isNoReturn();
    if (Unit.isOurs(Function)) {
      addBuiltin(Function, CalleeEnd);
      return;
    }
    if (!Unit.isUsers(patternOf(Function)->getLocation()))
      return;
    bool IsLambda = isLambdaOperator(Function);
    if (!IsLambda && !isDeviceSide(Function))
      return; // constexpr, or in host code that device code never calls: Clang has refused the rest
    if (IsLambda && !Function->hasBody())
      return;
    FunctionModel *Target = modelOf(Function, IsLambda ? FunctionKind::Lambda : kindOf(Function));
    if (!IsLambda && !patternOf(Function)->isThisDeclarationADefinition() && !patternOf(Function)->hasBody())
      Current->HasUnknownCall = true;
    Current->Calls.push_back({CalleeEnd, Target, IsPlain && !IsLambda && !isInMacroBody(SM, CalleeEnd)});
  }

  void addBuiltin(const FunctionDecl *Function, SourceLocation Location) {
    const BuiltinEntry *Builtin = rowOf(Function);
    if (!Builtin)
      return;
    if (Builtin->Cpu == ApiState::Unsupported)
      obstruct(DiagId::UnsupportedBuiltin, Location, Builtin->CudaName.str());
    if (Builtin->Effect > Current->Effect) {
      Current->Effect = Builtin->Effect;
      Current->EffectLocation = Location;
    }
  }

  template <class... Ts>
  void obstruct(DiagId Id, SourceRange Range, const Ts &...Args) LORCHA_COUNTS_ARGUMENTS(Id, Ts) {
    Unit.report(Id, Range, Args...);
    std::string Text = formatDiagnostic(Id, Args...);
    if (llvm::none_of(Current->Obstacles, [&](const Obstacle &Known) { return Known.Text == Text; }))
      Current->Obstacles.push_back({Id, Text});
  }

  void addAllocation(const FunctionDecl *Operator, SourceLocation Place) {
    if (!Operator->isReservedGlobalPlacementOperator())
      Current->Effect = std::max(Current->Effect, BuiltinEffect::Memory); // another place for each thread
    addEdge(Operator, Place, false);
  }

  /// The destructor of objects of the type, or of their elements; null if there is nothing to do.
  const CXXDestructorDecl *addDestructor(QualType Type, SourceLocation Place) {
    const CXXRecordDecl *Record = Type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
    bool IsTrivial = !Record || !Record->hasDefinition() || !Record->hasNonTrivialDestructor();
    const CXXDestructorDecl *Destructor = IsTrivial ? nullptr : Record->getDestructor();
    if (Destructor && isDeviceSide(Destructor))
      addEdge(Destructor, Place, false);
    return Destructor;
  }

  void addTruncated(const Expr *Number) {
    Expr::EvalResult Value;
    bool IsKnown = llvm::any_of(Current->Truncated, [&](const Expr *Known) {
      return Known->getSourceRange() == Number->getSourceRange();
    });
    if (!IsKnown && !Number->isValueDependent() && !Number->EvaluateAsRValue(Value, Unit.ast()))
      Current->Truncated.push_back(Number);
  }

  /// Bit-fields cannot be bound to the assigning operators' references and stay as they are.
  void addShift(const BinaryOperator *Shift) {
    bool IsKnown = llvm::any_of(Current->WideShifts, [&](const BinaryOperator *Known) {
      return Known->getOperatorLoc() == Shift->getOperatorLoc();
    });
    if (!IsKnown && !(Shift->isAssignmentOp() && Shift->getLHS()->refersToBitField()))
      Current->WideShifts.push_back(Shift);
  }

  void addShared(VarDecl *Variable, DeclStmt *Statement) {
    for (const SharedVariableModel &Known : Current->Shared)
      if (Known.Variable->getLocation() == Variable->getLocation())
        return;
    Current->Shared.push_back({Variable, Statement, Variable->hasExternalStorage(),
                               namesLocal(Variable, Current->Declaration, Unit.sources())});
  }

  void noteParameterUse(const ParmVarDecl *Parameter, const DeclRefExpr *Ref) {
    const auto *Function = dyn_cast<FunctionDecl>(Parameter->getDeclContext());
    if (!Function || !Function->hasAttr<CUDAGlobalAttr>() || Function->isDependentContext())
      return;
    Parameters.noteUse(Ref, modelOf(Function, FunctionKind::Kernel), Parameter->getFunctionScopeIndex());
  }

  bool noteStatement(const Stmt *S) {
    if (!S)
      return true;
    if (const auto *Cleanups = dyn_cast<ExprWithCleanups>(S))
      S = Cleanups->getSubExpr();
    if (isa<CUDAKernelCallExpr>(S))
      Statements.insert(S);
    return true;
  }
  template <class RangeT> bool noteStatements(RangeT Range) {
    for (const Stmt *S : Range)
      noteStatement(S);
    return true;
  }

  ParsedUnit &Unit;
  SourceManager &SM;
  DeviceProgram &Program;
  FunctionModel *Current = nullptr;
  const FunctionDecl *Enclosing = nullptr;
  llvm::SmallPtrSet<const Stmt *, 16> Statements;
  llvm::SmallPtrSet<const Expr *, 32> CalleeRefs;
  QuestionNotes Questions{SM};
  ParameterWrites Parameters;
};

} // namespace

std::unique_ptr<DeviceProgram> buildDeviceProgram(ParsedUnit &Unit) {
  auto Program = std::make_unique<DeviceProgram>();
  Builder Walk(Unit, *Program);
  Walk.TraverseDecl(Unit.ast().getTranslationUnitDecl());
  Walk.finish();
  return Program;
}

} // namespace lorcha
