// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lowers the kernels of a unit to OpenCL C 1.2 from the instantiated syntax tree, and prints them as the
// lorcha::DeviceModule that stands at the end of the translated program (docs/opencl.md).
#ifndef LORCHA_EMIT_OPENCL_H
#define LORCHA_EMIT_OPENCL_H

#include "lorcha/Emit/EditList.h"
#include "lorcha/Plan/Plan.h"

namespace lorcha {

/// The bits of lorcha::DeviceNeeds in runtime/include/lorcha/device_module.h.
enum OpenClNeeds : unsigned {
  OpenClVariables = 1,
  OpenClDynamicShared = 2,
  OpenClExchange = 4,
  OpenClMessages = 8,
  OpenClHeap = 16,
  OpenClAddresses = 32,
  OpenClFp64 = 64,
  OpenClGridBarrier = 128,
  OpenClLocks = 256,
};

struct OpenClParameter {
  uint64_t Size;
  bool IsPointer;
};

/// One of the kernels that a kernel with barriers of the grid becomes; its number is that of the barrier
/// behind which it begins.
struct OpenClPhase {
  static constexpr unsigned Unknown = ~0u;
  std::string Name;
  unsigned Next; ///< the phase that follows in any case; 0: none; Unknown: the blocks decide
};

/// One kernel instantiation.
struct OpenClKernel {
  std::string Stub;         ///< a C++ expression for the stub's address; empty if no text can name it
  std::string Info;         ///< a C++ expression for the KernelInfo
  uint32_t ClosureTag = 0;  ///< as lorcha::detail::KernelOf computes it
  std::string Name;         ///< empty if it could not be lowered
  std::string Untranslated; ///< then: why
  DiagId Reason = DiagId::NotLowered;
  clang::SourceLocation ReasonPlace; ///< may be invalid
  bool IsOneRow = false;    ///< all but the first row of a block return at once; see KernelPlan
  std::set<unsigned> Fragments;
  std::set<std::string> Library;
  std::vector<OpenClParameter> Parameters;
  unsigned Needs = 0;
  uint64_t StaticShared = 0;
  uint64_t ConstantBytes = 0, LocalBytes = 0;   ///< of __constant__ variables, and of a thread's arrays
  std::vector<OpenClPhase> Phases;              ///< empty without barriers of the grid
  uint64_t KeptPerThread = 0, KeptPerBlock = 0; ///< bytes that the phases keep
  clang::SourceLocation Place; ///< of the kernel, for remarks
  std::string UserName;
};

struct OpenClVariable {
  std::string Host; ///< a C++ expression for the variable
  std::string Name;
  uint64_t Offset;
  uint64_t Size;
  bool IsManaged;
};

/// A function that other units may call, for one choice of address spaces; what of a kernel is known.
struct OpenClExport {
  std::string Name;         ///< the same in all units
  std::string Untranslated; ///< empty, or why it could not be lowered
  std::set<unsigned> Fragments;
  std::set<std::string> Library;
  unsigned Needs = 0;
};

/// What a fragment names of another unit.
struct OpenClImport {
  std::string Name; ///< of the export, or a macro for the variable's place
  std::string UserName;
  unsigned Fragment;
  std::string Host; ///< a C++ expression for the variable; empty for functions
};

struct OpenClModule {
  std::string SourceName;
  std::vector<std::string> Fragments;
  std::vector<OpenClKernel> Kernels;
  std::vector<OpenClVariable> Variables;
  std::string Unit; ///< a word that only this unit's names have; empty if it is whole
  std::vector<OpenClExport> Exports;
  std::vector<OpenClImport> Imports;
  uint64_t VariableBytes = 0;
  std::vector<std::string> Functions; ///< C++ expressions for addresses that stand for functions in the block of variables
  std::vector<std::string> Formats;
  std::vector<std::pair<const clang::LambdaExpr *, uint32_t>>
      Closures; ///< to be wrapped by lorcha::deviceLambda
};

struct OpenClOptions {
  bool LineDirectives = true;
  bool Relocatable = false; ///< other units of the program may be called, and may call
};

/// Lowers every kernel instantiation of the unit.
OpenClModule lowerToOpenCl(ParsedUnit &Unit, const DeviceProgram &Program, const Plan &Plan,
                           const OpenClOptions &Options);

/// The OpenCL C of all fragments and, in comments, what each kernel needs. For lorcha-inspect.
std::string printOpenCl(const OpenClModule &Module);

/// The DeviceModule as C++; empty if the unit has neither kernels nor variables.
std::string printDeviceModule(const OpenClModule &Module);

/// Wraps the lambdas whose types reach a kernel.
void wrapClosures(const OpenClModule &Module, EditList &Edits);

} // namespace lorcha

#endif
