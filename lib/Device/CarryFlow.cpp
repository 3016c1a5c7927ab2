// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "CarryFlow.h"
#include "lorcha/Support/AstVisitor.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;

namespace lorcha {

/// Collects the events of each function, inner calls before outer ones.
class CarryFlow::Collector : public AstVisitor {
  using Base = AstVisitor;

public:
  Collector(ParsedUnit &Unit, const std::map<const GCCAsmStmt *, CarryUse> &Uses, CarryFlow &Flow)
      : Unit(Unit), Uses(Uses), Flow(Flow) {}

  bool shouldTraversePostOrder() const override { return true; }

  bool TraverseDecl(Decl *D) override {
    auto *Function = dyn_cast_or_null<FunctionDecl>(D);
    if (!Function)
      return Base::TraverseDecl(D);
    llvm::SaveAndRestore<const FunctionDecl *> Saved(
        Current, Unit.isUsers(Function->getLocation()) ? patternOf(Function) : nullptr);
    return Base::TraverseDecl(D);
  }
  bool TraverseLambdaExpr(LambdaExpr *Lambda) override {
    llvm::SaveAndRestore<const FunctionDecl *> Saved(Current, Lambda->getCallOperator());
    return Base::TraverseLambdaExpr(Lambda);
  }

  bool VisitGCCAsmStmt(GCCAsmStmt *Asm) override {
    auto Known = Uses.find(Asm);
    if (Current && Known != Uses.end() && (Known->second.Reads || Known->second.Leaves))
      Flow.Functions[Current].Events.push_back({Asm, nullptr, {}, Known->second});
    return true;
  }

  bool VisitCallExpr(CallExpr *Call) override {
    std::vector<const FunctionDecl *> Callees;
    const Expr *Callee = Call->getCallee()->IgnoreParenImpCasts();
    if (const FunctionDecl *Direct = Call->getDirectCallee())
      add(Direct, Callees);
    else if (const auto *Overloads = dyn_cast<OverloadExpr>(Callee))
      for (const NamedDecl *D : Overloads->decls())
        add(D->getUnderlyingDecl(), Callees);
    if (Current && !Callees.empty())
      Flow.Functions[Current].Events.push_back({nullptr, Call, std::move(Callees), {}});
    return true;
  }

private:
  void add(const NamedDecl *D, std::vector<const FunctionDecl *> &Callees) {
    if (const auto *Template = dyn_cast<FunctionTemplateDecl>(D))
      D = Template->getTemplatedDecl();
    const auto *Function = dyn_cast<FunctionDecl>(D);
    if (Function && isDeviceSide(Function) && Unit.isUsers(patternOf(Function)->getLocation()))
      Callees.push_back(patternOf(Function));
  }

  ParsedUnit &Unit;
  const std::map<const GCCAsmStmt *, CarryUse> &Uses;
  CarryFlow &Flow;
  const FunctionDecl *Current = nullptr;
};

CarryFlow::CarryFlow(ParsedUnit &Unit, const std::map<const GCCAsmStmt *, CarryUse> &Uses) {
  bool IsUsed = llvm::any_of(Uses, [](const auto &Each) { return Each.second.Reads; });
  if (!IsUsed)
    return; // every statement keeps its carry to itself
  Collector(Unit, Uses, *this).TraverseDecl(Unit.ast().getTranslationUnitDecl());
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (auto &[Function, Body] : Functions)
      Changed |= updateUse(Body);
  }
  for (auto &[Function, Body] : Functions)
    if (Body.Use.Reads && !Function->hasAttr<CUDAGlobalAttr>())
      Carriers.insert(Function);
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (auto &[Function, Body] : Functions)
      Changed |= findCarriers(Function, Body);
  }
  finish();
}

CarryUse CarryFlow::useOf(const Event &Each) const {
  CarryUse Use = Each.Use;
  for (const FunctionDecl *Callee : Each.Callees)
    if (auto Known = Functions.find(Callee); Known != Functions.end()) {
      Use.Reads |= Known->second.Use.Reads;
      Use.Leaves |= Known->second.Use.Leaves;
    }
  return Use;
}

bool CarryFlow::updateUse(Facts &Function) const {
  CarryUse Before = Function.Use;
  bool IsSet = false;
  for (const Event &Each : Function.Events) {
    CarryUse Use = useOf(Each);
    Function.Use.Reads |= Use.Reads && !IsSet;
    IsSet |= Use.Leaves;
  }
  Function.Use.Leaves |= IsSet;
  return Before.Reads != Function.Use.Reads || Before.Leaves != Function.Use.Leaves;
}

bool CarryFlow::findCarriers(const FunctionDecl *Function, const Facts &Body) {
  size_t Before = Carriers.size();
  const Event *Writer = nullptr;
  auto HandOut = [&] { // what the last writer leaves is taken
    if (Writer)
      for (const FunctionDecl *Callee : Writer->Callees)
        if (auto Known = Functions.find(Callee); Known != Functions.end() && Known->second.Use.Leaves)
          Carriers.insert(Callee);
  };
  for (const Event &Each : Body.Events) {
    CarryUse Use = useOf(Each);
    if (Use.Reads)
      HandOut();
    if (Use.Leaves)
      Writer = &Each;
  }
  if (Carriers.count(Function))
    HandOut();
  return Carriers.size() != Before;
}

void CarryFlow::finish() {
  std::set<SourceLocation> Known;
  for (auto &[Function, Body] : Functions) {
    bool Needs = false;
    for (const Event &Each : Body.Events) {
      Needs |= Each.Use.Reads;
      if (llvm::none_of(Each.Callees, [&](const FunctionDecl *Callee) { return Carriers.count(Callee); }))
        continue;
      Needs = true;
      if (Known.insert(Each.Call->getCallee()->getEndLoc()).second)
        Calls.push_back(Each.Call);
    }
    if (Needs && !Carriers.count(Function))
      Locals.insert(Function);
    if (Body.Use.Reads && Function->hasAttr<CUDAGlobalAttr>())
      for (const Event &Each : Body.Events)
        if (Each.Asm && Each.Use.Reads)
          Unset.push_back(Each.Asm);
  }
}

bool CarryFlow::hasVariable(const FunctionDecl *Function) const {
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  if (!(Method && Method->getParent()->isLambda()))
    Function = patternOf(Function);
  return Locals.count(Function) || Carriers.count(Function);
}

} // namespace lorcha
