// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What units that are translated with -rdc=true offer each other on OpenCL (docs/opencl.md, "Several units").
// A function has a name for each choice of address spaces; the runtime finds it by that when the program has
// all its units.
#ifndef LORCHA_LIB_EMIT_OPENCL_UNITLINKS_H
#define LORCHA_LIB_EMIT_OPENCL_UNITLINKS_H

#include "Lowering.h"
#include "lorcha/Device/DeviceProgram.h"

namespace lorcha::opencl {

/// What a kernel that calls functions of other units has in store for them: all but the grid's state.
constexpr unsigned NeedsOfImports = OpenClVariables | OpenClDynamicShared | OpenClExchange | OpenClMessages |
                                    OpenClHeap | OpenClAddresses | OpenClLocks;

/// A word for names that the unit does not share, made of its text.
std::string unitWord(ParsedUnit &Unit);

/// The name of a function for its callers. Spaces are those of the object and of the parameters that have
/// one, in their order.
std::string exportName(const clang::FunctionDecl *Function, llvm::ArrayRef<AddressSpace> Spaces);
/// The function's declaration without a body: the context, whether the thread takes part, the user's
/// parameters as lorcha_0, lorcha_1, ...
std::string exportHead(UnitLowering &Unit, const clang::FunctionDecl *Function,
                       llvm::ArrayRef<AddressSpace> Spaces, TextNeeds &Needs);
/// The macro that stands for the place of another unit's variable.
std::string importedPlace(const clang::VarDecl *Variable);

/// Lowers every function that other units may call, for all choices of address spaces.
void lowerExports(UnitLowering &Unit, const DeviceProgram &Program);

} // namespace lorcha::opencl

#endif
