// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Work on a source apart from the rest of the tool.
#ifndef LORCHA_LIB_DRIVER_OWNSTACK_H
#define LORCHA_LIB_DRIVER_OWNSTACK_H

#include "lorcha/Support/Diagnostics.h"
#include "clang/Basic/Stack.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/Error.h"
#include <csignal>
#include <memory>
#include <optional>

namespace lorcha {

/// The error after a crash, whose code is LLVM's.
llvm::Error crashed(const std::string &Input, int ReturnCode);

/// Where the handlers of signals run on this thread while this lives: its own stack may be what has run out.
class SignalStack {
public:
  SignalStack();
  ~SignalStack();

private:
  std::unique_ptr<char[]> Memory;
  stack_t Before;
};

/// Runs Work, which gives an Expected<ResultT>, on a stack that is large enough for any nesting that Clang
/// lets pass. Where the tool catches crashes (llvm::CrashRecoveryContext::Enable), one of Clang's or our own
/// becomes an error about Input; what the crash has left behind stays as it is.
template <class ResultT, class WorkT>
llvm::Expected<ResultT> onOwnStack(const std::string &Input, WorkT Work) {
  constexpr unsigned StackBytes = 256 << 20; // only what is used takes memory
  std::optional<llvm::Expected<ResultT>> Result;
  llvm::CrashRecoveryContext Context;
  const bool IsDone = Context.RunSafelyOnThread(
      [&] {
        const SignalStack ForHandlers;
        clang::noteBottomOfStack();
        Result.emplace(Work());
      },
      StackBytes);
  if (IsDone)
    return std::move(*Result);
  return crashed(Input, Context.RetCode);
}

} // namespace lorcha

#endif
