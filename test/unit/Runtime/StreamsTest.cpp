// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Streams and events: order, asynchrony, the default-stream rules, waits across streams, host functions,
// timing.
#include "RuntimeTest.h"
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

using namespace lorcha;
using namespace lorcha::test;
using StreamsTest = RuntimeTest;
using EventsTest = RuntimeTest;

namespace {
/// A door that host functions wait at.
struct Door {
  std::mutex Mutex;
  std::condition_variable Changed;
  bool IsOpen = false;
  ~Door() {
    open();
    lorchaDeviceSynchronize();
  }
  void open() {
    std::lock_guard<std::mutex> Lock(Mutex);
    IsOpen = true;
    Changed.notify_all();
  }
  static void wait(void *Data) {
    auto *Self = static_cast<Door *>(Data);
    std::unique_lock<std::mutex> Lock(Self->Mutex);
    Self->Changed.wait(Lock, [=] { return Self->IsOpen; });
  }
};

lorchaStream_t makeStream(unsigned Flags = lorchaStreamDefault) {
  lorchaStream_t Stream = nullptr;
  EXPECT_EQ(lorchaStreamCreateWithFlags(&Stream, Flags), lorchaSuccess);
  return Stream;
}
lorchaEvent_t makeEvent(unsigned Flags = lorchaEventDefault) {
  lorchaEvent_t Event = nullptr;
  EXPECT_EQ(lorchaEventCreateWithFlags(&Event, Flags), lorchaSuccess);
  return Event;
}
void setFlag(void *Data) { *static_cast<std::atomic<bool> *>(Data) = true; }
} // namespace

TEST_F(StreamsTest, RunsInOrderAndAsynchronously) {
  Door Closed;
  lorchaStream_t Stream = makeStream();
  Shared<int> Out(1);
  int *Data = Out.get();
  ASSERT_EQ(lorchaLaunchHostFunc(Stream, Door::wait, &Closed), lorchaSuccess);
  for (int I = 0; I < 100; ++I)
    launchLoop(1, 1, [=](const Thread &) { *Data = *Data == I ? I + 1 : -1000; }, 0, Stream);
  EXPECT_EQ(lorchaStreamQuery(Stream), lorchaErrorNotReady);
  EXPECT_EQ(lorchaGetLastError(), lorchaSuccess) << "not ready is no failure";
  Closed.open();
  EXPECT_EQ(lorchaStreamSynchronize(Stream), lorchaSuccess);
  EXPECT_EQ(lorchaStreamQuery(Stream), lorchaSuccess);
  EXPECT_EQ(Out[0], 100);
}

TEST_F(StreamsTest, StreamsDoNotWaitForEachOther) {
  Door Closed;
  lorchaStream_t A = makeStream(), B = makeStream();
  ASSERT_EQ(lorchaLaunchHostFunc(A, Door::wait, &Closed), lorchaSuccess);
  std::atomic<bool> Ran{false};
  ASSERT_EQ(lorchaLaunchHostFunc(B, setFlag, &Ran), lorchaSuccess);
  EXPECT_EQ(lorchaStreamSynchronize(B), lorchaSuccess);
  EXPECT_TRUE(Ran);
  EXPECT_EQ(lorchaStreamQuery(A), lorchaErrorNotReady);
  Closed.open();
}

TEST_F(StreamsTest, AllKindsOfWorkGoOnWhileAKernelRuns) {
  Shared<int> To(1000, 7);
  int *Data = To.get(), *From = nullptr;
  ASSERT_EQ(lorchaMallocHost(&From, 1000 * sizeof(int)), lorchaSuccess);
  std::fill(From, From + 1000, 3);
  std::atomic<bool> MayEnd{false}, HasRun{false};
  lorchaStream_t Running = makeStream(lorchaStreamNonBlocking);
  launchLoop(
      1, 1,
      [&](const Thread &) {
        for (auto End = std::chrono::steady_clock::now() + std::chrono::seconds(20);
             !MayEnd && std::chrono::steady_clock::now() < End;)
          std::this_thread::yield();
      },
      0, Running);
  auto WaitInStream = [](auto Put) {
    lorchaStream_t On = makeStream(lorchaStreamNonBlocking);
    EXPECT_EQ(Put(On), lorchaSuccess);
    EXPECT_EQ(lorchaStreamSynchronize(On), lorchaSuccess);
  };
  WaitInStream([&](auto On) { return lorchaMemsetAsync(Data, 0, 1000 * sizeof(int), On); });
  EXPECT_EQ(To[999], 0);
  WaitInStream([&](auto On) {
    return lorchaMemcpyAsync(Data, From, 1000 * sizeof(int), lorchaMemcpyHostToDevice, On);
  });
  EXPECT_EQ(To[999], 3);
  WaitInStream([&](auto On) { return lorchaLaunchHostFunc(On, setFlag, &HasRun); });
  EXPECT_TRUE(HasRun);
  WaitInStream([&](auto On) {
    launchLoop(10, 10, [=](const Thread &T) { Data[globalIndex(T)] = 4; }, 0, On);
    return lorchaGetLastError();
  });
  EXPECT_EQ(To[99], 4);
  EXPECT_EQ(lorchaStreamQuery(Running), lorchaErrorNotReady);
  MayEnd = true;
  EXPECT_EQ(lorchaStreamSynchronize(Running), lorchaSuccess);
}

TEST_F(StreamsTest, DefaultStreamWaitsForBlockingStreamsOnly) {
  Door Closed;
  lorchaStream_t Blocking = makeStream(), Free = makeStream(lorchaStreamNonBlocking);
  std::atomic<bool> AfterBlocking{false}, AfterDefault{false}, InFree{false};
  ASSERT_EQ(lorchaLaunchHostFunc(Blocking, Door::wait, &Closed), lorchaSuccess);
  ASSERT_EQ(lorchaLaunchHostFunc(nullptr, setFlag, &AfterBlocking), lorchaSuccess);
  lorchaStream_t Later = makeStream();
  ASSERT_EQ(lorchaLaunchHostFunc(Later, setFlag, &AfterDefault), lorchaSuccess);
  ASSERT_EQ(lorchaLaunchHostFunc(Free, setFlag, &InFree), lorchaSuccess);
  EXPECT_EQ(lorchaStreamSynchronize(Free), lorchaSuccess);
  std::this_thread::sleep_for(std::chrono::milliseconds(10));
  EXPECT_FALSE(AfterBlocking);
  EXPECT_FALSE(AfterDefault);
  EXPECT_EQ(lorchaStreamQuery(nullptr), lorchaErrorNotReady);
  Closed.open();
  EXPECT_EQ(lorchaStreamSynchronize(Later), lorchaSuccess);
  EXPECT_TRUE(AfterBlocking);
  EXPECT_TRUE(AfterDefault);
}

TEST_F(StreamsTest, DefaultStreamDoesNotWaitForNonBlockingStreams) {
  Door Closed;
  lorchaStream_t Free = makeStream(lorchaStreamNonBlocking);
  ASSERT_EQ(lorchaLaunchHostFunc(Free, Door::wait, &Closed), lorchaSuccess);
  EXPECT_EQ(lorchaStreamSynchronize(lorchaStreamLegacy), lorchaSuccess);
  int Value = 1;
  void *Device = nullptr;
  ASSERT_EQ(lorchaMalloc(&Device, 4), lorchaSuccess);
  EXPECT_EQ(lorchaMemcpy(Device, &Value, 4, lorchaMemcpyHostToDevice), lorchaSuccess);
  EXPECT_EQ(lorchaStreamQuery(Free), lorchaErrorNotReady);
  Closed.open();
}

TEST_F(StreamsTest, EachThreadHasADefaultStreamOfItsOwn) {
  Door Closed;
  ASSERT_EQ(lorchaLaunchHostFunc(lorchaStreamPerThread, Door::wait, &Closed), lorchaSuccess);
  std::thread([] {
    std::atomic<bool> Ran{false};
    ASSERT_EQ(lorchaLaunchHostFunc(lorchaStreamPerThread, setFlag, &Ran), lorchaSuccess);
    EXPECT_EQ(lorchaStreamSynchronize(lorchaStreamPerThread), lorchaSuccess);
    EXPECT_TRUE(Ran);
  }).join();
  EXPECT_EQ(lorchaStreamQuery(lorchaStreamPerThread), lorchaErrorNotReady);
  Closed.open();
  EXPECT_EQ(lorchaStreamSynchronize(lorchaStreamPerThread), lorchaSuccess);
}

TEST_F(StreamsTest, DestroyedStreamsFinishTheirWork) {
  Door Closed;
  lorchaStream_t Stream = makeStream();
  std::atomic<bool> Ran{false};
  ASSERT_EQ(lorchaLaunchHostFunc(Stream, Door::wait, &Closed), lorchaSuccess);
  ASSERT_EQ(lorchaLaunchHostFunc(Stream, setFlag, &Ran), lorchaSuccess);
  EXPECT_EQ(lorchaStreamDestroy(Stream), lorchaSuccess);
  EXPECT_EQ(lorchaStreamDestroy(Stream), lorchaErrorInvalidResourceHandle);
  EXPECT_EQ(lorchaStreamSynchronize(Stream), lorchaErrorInvalidResourceHandle);
  Closed.open();
  EXPECT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  EXPECT_TRUE(Ran);
}

TEST_F(StreamsTest, ManyBlockedHostFunctionsDoNotStarveOthers) {
  constexpr int Count = 20;
  Door Closed;
  std::vector<lorchaStream_t> Streams(Count);
  for (lorchaStream_t &Each : Streams) {
    Each = makeStream(lorchaStreamNonBlocking);
    ASSERT_EQ(lorchaLaunchHostFunc(Each, Door::wait, &Closed), lorchaSuccess);
  }
  // The last stream opens the door for all the others.
  lorchaStream_t Opener = makeStream(lorchaStreamNonBlocking);
  auto Open = [](void *Data) { static_cast<Door *>(Data)->open(); };
  ASSERT_EQ(lorchaLaunchHostFunc(Opener, Open, &Closed), lorchaSuccess);
  EXPECT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
}

TEST_F(StreamsTest, CallbacksGetStreamStatusAndData) {
  struct Seen {
    lorchaStream_t Stream;
    lorchaError_t Status, ApiCall;
  } Result = {};
  lorchaStream_t Stream = makeStream();
  auto Callback = [](lorchaStream_t On, lorchaError_t Status, void *Data) {
    *static_cast<Seen *>(Data) = {On, Status, lorchaDeviceSynchronize()};
  };
  ASSERT_EQ(lorchaStreamAddCallback(Stream, Callback, &Result, 0), lorchaSuccess);
  ASSERT_EQ(lorchaStreamSynchronize(Stream), lorchaSuccess);
  EXPECT_EQ(Result.Stream, Stream);
  EXPECT_EQ(Result.Status, lorchaSuccess);
  EXPECT_EQ(Result.ApiCall, lorchaErrorNotPermitted);
  lorchaGetLastError();
  EXPECT_EQ(lorchaStreamAddCallback(Stream, Callback, nullptr, 1), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaLaunchHostFunc(Stream, nullptr, nullptr), lorchaErrorInvalidValue);
}

TEST_F(StreamsTest, TellAboutThemselves) {
  lorchaStream_t Free = nullptr, Plain = nullptr;
  int Least = 1, Greatest = 1, Priority = 1, Device = -1;
  unsigned Flags = 9;
  unsigned long long Id = 0, OtherId = 0;
  EXPECT_EQ(lorchaDeviceGetStreamPriorityRange(&Least, &Greatest), lorchaSuccess);
  EXPECT_EQ(Least, 0);
  EXPECT_LT(Greatest, 0);
  ASSERT_EQ(lorchaStreamCreateWithPriority(&Free, lorchaStreamNonBlocking, Greatest - 3), lorchaSuccess);
  ASSERT_EQ(lorchaStreamCreate(&Plain), lorchaSuccess);
  EXPECT_EQ(lorchaStreamGetPriority(Free, &Priority), lorchaSuccess);
  EXPECT_EQ(Priority, Greatest);
  EXPECT_EQ(lorchaStreamGetFlags(Free, &Flags), lorchaSuccess);
  EXPECT_EQ(Flags, static_cast<unsigned>(lorchaStreamNonBlocking));
  EXPECT_EQ(lorchaStreamGetFlags(Plain, &Flags), lorchaSuccess);
  EXPECT_EQ(Flags, static_cast<unsigned>(lorchaStreamDefault));
  EXPECT_EQ(lorchaStreamGetId(Free, &Id), lorchaSuccess);
  EXPECT_EQ(lorchaStreamGetId(Plain, &OtherId), lorchaSuccess);
  EXPECT_NE(Id, OtherId);
  EXPECT_EQ(lorchaStreamGetDevice(Plain, &Device), lorchaSuccess);
  EXPECT_EQ(Device, 0);
  lorchaStreamCaptureStatus Capture = lorchaStreamCaptureStatusActive;
  EXPECT_EQ(lorchaStreamIsCapturing(Plain, &Capture), lorchaSuccess);
  EXPECT_EQ(Capture, lorchaStreamCaptureStatusNone);
  EXPECT_EQ(lorchaStreamCreateWithFlags(&Plain, 2), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaStreamDestroy(nullptr), lorchaErrorInvalidResourceHandle);
}

TEST_F(EventsTest, FollowTheStream) {
  Door Closed;
  lorchaStream_t Stream = makeStream();
  lorchaEvent_t Event = makeEvent();
  EXPECT_EQ(lorchaEventQuery(Event), lorchaSuccess) << "never recorded";
  ASSERT_EQ(lorchaLaunchHostFunc(Stream, Door::wait, &Closed), lorchaSuccess);
  ASSERT_EQ(lorchaEventRecord(Event, Stream), lorchaSuccess);
  EXPECT_EQ(lorchaEventQuery(Event), lorchaErrorNotReady);
  Closed.open();
  EXPECT_EQ(lorchaEventSynchronize(Event), lorchaSuccess);
  EXPECT_EQ(lorchaEventQuery(Event), lorchaSuccess);
  EXPECT_EQ(lorchaEventDestroy(Event), lorchaSuccess);
  EXPECT_EQ(lorchaEventQuery(Event), lorchaErrorInvalidResourceHandle);
}

TEST_F(EventsTest, MakeOtherStreamsWait) {
  Door Closed;
  lorchaStream_t A = makeStream(lorchaStreamNonBlocking), B = makeStream(lorchaStreamNonBlocking);
  lorchaEvent_t Event = makeEvent(lorchaEventDisableTiming);
  std::atomic<bool> Ran{false};
  ASSERT_EQ(lorchaLaunchHostFunc(A, Door::wait, &Closed), lorchaSuccess);
  ASSERT_EQ(lorchaEventRecord(Event, A), lorchaSuccess);
  ASSERT_EQ(lorchaStreamWaitEvent(B, Event), lorchaSuccess);
  ASSERT_EQ(lorchaLaunchHostFunc(B, setFlag, &Ran), lorchaSuccess);
  // Recording again moves the event, but not the wait that was put in before.
  lorchaStream_t Idle = makeStream(lorchaStreamNonBlocking);
  ASSERT_EQ(lorchaEventRecord(Event, Idle), lorchaSuccess);
  EXPECT_EQ(lorchaEventSynchronize(Event), lorchaSuccess);
  std::this_thread::sleep_for(std::chrono::milliseconds(10));
  EXPECT_FALSE(Ran);
  Closed.open();
  EXPECT_EQ(lorchaStreamSynchronize(B), lorchaSuccess);
  EXPECT_TRUE(Ran);
}

TEST_F(EventsTest, ChainStreamsWithoutThreadsWaiting) {
  constexpr int Count = 60;
  Door Closed;
  std::vector<lorchaStream_t> Streams(Count);
  Shared<int> Out(1);
  int *Data = Out.get();
  for (int I = 0; I < Count; ++I) {
    Streams[I] = makeStream(lorchaStreamNonBlocking);
    if (I == 0)
      ASSERT_EQ(lorchaLaunchHostFunc(Streams[I], Door::wait, &Closed), lorchaSuccess);
    else {
      lorchaEvent_t Event = makeEvent(lorchaEventDisableTiming);
      ASSERT_EQ(lorchaEventRecord(Event, Streams[I - 1]), lorchaSuccess);
      ASSERT_EQ(lorchaStreamWaitEvent(Streams[I], Event), lorchaSuccess);
      ASSERT_EQ(lorchaEventDestroy(Event), lorchaSuccess);
    }
    launchLoop(1, 1, [=](const Thread &) { *Data = *Data == I ? I + 1 : -1000; }, 0, Streams[I]);
  }
  Closed.open();
  EXPECT_EQ(lorchaStreamSynchronize(Streams[Count - 1]), lorchaSuccess);
  EXPECT_EQ(Out[0], Count);
}

TEST_F(EventsTest, MeasureTime) {
  lorchaEvent_t Start = makeEvent(), End = makeEvent(), Untimed = makeEvent(lorchaEventDisableTiming);
  float Milliseconds = -1;
  EXPECT_EQ(lorchaEventElapsedTime(&Milliseconds, Start, End), lorchaErrorInvalidResourceHandle);
  ASSERT_EQ(lorchaEventRecord(Start), lorchaSuccess);
  launchLoop(1, 1, [](const Thread &) { std::this_thread::sleep_for(std::chrono::milliseconds(20)); });
  ASSERT_EQ(lorchaEventRecord(End), lorchaSuccess);
  EXPECT_EQ(lorchaEventElapsedTime(&Milliseconds, Start, End), lorchaErrorNotReady);
  ASSERT_EQ(lorchaEventSynchronize(End), lorchaSuccess);
  ASSERT_EQ(lorchaEventElapsedTime(&Milliseconds, Start, End), lorchaSuccess);
  EXPECT_GE(Milliseconds, 19.0f);
  EXPECT_LT(Milliseconds, 2000.0f);
  ASSERT_EQ(lorchaEventRecord(Untimed), lorchaSuccess);
  EXPECT_EQ(lorchaEventElapsedTime(&Milliseconds, Start, Untimed), lorchaErrorInvalidResourceHandle);
}

TEST_F(EventsTest, CheckTheirArguments) {
  lorchaEvent_t Event = nullptr;
  EXPECT_EQ(lorchaEventCreateWithFlags(&Event, 0x80), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaEventCreateWithFlags(&Event, lorchaEventInterprocess), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaEventCreate(nullptr), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaEventDestroy(nullptr), lorchaErrorInvalidResourceHandle);
  EXPECT_EQ(lorchaEventRecord(nullptr), lorchaErrorInvalidResourceHandle);
  ASSERT_EQ(lorchaEventCreate(&Event), lorchaSuccess);
  EXPECT_EQ(lorchaEventRecordWithFlags(Event, nullptr, 8), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaStreamWaitEvent(nullptr, nullptr), lorchaErrorInvalidResourceHandle);
  ASSERT_EQ(lorchaSetDevice(1), lorchaSuccess);
  EXPECT_EQ(lorchaEventRecord(Event), lorchaErrorInvalidResourceHandle) << "an event of another device";
}

TEST_F(StreamsTest, WaitingDoesNotBurnTheProcessor) {
  Door Closed;
  ASSERT_EQ(lorchaLaunchHostFunc(nullptr, Door::wait, &Closed), lorchaSuccess);
  std::thread Opener([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    Closed.open();
  });
  std::clock_t Before = std::clock();
  EXPECT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  double Seconds = double(std::clock() - Before) / CLOCKS_PER_SEC;
  EXPECT_LT(Seconds, 0.1);
  Opener.join();
}

TEST_F(StreamsTest, ManyThreadsAndStreamsInterleave) {
  constexpr int Threads = 4, Rounds = 50;
  std::vector<std::thread> Hosts;
  Shared<int> Out(Threads);
  for (int I = 0; I < Threads; ++I)
    Hosts.emplace_back([I, Mine = Out.get() + I] {
      lorchaStream_t A = makeStream(I % 2 ? lorchaStreamDefault : lorchaStreamNonBlocking), B = makeStream();
      for (int Round = 0; Round < Rounds; ++Round) {
        lorchaEvent_t Event = makeEvent(lorchaEventDisableTiming);
        launchLoop(1, 1, [=](const Thread &) { ++*Mine; }, 0, A);
        ASSERT_EQ(lorchaEventRecord(Event, A), lorchaSuccess);
        ASSERT_EQ(lorchaStreamWaitEvent(B, Event), lorchaSuccess);
        launchLoop(1, 1, [=](const Thread &) { *Mine *= 2; }, 0, B);
        launchLoop(1, 1, [=](const Thread &) { *Mine /= 2; }, 0, B);
        ASSERT_EQ(lorchaEventRecord(Event, B), lorchaSuccess);
        ASSERT_EQ(lorchaStreamWaitEvent(A, Event), lorchaSuccess);
        if (Round % 10 == 0)
          ASSERT_EQ(lorchaEventSynchronize(Event), lorchaSuccess);
        ASSERT_EQ(lorchaEventDestroy(Event), lorchaSuccess);
      }
      ASSERT_EQ(lorchaStreamSynchronize(A), lorchaSuccess);
      ASSERT_EQ(lorchaStreamDestroy(A), lorchaSuccess);
      ASSERT_EQ(lorchaStreamDestroy(B), lorchaSuccess);
    });
  for (std::thread &Each : Hosts)
    Each.join();
  EXPECT_EQ(Out.values(), std::vector<int>(Threads, Rounds));
}

/// Work is begun though nobody waits for it, whether the pool's threads look for work, sleep, or are about to.
TEST_F(StreamsTest, WorkBeginsWithoutAWaitAfterPausesOfAnyLength) {
  lorchaStream_t Streams[] = {makeStream(lorchaStreamNonBlocking), makeStream(lorchaStreamNonBlocking)};
  for (int Round = 0; Round < 200; ++Round) {
    std::atomic<bool> Flags[2] = {{false}, {false}};
    for (int I = 0; I < 2; ++I)
      ASSERT_EQ(lorchaLaunchHostFunc(Streams[I], setFlag, &Flags[I]), lorchaSuccess);
    auto Deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (!(Flags[0] && Flags[1]))
      ASSERT_LT(std::chrono::steady_clock::now(), Deadline) << "round " << Round;
    // The host functions have run, but are in the streams until those have noticed.
    EXPECT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
    std::this_thread::sleep_for(std::chrono::microseconds(Round % 20 * 10));
  }
}

TEST_F(StreamsTest, LaunchesAndWaitsTakeTurns) {
  Shared<int> Out(1);
  int *Data = Out.get();
  for (int I = 0; I < 20000; ++I) {
    launchLoop(1, 1, [=](const Thread &) { ++*Data; });
    if (I % 3 != 0)
      ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
    if (I % 3 == 1)
      ASSERT_EQ(Out[0], I + 1);
  }
  EXPECT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  EXPECT_EQ(Out[0], 20000);
}
