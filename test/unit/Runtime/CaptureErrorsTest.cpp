// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What captures forbid, with each error code of theirs, and what becomes of the capture.
// BACKENDS: cpu, opencl -- the kernels are in GraphKernels.cpp
#include "GraphTest.h"
#include <thread>

using namespace lorcha;
using namespace lorcha::test;

namespace {
class CaptureErrorsTest : public GraphTest {
protected:
  void SetUp() override {
    GraphTest::SetUp();
    ASSERT_EQ(lorchaStreamCreateWithFlags(&Side, lorchaStreamNonBlocking), lorchaSuccess);
    ASSERT_EQ(lorchaStreamCreate(&Blocking), lorchaSuccess);
    ASSERT_EQ(lorchaEventCreate(&Event), lorchaSuccess);
  }
  void TearDown() override {
    lorchaStreamCaptureMode Mode = lorchaStreamCaptureModeGlobal;
    lorchaThreadExchangeStreamCaptureMode(&Mode);
    GraphTest::TearDown();
  }
  static void begin(lorchaStream_t On, lorchaStreamCaptureMode Mode = lorchaStreamCaptureModeGlobal) {
    ASSERT_EQ(lorchaStreamBeginCapture(On, Mode), lorchaSuccess);
  }
  /// Ends a capture that has become invalid.
  static void endInvalid(lorchaStream_t On) {
    lorchaStreamCaptureStatus Status;
    EXPECT_EQ(lorchaStreamIsCapturing(On, &Status), lorchaSuccess);
    EXPECT_EQ(Status, lorchaStreamCaptureStatusInvalidated);
    lorchaGraph_t Made = reinterpret_cast<lorchaGraph_t>(&Status);
    EXPECT_EQ(lorchaStreamEndCapture(On, &Made), lorchaErrorStreamCaptureInvalidated);
    EXPECT_EQ(Made, nullptr);
  }
  static void endValid(lorchaStream_t On) {
    lorchaGraph_t Made = nullptr;
    EXPECT_EQ(lorchaStreamEndCapture(On, &Made), lorchaSuccess);
    EXPECT_NE(Made, nullptr);
  }
  lorchaStream_t Side = nullptr, Blocking = nullptr;
  lorchaEvent_t Event = nullptr;
};
} // namespace

TEST_F(CaptureErrorsTest, BeginAndEndAreChecked) {
  lorchaGraph_t Made;
  EXPECT_EQ(lorchaStreamBeginCapture(nullptr, lorchaStreamCaptureModeGlobal),
            lorchaErrorStreamCaptureUnsupported);
  EXPECT_EQ(lorchaStreamBeginCapture(Stream, lorchaStreamCaptureMode(7)), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaStreamEndCapture(Stream, &Made), lorchaErrorIllegalState);
  begin(Stream);
  EXPECT_EQ(lorchaStreamBeginCapture(Stream, lorchaStreamCaptureModeGlobal), lorchaErrorIllegalState);
  endValid(Stream);
  lorchaGraph_t Other;
  ASSERT_EQ(lorchaGraphCreate(&Other, 0), lorchaSuccess);
  lorchaGraphNode_t Foreign = addEmpty();
  EXPECT_EQ(
      lorchaStreamBeginCaptureToGraph(Stream, Other, &Foreign, nullptr, 1, lorchaStreamCaptureModeGlobal),
      lorchaErrorInvalidValue);
  EXPECT_EQ(
      lorchaStreamBeginCaptureToGraph(Stream, nullptr, nullptr, nullptr, 0, lorchaStreamCaptureModeGlobal),
      lorchaErrorInvalidValue);
}

TEST_F(CaptureErrorsTest, WaitingForACapturedStream) {
  for (auto Call : {lorchaStreamSynchronize, lorchaStreamQuery}) {
    begin(Stream);
    EXPECT_EQ(Call(Stream), lorchaErrorStreamCaptureUnsupported);
    EXPECT_EQ(lorchaMemsetAsync(&Event, 0, 0, Stream), lorchaErrorStreamCaptureInvalidated);
    endInvalid(Stream);
  }
  begin(Stream);
  EXPECT_EQ(lorchaDeviceSynchronize(), lorchaErrorStreamCaptureUnsupported);
  endInvalid(Stream);
}

TEST_F(CaptureErrorsTest, CallsThatAreNotCaptured) {
  auto Callback = [](lorchaStream_t, lorchaError_t, void *) {};
  begin(Stream);
  EXPECT_EQ(lorchaStreamAddCallback(Stream, Callback, nullptr, 0), lorchaErrorStreamCaptureUnsupported);
  endInvalid(Stream);
}

TEST_F(CaptureErrorsTest, CapturedEvents) {
  begin(Stream);
  ASSERT_EQ(lorchaEventRecord(Event, Stream), lorchaSuccess);
  EXPECT_EQ(lorchaEventQuery(Event), lorchaErrorCapturedEvent);
  endInvalid(Stream);
  EXPECT_EQ(lorchaEventSynchronize(Event), lorchaErrorCapturedEvent);
  EXPECT_EQ(lorchaStreamWaitEvent(Side, Event), lorchaErrorCapturedEvent);
  float Milliseconds;
  EXPECT_EQ(lorchaEventElapsedTime(&Milliseconds, Event, Event), lorchaErrorCapturedEvent);
  ASSERT_EQ(lorchaEventRecord(Event, Side), lorchaSuccess) << "from now on it is an event like others";
  EXPECT_EQ(lorchaEventSynchronize(Event), lorchaSuccess);
}

TEST_F(CaptureErrorsTest, WorkThatIsNotJoined) {
  begin(Stream);
  ASSERT_EQ(lorchaEventRecord(Event, Stream), lorchaSuccess);
  ASSERT_EQ(lorchaStreamWaitEvent(Side, Event), lorchaSuccess);
  configure(1, 1, 0, Side), nothingAtAll();
  lorchaGraph_t Made;
  EXPECT_EQ(lorchaStreamEndCapture(Stream, &Made), lorchaErrorStreamCaptureUnjoined);
  EXPECT_EQ(Made, nullptr);
  EXPECT_EQ(lorchaStreamSynchronize(Side), lorchaSuccess) << "it is captured no more";
}

TEST_F(CaptureErrorsTest, EndInAnotherStream) {
  begin(Stream);
  ASSERT_EQ(lorchaEventRecord(Event, Stream), lorchaSuccess);
  ASSERT_EQ(lorchaStreamWaitEvent(Side, Event), lorchaSuccess);
  lorchaGraph_t Made;
  EXPECT_EQ(lorchaStreamEndCapture(Side, &Made), lorchaErrorStreamCaptureUnmatched);
  endInvalid(Stream);
}

TEST_F(CaptureErrorsTest, TwoCapturesDoNotMerge) {
  begin(Stream);
  begin(Side);
  ASSERT_EQ(lorchaEventRecord(Event, Stream), lorchaSuccess);
  EXPECT_EQ(lorchaStreamWaitEvent(Side, Event), lorchaErrorStreamCaptureMerge);
  endInvalid(Stream);
  endInvalid(Side);
}

TEST_F(CaptureErrorsTest, CapturesDoNotWaitForWorkThatRuns) {
  ASSERT_EQ(lorchaEventRecord(Event, Side), lorchaSuccess);
  begin(Stream);
  EXPECT_EQ(lorchaStreamWaitEvent(Stream, Event), lorchaErrorStreamCaptureIsolation);
  endInvalid(Stream);
}

TEST_F(CaptureErrorsTest, LegacyStreamMeetsCapturedStreams) {
  lorchaStreamCaptureStatus Status;
  begin(Blocking);
  EXPECT_EQ(lorchaStreamIsCapturing(nullptr, &Status), lorchaErrorStreamCaptureImplicit);
  endValid(Blocking);
  begin(Blocking);
  configure(1, 1), nothingAtAll();
  EXPECT_EQ(lorchaGetLastError(), lorchaErrorStreamCaptureImplicit);
  endInvalid(Blocking);
  lorchaGetLastError();
  begin(Stream); // does not wait for the legacy stream
  configure(1, 1), nothingAtAll();
  EXPECT_EQ(lorchaGetLastError(), lorchaSuccess);
  ASSERT_EQ(lorchaEventRecord(Event, Stream), lorchaSuccess);
  EXPECT_EQ(lorchaStreamWaitEvent(nullptr, Event), lorchaErrorStreamCaptureImplicit);
  endInvalid(Stream);
}

TEST_F(CaptureErrorsTest, OtherThreadsEndRelaxedCapturesOnly) {
  for (lorchaStreamCaptureMode Mode : {lorchaStreamCaptureModeGlobal, lorchaStreamCaptureModeThreadLocal}) {
    begin(Stream, Mode);
    std::thread([&] {
      lorchaGraph_t Made;
      EXPECT_EQ(lorchaStreamEndCapture(Stream, &Made), lorchaErrorStreamCaptureWrongThread);
    }).join();
    endValid(Stream);
  }
  begin(Stream, lorchaStreamCaptureModeRelaxed);
  std::thread([&] { endValid(Stream); }).join();
}

/// What an allocation returns in this thread and in another one.
static std::pair<lorchaError_t, lorchaError_t> allocateHereAndThere() {
  auto Allocate = [] {
    void *Memory = nullptr;
    lorchaError_t Error = lorchaMalloc(&Memory, 16);
    return Error ? Error : lorchaFree(Memory);
  };
  std::pair<lorchaError_t, lorchaError_t> Result;
  Result.first = Allocate();
  std::thread([&] { Result.second = Allocate(); }).join();
  return Result;
}

TEST_F(CaptureErrorsTest, ModesForbidUnsafeCalls) {
  constexpr auto Refused = lorchaErrorStreamCaptureUnsupported;
  begin(Stream, lorchaStreamCaptureModeGlobal);
  EXPECT_EQ(allocateHereAndThere(), std::make_pair(Refused, Refused));
  endInvalid(Stream);
  begin(Stream, lorchaStreamCaptureModeThreadLocal);
  EXPECT_EQ(allocateHereAndThere(), std::make_pair(Refused, lorchaSuccess));
  endInvalid(Stream);
  begin(Stream, lorchaStreamCaptureModeRelaxed);
  EXPECT_EQ(allocateHereAndThere(), std::make_pair(lorchaSuccess, lorchaSuccess));
  endValid(Stream);
}

TEST_F(CaptureErrorsTest, ThreadsChooseWhatIsForbidden) {
  constexpr auto Refused = lorchaErrorStreamCaptureUnsupported;
  lorchaStreamCaptureMode Mode = lorchaStreamCaptureModeRelaxed;
  ASSERT_EQ(lorchaThreadExchangeStreamCaptureMode(&Mode), lorchaSuccess);
  EXPECT_EQ(Mode, lorchaStreamCaptureModeGlobal);
  begin(Stream);
  void *Memory = nullptr;
  EXPECT_EQ(lorchaMalloc(&Memory, 16), lorchaSuccess);
  EXPECT_EQ(lorchaFree(Memory), lorchaSuccess);
  endValid(Stream);
  Mode = lorchaStreamCaptureModeThreadLocal;
  ASSERT_EQ(lorchaThreadExchangeStreamCaptureMode(&Mode), lorchaSuccess);
  EXPECT_EQ(Mode, lorchaStreamCaptureModeRelaxed);
  std::thread([&] { begin(Stream, lorchaStreamCaptureModeGlobal); }).join();
  EXPECT_EQ(allocateHereAndThere(), std::make_pair(lorchaSuccess, Refused));
  Mode = lorchaStreamCaptureMode(5);
  EXPECT_EQ(lorchaThreadExchangeStreamCaptureMode(&Mode), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaThreadExchangeStreamCaptureMode(nullptr), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaStreamDestroy(Stream), lorchaSuccess) << "the capture goes with its stream";
  std::pair<lorchaError_t, lorchaError_t> Fine(lorchaSuccess, lorchaSuccess);
  EXPECT_EQ(allocateHereAndThere(), Fine);
}

TEST_F(CaptureErrorsTest, FailingWorkMakesThemInvalid) {
  begin(Stream);
  configure(1, 5000, 0, Stream), nothingAtAll();
  EXPECT_EQ(lorchaGetLastError(), lorchaErrorInvalidConfiguration);
  endInvalid(Stream);
}

TEST_F(CaptureErrorsTest, SynchronousCopiesAreUnsafe) {
  int From = 1, To = 0;
  begin(Stream);
  EXPECT_EQ(lorchaMemcpy(&To, &From, 4, lorchaMemcpyDefault), lorchaErrorStreamCaptureUnsupported);
  EXPECT_EQ(To, 0);
  endInvalid(Stream);
}
