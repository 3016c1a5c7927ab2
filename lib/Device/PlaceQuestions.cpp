// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "lorcha/Device/PlaceQuestions.h"
#include "QuestionNotes.h"
#include "lorcha/Device/DeviceProgram.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace lorcha {

/// Whether the declaration stands in a namespace of that name, in one of its inline or inner ones perhaps.
static bool standsIn(const Decl *D, llvm::StringRef Name) {
  for (const DeclContext *Context = D->getDeclContext(); Context; Context = Context->getParent())
    if (const auto *Space = dyn_cast<NamespaceDecl>(Context); Space && Space->getName() == Name)
      return true;
  return false;
}

PlaceKind placeTold(const FunctionDecl *Function) {
  if (Function->getNumParams() == 0)
    return PlaceKind::None;
  const ParmVarDecl *Last = Function->getParamDecl(Function->getNumParams() - 1);
  const auto *Record = Last->getType().getNonReferenceType()->getAsCXXRecordDecl();
  if (!Last->hasDefaultArg() || !Record || !Record->getIdentifier() || !standsIn(Record, "group"))
    return PlaceKind::None;
  return llvm::StringSwitch<PlaceKind>(Record->getName())
      .Case("BlockPlace", PlaceKind::Block)
      .Case("Place", PlaceKind::Thread)
      .Default(PlaceKind::None);
}

PlaceKind placeAsked(const Expr *Call) {
  const FunctionDecl *Callee = nullptr;
  const Expr *Last = nullptr;
  if (const auto *Plain = dyn_cast<CallExpr>(Call); Plain && Plain->getNumArgs() != 0) {
    Callee = Plain->getDirectCallee();
    Last = Plain->getArg(Plain->getNumArgs() - 1);
  } else if (const auto *Made = dyn_cast<CXXConstructExpr>(Call); Made && Made->getNumArgs() != 0) {
    Callee = Made->getConstructor();
    Last = Made->getArg(Made->getNumArgs() - 1);
  }
  return Callee && isa<CXXDefaultArgExpr>(Last) ? placeTold(Callee) : PlaceKind::None;
}

bool isGroup(QualType Type) {
  const auto *Record = Type.getNonReferenceType()->getAsCXXRecordDecl();
  if (!Record || !standsIn(Record, "cooperative_groups"))
    return false;
  while (Record->hasDefinition() && Record->getNumBases() == 1)
    Record = Record->bases_begin()->getType()->getAsCXXRecordDecl();
  return Record->getName() == "thread_group";
}

bool isGroupQuestion(const CallExpr *Call) {
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (!Callee || !standsIn(Callee, "cooperative_groups"))
    return false;
  const BuiltinEntry *Row = rowOf(Callee);
  QualType Result = Call->getType().getNonReferenceType();
  if (Row)
    return Row->Effect == BuiltinEffect::Pure && isGroup(Result);
  const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  bool TakesOnlyPlace = Callee->getNumParams() == (placeTold(Callee) == PlaceKind::None ? 0 : 1);
  return Method && (Method->isStatic() || Method->isConst()) && TakesOnlyPlace &&
         isGroup(Method->getThisType()->getPointeeType()) &&
         (Result->isIntegralOrEnumerationType() ||
          (Result->isRecordType() && !isGroup(Result) && Result->getAsCXXRecordDecl()->getName() == "dim3"));
}

bool isBlockQuestion(const CallExpr *Call, const FunctionDecl *Within) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call->getDirectCallee());
  if (!Method || !Method->isStatic() || !isGroupQuestion(Call) || !Call->getBeginLoc().isFileID() ||
      !Call->getEndLoc().isFileID())
    return false;
  bool AsksBlock = Method->getNumParams() == 0 || placeAsked(Call) == PlaceKind::Block;
  return AsksBlock &&
         (!isa<ClassTemplateSpecializationDecl>(Method->getParent()) || !isInstantiation(Within));
}

void QuestionNotes::note(const CallExpr *Call, bool IsPlain, FunctionModel &Within) {
  SourceLocation Callee = Call->getCallee()->IgnoreParenImpCasts()->getEndLoc(),
                 Closing = Call->getRParenLoc();
  if (placeAsked(Call) == PlaceKind::None) {
    Unasking.insert(Callee);
    return;
  }
  bool HasText = !Within.isLambda() || Within.Lambda;
  bool CanPass = IsPlain && HasText && !isInMacroBody(SM, Callee) && !isInMacroBody(SM, Closing);
  if (llvm::none_of(Within.PlaceQuestions,
                    [&](const PlaceQuestion &Known) { return Known.Callee == Callee; }))
    Within.PlaceQuestions.push_back({Callee, Closing, CanPass});
}

/// One place may ask in one instantiation, and not in another: then it cannot be handed the thread.
void QuestionNotes::finish(DeviceProgram &Program) const {
  for (auto &[Key, Model] : Program.Functions)
    for (PlaceQuestion &Question : Model->PlaceQuestions) {
      Question.CanPassArgument &= Unasking.count(Question.Callee) == 0;
      Model->AsksThreadLocal |= !Question.CanPassArgument;
    }
}

unsigned indexVariable(ParsedUnit &Unit, const ValueDecl *Declaration) {
  if (!isa<VarDecl>(Declaration) || !Declaration->getIdentifier() || !Unit.isOurs(Declaration))
    return 0;
  for (auto &[Bit, Name] : IndexVariables)
    if (Declaration->getName() == Name)
      return Bit;
  return 0;
}

} // namespace lorcha
