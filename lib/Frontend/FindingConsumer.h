// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Collects what Clang's engine reports as values.
#ifndef LORCHA_LIB_FRONTEND_FINDINGCONSUMER_H
#define LORCHA_LIB_FRONTEND_FINDINGCONSUMER_H

#include "lorcha/Support/Findings.h"
#include "clang/Basic/Diagnostic.h"

namespace lorcha {

class FindingConsumer : public clang::DiagnosticConsumer {
public:
  /// List must live as long as the engine reports.
  explicit FindingConsumer(std::vector<Finding> &List) : List(List) {}

  void HandleDiagnostic(clang::DiagnosticsEngine::Level Level, const clang::Diagnostic &Info) override;

private:
  std::vector<Finding> &List;
  bool HasMain = false; ///< notes belong to the last of List
};

} // namespace lorcha

#endif
