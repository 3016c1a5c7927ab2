// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Failures of device code: asserts, traps, threads that wait for ever, barriers where none can be; and that
// they stick.
#include "RuntimeTest.h"

using namespace lorcha;
using namespace lorcha::test;
using DeviceFailureTest = RuntimeTest;
using DeviceFailureDeathTest = RuntimeTest;

namespace {
/// Runs Launch, waits for the device, and returns what was said on standard error.
template <class LaunchT> std::string messageOf(LaunchT Launch, lorchaError_t Expected) {
  testing::internal::CaptureStderr();
  Launch();
  EXPECT_EQ(lorchaDeviceSynchronize(), Expected);
  return testing::internal::GetCapturedStderr();
}
} // namespace

TEST_F(DeviceFailureTest, AssertInAFiberSaysWhereAndSticks) {
  std::string Text = messageOf(
      [] {
        launchFibers(dim3(2, 3), dim3(4, 2), [](const Thread &T) {
          lorchaBlockBarrier();
          if (blockIndex(T) == 3 && linearThreadIndex(T) == 6)
            lorchaDeviceAssert("x < 3", "a.cu", 12, "void f(int)");
          lorchaBlockBarrier();
        });
      },
      lorchaErrorAssert);
  EXPECT_EQ(Text, "a.cu:12: void f(int): block: [1,1,0], thread: [2,1,0] Assertion `x < 3` failed.\n");
  int *Pointer;
  EXPECT_EQ(lorchaMalloc(&Pointer, 4), lorchaErrorAssert);
  EXPECT_EQ(lorchaGetLastError(), lorchaErrorAssert);
  EXPECT_EQ(lorchaGetLastError(), lorchaErrorAssert) << "a sticky error is not cleared by reading it";
  EXPECT_EQ(lorchaDeviceReset(), lorchaSuccess);
  EXPECT_EQ(lorchaGetLastError(), lorchaSuccess);
  EXPECT_EQ(lorchaMalloc(&Pointer, 4), lorchaSuccess);
}

TEST_F(DeviceFailureTest, AssertInALoopLeavesTheKernel) {
  Shared<int> Ran(1);
  int *After = Ran.get();
  std::string Text = messageOf(
      [=] {
        launchLoop(1, 8, [=](const Thread &T) {
          if (T.threadIdx.x == 3)
            lorchaDeviceAssert("ok", "b.cu", 5, "k");
          if (T.threadIdx.x > 3)
            ++*After;
        });
      },
      lorchaErrorAssert);
  EXPECT_EQ(Text, "b.cu:5: k: block: [0,0,0], thread: [3,0,0] Assertion `ok` failed.\n");
  EXPECT_EQ(Ran[0], 0);
}

TEST_F(DeviceFailureTest, NothingRunsAfterAFailure) {
  Shared<int> Ran(1);
  int *Hits = Ran.get();
  messageOf(
      [=] {
        launchLoop(1, 1, [](const Thread &) { lorchaDeviceTrap(); });
        launchLoop(1, 1, [=](const Thread &) { ++*Hits; });
      },
      lorchaErrorLaunchFailure);
  EXPECT_EQ(Ran[0], 0);
}

TEST_F(DeviceFailureTest, FibersAreFineAfterAnAbandonedBlock) {
  for (int Round = 0; Round < 3; ++Round) {
    std::string Text = messageOf(
        [] {
          launchFibers(1, 256, [](const Thread &T) {
            uint32_t Present;
            lorchaWarpExchange(0xffffffff, &T.threadIdx.x, 4, &Present);
            if (T.threadIdx.x == 200)
              lorchaDeviceTrap();
            lorchaBlockBarrier();
          });
        },
        lorchaErrorLaunchFailure);
    EXPECT_EQ(Text, "lorcha: kernel 'fiberKernel' reached a trap in block [0,0,0]\n");
    ASSERT_EQ(lorchaDeviceReset(), lorchaSuccess);
    Shared<unsigned> Out(1);
    unsigned *Data = Out.get();
    launchFibers(1, 256, [=](const Thread &T) {
      unsigned Count = static_cast<unsigned>(lorchaBlockBarrierCount(1));
      if (T.threadIdx.x == 9)
        *Data = Count;
    });
    ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
    EXPECT_EQ(Out[0], 256u);
  }
}

TEST_F(DeviceFailureTest, FindsThreadsThatWaitForEachOtherForEver) {
  std::string Text = messageOf(
      [] {
        launchFibers(1, 64, [](const Thread &T) {
          if (T.threadIdx.x < 16)
            lorchaWarpBarrier(0xffffffff); // the other half of the warp never comes
          else if (T.threadIdx.x < 63)
            lorchaBlockBarrier();
        });
      },
      lorchaErrorLaunchFailure);
  EXPECT_EQ(
      Text,
      "lorcha: kernel 'fiberKernel': block [0,0,0] is stuck: threads 0 to 15 wait at a warp operation with "
      "mask 0xffffffff, threads 16 to 62 wait at a block barrier; the launch is abandoned\n");
}

TEST_F(DeviceFailureTest, GridBarrierNeedsACooperativeLaunch) {
  std::string Text = messageOf([] { launchFibers(2, 2, [](const Thread &) { lorchaGridBarrier(); }); },
                               lorchaErrorLaunchFailure);
  EXPECT_EQ(Text,
            "lorcha: kernel 'fiberKernel' reached a grid barrier, but was not launched as cooperative\n");
}

TEST_F(DeviceFailureTest, OtherDevicesGoOn) {
  messageOf([] { launchLoop(1, 1, [](const Thread &) { lorchaDeviceTrap(); }); }, lorchaErrorLaunchFailure);
  ASSERT_EQ(lorchaSetDevice(1), lorchaSuccess);
  EXPECT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  EXPECT_EQ(lorchaSetDevice(0), lorchaErrorLaunchFailure);
}

TEST_F(DeviceFailureTest, ExceptionsOfDeviceCodeFailTheLaunch) {
  std::string Text = messageOf(
      [] { launchLoop(1, 1, [](const Thread &) { throw std::runtime_error("thrown by a kernel"); }); },
      lorchaErrorLaunchFailure);
  EXPECT_EQ(Text, "lorcha: kernel 'loopKernel' ended with an exception: thrown by a kernel\n");
}

TEST_F(DeviceFailureTest, ThreadsThatRanThemGoOn) {
  for (int Round = 0; Round < 10; ++Round) { // now and then it is this thread that runs the kernel
    testing::internal::CaptureStderr();
    launchLoop(1, 1, [](const Thread &) { throw std::runtime_error("thrown by a kernel"); });
    EXPECT_EQ(lorchaDeviceSynchronize(), lorchaErrorLaunchFailure);
    testing::internal::GetCapturedStderr();
    ASSERT_EQ(lorchaDeviceReset(), lorchaSuccess);
    lorchaStream_t Stream;
    ASSERT_EQ(lorchaStreamCreateWithFlags(&Stream, lorchaStreamNonBlocking), lorchaSuccess);
    bool Ran = false, *Done = &Ran;
    auto Sleep = [](void *Flag) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
      *static_cast<bool *>(Flag) = true;
    };
    ASSERT_EQ(lorchaLaunchHostFunc(Stream, Sleep, Done), lorchaSuccess);
    ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
    EXPECT_TRUE(Ran) << "a thread that runs no kernel waits for the device";
  }
}

TEST_F(DeviceFailureDeathTest, BarrierInALoopKernelEndsTheProgram) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  auto Launch = [] {
    launchLoop(1, 2, [](const Thread &) { lorchaBlockBarrier(); });
    lorchaDeviceSynchronize();
  };
  EXPECT_DEATH(Launch(), "kernel 'loopKernel' reached a block barrier, but its threads run as a loop");
  EXPECT_DEATH(lorchaWarpBarrier(1), "a warp barrier was reached outside of a kernel");
}

TEST_F(DeviceFailureDeathTest, AssertOutsideOfAKernelEndsTheProgram) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(lorchaDeviceAssert("a", "b.cu", 3, "f"), "b.cu:3: f: Assertion `a' failed");
}
