// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lookup in include/lorcha/Api/Libraries.def.
#ifndef LORCHA_LIB_REPORT_LIBRARIES_H
#define LORCHA_LIB_REPORT_LIBRARIES_H

#include "lorcha/Api/ApiTable.h"
#include <array>

namespace lorcha::report {

struct LibraryRow {
  llvm::StringRef Name, Headers, Prefixes, Namespaces;
  std::array<ApiState, 2> States; ///< on the CPU, on OpenCL devices
  llvm::StringRef Note;
};

// Null if there is none.
const LibraryRow *libraryWithHeader(llvm::StringRef Header);
/// The one with the longest prefix that fits.
const LibraryRow *libraryOfFunction(llvm::StringRef Name);
const LibraryRow *libraryOfNamespace(llvm::StringRef Name);

/// The row that comes first is the driver API's.
bool isDriverApi(const LibraryRow *Row);

} // namespace lorcha::report

#endif
