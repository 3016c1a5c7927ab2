// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "lorcha/Driver/Crashes.h"
#include "OwnStack.h"

#include "llvm/Support/raw_ostream.h"
#include <atomic>
#include <cstring>
#include <unistd.h>

using namespace lorcha;

static std::atomic<bool> HasCrashed{false};

/// LLVM's handlers run on the stack that is there, which is no use to code that has used it up.
void lorcha::catchCrashes() {
  llvm::CrashRecoveryContext::Enable();
  for (int Signal : {SIGSEGV, SIGBUS}) {
    struct sigaction Action;
    sigaction(Signal, nullptr, &Action);
    Action.sa_flags |= SA_ONSTACK;
    sigaction(Signal, &Action, nullptr);
  }
}

SignalStack::SignalStack() {
  constexpr size_t Bytes = 64 << 10;
  Memory = std::make_unique<char[]>(Bytes);
  stack_t New{};
  New.ss_sp = Memory.get();
  New.ss_size = Bytes;
  sigaltstack(&New, &Before);
}

SignalStack::~SignalStack() { sigaltstack(&Before, nullptr); }

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
