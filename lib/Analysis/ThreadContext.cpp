// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Two fixed points: first which functions could carry a hidden parameter, then which ones need one.
#include "lorcha/Analysis/ThreadContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace lorcha {

namespace {

bool isSpecialised(const FunctionDecl *Function) {
  if (Function->getTemplateSpecializationKind() != TSK_Undeclared)
    return true;
  const FunctionTemplateDecl *Template = Function->getDescribedFunctionTemplate();
  if (!Template)
    return false;
  return llvm::any_of(Template->specializations(), [](const FunctionDecl *Instance) {
    return Instance->getTemplateSpecializationKind() != TSK_ImplicitInstantiation &&
           Instance->getTemplateSpecializationKind() != TSK_Undeclared;
  });
}

/// Whether the call site is where a lambda is made, in reach of the bindings that it captures by default.
bool makesCapturingLambda(const CallSite &Call) {
  return Call.Target->isLambda() && Call.Target->capturesByDefault() &&
         Call.Callee == Call.Target->Lambda->getBeginLoc();
}

bool asksForBlock(const FunctionModel &Function) {
  return !Function.Shared.empty() || !Function.OuterShared.empty();
}

/// Whether the host has a function of the same name and parameters, which Clang takes for another one.
bool standsBesideHostFunction(const FunctionDecl *Function) {
  return isDeviceOnly(Function) &&
         llvm::any_of(Function->getDeclContext()->lookup(Function->getDeclName()),
                      [&](const NamedDecl *Each) {
                        const auto *Other = dyn_cast<FunctionDecl>(Each);
                        return Other && !isDeviceSide(Other) &&
                               Other->getASTContext().hasSameType(Other->getType(), Function->getType());
                      });
}

} // namespace

bool ThreadContexts::mayCarry(const FunctionModel &Function, bool Relocatable) const {
  const FunctionDecl *Declaration = Function.Declaration;
  bool IsDeviceText = Function.Kind == FunctionKind::Device || Function.IsSplit;
  if (!IsDeviceText || !Function.HasBody || Function.IsAddressTaken || Function.IsVirtual ||
      isa<CXXConstructorDecl, CXXDestructorDecl, CXXConversionDecl>(Declaration) ||
      Declaration->isOverloadedOperator() || isSpecialised(Declaration))
    return false;
  if (Declaration->getLocation().isMacroID() || Declaration->isVariadic())
    return false;
  return !Relocatable || !isEntry(Declaration) ||
         (!isa<CXXMethodDecl>(Declaration) && !Declaration->isExternC() &&
          llvm::none_of(Declaration->parameters(),
                        [](const ParmVarDecl *Parameter) { return Parameter->getName().empty(); }));
}

bool ThreadContexts::isEntry(const FunctionDecl *Function) {
  return Function->isExternallyVisible() && !Function->isInlined() &&
         !Function->getDescribedFunctionTemplate();
}

void ThreadContexts::dropDisagreeingCallees(const DeviceProgram &Program) {
  for (bool Changed = true; Changed;) {
    Changed = false;
    // One place can call different functions in different instantiations: all or none can take the parameter
    // there.
    std::map<SourceLocation, std::vector<const FunctionModel *>> ByPlace;
    for (auto &[Key, Function] : Program.Functions)
      for (const CallSite &Call : Function->Calls) {
        if (Carriers[Call.Target] && !Call.CanPassArgument)
          Carriers[Call.Target] = false, Changed = true;
        if (Call.CanPassArgument)
          ByPlace[Call.Callee].push_back(Call.Target);
      }
    for (auto &[Place, Targets] : ByPlace) {
      auto Carries = [&](const FunctionModel *Target) { return Carriers[Target]; };
      if (llvm::any_of(Targets, Carries) && !llvm::all_of(Targets, Carries))
        for (const FunctionModel *Target : Targets)
          Carriers[Target] = false, Changed = true;
    }
  }
}

bool ThreadContexts::propagateNeeds(const DeviceProgram &Program) {
  bool Changed = false;
  for (auto &[Key, Function] : Program.Functions) {
    FunctionContext &Context = Contexts[Function.get()];
    FunctionContext Before = Context;
    for (const CallSite &Call : Function->Calls) {
      const FunctionContext &Target = Contexts[Call.Target];
      if (Carriers[Call.Target] && Needs[Call.Target])
        Context.NamesThread = true;
      if (makesCapturingLambda(Call)) {
        Context.Indices |= Target.Indices;
        Context.NamesThread |= Target.NamesThread;
      }
    }
    bool Need = Context.NamesThread || Context.Indices != 0;
    if (Need != Needs[Function.get()] || Before.Indices != Context.Indices ||
        Before.NamesThread != Context.NamesThread)
      Changed = true;
    Needs[Function.get()] = Need;
  }
  return Changed;
}

ThreadContexts::ThreadContexts(const DeviceProgram &Program, bool Relocatable) {
  for (auto &[Key, Function] : Program.Functions) {
    Carriers[Function.get()] = mayCarry(*Function, Relocatable);
    // The hidden parameter is also what tells device versions of functions from the host's.
    bool HandsOver = llvm::any_of(Function->PlaceQuestions,
                                  [](const PlaceQuestion &Question) { return Question.CanPassArgument; });
    bool NamesThread =
        HandsOver ||
        (Function->Kind != FunctionKind::Kernel &&
         (asksForBlock(*Function) || Function->IsSplit || standsBesideHostFunction(Function->Declaration)));
    Contexts[Function.get()] = {ContextKind::None, Function->Indices, NamesThread};
    Needs[Function.get()] = false;
  }
  dropDisagreeingCallees(Program);
  // Which callees of one place need the parameter must agree as well; a place where one does makes all take
  // it.
  while (propagateNeeds(Program)) {
    std::map<SourceLocation, std::vector<const FunctionModel *>> ByPlace;
    for (auto &[Key, Function] : Program.Functions)
      for (const CallSite &Call : Function->Calls)
        if (Call.CanPassArgument && Carriers[Call.Target])
          ByPlace[Call.Callee].push_back(Call.Target);
    for (auto &[Place, Targets] : ByPlace)
      if (llvm::any_of(Targets, [&](const FunctionModel *Target) { return Needs[Target]; }))
        for (const FunctionModel *Target : Targets)
          Contexts[Target].NamesThread = true;
  }
  std::set<const FunctionModel *> CapturedByDevice;
  for (auto &[Key, Function] : Program.Functions)
    for (const CallSite &Call : Function->Calls)
      if (makesCapturingLambda(Call))
        CapturedByDevice.insert(Call.Target);
  for (auto &[Key, Function] : Program.Functions) {
    FunctionContext &Context = Contexts[Function.get()];
    if (Function->Kind == FunctionKind::Kernel)
      Context.Kind = ContextKind::Kernel;
    else if (!Needs[Function.get()])
      Context.Kind = ContextKind::None;
    else if (Carriers[Function.get()])
      Context.Kind = ContextKind::Parameter;
    else if (CapturedByDevice.count(Function.get()))
      Context.Kind = ContextKind::Captured;
    else
      Context.Kind = ContextKind::ThreadLocal;
  }
  findAsking(Program);
}

/// A failing assertion names its thread, so it asks, too.
void ThreadContexts::findAsking(const DeviceProgram &Program) {
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (auto &[Key, Function] : Program.Functions) {
      bool Asks =
          Contexts[Function.get()].Kind == ContextKind::ThreadLocal || Function->MayAbort ||
          Function->AsksThreadLocal ||
          llvm::any_of(Function->Calls, [&](const CallSite &Call) { return Asking.contains(Call.Target); });
      Changed |= Asks && Asking.insert(Function.get()).second;
    }
  }
}

} // namespace lorcha
