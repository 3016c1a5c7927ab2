// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "RegionChecks.h"
#include "lorcha/Device/PlaceQuestions.h"
#include "lorcha/Support/AstVisitor.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace lorcha {

bool isChangingReference(QualType Parameter) {
  return Parameter->isReferenceType() && !Parameter.getNonReferenceType().isConstQualified();
}

bool takesFromOthers(const Stmt *S, const KernelUniformity &Kernel, const BarrierRegions &Regions) {
  const auto *Call = dyn_cast_or_null<CallExpr>(S);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (const BuiltinEntry *Builtin = Callee ? Kernel.builtin(Callee) : nullptr;
      Builtin && Builtin->Effect >= BuiltinEffect::WarpOp)
    return !Regions.Prepared.count(Call);
  return S && llvm::any_of(S->children(),
                           [&](const Stmt *Child) { return takesFromOthers(Child, Kernel, Regions); });
}

bool asksForThread(const Stmt *S, const RegionPlanInput &Input, const BarrierRegions &Regions) {
  const auto *Call = dyn_cast_or_null<CallExpr>(S);
  if (Call && Regions.TakenOnce.count(Call))
    return false; // has been run for the block
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (const FunctionModel *Model = Callee ? Input.Program.find(Callee) : nullptr;
      Model && Input.Contexts.of(Model).Kind != ContextKind::None)
    return true;
  if (Call && placeAsked(Call) == PlaceKind::Thread)
    return true;
  return S &&
         llvm::any_of(S->children(), [&](const Stmt *Child) { return asksForThread(Child, Input, Regions); });
}

bool needsTracking(const ThreadCode &Code, const FunctionModel &Model, const RegionPlanInput &Input) {
  struct Finder : AstVisitor {
    const FunctionModel &Model;
    const RegionPlanInput &Input;
    bool Found = false;
    Finder(const FunctionModel &Model, const RegionPlanInput &Input) : Model(Model), Input(Input) {}
    bool mayAsk(const FunctionDecl *Callee) const {
      const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
      const FunctionModel *Called =
          Callee && !(Method && Method->isVirtual()) ? Input.Program.find(Callee) : nullptr;
      return Called ? Input.Contexts.asksThreadLocal(Called) : Input.IsTracked;
    }
    bool VisitCallExpr(CallExpr *Call) override {
      const FunctionDecl *Callee = Call->getDirectCallee();
      if (!Callee || Input.Unit.isUsers(Callee->getLocation()) || Callee->isNoReturn()) {
        Found |= mayAsk(Callee);
      } else if (Input.Unit.isOurs(Callee)) {
        // Warp operations are exchanges here, and get their thread as an argument.
        const BuiltinEntry *Builtin = rowOf(Callee);
        Found |=
            (placeAsked(Call) != PlaceKind::None &&
             !Model.answeredQuestion(Call->getCallee()->IgnoreParenImpCasts()->getEndLoc())) ||
            (Builtin && Builtin->Effect >= BuiltinEffect::BlockBarrier && Call->getType()->isRecordType());
      }
      return true;
    }
    bool VisitCXXConstructExpr(CXXConstructExpr *E) override {
      const CXXConstructorDecl *Made = E->getConstructor();
      Found |= (!Made->isTrivial() && mayAsk(Made)) || placeAsked(E) != PlaceKind::None;
      return true;
    }
  } Walk(Model, Input);
  for (const Stmt *S : Code.Statements)
    Walk.TraverseStmt(const_cast<Stmt *>(S));
  for (const CallExpr *Given : Code.Gives)
    for (const Expr *Argument : Given->arguments())
      Walk.TraverseStmt(const_cast<Expr *>(Argument));
  return Walk.Found;
}

std::string obstacleToKeeping(const VarDecl *Variable, QualType Text, bool IsRepeated, bool IsFresh,
                              const ASTContext &Context) {
  QualType Type = Variable->getType();
  const std::string Name = "'" + Variable->getNameAsString() + "'";
  if (IsRepeated && !Type->isReferenceType())
    return "";
  if (Type->isReferenceType() && isa<ParmVarDecl>(Variable))
    Type = Type.getNonReferenceType();
  if (Type->isReferenceType() && !IsRepeated)
    return "reference " + Name + " is kept across a barrier";
  if (!Type.isTriviallyCopyableType(Context))
    return Name + ", which is not trivially copyable, is kept across a barrier";
  if (IsFresh && Type.isConstQualified())
    return "";
  const auto *Record = Type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
  if (IsFresh && Record && !Record->hasTrivialDefaultConstructor())
    return Name + " cannot be made without its constructor";
  if (Record && (Record->isLambda() || Record->getParentFunctionOrMethod()))
    return Name + ", of a local type, is kept across a barrier";
  if (Text->isUndeducedType() || (Text->getContainedAutoType() && Text->isDependentType()))
    return Name + ", of a type that depends on the template's arguments, is kept across a barrier";
  return "";
}

std::string constantText(const CXXDefaultArgExpr *Argument, const ASTContext &Context) {
  const auto *Function = cast<FunctionDecl>(Argument->getParam()->getDeclContext());
  const ParmVarDecl *Written =
      patternOf(Function)->getParamDecl(Argument->getParam()->getFunctionScopeIndex());
  const Expr *Default = Written->hasInit() ? Written->getInit() : nullptr;
  Expr::EvalResult Value;
  if (!Default || Default->isInstantiationDependent() || Written->getType()->isInstantiationDependentType() ||
      !Argument->getExpr()->EvaluateAsRValue(Value, Context) || Value.HasSideEffects)
    return "";
  QualType Type = Written->getType().getNonReferenceType();
  if (Value.Val.isInt() && Type->isIntegerType() && !Type->isEnumeralType())
    return llvm::toString(Value.Val.getInt(), 10) + (Type->isUnsignedIntegerType() ? "u" : "");
  if (Value.Val.isFloat() && !Value.Val.getFloat().isInfinity() && !Value.Val.getFloat().isNaN()) {
    char Text[64];
    Value.Val.getFloat().convertToHexString(Text, 0, false, llvm::RoundingMode::NearestTiesToEven);
    return Text;
  }
  return "";
}

std::optional<RegionObstacle> obstacleForBlock(const FunctionModel &Model, const FunctionDecl *Definition,
                                               const RegionPlanInput &Input) {
  SourceLocation Place = Definition->getLocation();
  auto Obstacle = [&](const char *Reason) { return RegionObstacle{Reason, Place}; };
  ContextKind Context = Input.Contexts.of(&Model).Kind;
  QualType Result = Definition->getReturnType();
  if (Context != ContextKind::None && Context != ContextKind::Parameter)
    return Obstacle("barrier in a function that is used in other ways than by calls");
  if (Model.isLambda() || Model.IsSplit || Place.isMacroID())
    return Obstacle("barrier in a lambda or macro");
  if (isa<CXXMethodDecl>(Model.Declaration) && !Model.Declaration->getLexicalDeclContext()->isRecord())
    return Obstacle("barrier in a method that is defined outside of its class");
  if (Model.Declaration->getReturnType()->getContainedAutoType() || Result->isReferenceType() ||
      !(Result->isVoidType() || Result.isTriviallyCopyableType(Input.Unit.ast())))
    return Obstacle("barrier in a function whose result cannot be stored");
  for (const ParmVarDecl *Parameter : Definition->parameters())
    if (Parameter->getName().empty() || Parameter->isParameterPack())
      return Obstacle("barrier in a function with an unnamed parameter");
  return std::nullopt;
}

bool isDefinedLater(const FunctionModel &Caller, const FunctionModel &Called, const SourceManager &SM) {
  const auto *Record = dyn_cast<CXXRecordDecl>(Called.Declaration->getLexicalDeclContext());
  bool AreInOneClass = Record && Record == Caller.Declaration->getLexicalDeclContext();
  return !AreInOneClass &&
         !SM.isBeforeInTranslationUnit(Called.Declaration->getEndLoc(), Caller.Declaration->getBeginLoc());
}

bool seesFunction(const FunctionModel &Caller, const FunctionModel &Called, const SourceManager &SM) {
  return !isDefinedLater(Caller, Called, SM) ||
         (!isa<CXXMethodDecl>(Called.Declaration) &&
          llvm::any_of(Called.Redeclarations, [&](const FunctionDecl *Each) {
            return SM.isBeforeInTranslationUnit(Each->getLocation(), Caller.Declaration->getBeginLoc());
          }));
}

bool namesTypes(const FunctionModel &Caller, const CallExpr *Call) {
  const auto *Named = dyn_cast<DeclRefExpr>(Call->getCallee()->IgnoreParenImpCasts());
  const FunctionTemplateDecl *Template =
      Named ? cast<FunctionDecl>(Named->getDecl())->getPrimaryTemplate() : nullptr;
  return Caller.Declaration->isTemplated() && Template &&
         !Template->getTemplateParameters()->hasParameterPack() &&
         Named->getNumTemplateArgs() == Template->getTemplateParameters()->size();
}

} // namespace lorcha
