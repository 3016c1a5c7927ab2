// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Prints a plan for people and for tests.
#include "lorcha/Device/DeviceProgramPrinter.h"
#include "lorcha/Plan/Plan.h"
#include "clang/AST/Stmt.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;

namespace lorcha {

namespace {

const char *nameOf(ContextKind Kind) {
  switch (Kind) {
  case ContextKind::None:
    return "none";
  case ContextKind::Kernel:
    return "kernel";
  case ContextKind::Parameter:
    return "parameter";
  case ContextKind::Captured:
    return "captured";
  case ContextKind::ThreadLocal:
    return "thread-local";
  }
  llvm_unreachable("unknown context kind");
}

const char *nameOf(SharedPlacement Placement) {
  switch (Placement) {
  case SharedPlacement::BlockFunction:
    return "block function";
  case SharedPlacement::BlockStorage:
    return "block storage";
  case SharedPlacement::Dynamic:
    return "dynamic";
  }
  llvm_unreachable("unknown placement");
}

/// What keeps a kernel's blocks apart is of interest where nothing else does: in kernels that do not wait.
void printJoining(const KernelPlan &Kernel, const SourceManager &SM, llvm::raw_ostream &OS) {
  const BlockJoining &Joining = Kernel.Joining;
  if (Joining.Obstacle.empty()) {
    OS << "  joins blocks";
    if (Joining.OnlySize)
      OS << " of " << Joining.OnlySize;
    OS << '\n';
    return;
  }
  OS << (Kernel.Start.Last ? "  joins blocks at their start, behind it: " : "  keeps blocks apart: ")
     << Joining.Obstacle;
  if (Joining.Location.isValid())
    OS << " at " << printPlace(Joining.Location, SM);
  OS << '\n';
}

void printLasting(const KernelPlan &Kernel, llvm::raw_ostream &OS) {
  for (const SharedPlan &Shared : Kernel.Shared)
    if (!Shared.Lasts.empty())
      OS << "  shared '" << Shared.Model->Variable->getName() << "' stays filled along "
         << (Kernel.Lasting.Next == AlongX ? 'x' : 'y') << '\n';
}

void printAbreast(const KernelPlan &Kernel, llvm::raw_ostream &OS) {
  if (!Kernel.Regions || !Kernel.Regions->Abreast)
    return;
  OS << "  runs blocks abreast";
  for (const VarDecl *Array : Kernel.Regions->Abreast.OwnArrays)
    OS << ", each with its '" << Array->getName() << "'";
  OS << '\n';
}

void printFunction(const FunctionPlan &Plan, llvm::raw_ostream &OS) {
  for (auto &[Bit, Name] : IndexVariables)
    if (Plan.Context.Indices & Bit)
      OS << "  binds " << Name << '\n';
  for (const SharedPlan &Shared : Plan.Shared)
    OS << "  shared '" << Shared.Model->Variable->getName() << "': " << nameOf(Shared.Placement) << '\n';
  if (!Plan.Untranslated.empty())
    OS << "  untranslated: " << Plan.Untranslated << '\n';
}

} // namespace

std::string printPlan(const Plan &Plan, const SourceManager &SM) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  for (const KernelPlan &Kernel : Plan.Kernels) {
    OS << "kernel '" << Kernel.Model->name() << "' "
       << printPlace(Kernel.Model->Declaration->getLocation(), SM) << ": "
       << (Kernel.Form == CpuForm::ThreadLoop ? "thread loop"
           : Kernel.Form == CpuForm::Region   ? "regions"
                                              : "fiber")
       << (Kernel.IsOneRow ? ", one row" : "") << (Kernel.IsTracked ? ", tracked" : "") << '\n';
    if (!Kernel.FormReason.empty())
      OS << "  because of a " << Kernel.FormReason << " at " << printPlace(Kernel.FormLocation, SM) << '\n';
    OS << "  block function " << Kernel.BlockFunction << ", info " << Kernel.Info << '\n';
    for (unsigned Index : Kernel.CopiedParameters)
      OS << "  copies parameter '" << Kernel.Model->Declaration->getParamDecl(Index)->getName()
         << "' per thread\n";
    printFunction(Kernel, OS);
    printJoining(Kernel, SM, OS);
    printLasting(Kernel, OS);
    printAbreast(Kernel, OS);
    if (Kernel.Fold)
      OS << "  folds rows to " << Kernel.Fold.Width << " threads\n";
    if (Kernel.WaitsForBlocks)
      OS << "  may wait for other blocks\n";
    if (Kernel.UsualSize[0])
      OS << "  launched with blocks of " << Kernel.UsualSize[0] << " x " << Kernel.UsualSize[1] << " x "
         << Kernel.UsualSize[2] << '\n';
    for (const TextureRead &Each : Kernel.Textures)
      OS << "  asks the block once how texture '" << Each.Texture->getName() << "' is read, by "
         << (Each.Axes ? std::to_string(Each.Axes) + " coordinates" : "the element's number") << '\n';
    for (const ShortLoop &Each : Kernel.ShortLoops)
      OS << "  loop " << printPlace(Each.Loop->getBeginLoc(), SM) << ": at most " << Each.Most
         << " rounds, unrolled\n";
    if (Kernel.Regions) {
      printRegions(Kernel.Regions->Regions, SM, OS);
      printStrips(Kernel.Regions->Regions, SM, OS);
      printRims(Kernel.Regions->Regions, SM, OS);
    }
    if (Kernel.Rim) {
      OS << "  inside:";
      printRim(Kernel.Rim->Regions.WholeRim, SM, OS);
    }
  }
  for (const FunctionPlan &Function : Plan.Functions) {
    OS << "function '" << Function.Model->name() << "' "
       << printPlace(Function.Model->Declaration->getLocation(), SM) << ": context "
       << nameOf(Function.Context.Kind) << '\n';
    printFunction(Function, OS);
  }
  return Text;
}

} // namespace lorcha
