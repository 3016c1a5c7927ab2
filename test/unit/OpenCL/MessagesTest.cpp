// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// printf, failed assertions and traps of kernels.
#include "OpenClTest.h"
#include <algorithm>
#include <sstream>

using namespace lorcha::test;
using MessagesTest = OpenClTest;

namespace {
/// What is printed to standard output until the device has done its work.
template <class LaunchT> std::string printedBy(LaunchT Launch) {
  testing::internal::CaptureStdout();
  Launch();
  EXPECT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  return testing::internal::GetCapturedStdout();
}

template <class LaunchT> std::string failureOf(LaunchT Launch, lorchaError_t Expected) {
  testing::internal::CaptureStderr();
  EXPECT_EQ(Launch(), lorchaSuccess);
  EXPECT_EQ(lorchaDeviceSynchronize(), Expected);
  std::string Text = testing::internal::GetCapturedStderr();
  void *Pointer = nullptr;
  EXPECT_EQ(lorchaMalloc(&Pointer, 4), Expected) << "it sticks";
  EXPECT_EQ(lorchaDeviceReset(), lorchaSuccess);
  EXPECT_EQ(lorchaMalloc(&Pointer, 4), lorchaSuccess);
  EXPECT_EQ(lorchaFree(Pointer), lorchaSuccess);
  return Text;
}
} // namespace

TEST_F(MessagesTest, PrintsWhenSomebodyWaits) {
  EXPECT_EQ(printedBy([] { launch(say, 1, 1)(-3, 2.5f); }), "-3 of thread 0: text 2.50%\n");
}

TEST_F(MessagesTest, PrintsFromEveryThread) {
  std::istringstream Text(printedBy([] { launch(say, 2, 3)(4, 0); }));
  std::vector<std::string> Lines;
  for (std::string Line; std::getline(Text, Line);)
    Lines.push_back(Line);
  std::sort(Lines.begin(), Lines.end());
  EXPECT_EQ(Lines, (std::vector<std::string>{"4 of thread 0: text 0.00%", "4 of thread 0: text 0.00%",
                                             "4 of thread 1: text 0.00%", "4 of thread 1: text 0.00%",
                                             "4 of thread 2: text 0.00%", "4 of thread 2: text 0.00%"}));
}

TEST_F(MessagesTest, PrintsLaunchesInTheirOrder) {
  std::string Text = printedBy([] {
    for (int I = 0; I < 40; ++I)
      launch(say, 1, 1 + I % 2)(I, 0);
  });
  size_t At = 0;
  for (int I = 0; I < 40; ++I) {
    size_t Next = Text.find(std::to_string(I) + " of", At);
    ASSERT_NE(Next, std::string::npos) << I << " in " << Text;
    At = Next;
  }
}

TEST_F(MessagesTest, SurvivesMoreThanTheBufferHolds) {
  std::string Text = printedBy([] { launch(say, 200, 256)(1, 1); });
  size_t Lines = static_cast<size_t>(std::count(Text.begin(), Text.end(), '\n'));
  EXPECT_GT(Lines, 10000u);
  EXPECT_LT(Lines, 200u * 256);
  EXPECT_EQ(printedBy([] { launch(say, 1, 1)(2, 0); }), "2 of thread 0: text 0.00%\n");
}

TEST_F(MessagesTest, FailedAssertionsSayWhereAndStick) {
  EXPECT_EQ(failureOf([] { return launch(failAssert, dim3(2), dim3(4, 2, 1))(6); }, lorchaErrorAssert),
            "tests.cu:9: void failAssert(int): block: [1,0,0], thread: [2,1,0] Assertion `thread != 3` "
            "failed.\n");
  EXPECT_EQ(launch(failAssert, 1, 8)(6), lorchaSuccess);
  EXPECT_EQ(lorchaDeviceSynchronize(), lorchaSuccess) << "only block 1 fails";
}

TEST_F(MessagesTest, TrapsStick) {
  EXPECT_EQ(failureOf([] { return launch(trap, 3, 2)(); }, lorchaErrorLaunchFailure).substr(0, 44),
            "lorcha: kernel 'trap' reached a trap in bloc");
}

TEST_F(MessagesTest, GridBarriersNeedACooperativeLaunch) {
  EXPECT_EQ(failureOf(
                [] {
                  OnDevice<int> Data(8, 0);
                  return launch(gridBarrier, 2, 4)(Data.get(), 1);
                },
                lorchaErrorLaunchFailure),
            "lorcha: kernel 'gridBarrier' reached a grid barrier, but was not launched as cooperative\n");
}

TEST_F(MessagesTest, BlockingCopiesAndEventsShowMessages) {
  OnDevice<int> Data(1, 5);
  testing::internal::CaptureStdout();
  ASSERT_EQ(launch(say, 1, 1)(1, 0), lorchaSuccess);
  EXPECT_EQ(Data.values()[0], 5);
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "1 of thread 0: text 0.00%\n");
  lorchaEvent_t Event;
  ASSERT_EQ(lorchaEventCreate(&Event), lorchaSuccess);
  testing::internal::CaptureStdout();
  ASSERT_EQ(launch(say, 1, 1)(2, 0), lorchaSuccess);
  ASSERT_EQ(lorchaEventRecord(Event, nullptr), lorchaSuccess);
  EXPECT_EQ(lorchaEventSynchronize(Event), lorchaSuccess);
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "2 of thread 0: text 0.00%\n");
  EXPECT_EQ(lorchaEventDestroy(Event), lorchaSuccess);
}
