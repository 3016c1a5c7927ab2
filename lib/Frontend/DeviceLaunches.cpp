// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which function a "<<<" stands in is asked when the parser takes the token. Instantiations come at the end
// of the unit, or where a constant needs them; they are marked with what they are made from.
#include "DeviceLaunches.h"
#include "clang/Sema/Sema.h"

using namespace clang;

namespace lorcha {

/// The first declaration of what a function was made from, or of itself.
static const FunctionDecl *patternOf(const FunctionDecl *Function) {
  const FunctionTemplateDecl *Template = Function->getDescribedFunctionTemplate();
  if (!Template)
    Template = Function->getPrimaryTemplate();
  if (Template)
    return Template->getCanonicalDecl()->getTemplatedDecl();
  if (const FunctionDecl *Member = Function->getInstantiatedFromMemberFunction())
    return Member->getCanonicalDecl();
  return Function->getCanonicalDecl();
}

/// Null outside of functions.
FunctionDecl *DeviceLaunches::functionThatIsRead() const {
  Sema &S = Compiler.getSema();
  if (FunctionDecl *Function = S.getCurFunctionDecl(/*AllowLambda=*/true))
    return Function;
  // The body of a function in a class is read before it is parsed; the function was declared last.
  Decl *Last = nullptr;
  if (auto *Class = dyn_cast_or_null<CXXRecordDecl>(S.CurContext))
    for (Decl *Each : Class->decls())
      Last = Each;
  return Last ? Last->getAsFunction() : nullptr;
}

void DeviceLaunches::noteToken(const Token &Read) {
  if (!Read.is(tok::lesslessless) || !Compiler.hasSema())
    return;
  FunctionDecl *Caller = functionThatIsRead();
  if (!Caller || !Callers.insert(patternOf(Caller)).second)
    return;
  mark(Caller);
  for (FunctionDecl *Each : Instantiated)
    if (patternOf(Each) == patternOf(Caller))
      mark(Each);
}

void DeviceLaunches::noteInstantiation(FunctionDecl *Made) {
  Instantiated.push_back(Made);
  if (Callers.count(patternOf(Made)))
    mark(Made);
}

void DeviceLaunches::mark(FunctionDecl *Caller) {
  if (Caller->isImplicit() || !(Caller->hasAttr<CUDAGlobalAttr>() || Caller->hasAttr<CUDADeviceAttr>()))
    return;
  Caller->setImplicit();
  Marked.push_back(Caller);
}

void DeviceLaunches::restore() {
  for (FunctionDecl *Each : Marked)
    Each->setImplicit(false);
  Marked.clear();
}

} // namespace lorcha
