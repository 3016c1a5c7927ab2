// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The tables at the end of a profile: kernels, copies and fills, calls of the API, ranges; what took longest
// comes first.
#ifndef LORCHA_PROF_SUMMARY_H
#define LORCHA_PROF_SUMMARY_H

#include "lorcha/Prof/Trace.h"
#include "llvm/Support/raw_ostream.h"

namespace lorcha {

/// All events of one kind and name. Times in nanoseconds.
struct SummaryRow {
  std::string Name;
  std::string Form;  ///< of kernels
  std::string Shape; ///< of kernels: "grid x block" of most launches
  unsigned OtherShapes = 0;
  uint64_t Count = 0, Total = 0, Min = UINT64_MAX, Max = 0;
  uint64_t Bytes = 0;      ///< of copies and fills
  uint64_t Failures = 0;   ///< of calls
  uint64_t Unfinished = 0; ///< counted, but for the times

  uint64_t mean() const { return Count > Unfinished ? Total / (Count - Unfinished) : 0; }
};

struct SummaryTable {
  llvm::StringRef Title;
  bool HasForms = false, HasBytes = false, HasFailures = false;
  std::vector<SummaryRow> Rows;
  uint64_t Total = 0;
};

/// The tables that are not empty.
std::vector<SummaryTable> summarise(const Trace &Of);

/// For people.
void printTables(llvm::raw_ostream &Stream, llvm::ArrayRef<SummaryTable> Tables);
/// For spreadsheets: one table behind the other with a column that says which, times in nanoseconds.
void printCsv(llvm::raw_ostream &Stream, llvm::ArrayRef<SummaryTable> Tables);

/// "1.234 ms".
std::string formatTime(uint64_t Nanoseconds);
/// "12.3 MB"; powers of ten.
std::string formatBytes(uint64_t Bytes);
/// "1.2 GB/s"; empty where no time has passed.
std::string formatRate(uint64_t Bytes, uint64_t Nanoseconds);
/// "(64,1,1) x (256,1,1)", without ones at the ends.
std::string formatShape(const timeline::KernelValues &Launch);

} // namespace lorcha

#endif
