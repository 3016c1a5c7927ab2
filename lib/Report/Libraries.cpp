// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lookup in include/lorcha/Api/Libraries.def.
#include "Libraries.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

using namespace lorcha;
using namespace lorcha::report;
using llvm::StringRef;

static const LibraryRow Rows[] = {
#define LORCHA_LIBRARY(Name, Headers, Prefixes, Namespaces, Cpu, OpenCL, Note)                               \
  {Name, Headers, Prefixes, Namespaces, {ApiState::Cpu, ApiState::OpenCL}, Note},
#include "lorcha/Api/Libraries.def"
};

static llvm::SmallVector<StringRef, 8> wordsOf(StringRef List) {
  llvm::SmallVector<StringRef, 8> Words;
  List.split(Words, ' ', -1, /*KeepEmpty=*/false);
  return Words;
}

const LibraryRow *report::libraryWithHeader(StringRef Header) {
  for (const LibraryRow &Row : Rows)
    for (StringRef Each : wordsOf(Row.Headers))
      if (Each.ends_with("/") ? Header.starts_with(Each) : Header == Each)
        return &Row;
  return nullptr;
}

const LibraryRow *report::libraryOfFunction(StringRef Name) {
  const LibraryRow *Best = nullptr;
  size_t Length = 0;
  for (const LibraryRow &Row : Rows)
    for (StringRef Prefix : wordsOf(Row.Prefixes))
      if (Prefix.size() > Length && Name.size() > Prefix.size() && Name.starts_with(Prefix) &&
          (llvm::isUpper(Name[Prefix.size()]) || Name[Prefix.size()] == '_')) {
        Best = &Row;
        Length = Prefix.size();
      }
  return Best;
}

const LibraryRow *report::libraryOfNamespace(StringRef Name) {
  for (const LibraryRow &Row : Rows)
    if (llvm::is_contained(wordsOf(Row.Namespaces), Name))
      return &Row;
  return nullptr;
}

bool report::isDriverApi(const LibraryRow *Row) { return Row == Rows; }
