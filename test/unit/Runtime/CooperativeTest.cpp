// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Cooperative launches and the grid barrier.
#include "RuntimeTest.h"

using namespace lorcha;
using namespace lorcha::test;
using CooperativeTest = RuntimeTest;

namespace {
/// Launches a kernel made from a lambda as cooperative.
template <class BodyT> lorchaError_t launchTogether(dim3 Grid, dim3 BlockDim, BodyT Body) {
  (void)&Kernel<fiberKernel_cpu<BodyT>, fiberKernel<BodyT>, FiberInfo>::launch; // registers it
  void *Args[] = {&Body};
  return lorchaLaunchCooperativeKernel(&fiberKernel<BodyT>, Grid, BlockDim, Args, 0, nullptr);
}
} // namespace

TEST_F(CooperativeTest, GridBarrierSeparatesWritesFromReads) {
  const unsigned Blocks = 4, Threads = 100, Count = Blocks * Threads;
  Shared<unsigned> A(Count), B(Count);
  unsigned *From = A.get(), *To = B.get();
  auto Body = [=](const Thread &T) {
    unsigned I = globalIndex(T);
    for (unsigned Round = 0; Round < 5; ++Round) {
      From[I] = I + Round;
      lorchaGridBarrier();
      To[I] = From[(I + Threads) % Count];
      lorchaGridBarrier();
    }
  };
  ASSERT_EQ(launchTogether(Blocks, Threads, Body), lorchaSuccess);
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  for (unsigned I = 0; I < Count; ++I)
    ASSERT_EQ(B[I], (I + Threads) % Count + 4);
}

TEST_F(CooperativeTest, GridBarrierMixesWithBlockBarriersAndExits) {
  const unsigned Blocks = 3, Threads = 64;
  Shared<unsigned> Out(Blocks);
  unsigned *Data = Out.get();
  auto Body = [=](const Thread &T) {
    if (blockIndex(T) == 1) // a whole block that never comes
      return;
    unsigned Here = static_cast<unsigned>(lorchaBlockBarrierCount(T.threadIdx.x < 10));
    if (T.threadIdx.x == 0)
      Data[blockIndex(T)] = Here;
    if (T.threadIdx.x >= 32)
      return;
    lorchaGridBarrier();
    if (T.threadIdx.x == 0 && blockIndex(T) == 2)
      Data[1] = Data[0] + Data[2];
  };
  ASSERT_EQ(launchTogether(Blocks, Threads, Body), lorchaSuccess);
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  EXPECT_EQ(Out.values(), (std::vector<unsigned>{10, 20, 10}));
}

TEST_F(CooperativeTest, KernelsKnowThatTheyAreCooperative) {
  Shared<int> Out(2);
  int *Data = Out.get();
  auto Body = [=](const Thread &) { Data[0] = lorchaGridIsCooperative(); };
  ASSERT_EQ(launchTogether(1, 1, Body), lorchaSuccess);
  launchFibers(1, 1, [=](const Thread &) { Data[1] = 1 + lorchaGridIsCooperative(); });
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  EXPECT_EQ(Out.values(), (std::vector<int>{1, 1}));
}

TEST_F(CooperativeTest, RefusesMoreBlocksThanFit) {
  lorchaDeviceProp Properties;
  ASSERT_EQ(lorchaGetDeviceProperties(&Properties, 0), lorchaSuccess);
  EXPECT_EQ(Properties.cooperativeLaunch, 1);
  auto Body = [](const Thread &) {};
  auto Most = static_cast<unsigned>(Properties.multiProcessorCount * 2);
  EXPECT_EQ(launchTogether(Most, 1024, Body), lorchaSuccess);
  EXPECT_EQ(launchTogether(Most + 1, 1024, Body), lorchaErrorCooperativeLaunchTooLarge);
  lorchaGetLastError();
}

TEST_F(CooperativeTest, AFailedBlockReleasesTheOthers) {
  testing::internal::CaptureStderr();
  auto Body = [](const Thread &T) {
    if (blockIndex(T) == 1)
      lorchaDeviceTrap();
    lorchaGridBarrier();
    lorchaGridBarrier();
  };
  ASSERT_EQ(launchTogether(4, 32, Body), lorchaSuccess);
  EXPECT_EQ(lorchaDeviceSynchronize(), lorchaErrorLaunchFailure);
  EXPECT_EQ(testing::internal::GetCapturedStderr(),
            "lorcha: kernel 'fiberKernel' reached a trap in block [1,0,0]\n");
}
