// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Captures that go well: every kind of work, fork and join, what is told of them, dependencies that the
// program changes.
// BACKENDS: cpu, opencl -- the kernels are in GraphKernels.cpp
#include "GraphTest.h"
#include <thread>

using namespace lorcha;
using namespace lorcha::test;

namespace {
class CaptureTest : public GraphTest {
protected:
  void SetUp() override {
    GraphTest::SetUp();
    ASSERT_EQ(lorchaStreamCreateWithFlags(&Side, lorchaStreamNonBlocking), lorchaSuccess);
    ASSERT_EQ(lorchaEventCreate(&Fork), lorchaSuccess);
    ASSERT_EQ(lorchaEventCreate(&Join), lorchaSuccess);
  }
  void begin(lorchaStreamCaptureMode Mode = lorchaStreamCaptureModeGlobal) {
    ASSERT_EQ(lorchaStreamBeginCapture(Stream, Mode), lorchaSuccess);
  }
  lorchaGraph_t end() {
    lorchaGraph_t Result = nullptr;
    EXPECT_EQ(lorchaStreamEndCapture(Stream, &Result), lorchaSuccess);
    return Result;
  }
  static lorchaStreamCaptureStatus statusOf(lorchaStream_t On) {
    lorchaStreamCaptureStatus Result = lorchaStreamCaptureStatusInvalidated;
    EXPECT_EQ(lorchaStreamIsCapturing(On, &Result), lorchaSuccess);
    return Result;
  }
  void appendIn(lorchaStream_t On, int *Target, int Digit) { configure(1, 1, 0, On), append(Target, Digit); }
  /// Makes the second stream wait for the first, or the first for the second.
  void order(lorchaEvent_t Event, lorchaStream_t First, lorchaStream_t Second) {
    ASSERT_EQ(lorchaEventRecord(Event, First), lorchaSuccess);
    ASSERT_EQ(lorchaStreamWaitEvent(Second, Event), lorchaSuccess);
  }
  lorchaStream_t Side = nullptr;
  lorchaEvent_t Fork = nullptr, Join = nullptr;
};
} // namespace

TEST_F(CaptureTest, RunsNothing) {
  Shared<int> Out(1);
  begin();
  EXPECT_EQ(statusOf(Stream), lorchaStreamCaptureStatusActive);
  appendIn(Stream, Out.get(), 1);
  appendIn(Stream, Out.get(), 2);
  lorchaGraph_t Made = end();
  EXPECT_EQ(statusOf(Stream), lorchaStreamCaptureStatusNone);
  EXPECT_EQ(Out[0], 0);
  EXPECT_EQ(nodeCount(Made), 2u);
  lorchaGraphExec_t Executable = instantiate(Made);
  runOnce(Executable);
  runOnce(Executable);
  EXPECT_EQ(Out[0], 1212);
}

TEST_F(CaptureTest, TakesEveryKindOfWork) {
  Shared<int> Out(4);
  int From = 5, Back = 0, Calls = 0;
  begin();
  ASSERT_EQ(lorchaMemsetAsync(Out.get(), 0, 16, Stream), lorchaSuccess);
  ASSERT_EQ(lorchaMemcpyAsync(Out.get() + 1, &From, 4, lorchaMemcpyDefault, Stream), lorchaSuccess);
  appendIn(Stream, Out.get() + 1, 6);
  ASSERT_EQ(lorchaMemcpy2DAsync(Out.get(), 8, Out.get() + 1, 8, 4, 2, lorchaMemcpyDefault, Stream),
            lorchaSuccess);
  ASSERT_EQ(lorchaMemcpyAsync(&Back, Out.get(), 4, lorchaMemcpyDefault, Stream), lorchaSuccess);
  ASSERT_EQ(lorchaLaunchHostFunc(
                Stream, [](void *Data) { ++*static_cast<int *>(Data); }, &Calls),
            lorchaSuccess);
  lorchaGraph_t Made = end();
  std::vector<lorchaGraphNodeType> Types;
  for (lorchaGraphNode_t Each : nodesOf(Made))
    Types.push_back(typeOf(Each));
  EXPECT_EQ(Types, (std::vector<lorchaGraphNodeType>{lorchaGraphNodeTypeMemset, lorchaGraphNodeTypeMemcpy,
                                                     lorchaGraphNodeTypeKernel, lorchaGraphNodeTypeMemcpy,
                                                     lorchaGraphNodeTypeMemcpy, lorchaGraphNodeTypeHost}));
  runOnce(Made);
  EXPECT_EQ(Back, 56);
  EXPECT_EQ(Calls, 1);
}

TEST_F(CaptureTest, SpreadsByEventsAndComesTogether) {
  Shared<int> Out(3);
  begin();
  appendIn(Stream, Out.get(), 1);
  order(Fork, Stream, Side);
  EXPECT_EQ(statusOf(Side), lorchaStreamCaptureStatusActive);
  appendIn(Side, Out.get() + 1, 2);
  appendIn(Stream, Out.get() + 2, 3);
  order(Join, Side, Stream);
  appendIn(Stream, Out.get(), 4);
  lorchaGraph_t Made = end();
  EXPECT_EQ(statusOf(Side), lorchaStreamCaptureStatusNone);
  Nodes All = nodesOf(Made), From(4), To(4);
  size_t Count = 4;
  ASSERT_EQ(lorchaGraphGetEdges(Made, From.data(), To.data(), &Count), lorchaSuccess);
  ASSERT_EQ(Count, 4u);
  EXPECT_EQ(From, (Nodes{All[0], All[0], All[1], All[2]}));
  EXPECT_EQ(To, (Nodes{All[1], All[2], All[3], All[3]}));
  runOnce(Made);
  EXPECT_EQ(Out.values(), (std::vector<int>{14, 2, 3}));
}

TEST_F(CaptureTest, TakesAllocations) {
  int Back = 0;
  void *Memory = nullptr;
  begin();
  ASSERT_EQ(lorchaMallocAsync(&Memory, 4, Stream), lorchaSuccess);
  ASSERT_EQ(lorchaMemsetAsync(Memory, 1, 4, Stream), lorchaSuccess);
  ASSERT_EQ(lorchaMemcpyAsync(&Back, Memory, 4, lorchaMemcpyDefault, Stream), lorchaSuccess);
  ASSERT_EQ(lorchaFreeAsync(Memory, Stream), lorchaSuccess);
  lorchaGraph_t Made = end();
  EXPECT_EQ(typeOf(nodesOf(Made)[0]), lorchaGraphNodeTypeMemAlloc);
  EXPECT_EQ(typeOf(nodesOf(Made)[3]), lorchaGraphNodeTypeMemFree);
  runOnce(Made);
  EXPECT_EQ(Back, 0x01010101);
}

TEST_F(CaptureTest, TakesLaunchesOfGraphsAsChildren) {
  Shared<int> Out(1);
  addAppend({addAppend({}, Out.get(), 2)}, Out.get(), 3);
  lorchaGraphExec_t Inner = instantiate(Graph);
  begin();
  appendIn(Stream, Out.get(), 1);
  ASSERT_EQ(lorchaGraphLaunch(Inner, Stream), lorchaSuccess);
  appendIn(Stream, Out.get(), 4);
  lorchaGraph_t Made = end();
  EXPECT_EQ(typeOf(nodesOf(Made)[1]), lorchaGraphNodeTypeGraph);
  runOnce(Made);
  EXPECT_EQ(Out[0], 1234);
}

TEST_F(CaptureTest, TakesEventsOfOutsiders) {
  lorchaEvent_t Inside, Outside;
  ASSERT_EQ(lorchaEventCreate(&Inside), lorchaSuccess);
  ASSERT_EQ(lorchaEventCreate(&Outside), lorchaSuccess);
  EXPECT_EQ(lorchaEventRecordWithFlags(Inside, Stream, lorchaEventRecordExternal), lorchaErrorIllegalState);
  EXPECT_EQ(lorchaStreamWaitEvent(Stream, Outside, lorchaEventWaitExternal), lorchaErrorIllegalState);
  begin();
  ASSERT_EQ(lorchaStreamWaitEvent(Stream, Outside, lorchaEventWaitExternal), lorchaSuccess);
  ASSERT_EQ(lorchaEventRecordWithFlags(Inside, Stream, lorchaEventRecordExternal), lorchaSuccess);
  lorchaGraph_t Made = end();
  EXPECT_EQ(typeOf(nodesOf(Made)[0]), lorchaGraphNodeTypeWaitEvent);
  EXPECT_EQ(typeOf(nodesOf(Made)[1]), lorchaGraphNodeTypeEventRecord);
  runOnce(Made);
  EXPECT_EQ(lorchaEventQuery(Inside), lorchaSuccess);
}

TEST_F(CaptureTest, ContinuesGraphs) {
  Shared<int> Out(1);
  lorchaGraphNode_t First = addAppend({}, Out.get(), 1), Unrelated = addEmpty();
  ASSERT_EQ(
      lorchaStreamBeginCaptureToGraph(Stream, Graph, &First, nullptr, 1, lorchaStreamCaptureModeRelaxed),
      lorchaSuccess);
  appendIn(Stream, Out.get(), 2);
  EXPECT_EQ(end(), Graph);
  Nodes All = nodesOf(Graph);
  ASSERT_EQ(All.size(), 3u);
  size_t Count = 1;
  lorchaGraphNode_t Before;
  ASSERT_EQ(lorchaGraphNodeGetDependencies(All[2], &Before, &Count), lorchaSuccess);
  EXPECT_EQ(Before, First);
  EXPECT_NE(Before, Unrelated);
  runOnce(Graph);
  EXPECT_EQ(Out[0], 12);
}

TEST_F(CaptureTest, TellsAboutItself) {
  Shared<int> Out(1);
  lorchaStreamCaptureStatus Status = lorchaStreamCaptureStatusActive;
  unsigned long long Id = 0, SideId = 0;
  lorchaGraph_t Into = nullptr;
  const lorchaGraphNode_t *Next = nullptr;
  const lorchaGraphEdgeData *Kinds = nullptr;
  size_t Count = 9;
  ASSERT_EQ(lorchaStreamGetCaptureInfo(Stream, &Status, &Id, &Into, &Next, &Count), lorchaSuccess);
  EXPECT_EQ(Status, lorchaStreamCaptureStatusNone);
  begin();
  appendIn(Stream, Out.get(), 1);
  order(Fork, Stream, Side);
  appendIn(Side, Out.get(), 2);
  ASSERT_EQ(lorchaStreamGetCaptureInfo(Stream, &Status, &Id, &Into, &Next, &Count), lorchaSuccess);
  EXPECT_EQ(Status, lorchaStreamCaptureStatusActive);
  ASSERT_EQ(Count, 1u);
  EXPECT_EQ(Next[0], nodesOf(Into)[0]);
  ASSERT_EQ(lorchaStreamGetCaptureInfo_v3(Side, &Status, &SideId, nullptr, &Next, &Kinds, &Count),
            lorchaSuccess);
  EXPECT_EQ(SideId, Id);
  EXPECT_EQ(Next[0], nodesOf(Into)[1]);
  EXPECT_EQ(Kinds[0].type, lorchaGraphDependencyTypeDefault);
  EXPECT_EQ(lorchaStreamGetCaptureInfo(Stream, nullptr, &Id, &Into, &Next, &Count), lorchaErrorInvalidValue);
  order(Join, Side, Stream);
  EXPECT_EQ(end(), Into);
}

TEST_F(CaptureTest, LetsTheProgramChangeDependencies) {
  Shared<int> Out(1);
  lorchaStreamCaptureStatus Status;
  lorchaGraph_t Into = nullptr;
  begin();
  ASSERT_EQ(lorchaStreamGetCaptureInfo(Stream, &Status, nullptr, &Into, nullptr, nullptr), lorchaSuccess);
  lorchaGraphNode_t Mine = addKernel(Into, {}, symbolOf(append), Out.get(), 1);
  ASSERT_EQ(lorchaStreamUpdateCaptureDependencies(Stream, &Mine, 1, lorchaStreamAddCaptureDependencies),
            lorchaSuccess);
  appendIn(Stream, Out.get(), 2);
  lorchaGraphNode_t Last = addKernel(Into, {nodesOf(Into)[1]}, symbolOf(append), Out.get(), 3);
  ASSERT_EQ(
      lorchaStreamUpdateCaptureDependencies_v2(Stream, &Last, nullptr, 1, lorchaStreamSetCaptureDependencies),
      lorchaSuccess);
  appendIn(Stream, Out.get(), 4);
  lorchaGraphNode_t Foreign = addEmpty();
  EXPECT_EQ(lorchaStreamUpdateCaptureDependencies(Stream, &Foreign, 1, 0), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaStreamUpdateCaptureDependencies(Stream, &Last, 1, 7), lorchaErrorInvalidValue);
  runOnce(end());
  EXPECT_EQ(Out[0], 1234);
  EXPECT_EQ(lorchaStreamUpdateCaptureDependencies(Stream, &Foreign, 1, 0), lorchaErrorIllegalState);
}

TEST_F(CaptureTest, KeepsOtherStreamsRunning) {
  Shared<int> Out(1);
  begin(lorchaStreamCaptureModeThreadLocal);
  appendIn(Side, Out.get(), 1);
  EXPECT_EQ(lorchaStreamSynchronize(Side), lorchaSuccess);
  EXPECT_EQ(Out[0], 1);
  EXPECT_EQ(nodeCount(end()), 0u);
}

TEST_F(CaptureTest, OutlastsStreamsThatWereJoined) {
  Shared<int> Out(1);
  begin();
  order(Fork, Stream, Side);
  appendIn(Side, Out.get(), 1);
  order(Join, Side, Stream);
  ASSERT_EQ(lorchaStreamDestroy(Side), lorchaSuccess);
  ASSERT_EQ(lorchaEventDestroy(Fork), lorchaSuccess);
  appendIn(Stream, Out.get(), 2);
  runOnce(end());
  EXPECT_EQ(Out[0], 12);
}

TEST_F(CaptureTest, IsDoneByManyThreads) {
  constexpr int Threads = 6, Rounds = 20;
  Shared<int> Out(Threads);
  std::vector<std::thread> Hosts;
  for (int I = 0; I < Threads; ++I)
    Hosts.emplace_back([Mine = Out.get() + I] {
      lorchaStream_t On;
      ASSERT_EQ(lorchaStreamCreateWithFlags(&On, lorchaStreamNonBlocking), lorchaSuccess);
      for (int Round = 0; Round < Rounds; ++Round) {
        lorchaGraph_t Made;
        lorchaGraphExec_t Executable;
        ASSERT_EQ(lorchaStreamBeginCapture(On, lorchaStreamCaptureModeThreadLocal), lorchaSuccess);
        for (int Launch = 0; Launch < 5; ++Launch)
          configure(1, 1, 0, On), add(Mine, 1);
        ASSERT_EQ(lorchaStreamEndCapture(On, &Made), lorchaSuccess);
        ASSERT_EQ(lorchaGraphInstantiate(&Executable, Made, 0), lorchaSuccess);
        ASSERT_EQ(lorchaGraphLaunch(Executable, On), lorchaSuccess);
        ASSERT_EQ(lorchaGraphExecDestroy(Executable), lorchaSuccess);
        ASSERT_EQ(lorchaGraphDestroy(Made), lorchaSuccess);
      }
      EXPECT_EQ(lorchaStreamSynchronize(On), lorchaSuccess);
    });
  for (std::thread &Each : Hosts)
    Each.join();
  EXPECT_EQ(Out.values(), std::vector<int>(Threads, 5 * Rounds));
}
