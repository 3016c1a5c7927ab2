// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The files of a report.
#ifndef LORCHA_LIB_REPORT_REPORTFILES_H
#define LORCHA_LIB_REPORT_REPORTFILES_H

#include "lorcha/Project/SourceTree.h"
#include "lorcha/Report/Report.h"

namespace lorcha::report {

/// Fills the report's root and files, with their text. Follows each folder once, whatever links lead to it.
/// Leaves out folders whose names begin with a dot. Fails if a source that was named is not there.
llvm::Expected<SourceTree> readFiles(const ReportOptions &Options, Report &R);

} // namespace lorcha::report

#endif
