// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Traces as files for people and their tools.
#ifndef LORCHA_PROF_WRITERS_H
#define LORCHA_PROF_WRITERS_H

#include "lorcha/Prof/Summary.h"

namespace lorcha {

/// The JSON that chrome://tracing and ui.perfetto.dev read ("Trace Event Format"): a complete event for
/// whatever took time, an arrow from each call to the work that it has put into a stream, counters for
/// memory.
void writeChromeTrace(llvm::raw_ostream &Stream, const Trace &Of);

/// A page that needs nothing else. Of very long traces it shows the first events of each track, and says so.
void writeHtmlTimeline(llvm::raw_ostream &Stream, const Trace &Of, llvm::ArrayRef<SummaryTable> Tables);

/// What there is to say of an event besides its name and times: pairs of a word and a text.
std::vector<std::pair<llvm::StringRef, std::string>> detailsOf(const TraceProcess &In, const TraceEvent &Of);

} // namespace lorcha

#endif
