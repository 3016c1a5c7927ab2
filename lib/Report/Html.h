// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The parts of a report's page. All text is escaped as it is written.
#ifndef LORCHA_LIB_REPORT_HTML_H
#define LORCHA_LIB_REPORT_HTML_H

#include "Summary.h"
#include "llvm/Support/raw_ostream.h"

namespace lorcha::report {

/// Text for HTML: what is no UTF-8 is replaced, what is markup escaped.
std::string escaped(llvm::StringRef Text);

void writeCharts(const Report &R, const Summary &S, llvm::raw_ostream &OS);
void writeLists(const Report &R, const Summary &S, llvm::raw_ostream &OS);

} // namespace lorcha::report

#endif
