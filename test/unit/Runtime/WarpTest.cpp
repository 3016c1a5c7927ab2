// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Warp exchanges: full and partial warps, exited lanes, disjoint masks, divergent calls, warp operations
// without a mask.
#include "RuntimeTest.h"

using namespace lorcha;
using namespace lorcha::test;
using WarpTest = RuntimeTest;

namespace {
constexpr uint32_t All = 0xffffffff;

unsigned shuffleDown(uint32_t Mask, unsigned Value, unsigned Delta, const Thread &T) {
  unsigned Source = laneId(T) + Delta;
  return Source < 32 ? warpRead(Mask, Value, Source) : warpRead(Mask, Value, laneId(T));
}

uint32_t ballot(uint32_t Mask, bool Predicate) {
  WarpValues<bool> Values = warpExchange(Mask, Predicate);
  uint32_t Result = 0;
  for (unsigned Lane = 0; Lane < 32; ++Lane)
    if (Values.Present >> Lane & 1)
      Result |= uint32_t(Values.Lane[Lane]) << Lane;
  return Result;
}
} // namespace

TEST_F(WarpTest, ReducesAWarp) {
  Shared<unsigned> Out(8);
  unsigned *Data = Out.get();
  launchFibers(2, 128, [=](const Thread &T) {
    unsigned Value = globalIndex(T);
    for (unsigned Delta = 16; Delta; Delta /= 2)
      Value += shuffleDown(All, Value, Delta, T);
    if (laneId(T) == 0)
      Data[globalIndex(T) / 32] = Value;
  });
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  for (unsigned W = 0; W < 8; ++W)
    EXPECT_EQ(Out[W], 32 * 32 * W + 31 * 32 / 2);
}

TEST_F(WarpTest, TakesOnlyTheLanesOfAPartialWarp) {
  Shared<uint32_t> Out(40);
  uint32_t *Data = Out.get();
  launchFibers(1, 40, [=](const Thread &T) {
    uint32_t Present;
    lorchaWarpExchange(All, nullptr, 0, &Present);
    Data[T.threadIdx.x] = Present;
  });
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  for (unsigned I = 0; I < 40; ++I)
    EXPECT_EQ(Out[I], I < 32 ? All : 0xffu);
}

TEST_F(WarpTest, CountsWarpsInLinearOrder) {
  Shared<unsigned> Out(60);
  unsigned *Data = Out.get();
  launchFibers(1, dim3(3, 4, 5), [=](const Thread &T) {
    Data[linearThreadIndex(T)] =
        warpExchange(All, linearThreadIndex(T)).Lane[0] + 100 * warpId(T) + laneId(T);
  });
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  for (unsigned I = 0; I < 60; ++I)
    EXPECT_EQ(Out[I], I / 32 * 32 + 100 * (I / 32) + I % 32);
}

TEST_F(WarpTest, DoesNotWaitForExitedLanes) {
  Shared<uint32_t> Out(32);
  uint32_t *Data = Out.get();
  launchFibers(1, 32, [=](const Thread &T) {
    if (laneId(T) >= 5 && laneId(T) < 20)
      return;
    Data[laneId(T)] = ballot(All, laneId(T) % 2);
  });
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  EXPECT_EQ(Out[0], 0xaaaaaaaau & ~0x000fffe0u);
  EXPECT_EQ(Out[31], Out[0]);
}

TEST_F(WarpTest, CompletesWhenTheLastMissingLaneExits) {
  Shared<uint32_t> Out(32);
  uint32_t *Data = Out.get();
  launchFibers(1, 32, [=](const Thread &T) {
    if (laneId(T) == 31) // runs last, when all others wait already
      return;
    Data[laneId(T)] = ballot(All, true);
  });
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  EXPECT_EQ(Out[3], 0x7fffffffu);
}

TEST_F(WarpTest, KeepsDisjointMasksApart) {
  Shared<unsigned> Out(32);
  unsigned *Data = Out.get();
  launchFibers(1, 32, [=](const Thread &T) {
    unsigned Lane = laneId(T);
    uint32_t Odd = 0xaaaaaaaa, Low = 0xffff;
    if (Lane % 2) {
      unsigned First = warpRead(Odd, Lane * 10, 1);
      Data[Lane] = First + warpRead(Odd, Lane, 31);
    } else if (Lane < 16) {
      Data[Lane] = warpRead(~Odd & Low, Lane * 100, 2);
    } else {
      Data[Lane] = warpRead(~Odd & ~Low, Lane * 1000, 30);
    }
  });
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  for (unsigned Lane = 0; Lane < 32; ++Lane)
    EXPECT_EQ(Out[Lane], Lane % 2 ? 10u + 31 : Lane < 16 ? 200u : 30000u);
}

TEST_F(WarpTest, JoinsLanesFromDifferentCalls) {
  Shared<unsigned> Out(32);
  unsigned *Data = Out.get();
  launchFibers(1, 32, [=](const Thread &T) {
    unsigned Lane = laneId(T);
    if (Lane < 7)
      Data[Lane] = warpRead(All, Lane, 20);
    else
      Data[Lane] = warpRead(All, Lane + 100, 3);
  });
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  for (unsigned Lane = 0; Lane < 32; ++Lane)
    EXPECT_EQ(Out[Lane], Lane < 7 ? 120u : 3u);
}

TEST_F(WarpTest, KeepsBackToBackExchangesApart) {
  const unsigned Rounds = 50;
  Shared<unsigned> Errors(1);
  unsigned *Wrong = Errors.get();
  launchFibers(3, 96, [=](const Thread &T) {
    unsigned Lane = laneId(T), Held = Lane;
    for (unsigned Round = 0; Round < Rounds; ++Round) {
      WarpValues<unsigned> Values = warpExchange(All, Held);
      if (Values.Present != All || Values.Lane[(Lane + 1) % 32] != (Lane + 1 + Round) % 32)
        __atomic_fetch_add(Wrong, 1u, __ATOMIC_RELAXED);
      Held = Values.Lane[(Lane + 1) % 32];
    }
  });
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  EXPECT_EQ(Errors[0], 0u);
}

TEST_F(WarpTest, ExchangesValuesOfEverySize) {
  struct Big {
    double Values[5];
  };
  Shared<double> Out(32);
  double *Data = Out.get();
  launchFibers(1, 32, [=](const Thread &T) {
    auto Lane = static_cast<unsigned char>(laneId(T));
    Big Mine = {{0, 1, 2, 3, double(Lane)}};
    Data[Lane] = warpRead(All, Mine, Lane ^ 1u).Values[4] + warpRead(All, Lane, Lane ^ 2u) * 1000;
  });
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  for (unsigned Lane = 0; Lane < 32; ++Lane)
    EXPECT_EQ(Out[Lane], (Lane ^ 1) + (Lane ^ 2) * 1000.0);
}

TEST_F(WarpTest, OrdersMemoryAtWarpBarriers) {
  Shared<unsigned> Out(64);
  unsigned *Data = Out.get();
  auto Body = [=](const Thread &T) {
    unsigned *Scratch = dynamicShared<unsigned>(T.block) + warpId(T) * 32, Lane = laneId(T);
    Scratch[Lane] = Lane * 3;
    lorchaWarpBarrier(All);
    unsigned Read = Scratch[31 - Lane];
    lorchaWarpBarrier(All);
    Scratch[Lane] = 0;
    Data[T.threadIdx.x] = Read;
  };
  launchFibers(1, 64, Body, 64 * sizeof(unsigned));
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  for (unsigned I = 0; I < 64; ++I)
    EXPECT_EQ(Out[I], (31 - I % 32) * 3);
}

TEST_F(WarpTest, FindsTheLanesThatComeTogether) {
  Shared<uint32_t> Out(32);
  uint32_t *Data = Out.get();
  launchFibers(1, 32, [=](const Thread &T) {
    if (laneId(T) < 10)
      Data[laneId(T)] = lorchaWarpActiveMask();
    else if (laneId(T) < 30)
      Data[laneId(T)] = lorchaWarpActiveMask();
  });
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  for (unsigned Lane = 0; Lane < 32; ++Lane)
    EXPECT_EQ(Out[Lane], Lane < 10 ? 0x3ffu : Lane < 30 ? 0x3ffffc00u : 0u);
}

TEST_F(WarpTest, ReconvergesLanesThatLeaveALoopEarly) {
  Shared<uint32_t> Out(32 * 5);
  uint32_t *Data = Out.get();
  launchFibers(1, 32, [=](const Thread &T) {
    unsigned Lane = laneId(T);
    for (unsigned Round = 0; Round <= Lane % 4; ++Round)
      Data[Lane * 5 + Round] = lorchaWarpActiveMask();
    Data[Lane * 5 + 4] = lorchaWarpActiveMask();
  });
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  const uint32_t InRound[4] = {0xffffffff, 0xeeeeeeee, 0xcccccccc, 0x88888888};
  for (unsigned Lane = 0; Lane < 32; ++Lane) {
    for (unsigned Round = 0; Round <= Lane % 4; ++Round)
      EXPECT_EQ(Out[Lane * 5 + Round], InRound[Round]);
    EXPECT_EQ(Out[Lane * 5 + 4], All);
  }
}

TEST_F(WarpTest, ConvergedExchangesMoveValuesInsideABranch) {
  Shared<unsigned> Out(32);
  unsigned *Data = Out.get();
  launchFibers(1, 32, [=](const Thread &T) {
    unsigned Lane = laneId(T);
    if (Lane < 8) {
      for (unsigned Delta = 4; Delta; Delta /= 2)
        Lane += warpRead(0, Lane, (laneId(T) + Delta) % 8);
      Data[laneId(T)] = Lane;
    }
  });
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  for (unsigned Lane = 0; Lane < 32; ++Lane)
    EXPECT_EQ(Out[Lane], Lane < 8 ? 28u : 0u);
}

TEST_F(WarpTest, MixesWithBlockBarriers) {
  Shared<unsigned> Out(1);
  unsigned *Data = Out.get();
  auto Body = [=](const Thread &T) {
    unsigned *Sums = dynamicShared<unsigned>(T.block), Value = 1;
    for (unsigned Delta = 16; Delta; Delta /= 2)
      Value += shuffleDown(All, Value, Delta, T);
    if (laneId(T) == 0)
      Sums[warpId(T)] = Value;
    lorchaBlockBarrier();
    if (warpId(T) == 0) {
      Value = laneId(T) < 16 ? Sums[laneId(T)] : 0;
      for (unsigned Delta = 16; Delta; Delta /= 2)
        Value += shuffleDown(All, Value, Delta, T);
      if (laneId(T) == 0)
        *Data = Value;
    }
    lorchaBlockBarrier();
  };
  launchFibers(1, 512, Body, 16 * sizeof(unsigned));
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  EXPECT_EQ(Out[0], 512u);
}
