// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "lorcha/Driver/Crashes.h"
#include "OwnStack.h"

#include "llvm/Support/raw_ostream.h"
#include <atomic>
#include <cstring>
#include <unistd.h>

using namespace lorcha;

static std::atomic<bool> HasCrashed{false};

void lorcha::catchCrashes() { llvm::CrashRecoveryContext::Enable(); }

llvm::Error lorcha::crashed(const std::string &Input, int ReturnCode) {
  HasCrashed = true;
  const int Signal = ReturnCode > 128 ? ReturnCode - 128 : 0; // as shells number such ends
  return llvm::createStringError(
      formatDiagnostic(DiagId::TranslatorFailed, Input, std::string(strsignal(Signal))));
}

int lorcha::leave(int Status) {
  if (!HasCrashed)
    return Status;
  llvm::outs().flush();
  llvm::errs().flush();
  _exit(Status);
}
