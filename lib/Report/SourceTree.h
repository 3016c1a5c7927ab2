// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The source files below some folders, and how their includes refer to one another.
#ifndef LORCHA_LIB_REPORT_SOURCETREE_H
#define LORCHA_LIB_REPORT_SOURCETREE_H

#include "lorcha/Report/Report.h"

namespace lorcha::report {

/// Fills the report's root and files, with their text. Follows each folder once, whatever links lead to it.
/// Leaves out folders whose names begin with a dot. Fails if a source that was named is not there.
llvm::Error readTree(const ReportOptions &Options, Report &R);

/// Finds the files of the tree that includes mean.
class IncludeMap {
public:
  explicit IncludeMap(const Report &R);

  /// The file that an include in From means: beside it, else the one below any folder whose path has most in
  /// common with From's. None if the tree has none.
  std::optional<unsigned> find(unsigned From, llvm::StringRef Spelled) const;

  /// Unit and all files that it includes, and the folders, absolute, that must be searched for them.
  std::vector<unsigned> closure(unsigned Unit, std::vector<std::string> &Folders) const;

private:
  const Report &R;
  std::map<std::string, unsigned> ByPath;
  std::multimap<std::string, unsigned> ByName; ///< last component
};

} // namespace lorcha::report

#endif
