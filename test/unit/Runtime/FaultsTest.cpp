// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Signals that kernels raise: the line that says which kernel it was, and the guarded mode, in which the
// program goes on. GuardTest runs in a process of its own, with LORCHA_GUARD=1.
#include "RuntimeTest.h"
#include <cstdlib>
#include <cstring>

using namespace lorcha;
using namespace lorcha::test;
using FaultsDeathTest = RuntimeTest;

namespace {
volatile int Zero = 0;
int *volatile Nowhere = reinterpret_cast<int *>(0x10);

class GuardTest : public RuntimeTest {
protected:
  void SetUp() override {
    const char *Guard = std::getenv("LORCHA_GUARD");
    if (!Guard || std::strcmp(Guard, "1") != 0)
      GTEST_SKIP() << "not guarded";
    RuntimeTest::SetUp();
  }
  /// Launches, waits, and returns what was said.
  template <class LaunchT>
  static std::string messageOf(LaunchT Launch, lorchaError_t Expected = lorchaErrorIllegalAddress) {
    testing::internal::CaptureStderr();
    Launch();
    EXPECT_EQ(lorchaDeviceSynchronize(), Expected);
    return testing::internal::GetCapturedStderr();
  }
};

bool startsWith(const std::string &Text, const char *Start) { return Text.rfind(Start, 0) == 0; }
bool endsWith(const std::string &Text, const std::string &End) {
  return Text.size() >= End.size() && Text.compare(Text.size() - End.size(), End.size(), End) == 0;
}

/// Sanitizers would say what they think of it.
__attribute__((noinline, no_sanitize("undefined"))) void divideByZero(const Thread &T) {
  Zero = static_cast<int>(T.threadIdx.x) / Zero;
}

/// Uses up any stack.
__attribute__((noinline)) int recurse(int Depth) {
  volatile char Frame[1024];
  Frame[Depth % 1024] = static_cast<char>(Depth);
  return Depth < 0 ? 0 : recurse(Depth + 1) + Frame[Depth % 1024];
}
} // namespace

TEST_F(FaultsDeathTest, TheLastLineNamesTheKernel) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  unsetenv("LORCHA_GUARD");
  auto Launch = [](auto Body) {
    launchLoop(3, 4, Body);
    lorchaDeviceSynchronize();
  };
  EXPECT_DEATH(Launch([](const Thread &T) {
                 if (T.block.blockIdx.x == 2 && T.threadIdx.x == 3)
                   *Nowhere = 1;
               }),
               "lorcha: kernel 'loopKernel', block \\[2,0,0\\].* touches an illegal address: 0x10");
}

TEST_F(GuardTest, IllegalAddressInALoopSticks) {
  std::string Text = messageOf([] {
    launchLoop(3, 4, [](const Thread &T) {
      if (T.block.blockIdx.x == 2 && T.threadIdx.x == 3)
        *Nowhere = 1;
    });
  });
  // Compilers may leave out which thread of a loop runs.
  EXPECT_TRUE(startsWith(Text, "lorcha: kernel 'loopKernel', block [2,0,0]")) << Text;
  EXPECT_TRUE(endsWith(Text, " touches an illegal address: 0x10\n")) << Text;
  void *Memory;
  EXPECT_EQ(lorchaMalloc(&Memory, 4), lorchaErrorIllegalAddress);
  EXPECT_EQ(lorchaGetLastError(), lorchaErrorIllegalAddress);
  EXPECT_EQ(lorchaGetLastError(), lorchaErrorIllegalAddress);
  EXPECT_EQ(lorchaDeviceReset(), lorchaSuccess);
  EXPECT_EQ(lorchaMalloc(&Memory, 4), lorchaSuccess);
}

TEST_F(GuardTest, IllegalAddressInAFiber) {
  for (int Round = 0; Round < 3; ++Round) {
    std::string Text = messageOf([] {
      launchFibers(2, 64, [](const Thread &T) {
        lorchaBlockBarrier();
        if (blockIndex(T) == 1 && T.threadIdx.x == 40)
          *Nowhere = 1;
        lorchaBlockBarrier();
      });
    });
    EXPECT_EQ(Text,
              "lorcha: kernel 'fiberKernel', block [1,0,0], thread [40,0,0] touches an illegal address: "
              "0x10\n");
    ASSERT_EQ(lorchaDeviceReset(), lorchaSuccess);
  }
}

TEST_F(GuardTest, SeesOverrunsOfDeviceMemory) {
  char *Data;
  ASSERT_EQ(lorchaMalloc(&Data, 1000), lorchaSuccess);
  auto Touch = [&](std::ptrdiff_t Place) {
    return messageOf([=] { launchLoop(1, 1, [=](const Thread &) { Data[Place] = 1; }); });
  };
  std::string Text = Touch(1024);
  EXPECT_TRUE(endsWith(Text, fmt::format(", 24 bytes behind 1000 bytes at {}\n", static_cast<void *>(Data))))
      << Text;
  ASSERT_EQ(lorchaDeviceReset(), lorchaSuccess);
  ASSERT_EQ(lorchaMalloc(&Data, 8192), lorchaSuccess);
  Text = Touch(-1);
  EXPECT_TRUE(endsWith(Text, fmt::format(", 1 bytes before 8192 bytes at {}\n", static_cast<void *>(Data))))
      << Text;
}

TEST_F(GuardTest, SeesUsesOfFreedMemory) {
  for (bool IsAsync : {false, true}) {
    char *Data;
    void *Next;
    ASSERT_EQ(IsAsync ? lorchaMallocAsync(&Data, 5000, nullptr) : lorchaMalloc(&Data, 5000), lorchaSuccess);
    ASSERT_EQ(IsAsync ? lorchaFreeAsync(Data, nullptr) : lorchaFree(Data), lorchaSuccess);
    ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
    ASSERT_EQ(lorchaMallocAsync(&Next, 5000, nullptr), lorchaSuccess);
    std::string Text = messageOf([=] { launchLoop(1, 1, [=](const Thread &) { Data[4999] = 1; }); });
    EXPECT_TRUE(
        endsWith(Text, fmt::format(", in 5000 bytes at {} that are freed\n", static_cast<void *>(Data))))
        << Text;
    ASSERT_EQ(lorchaDeviceReset(), lorchaSuccess);
  }
}

TEST_F(GuardTest, StackOverflowIsAnIllegalAddress) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "sanitizers give up first";
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
  GTEST_SKIP() << "sanitizers give up first";
#endif
#endif
  std::string Text = messageOf([] {
    launchFibers(1, 2, [](const Thread &T) {
      lorchaBlockBarrier();
      if (T.threadIdx.x == 1)
        Zero = recurse(1) & 0;
    });
  });
  EXPECT_TRUE(startsWith(
      Text, "lorcha: kernel 'fiberKernel', block [0,0,0], thread [1,0,0] touches an illegal address: 0x"))
      << Text;
  ASSERT_EQ(lorchaDeviceReset(), lorchaSuccess);
  Shared<unsigned> Out(1);
  unsigned *Data = Out.get();
  launchFibers(1, 2, [=](const Thread &) { *Data = static_cast<unsigned>(lorchaBlockBarrierCount(1)); });
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  EXPECT_EQ(Out[0], 2u);
}

#if defined(__x86_64__)
TEST_F(GuardTest, DivisionByZeroFailsTheLaunch) {
  std::string Text = messageOf([] { launchLoop(1, 1, divideByZero); }, lorchaErrorLaunchFailure);
  EXPECT_TRUE(startsWith(Text, "lorcha: kernel 'loopKernel', block [0,0,0]")) << Text;
  EXPECT_TRUE(endsWith(Text, " divides an integer by zero\n")) << Text;
}
#endif

TEST_F(GuardTest, OtherBlocksAndDevicesAreNotHarmed) {
  Shared<int> Out(1);
  int *Data = Out.get();
  messageOf([] { launchLoop(64, 1, [](const Thread &T) { *(Nowhere + T.block.blockIdx.x) = 1; }); });
  ASSERT_EQ(lorchaSetDevice(1), lorchaSuccess);
  launchLoop(1, 1, [=](const Thread &) { *Data = 3; });
  EXPECT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  EXPECT_EQ(Out[0], 3);
}
