// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "UsualSizes.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace lorcha {

/// The most threads of a block.
static constexpr uint64_t MostThreads = 1024;

/// The initialisation of what an expression names; null for other expressions.
static const Expr *initialisationOf(const Expr *E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
  const auto *Variable = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Variable ? Variable->getAnyInitializer() : nullptr;
}

/// 0 if it is not known.
static unsigned extentOf(const Expr *E, const ASTContext &Context) {
  Expr::EvalResult Value;
  if (E->isValueDependent())
    return 0;
  if (!E->EvaluateAsInt(Value, Context)) {
    const Expr *Init = initialisationOf(E);
    if (!Init || Init->isValueDependent() || !Init->EvaluateAsInt(Value, Context))
      return 0;
  }
  uint64_t Extent = Value.Val.getInt().getLimitedValue();
  return Extent <= MostThreads ? static_cast<unsigned>(Extent) : 0;
}

/// Through names, casts and copies to what makes a dim3: its construction, or a number that becomes its x.
static const Expr *sourceOf(const Expr *E) {
  for (unsigned Depth = 0; E && Depth < 8; ++Depth) {
    E = E->IgnoreUnlessSpelledInSource();
    if (E->getType()->isIntegralOrEnumerationType())
      return E;
    if (const auto *Made = dyn_cast<CXXConstructExpr>(E)) {
      if (Made->getNumArgs() != 1 || Made->getArg(0)->getType()->isIntegralOrEnumerationType())
        return E;
      E = Made->getArg(0); // a copy
    } else if (const auto *Cast = dyn_cast<CastExpr>(E)) {
      E = Cast->getSubExpr();
    } else {
      E = initialisationOf(E);
    }
  }
  return nullptr;
}

static std::array<unsigned, 3> sizeOf(const Expr *Size, const ASTContext &Context) {
  const Expr *Source = sourceOf(Size);
  const auto *Made = dyn_cast_or_null<CXXConstructExpr>(Source);
  std::array<unsigned, 3> Result = {1, 1, 1};
  if (Source && !Made)
    Result[0] = extentOf(Source, Context);
  if (!Source || !Result[0] || (Made && Made->getNumArgs() > Result.size()))
    return {};
  for (unsigned I = 0; Made && I < Made->getNumArgs(); ++I) {
    const Expr *Argument = Made->getArg(I);
    if (isa<CXXDefaultArgExpr>(Argument))
      continue;
    Result[I] = extentOf(Argument, Context);
    if (!Result[I])
      return {};
  }
  return Result;
}

std::array<unsigned, 3> usualBlockSize(const DeviceProgram &Program, const FunctionModel &Kernel,
                                       const ASTContext &Context) {
  for (const LaunchModel &Launch : Program.Launches) {
    const FunctionDecl *Callee = Launch.Call->getDirectCallee();
    if (!Callee || Program.find(Callee) != &Kernel || Launch.Call->getConfig()->getNumArgs() < 2)
      continue;
    std::array<unsigned, 3> Size = sizeOf(Launch.Call->getConfig()->getArg(1), Context);
    if (Size[0])
      return Size;
  }
  return {};
}

} // namespace lorcha
