// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Memory and events of two processes.
#include "Peer.h"
#include "RuntimeTest.h"
#include <atomic>
#include <chrono>
#include <numeric>
#include <thread>

using namespace lorcha::test;

namespace {
class IpcTest : public RuntimeTest {
protected:
  Reply ask(Order What, size_t Bytes = 0, int Value = 0) { return Other.ask(Shared, What, Bytes, Value); }
  /// Device memory with the bytes 1, 2, 3, ..., whose handle the other process will get.
  unsigned char *makeMemory(size_t Bytes) {
    unsigned char *Result = nullptr;
    std::vector<unsigned char> In(Bytes);
    std::iota(In.begin(), In.end(), static_cast<unsigned char>(1));
    EXPECT_EQ(lorchaMalloc(&Result, Bytes), lorchaSuccess);
    EXPECT_EQ(lorchaMemcpy(Result, In.data(), Bytes, lorchaMemcpyHostToDevice), lorchaSuccess);
    EXPECT_EQ(lorchaIpcGetMemHandle(&Shared.Memory, Result), lorchaSuccess);
    Sum = std::accumulate(In.begin(), In.end(), 0);
    return Result;
  }
  lorchaEvent_t makeEvent() {
    lorchaEvent_t Result = nullptr;
    EXPECT_EQ(lorchaEventCreateWithFlags(&Result, lorchaEventInterprocess | lorchaEventDisableTiming),
              lorchaSuccess);
    EXPECT_EQ(lorchaIpcGetEventHandle(&Shared.Event, Result), lorchaSuccess);
    return Result;
  }
  static std::vector<unsigned char> read(const unsigned char *From, size_t Bytes) {
    std::vector<unsigned char> Result(Bytes);
    EXPECT_EQ(lorchaMemcpy(Result.data(), From, Bytes, lorchaMemcpyDeviceToHost), lorchaSuccess);
    return Result;
  }

  Peer Other;
  Request Shared = {};
  int Sum = 0;
};
} // namespace

TEST_F(IpcTest, OtherProcessesReadAndWriteMemory) {
  for (size_t Bytes : {size_t(100), size_t(100000), size_t(5) << 20}) {
    unsigned char *Mine = makeMemory(Bytes);
    ASSERT_EQ(ask(Order::OpenMemory).Error, lorchaSuccess);
    Reply Read = ask(Order::SumMemory, Bytes);
    EXPECT_EQ(Read.Error, lorchaSuccess);
    EXPECT_EQ(Read.Value, Sum);
    EXPECT_EQ(ask(Order::FillMemory, Bytes, 7).Error, lorchaSuccess);
    EXPECT_EQ(read(Mine, Bytes), std::vector<unsigned char>(Bytes, 7));
    ASSERT_EQ(lorchaMemset(Mine, 1, Bytes), lorchaSuccess);
    ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
    EXPECT_EQ(ask(Order::SumMemory, Bytes).Value, static_cast<int>(Bytes));
    EXPECT_EQ(ask(Order::SumMemory, Bytes + 1).Error, lorchaErrorInvalidValue) << "no more than there is";
    EXPECT_EQ(ask(Order::CloseMemory).Error, lorchaSuccess);
    EXPECT_EQ(lorchaFree(Mine), lorchaSuccess);
  }
}

TEST_F(IpcTest, WhatIsBesideStaysAlone) {
  unsigned char *First = makeMemory(300), *Shared = makeMemory(300), *Last = makeMemory(300);
  lorchaIpcMemHandle_t Handle;
  ASSERT_EQ(lorchaIpcGetMemHandle(&Handle, Shared + 100), lorchaSuccess) << "means the whole memory";
  this->Shared.Memory = Handle;
  ASSERT_EQ(ask(Order::OpenMemory).Error, lorchaSuccess);
  EXPECT_EQ(ask(Order::SumMemory, 300).Value, Sum);
  EXPECT_EQ(ask(Order::FillMemory, 300, 9).Error, lorchaSuccess);
  EXPECT_EQ(read(Shared, 300), std::vector<unsigned char>(300, 9));
  EXPECT_EQ(read(First, 300), read(Last, 300));
  EXPECT_EQ(lorchaFree(Shared), lorchaSuccess);
}

TEST_F(IpcTest, MemoryLivesAsLongAsAProcessHasIt) {
  for (size_t Bytes : {size_t(5000), size_t(300000)}) {
    unsigned char *Mine = makeMemory(Bytes);
    lorchaIpcMemHandle_t Handle = Shared.Memory;
    int Expected = Sum;
    ASSERT_EQ(ask(Order::OpenMemory).Error, lorchaSuccess);
    ASSERT_EQ(lorchaFree(Mine), lorchaSuccess);
    for (int I = 0; I < 10; ++I) { // others may get the addresses, but not the memory
      unsigned char *Next = makeMemory(Bytes);
      ASSERT_EQ(lorchaMemset(Next, 0, Bytes), lorchaSuccess);
      ASSERT_EQ(lorchaFree(Next), lorchaSuccess);
    }
    EXPECT_EQ(ask(Order::SumMemory, Bytes).Value, Expected);
    EXPECT_EQ(ask(Order::CloseMemory).Error, lorchaSuccess);
    Shared.Memory = Handle;
  }
  EXPECT_EQ(ask(Order::OpenMemory).Error, lorchaErrorMapBufferObjectFailed);
}

TEST_F(IpcTest, OpeningsAreCounted) {
  makeMemory(64);
  EXPECT_EQ(ask(Order::OpenMemory).Error, lorchaSuccess);
  Reply Again = ask(Order::OpenMemory);
  EXPECT_EQ(Again.Error, lorchaSuccess);
  EXPECT_EQ(Again.Value, 1) << "the same address";
  EXPECT_EQ(ask(Order::CloseMemory).Error, lorchaSuccess);
  EXPECT_EQ(ask(Order::SumMemory, 64).Value, Sum);
  EXPECT_EQ(ask(Order::FreeMemory).Error, lorchaErrorInvalidValue);
  EXPECT_EQ(ask(Order::CloseMemory).Error, lorchaSuccess);
  EXPECT_EQ(ask(Order::CloseMemory).Error, lorchaErrorInvalidValue);
}

TEST_F(IpcTest, OnlyDeviceMemoryIsShared) {
  lorchaIpcMemHandle_t Handle = {};
  void *Pinned = nullptr, *Managed = nullptr, *Opened = nullptr;
  int Local;
  ASSERT_EQ(lorchaMallocHost(&Pinned, 64), lorchaSuccess);
  ASSERT_EQ(lorchaMallocManaged(&Managed, 64), lorchaSuccess);
  for (void *Each : {Pinned, Managed, static_cast<void *>(&Local)})
    EXPECT_EQ(lorchaIpcGetMemHandle(&Handle, Each), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaIpcOpenMemHandle(&Opened, Handle, lorchaIpcMemLazyEnablePeerAccess),
            lorchaErrorInvalidResourceHandle);
  makeMemory(64);
  EXPECT_EQ(lorchaIpcOpenMemHandle(&Opened, Shared.Memory, 0), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaIpcOpenMemHandle(&Opened, Shared.Memory, lorchaIpcMemLazyEnablePeerAccess),
            lorchaErrorDeviceUninitialized)
      << "this process has it already";
  EXPECT_EQ(lorchaIpcCloseMemHandle(&Local), lorchaErrorInvalidValue);
}

TEST_F(IpcTest, StreamsWaitForEventsOfOtherProcesses) {
  unsigned char *Mine = makeMemory(16);
  lorchaEvent_t Event = makeEvent();
  lorchaStream_t Stream;
  std::atomic<bool> IsOpen{false};
  auto Wait = [](void *Gate) {
    while (!*static_cast<std::atomic<bool> *>(Gate))
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
  };
  ASSERT_EQ(lorchaStreamCreateWithFlags(&Stream, lorchaStreamNonBlocking), lorchaSuccess);
  ASSERT_EQ(ask(Order::OpenMemory).Error, lorchaSuccess);
  ASSERT_EQ(ask(Order::OpenEvent).Error, lorchaSuccess);
  EXPECT_EQ(ask(Order::QueryEvent).Error, lorchaSuccess) << "never recorded";
  ASSERT_EQ(lorchaLaunchHostFunc(Stream, Wait, &IsOpen), lorchaSuccess);
  ASSERT_EQ(lorchaMemsetAsync(Mine, 42, 16, Stream), lorchaSuccess);
  ASSERT_EQ(lorchaEventRecord(Event, Stream), lorchaSuccess);
  EXPECT_EQ(ask(Order::QueryEvent).Error, lorchaErrorNotReady);
  EXPECT_EQ(lorchaEventQuery(Event), lorchaErrorNotReady);
  std::thread Opener([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
    IsOpen = true;
  });
  Reply Read = ask(Order::WaitAndRead);
  EXPECT_EQ(Read.Error, lorchaSuccess);
  EXPECT_EQ(Read.Value, 42);
  Opener.join();
  EXPECT_EQ(lorchaEventSynchronize(Event), lorchaSuccess);
  EXPECT_EQ(ask(Order::QueryEvent).Error, lorchaSuccess);
  EXPECT_EQ(lorchaEventDestroy(Event), lorchaSuccess);
  EXPECT_EQ(ask(Order::QueryEvent).Error, lorchaSuccess) << "the other process has it still";
  EXPECT_EQ(ask(Order::OpenEvent).Error, lorchaErrorMapBufferObjectFailed);
}

TEST_F(IpcTest, OtherProcessesRecordEvents) {
  unsigned char *Mine = makeMemory(16), *Pinned = nullptr;
  lorchaEvent_t Event = makeEvent();
  lorchaStream_t Stream;
  ASSERT_EQ(lorchaMallocHost(&Pinned, 1), lorchaSuccess);
  ASSERT_EQ(lorchaStreamCreateWithFlags(&Stream, lorchaStreamNonBlocking), lorchaSuccess);
  ASSERT_EQ(ask(Order::OpenMemory).Error, lorchaSuccess);
  ASSERT_EQ(ask(Order::OpenEvent).Error, lorchaSuccess);
  for (int Round = 1; Round <= 3; ++Round) {
    ASSERT_EQ(ask(Order::FillAndRecord, 16, Round).Error, lorchaSuccess);
    ASSERT_EQ(lorchaStreamWaitEvent(Stream, Event, 0), lorchaSuccess);
    ASSERT_EQ(lorchaMemcpyAsync(Pinned, Mine, 1, lorchaMemcpyDeviceToHost, Stream), lorchaSuccess);
    ASSERT_EQ(lorchaEventSynchronize(Event), lorchaSuccess);
    EXPECT_EQ(read(Mine, 1)[0], Round);
    ASSERT_EQ(lorchaStreamSynchronize(Stream), lorchaSuccess);
    EXPECT_EQ(*Pinned, Round);
  }
}

TEST_F(IpcTest, NobodyWaitsForTheDead) {
  lorchaEvent_t Event = makeEvent();
  ASSERT_EQ(ask(Order::OpenEvent).Error, lorchaSuccess);
  ASSERT_EQ(ask(Order::RecordNever).Error, lorchaSuccess);
  EXPECT_EQ(lorchaEventQuery(Event), lorchaErrorNotReady);
  Other.kill();
  EXPECT_EQ(lorchaEventSynchronize(Event), lorchaSuccess);
}

TEST_F(IpcTest, EventsAreChecked) {
  lorchaEvent_t Plain, Event = nullptr;
  lorchaIpcEventHandle_t Handle = {};
  lorchaGraph_t Graph;
  lorchaGraphNode_t Node;
  float Time;
  ASSERT_EQ(lorchaEventCreateWithFlags(&Plain, lorchaEventDisableTiming), lorchaSuccess);
  EXPECT_EQ(lorchaIpcGetEventHandle(&Handle, Plain), lorchaErrorInvalidResourceHandle);
  EXPECT_EQ(lorchaIpcOpenEventHandle(&Event, Handle), lorchaErrorInvalidResourceHandle);
  EXPECT_EQ(lorchaEventCreateWithFlags(&Event, lorchaEventInterprocess), lorchaErrorInvalidValue)
      << "has timing";
  Event = makeEvent();
  EXPECT_EQ(lorchaEventElapsedTime(&Time, Event, Event), lorchaErrorInvalidResourceHandle);
  ASSERT_EQ(lorchaGraphCreate(&Graph, 0), lorchaSuccess);
  EXPECT_EQ(lorchaGraphAddEventRecordNode(&Node, Graph, nullptr, 0, Event), lorchaErrorNotSupported);
  lorchaEvent_t Again = nullptr; // in one process it is one more handle of the same event
  ASSERT_EQ(lorchaIpcOpenEventHandle(&Again, Shared.Event), lorchaSuccess);
  EXPECT_EQ(lorchaEventRecord(Again, nullptr), lorchaSuccess);
  EXPECT_EQ(lorchaEventSynchronize(Event), lorchaSuccess);
}
