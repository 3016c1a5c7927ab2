// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Finds the kernels and variables of a unit and lowers them one after the other. What cannot be lowered is
// kept with the reason: the kernel still runs on the CPU.
#include "CppNames.h"
#include "GridSplitter.h"
#include "KernelSizes.h"
#include "UnitLinks.h"

using namespace clang;

namespace lorcha {

namespace opencl {

namespace {

bool isManaged(const VarDecl *Variable) {
  for (const auto *Note : Variable->specific_attrs<AnnotateAttr>())
    if (Note->getAnnotation() == "lorcha_managed")
      return true;
  return false;
}

/// Gives every variable its place in the block.
void placeVariables(UnitLowering &Unit, const DeviceProgram &Program) {
  OpenClModule &Module = Unit.Module;
  for (const VarDecl *Variable : Program.Variables) {
    const VarDecl *Definition = Variable->getDefinition();
    QualType Type = Variable->getType();
    if (Variable->hasAttr<CUDASharedAttr>() || isKnownConstant(Variable) || Type->isDependentType() ||
        Variable->isTemplated() || !Definition || Type->isReferenceType() || Type->isIncompleteType())
      continue;
    std::optional<std::string> Host = cppName(Definition);
    if (!Host || Unit.VariableOffsets.count(Variable->getCanonicalDecl()))
      continue;
    uint64_t Align = std::max<uint64_t>(Unit.Context.getDeclAlign(Definition).getQuantity(), 1),
             Size = Unit.sizeOf(Type);
    uint64_t Offset = llvm::alignTo(Module.VariableBytes, Align);
    Module.VariableBytes = Offset + Size;
    Unit.VariableOffsets[Variable->getCanonicalDecl()] = Offset;
    Module.Variables.push_back(
        {*Host, Variable->getQualifiedNameAsString(), Offset, Size, isManaged(Variable)});
  }
}

/// A kernel that does not wait for the grid.
void lowerWhole(KernelLowering &Lowering, const FunctionDecl *Kernel, const FunctionModel &Model,
                OpenClKernel &Result) {
  UnitLowering &Unit = Lowering.Unit;
  BodyPrinter Printer(Lowering, Lowering.Spaces.kernel());
  std::string Text = Printer.kernel("$NAME", Model.WrittenParameters, Result);
  if (!Unit.Obstacles.empty())
    return;
  Result.Name = Unit.Names.unique(wordFor(Kernel));
  Text.replace(Text.find("$NAME"), strlen("$NAME"), Result.Name);
  Result.Fragments = Printer.Needs.Fragments;
  Result.Fragments.insert(Unit.addFragment(Text));
  Result.Library = Printer.Needs.Library;
  Result.Needs = Printer.Needs.Needs;
}

void lowerInPhases(KernelLowering &Lowering, const GridBarriers &Grid, const FunctionDecl *Kernel,
                   const FunctionModel &Model, OpenClKernel &Result) {
  GridSplitter Splitter(Lowering, Grid);
  if (!Lowering.Unit.Obstacles.empty())
    return;
  Splitter.print(Model.WrittenParameters, Result);
  if (Lowering.Unit.Obstacles.empty())
    Splitter.finish(Kernel, Result);
}

void lowerBody(UnitLowering &Unit, const FunctionDecl *Kernel, const FunctionModel &Model,
               OpenClKernel &Result) {
  Unit.Obstacles.clear();
  Unit.NewFunctions.clear();
  std::unique_ptr<KernelSpaces> Spaces = analyseAddressSpaces(Unit.Unit, Kernel, Unit.Options.Relocatable);
  if (Spaces->Obstacles.empty()) {
    Collectives Collective(Unit.Unit, Kernel,
                           Unit.Options.Relocatable ? RootKind::RelocatableKernel : RootKind::Kernel);
    KernelLowering Lowering(Unit, *Spaces, Collective);
    GridBarriers Grid(Collective.facts());
    if (Grid.all().empty() && !Grid.obstacle())
      lowerWhole(Lowering, Kernel, Model, Result);
    else
      lowerInPhases(Lowering, Grid, Kernel, Model, Result);
  }
  Spaces->Obstacles.insert(Spaces->Obstacles.end(), Unit.Obstacles.begin(), Unit.Obstacles.end());
  if (!Spaces->Obstacles.empty()) {
    Result.Untranslated = Spaces->Obstacles.front().Text;
    Result.Reason = Spaces->Obstacles.front().Id;
    Result.ReasonPlace = Spaces->Obstacles.front().Place;
    Result.Parameters.clear();
    Unit.forgetNewFunctions();
  }
}

} // namespace

} // namespace opencl

OpenClModule lowerToOpenCl(ParsedUnit &Unit, const DeviceProgram &Program, const Plan &Plan,
                           const OpenClOptions &Options) {
  opencl::UnitLowering Lowering(Unit, Options);
  const SourceManager &SM = Unit.sources();
  if (OptionalFileEntryRef File = SM.getFileEntryRefForID(SM.getMainFileID()))
    Lowering.Module.SourceName = llvm::sys::path::filename(File->getName()).str();
  if (Options.Relocatable) {
    Lowering.Module.Unit = opencl::unitWord(Unit);
    Lowering.Names.setUnit(Lowering.Module.Unit);
  }
  opencl::placeVariables(Lowering, Program);
  opencl::ClosureTags Tags(Program, Lowering.Module);
  for (const FunctionDecl *Kernel : kernelInstances(Unit)) {
    OpenClKernel Result;
    Result.UserName = Kernel->getQualifiedNameAsString();
    Result.Place = Kernel->getLocation();
    const FunctionModel *Model = Program.find(Kernel), *Primary = Model;
    // An explicit specialisation has the template's stub and KernelInfo.
    if (const FunctionTemplateDecl *Template = Kernel->getPrimaryTemplate())
      Primary = Program.find(Template->getTemplatedDecl());
    const auto *Planned = Model && Primary ? static_cast<const KernelPlan *>(Plan.find(Primary)) : nullptr;
    if (!Planned)
      continue;
    Result.IsOneRow = Planned->IsOneRow;
    Result.ClosureTag = Tags.of(Kernel);
    Result.Stub = opencl::stubAddress(Kernel, Result.ClosureTag);
    Result.Info = opencl::infoAddress(Kernel, Planned->Info);
    opencl::lowerBody(Lowering, Kernel, *Model, Result);
    const opencl::KernelSizes Sizes = opencl::sizesOf(Unit, Kernel);
    Result.ConstantBytes = Sizes.Constant;
    Result.LocalBytes = Sizes.Local;
    if (Result.Name.empty()) // else its layout tells
      Result.StaticShared = Sizes.Shared;
    Lowering.Module.Kernels.push_back(std::move(Result));
  }
  if (Options.Relocatable)
    opencl::lowerExports(Lowering, Program);
  Lowering.dropUnusedFragments();
  return std::move(Lowering.Module);
}

} // namespace lorcha
