// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Ordinary launches whose blocks poll for other blocks.
#include "RuntimeTest.h"

using namespace lorcha;
using namespace lorcha::test;
using WaitingBlocksTest = RuntimeTest;

namespace {
constexpr KernelInfo WaitingLoopInfo = {"waitingLoop", KernelForm::ThreadLoop, nullptr, 0, 0, 0,
                                        {0, 0, 0},     /*WaitsForBlocks=*/true};
constexpr KernelInfo WaitingFibersInfo = {"waitingFibers", KernelForm::Fiber,      nullptr, 0, 0, 0,
                                          {0, 0, 0},       /*WaitsForBlocks=*/true};
template <class BodyT> void waitingLoop(BodyT Body) {
  Kernel<loopKernel_cpu<BodyT>, waitingLoop<BodyT>, WaitingLoopInfo>::launch(Body);
}
template <class BodyT> void waitingFibers(BodyT Body) {
  Kernel<fiberKernel_cpu<BodyT>, waitingFibers<BodyT>, WaitingFibersInfo>::launch(Body);
}

void pollUntilSet(const int *Flag) {
  while (__atomic_load_n(Flag, __ATOMIC_ACQUIRE) == 0)
    lorchaLetOthersRun(1);
}
void set(int *Flag, int Value) { __atomic_store_n(Flag, Value, __ATOMIC_RELEASE); }

/// Every block waits for the one behind it.
auto countBackwards(int *Flags, unsigned Blocks) {
  return [=](const Thread &T) {
    const unsigned Me = blockIndex(T);
    if (T.threadIdx.x != 3)
      return;
    if (Me + 1 < Blocks)
      pollUntilSet(&Flags[Me + 1]);
    set(&Flags[Me], Me + 1 < Blocks ? Flags[Me + 1] + 1 : 1);
  };
}
void expectCountedBackwards(const Shared<int> &Flags, unsigned Blocks) {
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  for (unsigned I = 0; I < Blocks; ++I)
    ASSERT_EQ(Flags[I], int(Blocks - I));
}
} // namespace

TEST_F(WaitingBlocksTest, LaterBlocksRunWhileLoopsWaitForThem) {
  const unsigned Blocks = 50;
  Shared<int> Flags(Blocks);
  configure(Blocks, 4), waitingLoop(countBackwards(Flags.get(), Blocks));
  expectCountedBackwards(Flags, Blocks);
}

TEST_F(WaitingBlocksTest, LaterBlocksRunWhileFibersWaitForThem) {
  const unsigned Blocks = 20;
  Shared<int> Flags(Blocks);
  configure(Blocks, 40), waitingFibers(countBackwards(Flags.get(), Blocks));
  expectCountedBackwards(Flags, Blocks);
}

TEST_F(WaitingBlocksTest, ThreadsKnowWhichTheyAreAfterTheyWaited) {
  const unsigned Blocks = 9, Threads = 5;
  Shared<int> Arrived(1), Out(Blocks * Threads);
  int *Count = Arrived.get(), *Data = Out.get();
  configure(Blocks, Threads), waitingLoop([=](const Thread &T) {
    if (T.threadIdx.x == 0)
      __atomic_fetch_add(Count, 1, __ATOMIC_ACQ_REL);
    while (__atomic_load_n(Count, __ATOMIC_ACQUIRE) != int(Blocks))
      lorchaLetOthersRun(1);
    Data[globalIndex(T)] = int(currentThread().threadIdx.x + 1);
  });
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  for (unsigned I = 0; I < Blocks * Threads; ++I)
    ASSERT_EQ(Out[I], int(I % Threads + 1));
}

TEST_F(WaitingBlocksTest, ManyBlocksThatWaitForEarlierOnesReuseStacks) {
  const unsigned Blocks = 5000;
  Shared<int> Flags(Blocks);
  int *Data = Flags.get();
  configure(Blocks, 1), waitingLoop([=](const Thread &T) {
    const unsigned Me = blockIndex(T);
    if (Me > 0)
      pollUntilSet(&Data[Me - 1]);
    set(&Data[Me], int(Me + 1));
  });
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  EXPECT_EQ(Flags[Blocks - 1], int(Blocks));
}

TEST_F(WaitingBlocksTest, AFailedBlockReleasesThoseThatWait) {
  testing::internal::CaptureStderr();
  Shared<int> Never(1);
  const int *Flag = Never.get();
  configure(30, 2), waitingLoop([=](const Thread &T) {
    if (blockIndex(T) == 29)
      lorchaDeviceTrap();
    pollUntilSet(Flag);
  });
  EXPECT_EQ(lorchaDeviceSynchronize(), lorchaErrorLaunchFailure);
  EXPECT_EQ(testing::internal::GetCapturedStderr(),
            "lorcha: kernel 'waitingLoop' reached a trap in block [29,0,0]\n");
}
