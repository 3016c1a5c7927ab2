// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Streams and events of OpenCL devices: launches return at once, order holds, host functions come in between.
#include "OpenClTest.h"
#include <atomic>
#include <chrono>
#include <thread>

using namespace lorcha::test;
using StreamsTest = OpenClTest;

namespace {
constexpr unsigned LongRounds = 60000000; ///< tens of milliseconds

double millisecondsSince(std::chrono::steady_clock::time_point Start) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - Start).count();
}

/// The kernel is built and has run once, so that later launches take no more time than they must.
void warmUp() {
  OnDevice<unsigned> Data(1, 1);
  ASSERT_EQ(launch(spin, 1, 1)(Data.get(), 1), lorchaSuccess);
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
}
} // namespace

TEST_F(StreamsTest, LaunchesDoNotWait) {
  warmUp();
  OnDevice<unsigned> Data(1, 1);
  auto Start = std::chrono::steady_clock::now();
  ASSERT_EQ(launch(spin, 1, 1)(Data.get(), LongRounds), lorchaSuccess);
  double Launched = millisecondsSince(Start);
  EXPECT_EQ(lorchaStreamQuery(nullptr), lorchaErrorNotReady);
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  double Done = millisecondsSince(Start);
  EXPECT_LT(Launched, Done / 2);
  EXPECT_EQ(lorchaStreamQuery(nullptr), lorchaSuccess);
  lorchaGetLastError();
}

TEST_F(StreamsTest, KeepsTheOrderOfAStream) {
  OnDevice<float> Data(1, 1);
  for (int I = 0; I < 10; ++I)
    ASSERT_EQ(launch(scale, 1, 1)(Data.get(), 2, 1), lorchaSuccess);
  EXPECT_EQ(Data.values()[0], 1024);
}

TEST_F(StreamsTest, EventsTellTimesAndWhatIsDone) {
  warmUp();
  OnDevice<unsigned> Data(1, 1);
  lorchaEvent_t Begin, End;
  ASSERT_EQ(lorchaEventCreate(&Begin), lorchaSuccess);
  ASSERT_EQ(lorchaEventCreate(&End), lorchaSuccess);
  auto Start = std::chrono::steady_clock::now();
  ASSERT_EQ(lorchaEventRecord(Begin, nullptr), lorchaSuccess);
  ASSERT_EQ(launch(spin, 1, 1)(Data.get(), LongRounds), lorchaSuccess);
  ASSERT_EQ(lorchaEventRecord(End, nullptr), lorchaSuccess);
  EXPECT_EQ(lorchaEventQuery(End), lorchaErrorNotReady);
  float Milliseconds = 0;
  EXPECT_EQ(lorchaEventElapsedTime(&Milliseconds, Begin, End), lorchaErrorNotReady);
  ASSERT_EQ(lorchaEventSynchronize(End), lorchaSuccess);
  double Whole = millisecondsSince(Start);
  ASSERT_EQ(lorchaEventElapsedTime(&Milliseconds, Begin, End), lorchaSuccess);
  EXPECT_GT(Milliseconds, Whole / 4);
  EXPECT_LT(Milliseconds, Whole * 1.2 + 1);
  EXPECT_EQ(lorchaEventDestroy(Begin), lorchaSuccess);
  EXPECT_EQ(lorchaEventDestroy(End), lorchaSuccess);
  lorchaGetLastError();
}

TEST_F(StreamsTest, AStreamWaitsForAnotherOnesEvent) {
  warmUp();
  OnDevice<unsigned> First(1, 1), Second(1, 1);
  unsigned Expected = 0;
  lorchaStream_t A, B;
  lorchaEvent_t Event;
  ASSERT_EQ(lorchaStreamCreateWithFlags(&A, lorchaStreamNonBlocking), lorchaSuccess);
  ASSERT_EQ(lorchaStreamCreateWithFlags(&B, lorchaStreamNonBlocking), lorchaSuccess);
  ASSERT_EQ(lorchaEventCreateWithFlags(&Event, lorchaEventDisableTiming), lorchaSuccess);
  ASSERT_EQ(launch(spin, 1, 1, 0, A)(First.get(), LongRounds), lorchaSuccess);
  ASSERT_EQ(lorchaEventRecord(Event, A), lorchaSuccess);
  ASSERT_EQ(lorchaStreamWaitEvent(B, Event, 0), lorchaSuccess);
  ASSERT_EQ(lorchaMemcpyAsync(Second.get(), First.get(), 4, lorchaMemcpyDeviceToDevice, B), lorchaSuccess);
  ASSERT_EQ(lorchaStreamSynchronize(B), lorchaSuccess);
  Expected = First.values()[0];
  EXPECT_NE(Expected, 1u);
  EXPECT_EQ(Second.values()[0], Expected);
  EXPECT_EQ(lorchaEventDestroy(Event), lorchaSuccess);
  EXPECT_EQ(lorchaStreamDestroy(A), lorchaSuccess);
  EXPECT_EQ(lorchaStreamDestroy(B), lorchaSuccess);
}

TEST_F(StreamsTest, TheDefaultStreamWaitsForBlockingStreams) {
  warmUp();
  OnDevice<unsigned> First(1, 1), Second(1, 1);
  lorchaStream_t Blocking;
  ASSERT_EQ(lorchaStreamCreate(&Blocking), lorchaSuccess);
  ASSERT_EQ(launch(spin, 1, 1, 0, Blocking)(First.get(), LongRounds), lorchaSuccess);
  ASSERT_EQ(lorchaMemcpyAsync(Second.get(), First.get(), 4, lorchaMemcpyDeviceToDevice, nullptr),
            lorchaSuccess);
  ASSERT_EQ(lorchaMemcpyAsync(First.get(), Second.get(), 4, lorchaMemcpyDeviceToDevice, Blocking),
            lorchaSuccess);
  ASSERT_EQ(lorchaStreamSynchronize(Blocking), lorchaSuccess);
  EXPECT_NE(Second.values()[0], 1u);
  EXPECT_EQ(First.values(), Second.values());
  EXPECT_EQ(lorchaStreamDestroy(Blocking), lorchaSuccess);
}

TEST_F(StreamsTest, HostFunctionsSeeWhatIsBeforeThem) {
  struct State {
    unsigned *Pinned;
    std::atomic<unsigned> Seen{0};
  } Shared;
  OnDevice<unsigned> Data(1, 1);
  ASSERT_EQ(lorchaMallocHost(&Shared.Pinned, 4), lorchaSuccess);
  lorchaStream_t Stream;
  ASSERT_EQ(lorchaStreamCreate(&Stream), lorchaSuccess);
  ASSERT_EQ(launch(spin, 1, 1, 0, Stream)(Data.get(), LongRounds / 10), lorchaSuccess);
  ASSERT_EQ(lorchaMemcpyAsync(Shared.Pinned, Data.get(), 4, lorchaMemcpyDeviceToHost, Stream), lorchaSuccess);
  auto Function = [](void *Given) {
    auto *All = static_cast<State *>(Given);
    All->Seen = *All->Pinned;
    *All->Pinned = 7;
  };
  ASSERT_EQ(lorchaLaunchHostFunc(Stream, Function, &Shared), lorchaSuccess);
  ASSERT_EQ(lorchaMemcpyAsync(Data.get(), Shared.Pinned, 4, lorchaMemcpyHostToDevice, Stream), lorchaSuccess);
  ASSERT_EQ(lorchaStreamSynchronize(Stream), lorchaSuccess);
  EXPECT_NE(Shared.Seen.load(), 0u);
  EXPECT_EQ(Data.values()[0], 7u);
  EXPECT_EQ(lorchaStreamDestroy(Stream), lorchaSuccess);
  EXPECT_EQ(lorchaFreeHost(Shared.Pinned), lorchaSuccess);
}

TEST_F(StreamsTest, DestroyedStreamsFinishTheirWork) {
  warmUp();
  OnDevice<unsigned> Data(1, 1);
  lorchaStream_t Stream;
  ASSERT_EQ(lorchaStreamCreateWithFlags(&Stream, lorchaStreamNonBlocking), lorchaSuccess);
  ASSERT_EQ(launch(spin, 1, 1, 0, Stream)(Data.get(), LongRounds), lorchaSuccess);
  auto Start = std::chrono::steady_clock::now();
  EXPECT_EQ(lorchaStreamDestroy(Stream), lorchaSuccess);
  double Destroyed = millisecondsSince(Start);
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  EXPECT_LT(Destroyed, millisecondsSince(Start) / 2) << "it does not wait for the work";
  EXPECT_NE(Data.values()[0], 1u);
}

TEST_F(StreamsTest, ServesManyHostThreads) {
  constexpr int Threads = 6, Launches = 50;
  std::vector<std::thread> Hosts;
  std::vector<float> Results(Threads);
  for (int I = 0; I < Threads; ++I)
    Hosts.emplace_back([Result = &Results[I]] {
      lorchaStream_t Stream;
      float *Data = nullptr, One = 1;
      ASSERT_EQ(lorchaStreamCreate(&Stream), lorchaSuccess);
      ASSERT_EQ(lorchaMalloc(&Data, sizeof(float)), lorchaSuccess);
      ASSERT_EQ(lorchaMemcpyAsync(Data, &One, sizeof(float), lorchaMemcpyHostToDevice, Stream),
                lorchaSuccess);
      for (int Launch = 0; Launch < Launches; ++Launch)
        ASSERT_EQ(launch(scale, 1, 1, 0, Stream)(Data, Launch % 2 ? 0.5f : 2.f, 1), lorchaSuccess);
      ASSERT_EQ(lorchaMemcpyAsync(Result, Data, sizeof(float), lorchaMemcpyDeviceToHost, Stream),
                lorchaSuccess);
      ASSERT_EQ(lorchaStreamSynchronize(Stream), lorchaSuccess);
      ASSERT_EQ(lorchaFree(Data), lorchaSuccess);
      ASSERT_EQ(lorchaStreamDestroy(Stream), lorchaSuccess);
    });
  for (std::thread &Each : Hosts)
    Each.join();
  EXPECT_EQ(Results, std::vector<float>(Threads, 1));
}
