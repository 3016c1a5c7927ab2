// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A function tests __CUDA_ARCH__ if a conditional inside its text does. Macros that are defined differently
// under such a test, outside of functions, are not followed.
#include "lorcha/Device/ArchVariants.h"

using namespace clang;

namespace lorcha {

namespace {

bool testsArch(ParsedUnit &Unit, const FunctionDecl *Function) {
  SourceManager &SM = Unit.sources();
  SourceLocation Begin = SM.getExpansionLoc(Function->getBeginLoc()),
                 End = SM.getExpansionLoc(Function->getEndLoc());
  return llvm::any_of(Unit.record().Tested, [&](const TestedMacro &Test) {
    return Test.Name == "__CUDA_ARCH__" && SM.getFileID(Test.Location) == SM.getFileID(Begin) &&
           SM.getFileOffset(Begin) < SM.getFileOffset(Test.Location) &&
           SM.getFileOffset(Test.Location) < SM.getFileOffset(End);
  });
}

} // namespace

void markArchVariants(ParsedUnit &Unit, DeviceProgram &Program) {
  for (auto &[Key, Function] : Program.Functions)
    if (!Function->isLambda() && Function->HasBody)
      Function->TestsArch = testsArch(Unit, Function->Declaration);
  // Host-and-device functions differ as soon as one that they call does.
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (auto &[Key, Function] : Program.Functions) {
      bool Differs = Function->TestsArch ||
                     llvm::any_of(Function->Calls, [](const CallSite &Call) { return Call.Target->IsSplit; });
      if (Function->Kind == FunctionKind::HostDevice && Differs && !Function->IsSplit)
        Function->IsSplit = Changed = true;
    }
  }
}

} // namespace lorcha
