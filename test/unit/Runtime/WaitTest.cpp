// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Waits of fibers for words in memory, exchanges of parts of a block, and work of a warp together.
#include "RuntimeTest.h"
#include <numeric>

using namespace lorcha;
using namespace lorcha::test;
using WaitTest = RuntimeTest;

TEST_F(WaitTest, GoesOnWhenTheWordHasChanged) {
  const unsigned Threads = 100;
  Shared<unsigned> Out(Threads + 1);
  unsigned *Data = Out.get();
  Data[Threads] = 0;
  // One after the other, from the last thread to the first.
  launchFibers(1, Threads, [=](const Thread &T) {
    const unsigned Mine = Threads - 1 - T.threadIdx.x;
    for (unsigned Now = Data[Threads]; Now != Mine; Now = Data[Threads])
      lorchaWaitForChange(&Data[Threads], Now, 0);
    Data[T.threadIdx.x] = Mine;
    __atomic_store_n(&Data[Threads], Mine + 1, __ATOMIC_RELEASE);
  });
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  for (unsigned I = 0; I < Threads; ++I)
    EXPECT_EQ(Out[I], Threads - 1 - I);
}

TEST_F(WaitTest, LoopsThatPollLetOthersRun) {
  Shared<unsigned> Out(2);
  unsigned *Data = Out.get();
  Data[0] = Data[1] = 0;
  launchFibers(1, 64, [=](const Thread &T) {
    if (T.threadIdx.x == 63)
      __atomic_store_n(&Data[0], 1u, __ATOMIC_RELEASE);
    while (__atomic_load_n(&Data[0], __ATOMIC_ACQUIRE) == 0)
      lorchaLetOthersRun(0);
    ++Data[1];
  });
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  EXPECT_EQ(Out[1], 64u);
}

TEST_F(WaitTest, NamesWhatCannotCome) {
  Shared<unsigned> Out(1);
  unsigned *Data = Out.get();
  Data[0] = 0;
  testing::internal::CaptureStderr();
  launchFibers(1, 32, [=](const Thread &T) {
    if (T.threadIdx.x == 4)
      lorchaWaitForChange(&Data[0], 0, 0);
  });
  EXPECT_EQ(lorchaDeviceSynchronize(), lorchaErrorLaunchFailure);
  const std::string Said = testing::internal::GetCapturedStderr();
  EXPECT_NE(Said.find("thread 4 waits at a barrier, semaphore or atomic in memory"), std::string::npos)
      << Said;
  lorchaDeviceReset();
}

TEST_F(WaitTest, PartsExchangeAsOftenAsTheyLike) {
  const unsigned Threads = 256, Part = 64;
  Shared<unsigned> Out(Threads);
  unsigned *Data = Out.get();
  launchFibers(1, Threads, [=](const Thread &T) {
    const unsigned I = T.threadIdx.x, First = I / Part * Part;
    unsigned Sum = 0;
    for (unsigned Round = 0; Round <= I / Part; ++Round) {
      if (Round == 1 && I % Part == 5)
        return; // the others do without
      const unsigned Given = I + Round;
      const unsigned char *Present;
      const auto *All = static_cast<const unsigned *>(lorchaPartExchange(First, Part, &Given, 4, &Present));
      for (unsigned Rank = 0; Rank < Part; ++Rank)
        Sum += Present[Rank] ? All[Rank] : 0;
    }
    Data[I] = Sum;
  });
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  for (unsigned I = 0; I < Threads; ++I) {
    if (I % Part == 5 && I / Part > 0)
      continue;
    unsigned Sum = 0;
    for (unsigned Round = 0; Round <= I / Part; ++Round)
      for (unsigned Rank = 0; Rank < Part; ++Rank)
        Sum += Round > 0 && Rank == 5 ? 0 : I / Part * Part + Rank + Round;
    EXPECT_EQ(Out[I], Sum) << I;
  }
}

TEST_F(WaitTest, WhoComesOutOfAPartIsActiveTogether) {
  const unsigned Threads = 128, Part = 64;
  Shared<uint32_t> Out(Threads);
  uint32_t *Data = Out.get();
  launchFibers(1, Threads, [=](const Thread &T) {
    const unsigned char *Present;
    lorchaPartExchange(T.threadIdx.x / Part * Part, Part, nullptr, 0, &Present);
    Data[T.threadIdx.x] = lorchaWarpActiveMask();
  });
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  for (unsigned I = 0; I < Threads; ++I)
    EXPECT_EQ(Out[I], ~0u) << I;
}

/// Threads that count themselves, wait in one of two ways until all have come, and ask which lanes are
/// active. Those of an odd number take no part and ask at once.
static void countAndAsk(Shared<uint32_t> &Out, unsigned Threads, bool Polls) {
  uint32_t *Data = Out.get();
  std::fill(Data, Data + Threads + 1, 0u);
  launchFibers(1, Threads, [=](const Thread &T) {
    uint32_t *Count = &Data[Threads];
    if (T.threadIdx.x % 2) {
      lorchaWarpExchangeAt(/*Site=*/2, nullptr, 0, &Data[T.threadIdx.x]);
      return;
    }
    ++*Count;
    for (uint32_t Now = *Count; Now != Threads / 2; Now = __atomic_load_n(Count, __ATOMIC_ACQUIRE))
      if (Polls)
        lorchaLetOthersRun(1);
      else
        lorchaWaitForChange(Count, Now, 0);
    lorchaWarpExchangeAt(/*Site=*/1, nullptr, 0, &Data[T.threadIdx.x]);
  });
}

TEST_F(WaitTest, WhoComesOutOfAWaitIsActiveTogether) {
  const unsigned Threads = 96;
  for (bool Polls : {false, true}) {
    Shared<uint32_t> Out(Threads + 1);
    countAndAsk(Out, Threads, Polls);
    ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
    for (unsigned I = 0; I < Threads; ++I)
      EXPECT_EQ(Out[I], I % 2 ? 0xaaaaaaaau : 0x55555555u) << I << (Polls ? " polls" : "");
  }
}

TEST_F(WaitTest, OneLaneWorksForTheWarp) {
  Shared<unsigned> Out(65);
  unsigned *Data = Out.get();
  Data[64] = 0;
  launchFibers(1, 64, [=](const Thread &T) {
    struct Given {
      unsigned Number, Sum;
      unsigned *Calls;
    } Mine = {T.threadIdx.x, 0, &Data[64]};
    lorchaWarpTogether(~0u, &Mine, [](void *const *All, uint32_t Present) {
      unsigned Sum = 0;
      for (unsigned Lane = 0; Lane < 32; ++Lane)
        Sum += Present >> Lane & 1 ? static_cast<Given *>(All[Lane])->Number : 0;
      for (unsigned Lane = 0; Lane < 32; ++Lane)
        if (Present >> Lane & 1)
          static_cast<Given *>(All[Lane])->Sum = Sum;
      ++*static_cast<Given *>(All[0])->Calls;
    });
    Data[T.threadIdx.x] = Mine.Sum;
  });
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  EXPECT_EQ(Out[64], 2u);
  for (unsigned I = 0; I < 64; ++I)
    EXPECT_EQ(Out[I], I < 32 ? 496u : 496u + 32 * 32);
}

TEST_F(WaitTest, BlocksOfACooperativeLaunchWaitForEachOther) {
  const unsigned Blocks = 20;
  Shared<unsigned> Out(Blocks + 1);
  unsigned *Data = Out.get();
  std::fill(Data, Data + Blocks + 1, 0u);
  auto Body = [=](const Thread &T) {
    const unsigned Mine = Blocks - 1 - T.block.blockIdx.x;
    if (T.threadIdx.x == 1)
      return;
    for (unsigned Now = __atomic_load_n(&Data[Blocks], __ATOMIC_ACQUIRE); Now != Mine;
         Now = __atomic_load_n(&Data[Blocks], __ATOMIC_ACQUIRE))
      lorchaWaitForChange(&Data[Blocks], Now, 1);
    Data[T.block.blockIdx.x] = Mine + 1;
    __atomic_store_n(&Data[Blocks], Mine + 1, __ATOMIC_RELEASE);
    lorchaGridBarrier();
  };
  (void)&Kernel<fiberKernel_cpu<decltype(Body)>, fiberKernel<decltype(Body)>,
                FiberInfo>::launch; // registers it
  void *Args[] = {&Body};
  ASSERT_EQ(lorchaLaunchCooperativeKernel(&fiberKernel<decltype(Body)>, Blocks, 2, Args, 0, nullptr),
            lorchaSuccess);
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  for (unsigned I = 0; I < Blocks; ++I)
    EXPECT_EQ(Out[I], Blocks - I);
}
