// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Conservative about speed: calls under loops and branches that are not known to suit regions keep a function
// as it is.
#include "lorcha/Analysis/OpenedFunctions.h"
#include "WaitingCalls.h"
#include "lorcha/Analysis/LoopOrder.h"
#include "lorcha/Analysis/ThreadSpans.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace lorcha {

/// Calls deeper than that are not followed when shapes of parameters are looked for.
static constexpr unsigned MostPasses = 4;

struct OpenedFunctions::Site {
  const FunctionDecl *Caller, *Callee; ///< definitions
  bool IsGood;                         ///< all threads of a region can make the call together
};

namespace {

/// Walks through a function: loops that are better outside, and calls with what stands around them.
class FunctionWalk {
public:
  using Found = llvm::function_ref<void(const CallExpr *, const FunctionDecl *, bool IsGood)>;
  FunctionWalk(const KernelUniformity &Kernel, const FunctionUniformity &Facts, const LoopOrder &Order,
               Found Note)
      : Kernel(Kernel), Facts(Facts), Order(Order), Note(Note), Waits(Kernel) {}

  bool hasBetterLoop() const { return HasBetterLoop; }

  /// IsOpen: what stands around the statement can stand around regions.
  void statement(const Stmt *S, bool IsOpen) {
    if (!S)
      return;
    if (const auto *Attributed = dyn_cast<AttributedStmt>(S))
      statement(Attributed->getSubStmt(), IsOpen);
    else if (const auto *If = dyn_cast<IfStmt>(S))
      branch(If, IsOpen);
    else if (const auto *For = dyn_cast<ForStmt>(S))
      loop(For, IsOpen);
    else if (isa<Expr, DeclStmt, ReturnStmt>(S))
      value(S, IsOpen);
    else
      for (const Stmt *Child : S->children())
        statement(Child, IsOpen && isa<CompoundStmt>(S));
  }

private:
  void branch(const IfStmt *If, bool IsOpen) {
    IsOpen = IsOpen && !If->getInit() && !If->getConditionVariable() && !If->isConstexpr() &&
             If->getBeginLoc().isFileID();
    bool IsPlain = IsOpen && !If->getElse() && variableFlow({If}).Leaves.empty();
    for (const Stmt *Part : {If->getInit(), static_cast<const Stmt *>(If->getConditionVariableDeclStmt())})
      statement(Part, false);
    value(If->getCond(), IsOpen);
    statement(If->getThen(), IsPlain);
    statement(If->getElse(), false);
  }

  void loop(const ForStmt *For, bool IsOpen) {
    IsOpen = IsOpen && For->getCond() && For->getInc() && !For->getConditionVariable() &&
             For->getBeginLoc().isFileID() && Order.isUniform(For->getCond()) &&
             Facts.exits(For) == Uniformity::Block;
    HasBetterLoop |= IsOpen && Order.isBetterOutside(For);
    for (const Stmt *Part : {For->getInit(), static_cast<const Stmt *>(For->getCond()),
                             static_cast<const Stmt *>(For->getInc())})
      statement(Part, false);
    statement(For->getBody(), IsOpen);
  }

  void value(const Stmt *S, bool IsOpen) {
    if (!S)
      return;
    if (const auto *Call = dyn_cast<CallExpr>(S)) {
      const FunctionDecl *Callee = Call->getDirectCallee();
      const FunctionUniformity *Known = Callee && !Kernel.builtin(Callee) ? Kernel.of(Callee) : nullptr;
      if (Known) {
        Note(Call, Known->function(), IsOpen && isGoodCall(Call, Callee));
        IsOpen = false; // what goes into a call of the block cannot be another one
      }
    }
    const auto *Binary = dyn_cast<BinaryOperator>(S);
    bool IsLazy = isa<AbstractConditionalOperator, LambdaExpr>(S) ||
                  (Binary && (Binary->isLogicalOp() || Binary->getOpcode() == BO_Comma));
    for (const Stmt *Child : S->children())
      value(Child, IsOpen && !IsLazy);
  }

  bool isGoodCall(const CallExpr *Call, const FunctionDecl *Callee) const {
    const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
    return Waits.isBlockCall(Call) && (!Method || Method->isStatic()) && !Callee->isVariadic() &&
           llvm::all_of(Call->arguments(), [](const Expr *Argument) {
             return !isa<CXXDefaultArgExpr>(Argument) && variableFlow({Argument}).Written.empty();
           });
  }

  const KernelUniformity &Kernel;
  const FunctionUniformity &Facts;
  const LoopOrder &Order;
  Found Note;
  WaitingCalls Waits;
  bool HasBetterLoop = false;
};

} // namespace

bool OpenedFunctions::contains(const FunctionDecl *Function) const {
  const FunctionDecl *Definition = nullptr;
  return !Functions.empty() && Function->hasBody(Definition) && Functions.count(Definition) != 0;
}

/// Shapes of parameters follow from those that the callers' have: each pass knows one more level of calls.
std::vector<OpenedFunctions::Site> OpenedFunctions::lookAt(const KernelUniformity &Kernel) {
  std::vector<Site> Sites;
  for (unsigned Pass = 0; Pass < MostPasses; ++Pass) {
    std::set<const VarDecl *> Given, Others;
    Sites.clear();
    WithLoops.clear();
    for (const FunctionDecl *Function : Kernel.functions()) {
      const FunctionUniformity &Facts = *Kernel.of(Function);
      LoopOrder Order(Kernel, Facts, hasRows(Kernel, Function), this);
      auto Note = [&](const CallExpr *Call, const FunctionDecl *Callee, bool IsGood) {
        Sites.push_back({Function, Callee, IsGood});
        for (unsigned I = 0; I < Callee->getNumParams(); ++I) {
          const ParmVarDecl *Parameter = Callee->getParamDecl(I);
          bool IsUnit = I < Call->getNumArgs() && Parameter->getType()->isIntegerType() &&
                        Order.shapeOf(Call->getArg(I)) == IndexShape::Unit;
          (IsUnit ? Given : Others).insert(Parameter);
        }
      };
      FunctionWalk Walk(Kernel, Facts, Order, Note);
      Walk.statement(Function->getBody(), true);
      if (Walk.hasBetterLoop() && Function != Kernel.functions().front())
        WithLoops.insert(Function);
    }
    for (const VarDecl *Each : Others)
      Given.erase(Each);
    if (Given == Neighbouring)
      break;
    Neighbouring = std::move(Given);
  }
  return Sites;
}

/// Leaves functions that only the kernel or functions which are opened themselves call, from good places.
void OpenedFunctions::keepWhole(llvm::ArrayRef<Site> Sites, const FunctionDecl *Kernel) {
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (const Site &Each : Sites)
      if (!Each.IsGood || (Each.Caller != Kernel && !Functions.count(Each.Caller)))
        Changed |= Functions.erase(Each.Callee) != 0;
  }
}

/// Leaves functions with loops, and those that call such.
void OpenedFunctions::dropUseless(llvm::ArrayRef<Site> Sites) {
  std::set<const FunctionDecl *> Useful;
  llvm::copy_if(Functions, std::inserter(Useful, Useful.end()),
                [&](const FunctionDecl *Each) { return WithLoops.count(Each) != 0; });
  for (size_t Known = 0; Known != Useful.size();) {
    Known = Useful.size();
    for (const Site &Each : Sites)
      if (Useful.count(Each.Callee) && Functions.count(Each.Caller))
        Useful.insert(Each.Caller);
  }
  Functions = std::move(Useful);
}

OpenedFunctions::OpenedFunctions(const KernelUniformity &Kernel) {
  if (Kernel.functions().size() < 2)
    return;
  std::vector<Site> Sites = lookAt(Kernel);
  if (WithLoops.empty())
    return;
  for (const FunctionDecl *Each : Kernel.functions().drop_front())
    if (Kernel.unit().isUsers(Each->getLocation()) && Kernel.of(Each)->effect() < BuiltinEffect::BlockBarrier)
      Functions.insert(Each);
  keepWhole(Sites, Kernel.functions().front());
  dropUseless(Sites);
}

} // namespace lorcha
