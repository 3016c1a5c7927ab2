// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The part of BlockVariables that finds values which may be worked out again.
#include "BlockVariables.h"
#include "lorcha/Device/PlaceQuestions.h"

using namespace clang;

namespace lorcha {

/// Whether an lvalue is one of several local variables.
static bool areLocal(const Expr *E) {
  const auto *Choice = dyn_cast<ConditionalOperator>(E->IgnoreParens());
  return Choice ? areLocal(Choice->getTrueExpr()) && areLocal(Choice->getFalseExpr())
                : rootVariable(E) != nullptr;
}

/// Whether only heads of loops change the variable, of loops around Inside's declaration, or outside of the
/// innermost one around it: then it does not change while Inside lives.
bool BlockVariables::isLoopVariable(const VarDecl *Variable, const VarDecl *Inside) const {
  auto Writes = HeadWrites.find(Variable);
  auto Around = Loops.find(Inside);
  return Writes != HeadWrites.end() && Around != Loops.end() && !Around->second.empty() &&
         !BodyWrites.contains(Variable) && !Whole.Escaping.contains(Variable) &&
         llvm::all_of(Writes->second, [&](const Stmt *Loop) {
           return llvm::is_contained(Around->second, Loop) ||
                  !llvm::is_contained(LoopsAround.lookup(Loop), Around->second.back());
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
    if (const auto *Choice = dyn_cast<ConditionalOperator>(Loaded))
      return areLocal(Choice) && All({Choice});
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
    if (Variable == Of)
      return true; // what the stages before have made it
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
  if (const auto *Full = dyn_cast<ExprWithCleanups>(E); Full && isGroup(E->getType()))
    return All({Full->getSubExpr()});
  if (const auto *Made = dyn_cast<CXXConstructExpr>(E); Made && isGroup(E->getType()))
    return Made->getNumArgs() == 1 && isGroup(Made->getArg(0)->getType()) && All({Made->getArg(0)});
  if (const auto *Made = dyn_cast<MaterializeTemporaryExpr>(E); Made && isGroup(E->getType()))
    return All({Made->getSubExpr()});
  if (const auto *Call = dyn_cast<CallExpr>(E); Call && isGroupQuestion(Call))
    return isRepeatableQuestion(Call, Of, IsUniform, Budget);
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

/// A call that asks for a group, or asks one for a number.
bool BlockVariables::isRepeatableQuestion(const CallExpr *Call, const VarDecl *Of, bool &IsUniform,
                                          unsigned &Budget) const {
  if (isBlockQuestion(Call, Facts.function()))
    return true;
  const auto *Member = dyn_cast<MemberExpr>(Call->getCallee()->IgnoreParenImpCasts());
  IsUniform = false;
  return (!Member || isRepeatable(Member->getBase(), Of, IsUniform, Budget)) &&
         llvm::all_of(Call->arguments(), [&](const Expr *Argument) {
           return isa<CXXDefaultArgExpr>(Argument) || isRepeatable(Argument, Of, IsUniform, Budget);
         });
}

bool BlockVariables::isRepeatableStage(const Stmt *S, const VarDecl *Of, bool &IsUniform,
                                       unsigned &Budget) const {
  if (const auto *E = dyn_cast<Expr>(S))
    return isRepeatable(cast<BinaryOperator>(E->IgnoreParens())->getRHS(), Of, IsUniform, Budget);
  if (const auto *If = dyn_cast<IfStmt>(S))
    return isRepeatable(If->getCond(), Of, IsUniform, Budget) &&
           isRepeatableStage(If->getThen(), Of, IsUniform, Budget) &&
           (!If->getElse() || isRepeatableStage(If->getElse(), Of, IsUniform, Budget));
  return llvm::all_of(cast<CompoundStmt>(S)->body(),
                      [&](const Stmt *Each) { return isRepeatableStage(Each, Of, IsUniform, Budget); });
}

bool BlockVariables::hasRepeatableStages(const VarDecl *Variable, bool &IsUniform, unsigned &Budget) const {
  auto Value = Staged.find(Variable);
  if (Value == Staged.end())
    return Variable->getInit() && !Whole.Written.contains(Variable);
  return llvm::all_of(Value->second.Stages, [&](const Stmt *Stage) {
    return hasTextOfItsOwn(Stage, Kernel.unit()) && isRepeatableStage(Stage, Variable, IsUniform, Budget);
  });
}

void BlockVariables::collectRepeated() {
  Repeated.clear();
  RepeatedOnce.clear();
  for (const VarDecl *Variable : Declarations) {
    QualType Type = Variable->getType();
    const Expr *Init = Variable->getInit();
    if ((!isRegisterType(Type) && !Type->isReferenceType() && !isGroup(Type)) ||
        (Init && !hasTextOfItsOwn(Init, Kernel.unit())))
      continue;
    bool IsUniform = true;
    unsigned Budget = 24;
    if ((Init && !isRepeatable(Init, Variable, IsUniform, Budget)) ||
        !hasRepeatableStages(Variable, IsUniform, Budget))
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
    std::vector<const Stmt *> Parts;
    if (Variable->getInit())
      Parts.push_back(Variable->getInit());
    if (auto Value = Staged.find(Variable); Value != Staged.end())
      llvm::append_range(Parts, Value->second.Stages);
    if (llvm::all_of(variableFlow(Parts).Mentioned, [&](const VarDecl *Operand) {
          return Operand == Variable || Result.contains(Operand) || Once.contains(Operand) ||
                 isArgument(Operand);
        }))
      Result.insert(Variable);
  }
  return Result;
}

std::map<const VarDecl *, std::vector<const Stmt *>> BlockVariables::stages() const {
  std::map<const VarDecl *, std::vector<const Stmt *>> Result;
  for (const VarDecl *Variable : Repeated)
    if (auto Value = Staged.find(Variable); Value != Staged.end())
      Result[Variable] = Value->second.Stages;
  return Result;
}

/// Values whose stages lie in several regions cannot be repeated: one in between would see what is to come.
bool BlockVariables::dropCut(const Region &Node) {
  bool Changed = false;
  auto IsHere = [&](const Stmt *Stage) { return llvm::is_contained(Node.Code.Statements, Stage); };
  for (const Stmt *S : Node.Code.Statements)
    if (const auto *Declared = dyn_cast<DeclStmt>(S))
      for (const Decl *D : Declared->decls()) {
        auto Value = Staged.find(dyn_cast<VarDecl>(D));
        if (Value != Staged.end() && !llvm::all_of(Value->second.Stages, IsHere)) {
          Staged.erase(Value);
          Changed = true;
        }
      }
  for (const std::unique_ptr<Region> &Child : Node.Children)
    Changed |= dropCut(*Child);
  return Changed;
}

} // namespace lorcha
