// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Goes through the plan in an order that lets copies of text (stubs) see the edits that they copy.
#include "CpuEmitter.h"

using namespace clang;

namespace lorcha {

llvm::StringRef blockName(const FunctionModel &Function) {
  return Function.Kind == FunctionKind::Kernel ? "lorchaBlock" : "lorchaThread.block";
}

std::string indexType(const CpuEmitterState &State, llvm::StringRef Name) {
  return (State.Program.HidesIndexTypes ? "::" + Name : Name).str();
}

std::string indexLines(const CpuEmitterState &State, unsigned Indices, llvm::StringRef Thread,
                       llvm::StringRef Block, llvm::StringRef Indent) {
  std::string Lines;
  auto Line = [&](unsigned Bit, llvm::StringRef Type, llvm::StringRef Name, llvm::StringRef Owner,
                  llvm::StringRef Field) {
    if (Indices & Bit)
      Lines += (Indent + "const " + indexType(State, Type) + " " + Name + " = " + Owner + "." + Field + ";\n")
                   .str();
  };
  Line(GridDim, "dim3", "gridDim", Block, "gridDim");
  Line(BlockDim, "dim3", "blockDim", Block, "launchedBlockDim()");
  Line(BlockIdx, "uint3", "blockIdx", Block, "blockIdx");
  Line(ThreadIdx, "uint3", "threadIdx", Thread, "threadIdx");
  return Lines;
}

std::optional<BodyStart> bodyStart(const CpuEmitterState &State, const Stmt *Body) {
  std::optional<FilePlace> Brace = State.Edits.written(Body->getBeginLoc());
  if (!Brace)
    return std::nullopt;
  llvm::StringRef Buffer = State.Edits.buffer(Brace->File);
  unsigned Offset = Brace->Offset + 1;
  llvm::StringRef Rest = Buffer.substr(Offset).split('\n').first;
  bool IsBlank = Rest.trim().empty() || Rest.ltrim().starts_with("//");
  bool IsContinued = Rest.rtrim().ends_with("\\");
  if (IsBlank && !IsContinued && Offset + Rest.size() < Buffer.size())
    return BodyStart{{Brace->File, Offset + static_cast<unsigned>(Rest.size()) + 1}, false};
  return BodyStart{{Brace->File, Offset}, true};
}

void insertLines(CpuEmitterState &State, const BodyStart &At, const std::string &Lines) {
  if (Lines.empty())
    return;
  State.Edits.add(At.Place.File,
                  {At.Place.Offset, 0, At.IsOneLine ? "\n" + Lines : Lines, Rank::Declaration, AllViews});
}

void emitCpu(ParsedUnit &Unit, const DeviceProgram &Program, const Plan &Plan,
             const CpuEmitterOptions &Options, EditList &Edits) {
  CpuEmitterState State{Unit, Unit.sources(), Program, Plan, Options, Edits};
  for (auto &[Key, Function] : Program.Functions) {
    printCalls(State, *Function);
    printShifts(State, *Function);
    printTruncations(State, *Function);
    printBlockAtomics(State, *Function);
    printAllocations(State, *Function);
    printPolls(State, *Function);
  }
  printStructArguments(State);
  for (const VarDecl *Variable : Program.Variables)
    if (!isTextureReference(Variable))
      printVariable(State, Variable);
  for (const FunctionPlan &Function : Plan.Functions)
    printUnrolledLoops(State, Function);
  for (const KernelPlan &Kernel : Plan.Kernels)
    printUnrolledLoops(State, Kernel);
  for (const FunctionPlan &Function : Plan.Functions)
    printFunction(State, Function);
  for (const std::shared_ptr<const BlockFunctionPlan> &Function : Plan.ForBlocks)
    printBlockFunction(State, *Function);
  for (const KernelPlan &Kernel : Plan.Kernels) {
    printShortLoops(State, Kernel);
    printChosenStores(State, Kernel);
    printWideSums(State, Kernel);
    printKernel(State, Kernel);
  }
}

} // namespace lorcha
