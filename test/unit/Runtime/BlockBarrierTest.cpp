// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Block barriers between fibers, by the shape of the control flow around them.
#include "RuntimeTest.h"
#include <numeric>

using namespace lorcha;
using namespace lorcha::test;
using BlockBarrierTest = RuntimeTest;

TEST_F(BlockBarrierTest, SeparatesWritesFromReads) {
  const unsigned Threads = 256, Blocks = 20;
  Shared<unsigned> Out(Threads * Blocks);
  unsigned *Data = Out.get();
  auto Reverse = [=](const Thread &T) {
    unsigned *Scratch = dynamicShared<unsigned>(T.block), I = T.threadIdx.x;
    Scratch[I] = globalIndex(T);
    lorchaBlockBarrier();
    Data[globalIndex(T)] = Scratch[Threads - 1 - I];
  };
  launchFibers(Blocks, Threads, Reverse, Threads * sizeof(unsigned));
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  for (unsigned I = 0; I < Threads * Blocks; ++I)
    ASSERT_EQ(Out[I], I / Threads * Threads + (Threads - 1 - I % Threads));
}

TEST_F(BlockBarrierTest, WorksInLoops) {
  const unsigned Threads = 1024;
  Shared<unsigned> Out(1);
  unsigned *Data = Out.get();
  auto Reduce = [=](const Thread &T) {
    unsigned *Scratch = dynamicShared<unsigned>(T.block), I = T.threadIdx.x;
    Scratch[I] = I;
    for (unsigned Half = Threads / 2; Half; Half /= 2) {
      lorchaBlockBarrier();
      if (I < Half)
        Scratch[I] += Scratch[I + Half];
    }
    if (I == 0)
      *Data = Scratch[0];
  };
  launchFibers(1, Threads, Reduce, Threads * sizeof(unsigned));
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  EXPECT_EQ(Out[0], Threads * (Threads - 1) / 2);
}

TEST_F(BlockBarrierTest, DoesNotWaitForExitedThreads) {
  Shared<unsigned> Out(100);
  unsigned *Data = Out.get();
  auto Body = [=](const Thread &T) {
    unsigned *Count = dynamicShared<unsigned>(T.block), I = T.threadIdx.x;
    if (I == 0)
      *Count = 0;
    lorchaBlockBarrier();
    if (I % 3 == 0)
      return;
    ++*Count;
    lorchaBlockBarrier();
    Data[I] = *Count;
  };
  launchFibers(1, 100, Body, sizeof(unsigned));
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  for (unsigned I = 0; I < 100; ++I)
    EXPECT_EQ(Out[I], I % 3 ? 66u : 0u);
}

TEST_F(BlockBarrierTest, CountsCallsInDifferentBranchesTogether) {
  Shared<unsigned> Out(64);
  unsigned *Data = Out.get();
  auto Body = [=](const Thread &T) {
    unsigned *Scratch = dynamicShared<unsigned>(T.block), I = T.threadIdx.x;
    Scratch[I] = I;
    if (I < 10)
      lorchaBlockBarrier();
    else
      lorchaBlockBarrier();
    Data[I] = Scratch[63 - I];
  };
  launchFibers(1, 64, Body, 64 * sizeof(unsigned));
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  for (unsigned I = 0; I < 64; ++I)
    EXPECT_EQ(Out[I], 63 - I);
}

TEST_F(BlockBarrierTest, ReducesPredicates) {
  Shared<int> Out(96 * 6);
  int *Data = Out.get();
  auto Body = [=](const Thread &T) {
    int I = static_cast<int>(T.threadIdx.x);
    int *Mine = Data + 6 * I;
    Mine[0] = lorchaBlockBarrierCount(I % 5 == 0);
    Mine[1] = lorchaBlockBarrierCount(2);
    Mine[2] = lorchaBlockBarrierAnd(I >= 0);
    Mine[3] = lorchaBlockBarrierAnd(I != 50);
    Mine[4] = lorchaBlockBarrierOr(I == 95);
    Mine[5] = lorchaBlockBarrierOr(0);
  };
  launchFibers(1, 96, Body);
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  for (int I = 0; I < 96; ++I)
    EXPECT_EQ(std::vector<int>(Out.get() + 6 * I, Out.get() + 6 * I + 6),
              (std::vector<int>{20, 96, 1, 0, 1, 0}));
}

TEST_F(BlockBarrierTest, KnowsThreadsInThreeDimensions) {
  const dim3 BlockDim(3, 5, 7);
  Shared<unsigned> Out(105);
  unsigned *Data = Out.get();
  auto Body = [=](const Thread &T) {
    lorchaBlockBarrier();
    const Thread &Now = currentThread();
    bool Same = &Now == &T && Now.threadIdx.x < 3 && Now.threadIdx.y < 5 && Now.threadIdx.z < 7;
    Data[linearThreadIndex(Now)] += Same;
  };
  launchFibers(1, BlockDim, Body);
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  EXPECT_EQ(Out.values(), std::vector<unsigned>(105, 1));
}

namespace {
SharedVariable<int> Counter;

/// A device function with a static shared variable and a barrier, reached through recursion.
int sumBelow(const Thread &T, int Depth) {
  int &Sum = Counter.in(T.block);
  if (Depth == 0)
    return Sum;
  if (linearThreadIndex(T) == 0)
    Sum += Depth;
  lorchaBlockBarrier();
  return sumBelow(T, Depth - 1);
}
} // namespace

TEST_F(BlockBarrierTest, WorksInRecursionAndSharesStaticVariables) {
  Shared<int> Out(4 * 40);
  int *Data = Out.get();
  auto Body = [=](const Thread &T) {
    if (linearThreadIndex(T) == 0)
      Counter.in(T.block) = 0;
    lorchaBlockBarrier();
    Data[globalIndex(T)] = sumBelow(T, 10);
  };
  launchFibers(4, 40, Body);
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  EXPECT_EQ(Out.values(), std::vector<int>(4 * 40, 55));
}

TEST_F(BlockBarrierTest, KeepsLargeFramesApart) {
  Shared<unsigned> Out(64);
  unsigned *Data = Out.get();
  auto Body = [=](const Thread &T) {
    volatile unsigned Local[10000];
    for (unsigned I = 0; I < 10000; ++I)
      Local[I] = I * T.threadIdx.x;
    lorchaBlockBarrier();
    unsigned Sum = 0;
    for (unsigned I = 0; I < 10000; I += 100)
      Sum += Local[I] == I * T.threadIdx.x;
    Data[T.threadIdx.x] = Sum;
  };
  launchFibers(1, 64, Body);
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  EXPECT_EQ(Out.values(), std::vector<unsigned>(64, 100));
}

TEST_F(BlockBarrierTest, TakesLargerStacksFromTheLimit) {
  ASSERT_EQ(lorchaDeviceSetLimit(lorchaLimitStackSize, 512 << 10), lorchaSuccess);
  Shared<unsigned> Out(2);
  unsigned *Data = Out.get();
  auto Body = [=](const Thread &T) {
    volatile char Local[400 << 10];
    for (unsigned I = 0; I < sizeof(Local); I += 512)
      Local[I] = static_cast<char>(T.threadIdx.x + 1);
    lorchaBlockBarrier();
    Data[T.threadIdx.x] = static_cast<unsigned>(Local[0] + Local[sizeof(Local) - 512]);
  };
  launchFibers(1, 2, Body);
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  EXPECT_EQ(Out[0], 2u);
  EXPECT_EQ(Out[1], 4u);
}

TEST_F(BlockBarrierTest, ServesSeveralStreamsAtOnce) {
  constexpr unsigned Streams = 6, Blocks = 30, Threads = 128;
  Shared<unsigned> Out(Streams * Blocks);
  std::vector<lorchaStream_t> Handles(Streams);
  for (unsigned S = 0; S < Streams; ++S) {
    ASSERT_EQ(lorchaStreamCreateWithFlags(&Handles[S], lorchaStreamNonBlocking), lorchaSuccess);
    unsigned *Data = Out.get() + S * Blocks;
    auto Body = [=](const Thread &T) {
      unsigned *Sum = dynamicShared<unsigned>(T.block);
      if (T.threadIdx.x == 0)
        *Sum = S;
      lorchaBlockBarrier();
      *Sum += T.threadIdx.x;
      lorchaBlockBarrier();
      if (T.threadIdx.x == 0)
        Data[T.block.blockIdx.x] = *Sum;
    };
    launchFibers(Blocks, Threads, Body, sizeof(unsigned), Handles[S]);
  }
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  for (unsigned I = 0; I < Streams * Blocks; ++I)
    EXPECT_EQ(Out[I], I / Blocks + Threads * (Threads - 1) / 2);
}
