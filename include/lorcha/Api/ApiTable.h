// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lookup in the API tables, which are made from include/lorcha/Api/*.td. All strings live for ever.
#ifndef LORCHA_API_APITABLE_H
#define LORCHA_API_APITABLE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace lorcha {

/// ByDesign: it cannot work on hardware that is not NVIDIA's, and returns an error that CUDA documents.
enum class ApiState { Implemented, Partial, Unsupported, ByDesign };

enum class ApiKind { Function, Enum, Enumerator, Struct, Typedef, Handle, Constant, Deprecated, Driver };

/// One name of the runtime API, a function, a type, an enumerator or a macro, or a function of the driver API.
struct ApiEntry {
  llvm::StringRef CudaName;
  llvm::StringRef LorchaName; ///< what the translator writes in its place
  ApiKind Kind;
  ApiState Cpu;
  ApiState OpenCL;
  llvm::StringRef Note;       ///< what is missing or different; may be empty
};

enum class BuiltinEffect { Pure, Memory, BlockBarrier, WarpOp, GridBarrier };

/// The leading arguments that a function of the OpenCL device library gets.
enum class OpenClTaking { Nothing, Context, Predicate };

/// One name of the device language; overloads share an entry, which then holds their strongest effect.
struct BuiltinEntry {
  llvm::StringRef CudaName;
  llvm::StringRef CppName;    ///< what the translator writes in its place; most often the same
  llvm::StringRef OpenClName; ///< with placeholders, see ApiBase.td; empty if OpenCL C has no such function
  llvm::StringRef OpenClPart; ///< the library part that defines it; empty for OpenCL C's own
  OpenClTaking OpenClTakes;
  BuiltinEffect Effect;
  ApiState Cpu;
  ApiState OpenCL;
};

/// A CUDA-named header and the header that translated programs include for it.
struct HeaderEntry {
  llvm::StringRef CudaName;   ///< "cuda_runtime.h"
  llvm::StringRef LorchaName; ///< "lorcha/runtime.h"
};

/// The entry of that name; null if the tables have none.
const ApiEntry *lookupApi(llvm::StringRef CudaName);
const BuiltinEntry *lookupBuiltin(llvm::StringRef CudaName);
const HeaderEntry *lookupHeader(llvm::StringRef CudaName);

/// All entries, sorted by CUDA name.
llvm::ArrayRef<ApiEntry> allApiEntries();
llvm::ArrayRef<BuiltinEntry> allBuiltins();

} // namespace lorcha

#endif
