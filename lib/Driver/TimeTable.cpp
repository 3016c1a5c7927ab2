// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The table of -time.
#include "lorcha/Driver/TimeTable.h"
#include "lorcha/Support/Diagnostics.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

#include <fmt/format.h>

using namespace lorcha;
namespace fs = llvm::sys::fs;

static const char Headings[] = "source file name,phase name,phase output file,tool,metric,unit\n";

/// A field as it stands in the table.
static std::string field(llvm::StringRef Text) {
  if (Text.find_first_of(",\"\n") == llvm::StringRef::npos)
    return Text.str();
  std::string Quoted = "\"";
  for (char C : Text)
    Quoted += C == '"' ? std::string("\"\"") : std::string(1, C);
  return Quoted + "\"";
}

void TimeTable::add(const Step &What, llvm::StringRef Tool, double Milliseconds) {
  std::lock_guard<std::mutex> Guard(Lock);
  Rows.push_back(fmt::format("{},{},{},{},{:.3f},ms\n", field(What.Input), What.Phase, field(What.Output),
                             field(Tool), Milliseconds));
}

llvm::Error TimeTable::append(llvm::StringRef File) const {
  uint64_t Size = 0;
  const bool IsNew = File == "-" || fs::file_size(File, Size) || Size == 0;
  std::error_code Code;
  llvm::raw_fd_ostream Stream(File, Code, fs::CD_OpenAlways, fs::FA_Write, fs::OF_Append);
  if (!Code) {
    if (IsNew)
      Stream << Headings;
    for (const std::string &Row : Rows)
      Stream << Row;
    Stream.flush();
    Code = Stream.error();
    Stream.clear_error();
  }
  if (!Code)
    return llvm::Error::success();
  return llvm::createStringError(formatDiagnostic(DiagId::CannotWriteFile, File.str(), Code.message()));
}
