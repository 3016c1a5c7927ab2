// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Time, sleep, traps and assert. Each trap ends its launch for good, so it runs in a process of its own.
#include "Kernels.h"
#include <chrono>
#include <csignal>

namespace {

using namespace lorcha;
using test::run;

TEST(Control, ClockCountsNanoseconds) {
  const auto Start = std::chrono::steady_clock::now();
  const long long First = clock64();
  for (int I = 0; I < 20; ++I)
    __nanosleep(2000000); // CUDA sleeps for 1 ms at most
  const long long Counted = clock64() - First;
  const auto Passed =
      std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now() - Start);
  EXPECT_GE(Counted, 20 * 1000000);
  EXPECT_LE(Counted, Passed.count() + 1000);
}

TEST(Control, ProfilerTriggerDoesNothing) { __prof_trigger(3); }

/// Runs Body in a kernel of one thread and leaves the process with the launch's error.
template <class BodyT> [[noreturn]] void exitWithError(BodyT Body) { std::_Exit(run(1, 1, Body)); }

TEST(ControlDeathTest, TrapFailsTheLaunch) {
  EXPECT_EXIT(exitWithError([](const Thread &) { __trap(); }),
              testing::ExitedWithCode(lorchaErrorLaunchFailure & 0xff), "");
}
TEST(ControlDeathTest, AssertFailsTheLaunch) {
  EXPECT_EXIT(exitWithError([](const Thread &T) { assert(T.threadIdx.x == 1 && "shown"); }),
              testing::ExitedWithCode(lorchaErrorAssert & 0xff), "shown");
}
TEST(ControlDeathTest, AssertOutsideOfKernelsAborts) {
  EXPECT_EXIT(assert(warpSize == 1), testing::KilledBySignal(SIGABRT), "warpSize == 1");
}
TEST(ControlDeathTest, BreakpointWithoutDebuggerEndsTheProgram) {
  EXPECT_EXIT(__brkpt(), testing::KilledBySignal(SIGTRAP), "");
}

} // namespace
