// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The printers behind `lorcha-inspect --print=model` and `--print=callgraph`.
#include "lorcha/Device/DeviceProgramPrinter.h"
#include "clang/AST/Attr.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;

namespace lorcha {

std::string printPlace(SourceLocation Location, const SourceManager &SM) {
  PresumedLoc Presumed = SM.getPresumedLoc(SM.getExpansionLoc(Location));
  if (Presumed.isInvalid())
    return "?";
  return llvm::sys::path::filename(Presumed.getFilename()).str() + ":" + std::to_string(Presumed.getLine());
}

namespace {

const char *nameOf(FunctionKind Kind) {
  switch (Kind) {
  case FunctionKind::Kernel:
    return "kernel";
  case FunctionKind::Device:
    return "device function";
  case FunctionKind::HostDevice:
    return "host-and-device function";
  case FunctionKind::Lambda:
    return "device lambda";
  }
  llvm_unreachable("unknown function kind");
}

const char *nameOf(BuiltinEffect Effect) {
  switch (Effect) {
  case BuiltinEffect::Pure:
    return "pure";
  case BuiltinEffect::Memory:
    return "memory";
  case BuiltinEffect::BlockBarrier:
    return "block barrier";
  case BuiltinEffect::WarpOp:
    return "warp operation";
  case BuiltinEffect::GridBarrier:
    return "grid barrier";
  }
  llvm_unreachable("unknown effect");
}

const char *spaceOf(const VarDecl *Variable) {
  if (Variable->hasAttr<CUDASharedAttr>())
    return "shared";
  return Variable->hasAttr<CUDAConstantAttr>() ? "constant" : "device";
}

void printFunction(const FunctionModel &Function, const SourceManager &SM, llvm::raw_ostream &OS) {
  OS << nameOf(Function.Kind) << " '" << Function.name() << "' "
     << printPlace(Function.Declaration->getLocation(), SM) << (Function.HasBody ? "" : ", defined elsewhere")
     << '\n';
  for (auto &[Bit, Name] : IndexVariables)
    if (Function.Indices & Bit)
      OS << "  reads " << Name << '\n';
  if (Function.Effect != BuiltinEffect::Pure)
    OS << "  " << nameOf(Function.Effect) << " at " << printPlace(Function.EffectLocation, SM) << '\n';
  for (const SharedVariableModel &Shared : Function.Shared)
    OS << "  " << (Shared.IsDynamic ? "dynamic" : "static") << " shared variable '"
       << Shared.Variable->getName() << "'\n";
  for (unsigned Index : Function.WrittenParameters)
    OS << "  may write parameter '" << Function.Declaration->getParamDecl(Index)->getName() << "'\n";
  if (Function.IsAddressTaken)
    OS << "  address taken\n";
  if (Function.IsVirtual)
    OS << "  virtual\n";
  if (Function.HasIndirectCall)
    OS << "  calls indirectly\n";
  if (Function.HasUnknownCall)
    OS << "  calls into another unit\n";
  for (const Obstacle &Each : Function.Obstacles)
    OS << "  obstacle: " << Each.Text << '\n';
}

} // namespace

std::string printModel(const DeviceProgram &Program, const SourceManager &SM) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  for (auto &[Key, Function] : Program.Functions)
    printFunction(*Function, SM, OS);
  for (const VarDecl *Variable : Program.Variables)
    OS << spaceOf(Variable) << " variable '" << Variable->getQualifiedNameAsString() << "' "
       << printPlace(Variable->getLocation(), SM) << '\n';
  for (const LaunchModel &Launch : Program.Launches)
    OS << "launch " << printPlace(Launch.Call->getBeginLoc(), SM)
       << (Launch.IsStatement ? "" : ", in an expression") << '\n';
  return Text;
}

std::string printCallGraph(const DeviceProgram &Program, const SourceManager &SM) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  auto Name = [&](const FunctionModel &Function) {
    return Function.isLambda() ? "lambda " + printPlace(Function.Declaration->getBeginLoc(), SM)
                               : Function.name();
  };
  for (auto &[Key, Function] : Program.Functions) {
    std::vector<const FunctionModel *> Targets;
    for (const CallSite &Call : Function->Calls)
      if (!llvm::is_contained(Targets, Call.Target))
        Targets.push_back(Call.Target);
    OS << Name(*Function) << " ->";
    for (const FunctionModel *Target : Targets)
      OS << (Target == Targets.front() ? " " : ", ") << Name(*Target);
    OS << '\n';
  }
  return Text;
}

} // namespace lorcha
