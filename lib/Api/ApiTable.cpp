// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Binary search in the tables that lorcha-tblgen makes of include/lorcha/Api/*.td. They are sorted by CUDA
// name.
#include "lorcha/Api/ApiTable.h"
#include <algorithm>
#include <array>

namespace lorcha {

namespace api {
#define GET_API_ENTRIES
#include "lorcha/Api/ApiTable.inc"
} // namespace api

namespace builtins {
#define GET_BUILTIN_ENTRIES
#include "lorcha/Api/ApiTable.inc"
} // namespace builtins

namespace headers {
#define GET_HEADER_ENTRIES
#include "lorcha/Api/ApiTable.inc"
} // namespace headers

template <class EntryT> static const EntryT *find(llvm::ArrayRef<EntryT> Entries, llvm::StringRef CudaName) {
  auto It = std::lower_bound(Entries.begin(), Entries.end(), CudaName,
                             [](const EntryT &Entry, llvm::StringRef Name) { return Entry.CudaName < Name; });
  return It != Entries.end() && It->CudaName == CudaName ? It : nullptr;
}

llvm::ArrayRef<ApiEntry> allApiEntries() { return {api::Entries.data(), api::Entries.size()}; }
llvm::ArrayRef<BuiltinEntry> allBuiltins() { return {builtins::Entries.data(), builtins::Entries.size()}; }

const ApiEntry *lookupApi(llvm::StringRef CudaName) { return find(allApiEntries(), CudaName); }
const BuiltinEntry *lookupBuiltin(llvm::StringRef CudaName) { return find(allBuiltins(), CudaName); }
const HeaderEntry *lookupHeader(llvm::StringRef CudaName) {
  return find(llvm::ArrayRef<HeaderEntry>(headers::Entries.data(), headers::Entries.size()), CudaName);
}

} // namespace lorcha
