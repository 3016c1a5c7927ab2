// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "WrongSideCalls.h"
#include "clang/AST/Attr.h"
#include "clang/Basic/DiagnosticSema.h"

using namespace clang;

namespace lorcha {

void WrongSideCalls::enterBody(Decl *Declared) {
  FunctionDecl *Function = Declared ? Declared->getAsFunction() : nullptr;
  if (!Function || Function->isInlined() || !Function->hasAttr<CUDAHostAttr>() ||
      !Function->hasAttr<CUDADeviceAttr>())
    return;
  Function->setImplicitlyInline();
  Changed.push_back(Function);
}

void WrongSideCalls::leaveDeclaration(Sema &Sema) {
  for (FunctionDecl *Function : Changed)
    Function->setImplicitlyInline(false);
  Changed.clear();
  for (auto &[Function, Deferred] : Sema.DeviceDeferredDiags)
    llvm::erase_if(Deferred, [](const PartialDiagnosticAt &Each) {
      return Each.second.getDiagID() == diag::err_ref_bad_target;
    });
}

} // namespace lorcha
