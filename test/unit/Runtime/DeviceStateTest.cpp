// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Several devices: what is each one's own, what one may do with another's, which cores each has.
#include "RuntimeTest.h"
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <sched.h>
#include <set>
#include <thread>

using namespace lorcha;
using namespace lorcha::test;
using DeviceStateTest = RuntimeTest;
using CoreSharesTest = RuntimeTest;

namespace {
/// Makes Device the current one while this lives.
class OnDevice {
public:
  explicit OnDevice(int Device) {
    EXPECT_EQ(lorchaGetDevice(&Before), lorchaSuccess);
    EXPECT_EQ(lorchaSetDevice(Device), lorchaSuccess);
  }
  ~OnDevice() { lorchaSetDevice(Before); }

private:
  int Before = 0;
};

struct Things {
  lorchaStream_t Stream = nullptr;
  lorchaEvent_t Event = nullptr;
  int *Data = nullptr;

  explicit Things(int Device) {
    OnDevice Current(Device);
    EXPECT_EQ(lorchaStreamCreate(&Stream), lorchaSuccess);
    EXPECT_EQ(lorchaEventCreate(&Event), lorchaSuccess);
    EXPECT_EQ(lorchaMalloc(&Data, 64 * sizeof(int)), lorchaSuccess);
  }
};

lorchaGraphExec_t makeFillGraph(int *Data, int Value) {
  lorchaGraph_t Graph;
  lorchaGraphNode_t Node;
  lorchaGraphExec_t Ready = nullptr;
  lorchaMemsetParams Fill = {Data, 0, static_cast<unsigned>(Value), 4, 1, 1};
  EXPECT_EQ(lorchaGraphCreate(&Graph, 0), lorchaSuccess);
  EXPECT_EQ(lorchaGraphAddMemsetNode(&Node, Graph, nullptr, 0, &Fill), lorchaSuccess);
  EXPECT_EQ(lorchaGraphInstantiate(&Ready, Graph, 0), lorchaSuccess);
  return Ready;
}
} // namespace

TEST_F(DeviceStateTest, ResetLeavesOtherDevicesAlone) {
  Things Zero(0), One(1);
  OnDevice Current(1);
  size_t Value = 0;
  ASSERT_EQ(lorchaDeviceSetLimit(lorchaLimitStackSize, 64 << 10), lorchaSuccess);
  lorchaGraphExec_t Graph = makeFillGraph(One.Data, 7);
  {
    OnDevice Reset(0);
    ASSERT_EQ(lorchaDeviceReset(), lorchaSuccess);
  }
  EXPECT_EQ(lorchaStreamQuery(Zero.Stream), lorchaErrorInvalidResourceHandle);
  EXPECT_EQ(lorchaEventQuery(Zero.Event), lorchaErrorInvalidResourceHandle);
  EXPECT_EQ(lorchaFree(Zero.Data), lorchaErrorInvalidValue);

  EXPECT_EQ(lorchaGraphLaunch(Graph, One.Stream), lorchaSuccess);
  EXPECT_EQ(lorchaEventRecord(One.Event, One.Stream), lorchaSuccess);
  EXPECT_EQ(lorchaEventSynchronize(One.Event), lorchaSuccess);
  int Read = 0;
  EXPECT_EQ(lorchaMemcpy(&Read, One.Data, sizeof(int), lorchaMemcpyDeviceToHost), lorchaSuccess);
  EXPECT_EQ(Read, 7);
  EXPECT_EQ(lorchaDeviceGetLimit(&Value, lorchaLimitStackSize), lorchaSuccess);
  EXPECT_EQ(Value, 64u << 10);
  EXPECT_EQ(lorchaFree(One.Data), lorchaSuccess);
}

TEST_F(DeviceStateTest, ResetForgetsGraphsOfTheDevice) {
  Things Zero(0);
  lorchaGraphExec_t Graph = makeFillGraph(Zero.Data, 7);
  ASSERT_EQ(lorchaDeviceReset(), lorchaSuccess);
  EXPECT_NE(lorchaGraphLaunch(Graph, nullptr), lorchaSuccess);
}

TEST_F(DeviceStateTest, LimitsFlagsAndCountsAreEachDevicesOwn) {
  size_t Free[2], Total, Value;
  unsigned Flags;
  int *Data;
  ASSERT_EQ(lorchaDeviceSetLimit(lorchaLimitPrintfFifoSize, 4 << 20), lorchaSuccess);
  ASSERT_EQ(lorchaSetDeviceFlags(lorchaDeviceScheduleBlockingSync), lorchaSuccess);
  ASSERT_EQ(lorchaMalloc(&Data, 1 << 20), lorchaSuccess);
  lorchaMemPool_t Pools[2];
  for (int I = 0; I < 2; ++I)
    ASSERT_EQ(lorchaDeviceGetDefaultMemPool(&Pools[I], I), lorchaSuccess);
  EXPECT_NE(Pools[0], Pools[1]);
  OnDevice Current(1);
  EXPECT_EQ(lorchaDeviceGetLimit(&Value, lorchaLimitPrintfFifoSize), lorchaSuccess);
  EXPECT_EQ(Value, 1u << 20);
  EXPECT_EQ(lorchaGetDeviceFlags(&Flags), lorchaSuccess);
  EXPECT_EQ(Flags & lorchaDeviceScheduleBlockingSync, 0u);
  EXPECT_EQ(lorchaMemGetInfo(&Free[1], &Total), lorchaSuccess);
  EXPECT_EQ(lorchaSetDevice(0), lorchaSuccess);
  EXPECT_EQ(lorchaMemGetInfo(&Free[0], &Total), lorchaSuccess);
  EXPECT_LE(Free[0], Total - (1 << 20));
}

TEST_F(DeviceStateTest, StreamsBelongToTheirDevice) {
  Things One(1);
  std::atomic<int> Ran{0};
  auto Body = [&Ran](const Thread &) { ++Ran; };
  launchLoop(1, 1, Body, 0, One.Stream);
  EXPECT_EQ(lorchaGetLastError(), lorchaErrorInvalidResourceHandle) << "the current device is another";
  OnDevice Current(1);
  launchLoop(1, 1, Body, 0, One.Stream);
  EXPECT_EQ(lorchaGetLastError(), lorchaSuccess);
  lorchaSetDevice(0);
  // Copies, waits and questions may be put into any stream.
  int Value = 5, Read = 0;
  EXPECT_EQ(lorchaMemcpyAsync(One.Data, &Value, sizeof(int), lorchaMemcpyHostToDevice, One.Stream),
            lorchaSuccess);
  EXPECT_EQ(lorchaMemcpyAsync(&Read, One.Data, sizeof(int), lorchaMemcpyDeviceToHost, One.Stream),
            lorchaSuccess);
  EXPECT_EQ(lorchaStreamSynchronize(One.Stream), lorchaSuccess);
  EXPECT_EQ(lorchaStreamQuery(One.Stream), lorchaSuccess);
  EXPECT_EQ(Ran, 1);
  EXPECT_EQ(Read, 5);
}

TEST_F(DeviceStateTest, EventsJoinDevices) {
  Things Zero(0), One(1);
  std::atomic<bool> MayGo{false};
  std::atomic<int> Order{0};
  int First = -1, Second = -1;
  launchLoop(
      1, 1,
      [&](const Thread &) {
        while (!MayGo)
          std::this_thread::yield();
        First = Order++;
      },
      0, Zero.Stream);
  EXPECT_EQ(lorchaEventRecord(Zero.Event, Zero.Stream), lorchaSuccess);
  EXPECT_EQ(lorchaEventRecord(One.Event, Zero.Stream), lorchaErrorInvalidResourceHandle);
  {
    OnDevice Current(1);
    EXPECT_EQ(lorchaStreamWaitEvent(One.Stream, Zero.Event, 0), lorchaSuccess);
    launchLoop(1, 1, [&](const Thread &) { Second = Order++; }, 0, One.Stream);
    EXPECT_EQ(lorchaEventRecord(One.Event, One.Stream), lorchaSuccess);
  }
  EXPECT_EQ(lorchaEventQuery(One.Event), lorchaErrorNotReady);
  MayGo = true;
  EXPECT_EQ(lorchaEventSynchronize(One.Event), lorchaSuccess);
  EXPECT_EQ(First, 0);
  EXPECT_EQ(Second, 1);
  float Milliseconds;
  EXPECT_EQ(lorchaEventElapsedTime(&Milliseconds, Zero.Event, One.Event), lorchaErrorInvalidResourceHandle);
}

TEST_F(DeviceStateTest, CopiesBetweenPeersFollowTheirStream) {
  Things Zero(0), One(1);
  int Values[64], Read[64] = {};
  for (int I = 0; I < 64; ++I)
    Values[I] = I * I;
  ASSERT_EQ(lorchaMemcpyAsync(Zero.Data, Values, sizeof(Values), lorchaMemcpyHostToDevice, Zero.Stream),
            lorchaSuccess);
  ASSERT_EQ(lorchaMemcpyPeerAsync(One.Data, 1, Zero.Data, 0, sizeof(Values), Zero.Stream), lorchaSuccess);
  ASSERT_EQ(lorchaStreamSynchronize(Zero.Stream), lorchaSuccess);
  ASSERT_EQ(lorchaMemcpy(Read, One.Data, sizeof(Values), lorchaMemcpyDeviceToHost), lorchaSuccess);
  EXPECT_EQ(std::memcmp(Values, Read, sizeof(Values)), 0);
  EXPECT_EQ(lorchaMemcpyPeer(One.Data, 7, Zero.Data, 0, 4), lorchaErrorInvalidDevice);
  EXPECT_EQ(lorchaMemcpyPeer(One.Data, 1, Zero.Data, 0, sizeof(Values) + 1), lorchaErrorInvalidValue);
}

TEST_F(DeviceStateTest, PeerErrors) {
  EXPECT_EQ(lorchaDeviceEnablePeerAccess(2, 0), lorchaErrorInvalidDevice);
  EXPECT_EQ(lorchaDeviceEnablePeerAccess(1, 1), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaDeviceDisablePeerAccess(2), lorchaErrorInvalidDevice);
  ASSERT_EQ(lorchaDeviceEnablePeerAccess(1, 0), lorchaSuccess);
  OnDevice Current(1);
  EXPECT_EQ(lorchaDeviceDisablePeerAccess(0), lorchaErrorPeerAccessNotEnabled) << "the other direction";
  lorchaSetDevice(0);
  EXPECT_EQ(lorchaDeviceReset(), lorchaSuccess);
  EXPECT_EQ(lorchaDeviceEnablePeerAccess(1, 0), lorchaSuccess) << "a reset has taken it back";
}

TEST_F(DeviceStateTest, ValidDevicesCountUntilAThreadChooses) {
  auto InNewThread = [](auto Body) { std::thread(Body).join(); };
  int Order[] = {1, 0, 1};
  int Bad[] = {0, 5};
  EXPECT_EQ(lorchaSetValidDevices(Order, 3), lorchaErrorInvalidValue) << "more than there are";
  EXPECT_EQ(lorchaSetValidDevices(Bad, 2), lorchaErrorInvalidDevice);
  EXPECT_EQ(lorchaSetValidDevices(nullptr, 1), lorchaErrorInvalidValue);
  InNewThread([&] {
    int Current = -1;
    EXPECT_EQ(lorchaSetValidDevices(Order, 2), lorchaSuccess);
    EXPECT_EQ(lorchaGetDevice(&Current), lorchaSuccess);
    EXPECT_EQ(Current, 1);
    EXPECT_EQ(lorchaSetValidDevices(nullptr, 0), lorchaSuccess);
    EXPECT_EQ(lorchaGetDevice(&Current), lorchaSuccess);
    EXPECT_EQ(Current, 0);
  });
  InNewThread([&] {
    int Current = -1;
    EXPECT_EQ(lorchaSetDevice(0), lorchaSuccess);
    EXPECT_EQ(lorchaSetValidDevices(Order, 2), lorchaSuccess);
    EXPECT_EQ(lorchaGetDevice(&Current), lorchaSuccess);
    EXPECT_EQ(Current, 0) << "it has chosen";
  });
}

TEST_F(DeviceStateTest, ChoosesTheDeviceThatFitsBest) {
  lorchaDeviceProp Properties[2], Wanted = {};
  for (int I = 0; I < 2; ++I)
    ASSERT_EQ(lorchaGetDeviceProperties(&Properties[I], I), lorchaSuccess);
  int Chosen = -1;
  EXPECT_EQ(lorchaChooseDevice(&Chosen, &Wanted), lorchaSuccess);
  EXPECT_EQ(Chosen, 0) << "all fit";
  Wanted.pciBusID = Properties[1].pciBusID;
  EXPECT_EQ(lorchaChooseDevice(&Chosen, &Wanted), lorchaSuccess);
  EXPECT_EQ(Chosen, 1);
  EXPECT_EQ(lorchaChooseDevice(nullptr, &Wanted), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaChooseDevice(&Chosen, nullptr), lorchaErrorInvalidValue);
}

// Run in a process of its own, with LORCHA_CPU_CORES=0:1.
TEST_F(CoreSharesTest, EachDeviceKeepsToItsCores) {
  const char *Cores = std::getenv("LORCHA_CPU_CORES");
  if (!Cores || std::strcmp(Cores, "0:1") != 0)
    GTEST_SKIP() << "not asked for";
  constexpr unsigned Blocks = 200;
  for (int Device = 0; Device < 2; ++Device) {
    OnDevice Current(Device);
    lorchaDeviceProp Properties;
    ASSERT_EQ(lorchaGetDeviceProperties(&Properties, Device), lorchaSuccess);
    EXPECT_EQ(Properties.multiProcessorCount, 1);
    std::vector<int> Seen(Blocks, -1);
    launchLoop(Blocks, 1, [&](const Thread &T) {
      for (auto End = std::chrono::steady_clock::now() + std::chrono::microseconds(50);
           std::chrono::steady_clock::now() < End;)
        ;
      Seen[T.block.blockIdx.x] = sched_getcpu();
    });
    ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
    EXPECT_EQ(std::set<int>(Seen.begin(), Seen.end()), std::set<int>{Device});
  }
}

// Run in processes of their own, with settings that make no sense: they are told of, and ignored.
TEST_F(CoreSharesTest, ThereAreTwoDevicesAnyhow) {
  int Count = 0;
  EXPECT_EQ(lorchaGetDeviceCount(&Count), lorchaSuccess);
  EXPECT_EQ(Count, 2);
}
