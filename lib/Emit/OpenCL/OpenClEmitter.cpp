// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Finds the kernels and variables of a unit and lowers them one after the other. What cannot be lowered is kept with the
// reason: the kernel still runs on the CPU.
#include "BodyPrinter.h"
#include "CppNames.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace lorcha {

namespace opencl {

namespace {

/// Every kernel with a body that can run: plain ones, and instantiations in the order of the unit.
class KernelFinder : public RecursiveASTVisitor<KernelFinder> {
public:
  explicit KernelFinder(ParsedUnit &Unit) : Unit(Unit) {}
  bool shouldVisitTemplateInstantiations() const { return true; }

  bool VisitFunctionDecl(FunctionDecl *Function) {
    const FunctionDecl *Definition = nullptr;
    if (!Function->hasAttr<CUDAGlobalAttr>() || Function->isDependentContext() || !Unit.isUsers(Function->getLocation()) ||
        !Function->hasBody(Definition) || Definition->isTemplated())
      return true;
    if (Seen.insert(Definition->getCanonicalDecl()).second)
      Kernels.push_back(Definition);
    return true;
  }

  std::vector<const FunctionDecl *> Kernels;

private:
  ParsedUnit &Unit;
  llvm::SmallPtrSet<const FunctionDecl *, 16> Seen;
};

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
    if (Variable->hasAttr<CUDASharedAttr>() || Type->isDependentType() || Variable->isTemplated() || !Definition ||
        Type->isReferenceType() || Type->isIncompleteType())
      continue;
    std::optional<std::string> Host = cppName(Definition);
    if (!Host || Unit.VariableOffsets.count(Variable->getCanonicalDecl()))
      continue;
    uint64_t Align = std::max<uint64_t>(Unit.Context.getDeclAlign(Definition).getQuantity(), 1), Size = Unit.sizeOf(Type);
    uint64_t Offset = llvm::alignTo(Module.VariableBytes, Align);
    Module.VariableBytes = Offset + Size;
    Unit.VariableOffsets[Variable->getCanonicalDecl()] = Offset;
    Module.Variables.push_back({*Host, Variable->getQualifiedNameAsString(), Offset, Size, isManaged(Variable)});
  }
}

void lowerBody(UnitLowering &Unit, const FunctionDecl *Kernel, OpenClKernel &Result) {
  Unit.Obstacles.clear();
  Unit.NewFunctions.clear();
  std::unique_ptr<KernelSpaces> Spaces = analyseAddressSpaces(Unit.Unit, Kernel);
  std::string Name, Text;
  TextNeeds Needs;
  if (Spaces->Obstacles.empty()) {
    KernelLowering Lowering(Unit, *Spaces);
    BodyPrinter Printer(Lowering, Spaces->kernel());
    Text = Printer.kernel("$NAME", Result);
    Needs = Printer.Needs;
  }
  Spaces->Obstacles.insert(Spaces->Obstacles.end(), Unit.Obstacles.begin(), Unit.Obstacles.end());
  if (!Spaces->Obstacles.empty()) {
    const LoweringObstacle &First = Spaces->Obstacles.front();
    Result.Untranslated = First.Text;
    Result.Parameters.clear();
    Result.StaticShared = 0;
    Unit.forgetNewFunctions();
    return;
  }
  Name = Unit.Names.unique(wordFor(Kernel));
  Text.replace(Text.find("$NAME"), strlen("$NAME"), Name);
  Result.Name = Name;
  Result.Fragments = Needs.Fragments;
  Result.Fragments.insert(Unit.addFragment(Text));
  Result.Library = Needs.Library;
  Result.Needs = Needs.Needs;
}

} // namespace

} // namespace opencl

OpenClModule lowerToOpenCl(ParsedUnit &Unit, const DeviceProgram &Program, const Plan &Plan,
                           const OpenClOptions &Options) {
  opencl::UnitLowering Lowering(Unit, Options);
  const SourceManager &SM = Unit.sources();
  if (OptionalFileEntryRef File = SM.getFileEntryRefForID(SM.getMainFileID()))
    Lowering.Module.SourceName = llvm::sys::path::filename(File->getName()).str();
  opencl::placeVariables(Lowering, Program);
  opencl::KernelFinder Finder(Unit);
  Finder.TraverseDecl(Unit.ast().getTranslationUnitDecl());
  opencl::ClosureTags Tags(Program, Lowering.Module);
  for (const FunctionDecl *Kernel : Finder.Kernels) {
    OpenClKernel Result;
    Result.UserName = Kernel->getQualifiedNameAsString();
    Result.Place = Kernel->getLocation();
    const FunctionModel *Model = Program.find(Kernel);
    const auto *Planned = Model ? static_cast<const KernelPlan *>(Plan.find(Model)) : nullptr;
    if (!Planned)
      continue;
    Result.ClosureTag = Tags.of(Kernel);
    Result.Stub = opencl::stubAddress(Kernel, Result.ClosureTag);
    Result.Info = opencl::infoAddress(Kernel, Planned->Info);
    opencl::lowerBody(Lowering, Kernel, Result);
    Lowering.Module.Kernels.push_back(std::move(Result));
  }
  Lowering.dropUnusedFragments();
  return std::move(Lowering.Module);
}

} // namespace lorcha
