// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Graphs that run: order, branches, streams, updates, nodes that are off, flags, the lives of handles.
#include "GraphTest.h"
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <random>
#include <thread>

using namespace lorcha;
using namespace lorcha::test;
using GraphLaunchTest = GraphTest;

namespace {
/// Two host functions that each wait for the other.
struct Meeting {
  std::mutex Mutex;
  std::condition_variable Changed;
  int Here = 0, Wanted;
  explicit Meeting(int Wanted) : Wanted(Wanted) {}
  static void attend(void *Data) {
    auto *Self = static_cast<Meeting *>(Data);
    std::unique_lock<std::mutex> Lock(Self->Mutex);
    ++Self->Here;
    Self->Changed.notify_all();
    Self->Changed.wait(Lock, [=] { return Self->Here >= Self->Wanted; });
  }
};

/// A host function's data: notes when it ran.
struct Stamp {
  std::atomic<int> *Clock;
  int Time = -1;
  static void set(void *Data) {
    auto *Self = static_cast<Stamp *>(Data);
    Self->Time = Self->Clock->fetch_add(1);
  }
};
} // namespace

TEST_F(GraphLaunchTest, RunInTheOrderOfTheStream) {
  Shared<int> Out(1);
  addAppend({addAppend({}, Out.get(), 2)}, Out.get(), 3);
  lorchaGraphExec_t Executable = instantiate(Graph);
  configure(1, 1, 0, Stream), append(Out.get(), 1);
  ASSERT_EQ(lorchaGraphLaunch(Executable, Stream), lorchaSuccess);
  configure(1, 1, 0, Stream), append(Out.get(), 4);
  ASSERT_EQ(lorchaGraphLaunch(Executable, Stream), lorchaSuccess);
  ASSERT_EQ(lorchaStreamSynchronize(Stream), lorchaSuccess);
  EXPECT_EQ(Out[0], 123423);
}

TEST_F(GraphLaunchTest, KeepTheOrderOfRandomEdges) {
  std::mt19937 Random(7);
  for (int Round = 0; Round < 20; ++Round) {
    constexpr int Count = 40;
    std::atomic<int> Clock{0};
    std::vector<Stamp> Stamps(Count, Stamp{&Clock});
    lorchaGraph_t Made;
    ASSERT_EQ(lorchaGraphCreate(&Made, 0), lorchaSuccess);
    Nodes All;
    std::vector<std::pair<int, int>> Edges;
    for (int I = 0; I < Count; ++I) {
      Nodes Behind;
      for (int Before = 0; Before < I; ++Before)
        if (Random() % 12 == 0) {
          Behind.push_back(All[Before]);
          Edges.push_back({Before, I});
        }
      lorchaHostNodeParams Params = {Stamp::set, &Stamps[I]};
      lorchaGraphNode_t Node;
      ASSERT_EQ(lorchaGraphAddHostNode(&Node, Made, Behind.data(), Behind.size(), &Params), lorchaSuccess);
      All.push_back(Node);
    }
    runOnce(Made);
    EXPECT_EQ(Clock, Count);
    for (auto [Before, After] : Edges)
      EXPECT_LT(Stamps[Before].Time, Stamps[After].Time);
  }
}

TEST_F(GraphLaunchTest, RunBranchesAtTheSameTime) {
  Meeting Of(3);
  Shared<int> Out(1);
  lorchaHostNodeParams Params = {Meeting::attend, &Of};
  lorchaGraphNode_t First = addAppend({}, Out.get(), 1);
  Nodes Guests(3);
  for (lorchaGraphNode_t &Each : Guests)
    ASSERT_EQ(lorchaGraphAddHostNode(&Each, Graph, &First, 1, &Params), lorchaSuccess);
  addAppend(Guests, Out.get(), 2);
  lorchaGraphExec_t Executable = instantiate(Graph);
  for (int Round = 0; Round < 10; ++Round) {
    Of.Here = Out[0] = 0;
    runOnce(Executable);
    EXPECT_EQ(Out[0], 12);
  }
}

TEST_F(GraphLaunchTest, ShareKernelsOfBranches) {
  constexpr unsigned Width = 8, Length = 20, Rounds = 30;
  Shared<int> Out(Width + 1);
  Nodes Ends;
  lorchaGraphNode_t First = addEmpty();
  for (unsigned Branch = 0; Branch < Width; ++Branch) {
    lorchaGraphNode_t Last = First;
    for (unsigned I = 0; I < Length; ++I)
      Last = addKernel(Graph, {Last}, symbolOf(add), Out.get() + Branch, 1);
    Ends.push_back(Last);
  }
  addKernel(Graph, Ends, symbolOf(add), Out.get() + Width, 1);
  lorchaGraphExec_t Executable = instantiate(Graph);
  for (unsigned Round = 0; Round < Rounds; ++Round)
    ASSERT_EQ(lorchaGraphLaunch(Executable, Stream), lorchaSuccess);
  ASSERT_EQ(lorchaStreamSynchronize(Stream), lorchaSuccess);
  std::vector<int> Expected(Width, Length * Rounds);
  Expected.push_back(Rounds);
  EXPECT_EQ(Out.values(), Expected);
}

TEST_F(GraphLaunchTest, RunsOfOneNeverOverlap) {
  Shared<int> Out(1);
  addKernel(Graph, {}, symbolOf(add), Out.get(), 1);
  lorchaGraphExec_t Executable = instantiate(Graph);
  lorchaStream_t Others[4];
  for (lorchaStream_t &Each : Others)
    ASSERT_EQ(lorchaStreamCreateWithFlags(&Each, lorchaStreamNonBlocking), lorchaSuccess);
  for (int Round = 0; Round < 100; ++Round)
    ASSERT_EQ(lorchaGraphLaunch(Executable, Others[Round % 4]), lorchaSuccess);
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  EXPECT_EQ(Out[0], 100); // no increment is lost
}

TEST_F(GraphLaunchTest, OutliveTheirGraphAndHandle) {
  Shared<int> Out(1);
  addAppend({}, Out.get(), 1);
  lorchaGraphExec_t Executable = instantiate(Graph);
  ASSERT_EQ(lorchaGraphDestroy(Graph), lorchaSuccess);
  ASSERT_EQ(lorchaGraphLaunch(Executable, Stream), lorchaSuccess);
  ASSERT_EQ(lorchaGraphExecDestroy(Executable), lorchaSuccess);
  EXPECT_EQ(lorchaGraphExecDestroy(Executable), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaGraphLaunch(Executable, Stream), lorchaErrorInvalidValue);
  ASSERT_EQ(lorchaStreamSynchronize(Stream), lorchaSuccess);
  EXPECT_EQ(Out[0], 1);
}

TEST_F(GraphLaunchTest, CheckTheirArguments) {
  lorchaGraphExec_t Executable = instantiate(Graph);
  EXPECT_EQ(lorchaGraphUpload(Executable, Stream), lorchaSuccess);
  EXPECT_EQ(lorchaGraphUpload(nullptr, Stream), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaGraphLaunch(Executable, reinterpret_cast<lorchaStream_t>(&Executable)),
            lorchaErrorInvalidResourceHandle);
  EXPECT_EQ(lorchaGraphInstantiate(nullptr, Graph, 0), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaGraphInstantiateWithFlags(&Executable, Graph, 1024), lorchaErrorInvalidValue);
  lorchaGraphInstantiateParams Params = {};
  Params.flags = lorchaGraphInstantiateFlagUpload | lorchaGraphInstantiateFlagUseNodePriority;
  Params.uploadStream = Stream;
  ASSERT_EQ(lorchaGraphInstantiateWithParams(&Executable, Graph, &Params), lorchaSuccess);
  EXPECT_EQ(Params.result_out, lorchaGraphInstantiateSuccess);
  unsigned long long Flags = 0;
  ASSERT_EQ(lorchaGraphExecGetFlags(Executable, &Flags), lorchaSuccess);
  EXPECT_EQ(Flags, Params.flags);
  EXPECT_EQ(lorchaGraphExecGetFlags(Executable, nullptr), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaGraphInstantiateWithParams(&Executable, Graph, nullptr), lorchaErrorInvalidValue);
}

TEST_F(GraphLaunchTest, ChangesDoNotReachRunsThatWereLaunched) {
  Shared<int> Out(1);
  Meeting Gate(2);
  lorchaHostNodeParams Wait = {Meeting::attend, &Gate};
  lorchaGraphNode_t Closed;
  ASSERT_EQ(lorchaGraphAddHostNode(&Closed, Graph, nullptr, 0, &Wait), lorchaSuccess);
  lorchaGraphNode_t Node = addAppend({Closed}, Out.get(), 1);
  lorchaGraphExec_t Executable = instantiate(Graph);
  ASSERT_EQ(lorchaGraphLaunch(Executable, Stream), lorchaSuccess);
  KernelArgs Args(Out.get(), 2);
  lorchaKernelNodeParams Params = Args.params(symbolOf(append));
  ASSERT_EQ(lorchaGraphExecKernelNodeSetParams(Executable, Node, &Params), lorchaSuccess);
  ASSERT_EQ(lorchaGraphLaunch(Executable, Stream), lorchaSuccess);
  Meeting::attend(&Gate);
  ASSERT_EQ(lorchaStreamSynchronize(Stream), lorchaSuccess);
  EXPECT_EQ(Out[0], 12);
}

TEST_F(GraphLaunchTest, NodesCanBeOff) {
  Shared<int> Out(1);
  lorchaGraphNode_t A = addAppend({}, Out.get(), 1), B = addAppend({A}, Out.get(), 2), C = addEmpty({B});
  lorchaGraphExec_t Executable = instantiate(Graph);
  unsigned IsEnabled = 9;
  ASSERT_EQ(lorchaGraphNodeGetEnabled(Executable, A, &IsEnabled), lorchaSuccess);
  EXPECT_EQ(IsEnabled, 1u);
  ASSERT_EQ(lorchaGraphNodeSetEnabled(Executable, A, 0), lorchaSuccess);
  runOnce(Executable);
  EXPECT_EQ(Out[0], 2);
  ASSERT_EQ(lorchaGraphNodeGetEnabled(Executable, A, &IsEnabled), lorchaSuccess);
  EXPECT_EQ(IsEnabled, 0u);
  ASSERT_EQ(lorchaGraphNodeSetEnabled(Executable, A, 1), lorchaSuccess);
  runOnce(Executable);
  EXPECT_EQ(Out[0], 212);
  EXPECT_EQ(lorchaGraphNodeSetEnabled(Executable, C, 0), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaGraphNodeGetEnabled(Executable, A, nullptr), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaGraphNodeSetEnabled(Executable, nullptr, 0), lorchaErrorInvalidValue);
}

TEST_F(GraphLaunchTest, TakeOverParametersOfAnotherGraph) {
  Shared<int> Out(1);
  addAppend({addAppend({}, Out.get(), 1)}, Out.get(), 2);
  lorchaGraphExec_t Executable = instantiate(Graph);
  lorchaGraph_t Other;
  ASSERT_EQ(lorchaGraphCreate(&Other, 0), lorchaSuccess);
  lorchaGraphNode_t First = addKernel(Other, {}, symbolOf(append), Out.get(), 3);
  addKernel(Other, {First}, symbolOf(add), Out.get(), 4);
  lorchaGraphExecUpdateResultInfo Info = {};
  ASSERT_EQ(lorchaGraphExecUpdate(Executable, Other, &Info), lorchaSuccess);
  EXPECT_EQ(Info.result, lorchaGraphExecUpdateSuccess);
  ASSERT_EQ(lorchaGraphDestroy(Other), lorchaSuccess);
  runOnce(Executable);
  EXPECT_EQ(Out[0], 7);
}

TEST_F(GraphLaunchTest, RefuseUpdatesThatChangeTheShape) {
  Shared<int> Out(1);
  addAppend({addAppend({}, Out.get(), 1)}, Out.get(), 2);
  lorchaGraphExec_t Executable = instantiate(Graph);
  lorchaGraph_t Other;
  ASSERT_EQ(lorchaGraphCreate(&Other, 0), lorchaSuccess);
  lorchaGraphExecUpdateResultInfo Info = {};
  EXPECT_EQ(lorchaGraphExecUpdate(Executable, Other, &Info), lorchaErrorGraphExecUpdateFailure);
  EXPECT_EQ(Info.result, lorchaGraphExecUpdateErrorTopologyChanged) << "nodes are missing";
  addKernel(Other, {}, symbolOf(append), Out.get(), 8);
  lorchaGraphNode_t Second = addKernel(Other, {}, symbolOf(append), Out.get(), 9);
  EXPECT_EQ(lorchaGraphExecUpdate(Executable, Other, &Info), lorchaErrorGraphExecUpdateFailure);
  EXPECT_EQ(Info.result, lorchaGraphExecUpdateErrorTopologyChanged) << "an edge is missing";
  EXPECT_EQ(Info.errorNode, Second);
  ASSERT_EQ(lorchaGraphDestroyNode(Second), lorchaSuccess);
  lorchaGraphNode_t First = nodesOf(Other)[0], Empty;
  ASSERT_EQ(lorchaGraphAddEmptyNode(&Empty, Other, &First, 1), lorchaSuccess);
  EXPECT_EQ(lorchaGraphExecUpdate(Executable, Other, &Info), lorchaErrorGraphExecUpdateFailure);
  EXPECT_EQ(Info.result, lorchaGraphExecUpdateErrorNodeTypeChanged);
  EXPECT_EQ(Info.errorNode, Empty);
  runOnce(Executable);
  EXPECT_EQ(Out[0], 12) << "nothing has changed";
  EXPECT_EQ(lorchaGraphExecUpdate(Executable, Other, nullptr), lorchaErrorInvalidValue);
}

TEST_F(GraphLaunchTest, FailuresOfKernelsStick) {
  Shared<int> Out(1);
  launchLoop(1, 1, [](const Thread &) {});
  auto Trap = [](const Thread &) { lorchaDeviceTrap(); };
  configure(1, 1, 0, Stream);
  lorchaStreamBeginCapture(Stream, lorchaStreamCaptureModeRelaxed);
  loopKernel(Trap);
  configure(1, 1, 0, Stream), append(Out.get(), 1);
  lorchaGraph_t Captured = nullptr;
  ASSERT_EQ(lorchaStreamEndCapture(Stream, &Captured), lorchaSuccess);
  lorchaGraphExec_t Executable = instantiate(Captured);
  ASSERT_EQ(lorchaGraphLaunch(Executable, Stream), lorchaSuccess);
  EXPECT_EQ(lorchaStreamSynchronize(Stream), lorchaErrorLaunchFailure);
  EXPECT_EQ(Out[0], 0) << "what comes behind is left out";
}

TEST_F(GraphLaunchTest, CopiesOfOneRowMayChange) {
  int First[2] = {1, 2}, Second[2] = {3, 4}, To[2] = {};
  lorchaMemcpy3DParms Row = {};
  Row.srcPtr = make_lorchaPitchedPtr(First, sizeof(First), 2, 1);
  Row.dstPtr = make_lorchaPitchedPtr(To, sizeof(To), 2, 1);
  Row.extent = make_lorchaExtent(sizeof(To), 1, 1);
  Row.kind = lorchaMemcpyHostToHost;
  lorchaGraphNode_t Node;
  ASSERT_EQ(lorchaGraphAddMemcpyNode(&Node, Graph, nullptr, 0, &Row), lorchaSuccess);
  lorchaGraphExec_t Executable = instantiate(Graph);
  Row.srcPtr.ptr = Second;
  ASSERT_EQ(lorchaGraphExecMemcpyNodeSetParams(Executable, Node, &Row), lorchaSuccess);
  runOnce(Executable);
  EXPECT_EQ(To[0], 3);
  EXPECT_EQ(To[1], 4);
  runOnce(Graph);
  EXPECT_EQ(To[1], 2) << "the graph itself stays as it was";
}
