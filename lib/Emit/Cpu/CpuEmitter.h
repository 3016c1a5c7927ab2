// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the printers of kernels, device functions and variables share.
#ifndef LORCHA_LIB_EMIT_CPU_CPUEMITTER_H
#define LORCHA_LIB_EMIT_CPU_CPUEMITTER_H

#include "lorcha/Emit/CpuEmitter.h"

namespace lorcha {

struct CpuEmitterState {
  ParsedUnit &Unit;
  clang::SourceManager &SM;
  const DeviceProgram &Program;
  const Plan &Decisions;
  const CpuEmitterOptions &Options;
  EditList &Edits;
};

/// How the text names the block: "lorchaBlock" in kernels, "lorchaThread.block" elsewhere.
llvm::StringRef blockName(const FunctionModel &Function);

/// What becomes of a function's __shared__ variables.
struct SharedText {
  std::string Head;    ///< lines for the head of the block function
  std::string Lasting; ///< members of what lasts from block to block
};
/// Replaces their declarations. Lasting: those of a kernel's that stay filled. Blocks: how many of its blocks
/// run abreast, as text.
SharedText printShared(CpuEmitterState &State, const FunctionPlan &Plan, const LastingArrays &Lasting = {},
                       const std::string &Blocks = "");

/// Lines that bind the namespace-scope __shared__ variables that the function uses.
std::string outerSharedLines(const CpuEmitterState &State, const FunctionPlan &Plan);

/// What the kernel's threadIdx is for lorchaThread.
inline const char *threadIdxOf(const RowFold &Fold) {
  return Fold ? "lorcha::unfolded(lorchaThread)" : "lorchaThread.threadIdx";
}

/// "const uint3 threadIdx = Thread.threadIdx;" and so on, one line per bit of Indices.
std::string indexLines(const CpuEmitterState &State, unsigned Indices, llvm::StringRef Thread,
                       llvm::StringRef Block, llvm::StringRef Indent);
/// dim3 or uint3, where the user's text may hide them.
std::string indexType(const CpuEmitterState &State, llvm::StringRef Name);

/// A type as it is written in the user's text.
std::string printedType(const CpuEmitterState &State, clang::QualType Type);

/// Puts the loops of a kernel in the region form into its body; returns lines for the head of the block
/// function.
std::string printRegions(CpuEmitterState &State, const KernelPlan &Plan);
/// The same for any body. CopiedParameters: those of a kernel that threads may change. Kernel: null for
/// device functions.
std::string printRegionTree(CpuEmitterState &State, const RegionPlan &Plan, unsigned Indices, unsigned Views,
                            const std::set<unsigned> &CopiedParameters, const KernelPlan *Kernel = nullptr);
/// Prints a device function a second time, for a whole block, behind the function itself.
void printBlockFunction(CpuEmitterState &State, const BlockFunctionPlan &Plan);

/// Marks functions whose small structs of floats are to be passed member by member.
void printStructArguments(CpuEmitterState &State);

/// Prints the kernel's loops of few rounds as such.
void printShortLoops(CpuEmitterState &State, const KernelPlan &Plan);
/// Has compilers unroll loops over arrays of a thread's own.
void printUnrolledLoops(CpuEmitterState &State, const FunctionPlan &Plan);
void printKernel(CpuEmitterState &State, const KernelPlan &Plan);
/// The definition of the kernel's KernelInfo.
std::string kernelInfoText(const KernelPlan &Plan);
void printFunction(CpuEmitterState &State, const FunctionPlan &Plan);
void printVariable(CpuEmitterState &State, const clang::VarDecl *Variable);

/// Takes the locks away from atomics on shared memory in the function's text.
void printChosenStores(CpuEmitterState &State, const KernelPlan &Plan);
void printBlockAtomics(CpuEmitterState &State, const FunctionModel &Function);

/// Lets `new` in the function's text give null without room.
void printAllocations(CpuEmitterState &State, const FunctionModel &Function);
void printPolls(CpuEmitterState &State, const FunctionModel &Function);

/// Adds the hidden argument at the calls in the function's text.
void printCalls(CpuEmitterState &State, const FunctionModel &Function);

/// Lets shifts whose amount may reach the width shift everything out.
void printShifts(CpuEmitterState &State, const FunctionModel &Function);
/// Lets what lies outside of an integer's type become its nearest value.
void printTruncations(CpuEmitterState &State, const FunctionModel &Function);
/// Lets sums that name elements be made in 64 bits.
void printWideSums(CpuEmitterState &State, const KernelPlan &Plan);

/// Where lines that begin the body go: behind the '{' and a comment that follows it. IsOneLine: the body's
/// first statement stands on the brace's line.
struct BodyStart {
  FilePlace Place;
  bool IsOneLine;
};
std::optional<BodyStart> bodyStart(const CpuEmitterState &State, const clang::Stmt *Body);

/// Puts whole lines at the start of a body.
void insertLines(CpuEmitterState &State, const BodyStart &At, const std::string &Lines);

/// The indentation of the line that Offset is on.
std::string indentAt(llvm::StringRef Buffer, unsigned Offset);

/// Indents the lines that begin between Begin, where a token or blanks begin, and End one level deeper. Empty
/// lines, directives and what strings go on with stay.
void indentLines(CpuEmitterState &State, clang::FileID File, unsigned Begin, unsigned End, unsigned Views);

} // namespace lorcha

#endif
