// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Prints the diagnostics that concern command lines and the environment, or collects them.
#include "lorcha/Driver/Reporter.h"
#include "lorcha/Driver/Commands.h"

#include "llvm/Support/FormatVariadic.h"

using namespace lorcha;

Reporter::Reporter(std::string Tool) : Tool(std::move(Tool)) {}

Reporter::~Reporter() { flush(); }

void Reporter::print(DiagId Id, const std::string &Text) {
  std::optional<Severity> Level = Settings.levelOf(Id);
  if (!Level || (*Level == Severity::Warning && AllSilenced))
    return;
  if (*Level == Severity::Warning && WarningsAreErrors)
    Level = Severity::Error;
  if (Printed.insert(Text).second)
    print(Id, *Level, Text);
}

void Reporter::print(std::optional<DiagId> Id, Severity Level, const std::string &Text) {
  if (Level == Severity::Error)
    ++Errors;
  if (!Findings) {
    reportLine(Tool, Level, Text);
    return;
  }
  Finding Each;
  Each.Level = Level;
  Each.Id = Id;
  Each.Text = Text;
  Findings->push_back(std::move(Each));
}

void Reporter::report(llvm::Error Failure) {
  llvm::handleAllErrors(std::move(Failure), [&](const llvm::ErrorInfoBase &Info) {
    const std::string Text = Info.message();
    print(numberIn(Text), Severity::Error, Text);
  });
}

void Reporter::setFormat(DiagnosticsFormat Wanted, const std::string &File) {
  if (Wanted == DiagnosticsFormat::Text)
    return;
  if (!File.empty()) {
    llvm::Expected<PendingFile> Created = PendingFile::create(File);
    if (!Created)
      return report(Created.takeError());
    Output = std::make_unique<PendingFile>(std::move(*Created));
  }
  Format = Wanted;
  Findings = std::make_unique<std::vector<Finding>>();
}

void Reporter::flush() {
  if (!Findings)
    return;
  const std::unique_ptr<std::vector<Finding>> Collected = std::move(Findings);
  const llvm::json::Value Document = Format == DiagnosticsFormat::Sarif ? findingsAsSarif(Tool, *Collected)
                                                                        : findingsAsJson(Tool, *Collected);
  const std::string Text = llvm::formatv("{0:2}\n", Document);
  if (!Output) {
    llvm::errs() << Text;
    return;
  }
  llvm::Error Failure = Output->write(Text);
  if (!Failure)
    Failure = Output->commit();
  if (Failure)
    report(std::move(Failure)); // printed: nothing is collected any more
}
