// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Finds what of CUDA a file's tokens use, by names.
#ifndef LORCHA_LIB_REPORT_USESCANNER_H
#define LORCHA_LIB_REPORT_USESCANNER_H

#include "SourceTokens.h"
#include "lorcha/Report/Report.h"

namespace lorcha {
class IncludeGraph;
}

namespace lorcha::report {

/// Uses by kind and name.
class UseTable {
public:
  void add(UseKind Kind, const std::string &Name, const std::string &Library, std::array<ApiState, 2> States,
           llvm::StringRef Note, Site Where);
  std::vector<Use> take();

private:
  std::map<std::pair<UseKind, std::string>, Use> Uses;
};

/// Adds the uses of file number Index to Table, and what there is to count to File. Headers that Includes
/// finds are the tree's own.
void scanUses(const TokenList &List, const TreeNames &Names, const IncludeGraph &Includes, unsigned Index,
              SourceFile &File, UseTable &Table);

} // namespace lorcha::report

#endif
