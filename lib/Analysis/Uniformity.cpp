// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Repeats passes over a kernel and what it calls until no fact changes; facts only ever rise.
#include "lorcha/Analysis/Uniformity.h"
#include "UniformityWalk.h"
#include "lorcha/Device/PlaceQuestions.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace lorcha {

llvm::StringRef nameOf(Uniformity Value) {
  switch (Value) {
  case Uniformity::Block:
    return "block-uniform";
  case Uniformity::Warp:
    return "warp-uniform";
  case Uniformity::Divergent:
    return "divergent";
  }
  llvm_unreachable("unknown uniformity");
}

Uniformity FunctionUniformity::of(const Expr *E) const { return UniformityValues(*Kernel, *this).value(E); }

Uniformity FunctionUniformity::ofAddress(const Expr *E) const {
  return UniformityValues(*Kernel, *this).address(E);
}

Uniformity FunctionUniformity::of(const VarDecl *Variable) const {
  auto It = Variables.find(Variable);
  return It == Variables.end() ? Uniformity::Block : It->second;
}

Uniformity FunctionUniformity::controlWithin(const Stmt *S) const {
  auto It = Controls.find(S);
  return It == Controls.end() || HasJumps ? Uniformity::Divergent : It->second;
}

Uniformity FunctionUniformity::exits(const Stmt *Loop) const {
  auto It = Exits.find(Loop);
  return HasJumps ? Uniformity::Divergent : It == Exits.end() ? Uniformity::Block : It->second;
}

Uniformity FunctionUniformity::returnedBefore(const Stmt *S) const {
  auto It = Returned.find(S);
  return It == Returned.end() ? Uniformity::Divergent : It->second;
}

KernelUniformity::KernelUniformity(ParsedUnit &Unit, const FunctionDecl *Kernel) : Unit(Unit) {
  facts(Kernel);
  auto Repeat = [&](std::initializer_list<FunctionUniformity Facts::*> Kinds, bool InContext) {
    for (bool Changed = true; Changed;) {
      Changed = false;
      for (size_t I = 0; I < Order.size(); ++I) // grows
        for (FunctionUniformity Facts::*Kind : Kinds)
          Changed |= UniformityWalk(*this, (*Functions.find(Order[I])->second).*Kind, InContext).run();
    }
  };
  Repeat({&Facts::Alone, &Facts::OwnNumbers}, false);
  Repeat({&Facts::InContext}, true);
  for (auto &[Function, Known] : Functions)
    Known->InContext.Result = Known->Alone.Result;
}

KernelUniformity::Facts *KernelUniformity::facts(const FunctionDecl *Function) {
  const FunctionDecl *Definition = nullptr;
  if (!Function->hasBody(Definition) || Definition->isDependentContext() ||
      Unit.ownerOf(Definition->getLocation()) == FileOwner::System)
    return nullptr;
  std::unique_ptr<Facts> &Known = Functions[Definition];
  if (!Known) {
    Known = std::make_unique<Facts>();
    for (FunctionUniformity *Each : {&Known->Alone, &Known->OwnNumbers, &Known->InContext}) {
      Each->Function = Definition;
      Each->Kernel = this;
    }
    for (const ParmVarDecl *Parameter : Definition->parameters())
      if (Parameter->getType()->isArithmeticType())
        Known->OwnNumbers.ParameterValues[Parameter] = Uniformity::Divergent;
    Order.push_back(Definition);
  }
  return Known.get();
}

const KernelUniformity::Facts *KernelUniformity::known(const FunctionDecl *Function) const {
  const FunctionDecl *Definition = nullptr;
  auto It = Function->hasBody(Definition) ? Functions.find(Definition) : Functions.end();
  return It == Functions.end() ? nullptr : It->second.get();
}

const FunctionUniformity *KernelUniformity::of(const FunctionDecl *Function) const {
  const Facts *Known = known(Function);
  return Known ? &Known->InContext : nullptr;
}

const FunctionUniformity *KernelUniformity::alone(const FunctionDecl *Function) const {
  const Facts *Known = known(Function);
  return Known ? &Known->Alone : nullptr;
}

const FunctionUniformity *KernelUniformity::withOwnNumbers(const FunctionDecl *Function) const {
  const Facts *Known = known(Function);
  return Known ? &Known->OwnNumbers : nullptr;
}

unsigned KernelUniformity::indexVariable(const ValueDecl *Declaration) const {
  return lorcha::indexVariable(Unit, Declaration);
}

const BuiltinEntry *KernelUniformity::builtin(const FunctionDecl *Function) const {
  return Unit.isOurs(Function) ? rowOf(Function) : nullptr;
}

/// Builtins with an effect on memory that take a pointer to what they may change.
bool KernelUniformity::noteAtomic(const FunctionDecl *Builtin, bool IsOfShared) {
  if (Builtin->getNumParams() == 0)
    return false;
  QualType Pointee = Builtin->getParamDecl(0)->getType()->getPointeeType();
  if (Pointee.isNull() || Pointee.isConstQualified())
    return false;
  return (IsOfShared ? SharedAtomicTypes : AtomicTypes)
      .insert(Pointee.getCanonicalType().getTypePtr())
      .second;
}

bool KernelUniformity::mayBeAtomic(QualType Type, bool IsGlobal) const {
  if (AtomicTypes.empty() && (IsGlobal || SharedAtomicTypes.empty()))
    return false;
  const clang::Type *Canonical = Type.getCanonicalType().getTypePtr();
  // A struct or vector may have an atomic member, and programs see one type's bits as another's of its size.
  if (!Canonical->isScalarType() || Canonical->isDependentType())
    return true;
  auto MayBe = [&](const clang::Type *Atomic) {
    return Atomic->isDependentType() || Atomic->isIncompleteType() ||
           Unit.ast().getTypeSize(Atomic) == Unit.ast().getTypeSize(Canonical);
  };
  return llvm::any_of(AtomicTypes, MayBe) || (!IsGlobal && llvm::any_of(SharedAtomicTypes, MayBe));
}

std::vector<const FunctionDecl *> definitionsOf(const FunctionModel &Model) {
  std::vector<const FunctionDecl *> Result;
  auto Add = [&](const FunctionDecl *Function) {
    const FunctionDecl *Definition = nullptr;
    if (Function->hasBody(Definition) && !Definition->isDependentContext() &&
        !llvm::is_contained(Result, Definition))
      Result.push_back(Definition);
  };
  Add(Model.Declaration);
  if (const FunctionTemplateDecl *Template = Model.Declaration->getDescribedFunctionTemplate())
    for (const FunctionDecl *Instance : Template->specializations())
      if (isInstantiation(Instance))
        Add(Instance);
  return Result;
}

} // namespace lorcha
