// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Nodes of every kind: what they do, what they tell, how their parameters change before and after
// instantiation, and what they refuse.
// BACKENDS: cpu, opencl -- the kernels are in GraphKernels.cpp
#include "GraphTest.h"
#include <cstring>

using namespace lorcha;
using namespace lorcha::test;
using GraphNodesTest = GraphTest;

namespace {
int Variable[4]; // a device variable
const KnownVariables Known({KnownVariables::row(Variable, "Variable")});

void increment(void *Data) { ++*static_cast<int *>(Data); }
void doubleIt(void *Data) { *static_cast<int *>(Data) *= 2; }

template <class T> bool isZero(const T &Value) {
  const T Zero = {};
  return std::memcmp(&Value, &Zero, sizeof(T)) == 0;
}
} // namespace

TEST_F(GraphNodesTest, KernelsKeepTheirArguments) {
  Shared<int> Out(2);
  KernelArgs Args(Out.get(), 5);
  lorchaKernelNodeParams Params = Args.params(symbolOf(add), 3), Told = {};
  lorchaGraphNode_t Node = nullptr;
  ASSERT_EQ(lorchaGraphAddKernelNode(&Node, Graph, nullptr, 0, &Params), lorchaSuccess);
  Args.Value = 100; // too late
  EXPECT_EQ(typeOf(Node), lorchaGraphNodeTypeKernel);
  ASSERT_EQ(lorchaGraphKernelNodeGetParams(Node, &Told), lorchaSuccess);
  EXPECT_EQ(Told.func, symbolOf(add));
  EXPECT_EQ(Told.gridDim.x, 3u);
  EXPECT_EQ(*static_cast<int *>(Told.kernelParams[1]), 5);
  lorchaGraphExec_t Executable = instantiate(Graph);
  runOnce(Executable);
  runOnce(Executable);
  EXPECT_EQ(Out[0], 30);
  Args.Value = 1;
  Args.Into = Out.get() + 1;
  ASSERT_EQ(lorchaGraphExecKernelNodeSetParams(Executable, Node, &Params), lorchaSuccess);
  runOnce(Executable);
  runOnce(Graph);
  EXPECT_EQ(Out.values(), (std::vector<int>{45, 3}));
  ASSERT_EQ(lorchaGraphKernelNodeSetParams(Node, &Params), lorchaSuccess);
  runOnce(Graph);
  EXPECT_EQ(Out[1], 6);
}

TEST_F(GraphNodesTest, KernelsAreChecked) {
  KernelArgs Args(nullptr, 0);
  lorchaKernelNodeParams Params = Args.params(symbolOf(add));
  lorchaGraphNode_t Node = nullptr;
  EXPECT_EQ(lorchaGraphAddKernelNode(&Node, Graph, nullptr, 0, nullptr), lorchaErrorInvalidValue);
  Params.func = &Params;
  EXPECT_EQ(lorchaGraphAddKernelNode(&Node, Graph, nullptr, 0, &Params), lorchaErrorInvalidDeviceFunction);
  Params = Args.params(symbolOf(add));
  Params.blockDim = dim3(2000);
  EXPECT_EQ(lorchaGraphAddKernelNode(&Node, Graph, nullptr, 0, &Params), lorchaErrorInvalidConfiguration);
  Params = Args.params(symbolOf(add));
  Params.kernelParams = nullptr;
  EXPECT_EQ(lorchaGraphAddKernelNode(&Node, Graph, nullptr, 0, &Params), lorchaErrorInvalidValue);
  lorchaGraphNode_t Empty = addEmpty();
  Params = Args.params(symbolOf(add));
  EXPECT_EQ(lorchaGraphKernelNodeSetParams(Empty, &Params), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaGraphKernelNodeGetParams(Empty, &Params), lorchaErrorInvalidValue);
  EXPECT_EQ(nodeCount(Graph), 1u);
}

TEST_F(GraphNodesTest, KernelsTakeArgumentsInABuffer) {
  Shared<int> Out(1);
  struct {
    int *Into;
    int Value;
  } Buffer = {Out.get(), 8};
  size_t Bytes = sizeof(int *) + sizeof(int);
  void *Extra[] = {reinterpret_cast<void *>(1), &Buffer, reinterpret_cast<void *>(2), &Bytes, nullptr};
  lorchaKernelNodeParams Params = {};
  Params.func = symbolOf(add);
  Params.gridDim = Params.blockDim = dim3(1);
  Params.extra = Extra;
  lorchaGraphNode_t Node;
  ASSERT_EQ(lorchaGraphAddKernelNode(&Node, Graph, nullptr, 0, &Params), lorchaSuccess);
  runOnce(Graph);
  EXPECT_EQ(Out[0], 8);
  Bytes = 4;
  EXPECT_EQ(lorchaGraphAddKernelNode(&Node, Graph, nullptr, 0, &Params), lorchaErrorInvalidValue);
}

TEST_F(GraphNodesTest, KernelsHaveAttributes) {
  int Value = 0;
  lorchaGraphNode_t A = addAppend({}, &Value, 1), B = addAppend({}, &Value, 2);
  lorchaKernelNodeAttrValue Set = {}, Got = {};
  Set.priority = -2;
  ASSERT_EQ(lorchaGraphKernelNodeSetAttribute(A, lorchaLaunchAttributePriority, &Set), lorchaSuccess);
  ASSERT_EQ(lorchaGraphKernelNodeCopyAttributes(B, A), lorchaSuccess);
  ASSERT_EQ(lorchaGraphKernelNodeGetAttribute(B, lorchaLaunchAttributePriority, &Got), lorchaSuccess);
  EXPECT_EQ(Got.priority, -2);
  Set = {};
  Set.clusterDim.x = 2;
  EXPECT_EQ(lorchaGraphKernelNodeSetAttribute(A, lorchaLaunchAttributeClusterDimension, &Set),
            lorchaErrorNotSupported);
  EXPECT_EQ(lorchaGraphKernelNodeSetAttribute(A, lorchaLaunchAttributeIgnore, &Set), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaGraphKernelNodeGetAttribute(addEmpty(), lorchaLaunchAttributePriority, &Got),
            lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaGraphKernelNodeCopyAttributes(A, nullptr), lorchaErrorInvalidValue);
}

TEST_F(GraphNodesTest, CopiesMoveBytes) {
  int Host[2] = {1, 2}, Other[2] = {3, 4}, Back[2] = {};
  Shared<int> Middle(2);
  lorchaGraphNode_t In, Out;
  ASSERT_EQ(lorchaGraphAddMemcpyNode1D(&In, Graph, nullptr, 0, Middle.get(), Host, 8, lorchaMemcpyDefault),
            lorchaSuccess);
  ASSERT_EQ(lorchaGraphAddMemcpyNode1D(&Out, Graph, &In, 1, Back, Middle.get(), 8, lorchaMemcpyDefault),
            lorchaSuccess);
  lorchaGraphExec_t Executable = instantiate(Graph);
  Host[0] = 9; // read when it runs
  runOnce(Executable);
  EXPECT_EQ(Back[0], 9);
  ASSERT_EQ(lorchaGraphExecMemcpyNodeSetParams1D(Executable, In, Middle.get(), Other, 8, lorchaMemcpyDefault),
            lorchaSuccess);
  runOnce(Executable);
  EXPECT_EQ(Back[1], 4);
  ASSERT_EQ(lorchaGraphMemcpyNodeSetParams1D(In, Middle.get(), Other + 1, 4, lorchaMemcpyDefault),
            lorchaSuccess);
  lorchaMemcpy3DParms Told = {};
  ASSERT_EQ(lorchaGraphMemcpyNodeGetParams(In, &Told), lorchaSuccess);
  EXPECT_EQ(Told.srcPtr.ptr, Other + 1);
  EXPECT_EQ(Told.extent.width, 4u);
  EXPECT_EQ(Told.kind, lorchaMemcpyDefault);
  EXPECT_EQ(lorchaGraphAddMemcpyNode1D(&In, Graph, nullptr, 0, nullptr, Host, 8, lorchaMemcpyDefault),
            lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaGraphAddMemcpyNode1D(&In, Graph, nullptr, 0, Back, Host, 8, lorchaMemcpyKind(9)),
            lorchaErrorInvalidMemcpyDirection);
}

TEST_F(GraphNodesTest, CopiesMoveBoxes) {
  int Rows[2][4] = {{1, 2, 3, 4}, {5, 6, 7, 8}}, Back[2][2] = {};
  lorchaMemcpy3DParms Params = {};
  Params.srcPtr = make_lorchaPitchedPtr(Rows, sizeof(Rows[0]), 4, 2);
  Params.srcPos.x = sizeof(int);
  Params.dstPtr = make_lorchaPitchedPtr(Back, sizeof(Back[0]), 2, 2);
  Params.extent = make_lorchaExtent(sizeof(Back[0]), 2, 1);
  Params.kind = lorchaMemcpyHostToHost;
  lorchaGraphNode_t Node;
  ASSERT_EQ(lorchaGraphAddMemcpyNode(&Node, Graph, nullptr, 0, &Params), lorchaSuccess);
  lorchaGraphExec_t Executable = instantiate(Graph);
  runOnce(Executable);
  EXPECT_EQ(Back[0][0], 2);
  EXPECT_EQ(Back[1][1], 7);
  lorchaMemcpy3DParms Told = {};
  ASSERT_EQ(lorchaGraphMemcpyNodeGetParams(Node, &Told), lorchaSuccess);
  EXPECT_EQ(std::memcmp(&Told, &Params, sizeof(Params)), 0);
  Params.srcPos.x = 0;
  EXPECT_EQ(lorchaGraphExecMemcpyNodeSetParams(Executable, Node, &Params), lorchaErrorInvalidValue)
      << "a box cannot change after instantiation";
  ASSERT_EQ(lorchaGraphMemcpyNodeSetParams(Node, &Params), lorchaSuccess);
  runOnce(Graph);
  EXPECT_EQ(Back[1][0], 5);
  Params.dstPtr.pitch = 4;
  EXPECT_EQ(lorchaGraphMemcpyNodeSetParams(Node, &Params), lorchaErrorInvalidPitchValue);
  EXPECT_EQ(lorchaGraphAddMemcpyNode(&Node, Graph, nullptr, 0, nullptr), lorchaErrorInvalidValue);
}

TEST_F(GraphNodesTest, CopiesReachVariables) {
  int Host[2] = {1, 2}, Back[2] = {};
  lorchaGraphNode_t In, Out;
  std::fill(Variable, Variable + 4, 0);
  ASSERT_EQ(::lorchaGraphAddMemcpyNodeToSymbol(&In, Graph, nullptr, 0, static_cast<const void *>(Variable),
                                               Host, 8, 4, lorchaMemcpyHostToDevice),
            lorchaSuccess);
  ASSERT_EQ(::lorchaGraphAddMemcpyNodeFromSymbol(&Out, Graph, &In, 1, Back,
                                                 static_cast<const void *>(Variable), 8, 4,
                                                 lorchaMemcpyDeviceToHost),
            lorchaSuccess);
  lorchaGraphExec_t Executable = instantiate(Graph);
  runOnce(Executable);
  int Read = 0;
  EXPECT_EQ(lorchaMemcpyFromSymbol(&Read, Variable, sizeof(Read), 2 * sizeof(int)), lorchaSuccess);
  EXPECT_EQ(Read, 2);
  EXPECT_EQ(Back[1], 2);
  ASSERT_EQ(lorchaGraphExecMemcpyNodeSetParamsToSymbol(Executable, In, Variable, Host, 4, 0,
                                                       lorchaMemcpyHostToDevice),
            lorchaSuccess);
  ASSERT_EQ(lorchaGraphExecMemcpyNodeSetParamsFromSymbol(Executable, Out, Back + 1, Variable, 4, 0,
                                                         lorchaMemcpyDeviceToHost),
            lorchaSuccess);
  runOnce(Executable);
  EXPECT_EQ(Back[1], 1);
  EXPECT_EQ(lorchaGraphMemcpyNodeSetParamsToSymbol(In, Variable, Host, 8, 8, lorchaMemcpyHostToDevice),
            lorchaSuccess);
  EXPECT_EQ(lorchaGraphMemcpyNodeSetParamsFromSymbol(Out, Back, Variable, 8, 8, lorchaMemcpyDeviceToHost),
            lorchaSuccess);
  runOnce(Graph);
  EXPECT_EQ(Back[0], 1);
  EXPECT_EQ(lorchaGraphMemcpyNodeSetParamsToSymbol(In, nullptr, Host, 8, 8, lorchaMemcpyHostToDevice),
            lorchaErrorInvalidSymbol);
  EXPECT_EQ(lorchaGraphMemcpyNodeSetParamsFromSymbol(Out, Back, Variable, 8, 8, lorchaMemcpyHostToDevice),
            lorchaErrorInvalidMemcpyDirection);
}

TEST_F(GraphNodesTest, FillsSetElements) {
  Shared<unsigned short> Out(8, 7);
  lorchaMemsetParams Params = {Out.get() + 1, 0, 0x12345, 2, 3, 1}, Told = {};
  lorchaGraphNode_t Node;
  ASSERT_EQ(lorchaGraphAddMemsetNode(&Node, Graph, nullptr, 0, &Params), lorchaSuccess);
  lorchaGraphExec_t Executable = instantiate(Graph);
  runOnce(Executable);
  EXPECT_EQ(Out.values(), (std::vector<unsigned short>{7, 0x2345, 0x2345, 0x2345, 7, 7, 7, 7}));
  ASSERT_EQ(lorchaGraphMemsetNodeGetParams(Node, &Told), lorchaSuccess);
  EXPECT_EQ(Told.width, 3u);
  EXPECT_EQ(Told.elementSize, 2u);
  Params.value = 9;
  ASSERT_EQ(lorchaGraphExecMemsetNodeSetParams(Executable, Node, &Params), lorchaSuccess);
  runOnce(Executable);
  EXPECT_EQ(Out[3], 9);
  Params = {Out.get(), 8, 1, 1, 2, 2}; // two rows of two bytes
  EXPECT_EQ(lorchaGraphExecMemsetNodeSetParams(Executable, Node, &Params), lorchaErrorInvalidValue);
  ASSERT_EQ(lorchaGraphMemsetNodeSetParams(Node, &Params), lorchaSuccess);
  runOnce(Graph);
  EXPECT_EQ(Out[0], 0x0101);
  EXPECT_EQ(Out[4], 0x0101);
  EXPECT_EQ(Out[1], 9);
  Params.elementSize = 3;
  EXPECT_EQ(lorchaGraphAddMemsetNode(&Node, Graph, nullptr, 0, &Params), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaGraphAddMemsetNode(&Node, Graph, nullptr, 0, nullptr), lorchaErrorInvalidValue);
}

TEST_F(GraphNodesTest, HostFunctionsAreCalled) {
  int Count = 0, Other = 5;
  lorchaHostNodeParams Params = {increment, &Count}, Told = {};
  lorchaGraphNode_t Node;
  ASSERT_EQ(lorchaGraphAddHostNode(&Node, Graph, nullptr, 0, &Params), lorchaSuccess);
  lorchaGraphExec_t Executable = instantiate(Graph);
  runOnce(Executable);
  EXPECT_EQ(Count, 1);
  ASSERT_EQ(lorchaGraphHostNodeGetParams(Node, &Told), lorchaSuccess);
  EXPECT_EQ(Told.userData, &Count);
  Params = {doubleIt, &Other};
  ASSERT_EQ(lorchaGraphExecHostNodeSetParams(Executable, Node, &Params), lorchaSuccess);
  runOnce(Executable);
  EXPECT_EQ(Other, 10);
  ASSERT_EQ(lorchaGraphHostNodeSetParams(Node, &Params), lorchaSuccess);
  runOnce(Graph);
  EXPECT_EQ(Other, 20);
  Params.fn = nullptr;
  EXPECT_EQ(lorchaGraphAddHostNode(&Node, Graph, nullptr, 0, &Params), lorchaErrorInvalidValue);
}

TEST_F(GraphNodesTest, ChildrenAreCopiesOfGraphs) {
  Shared<int> Out(1);
  lorchaGraph_t Child, Inner = nullptr, Empty;
  ASSERT_EQ(lorchaGraphCreate(&Child, 0), lorchaSuccess);
  lorchaGraphNode_t Second = addKernel(Child, {}, symbolOf(append), Out.get(), 2);
  addKernel(Child, {Second}, symbolOf(append), Out.get(), 3);
  lorchaGraphNode_t First = addAppend({}, Out.get(), 1), Node;
  ASSERT_EQ(lorchaGraphAddChildGraphNode(&Node, Graph, &First, 1, Child), lorchaSuccess);
  addAppend({Node}, Out.get(), 4);
  addKernel(Child, {}, symbolOf(append), Out.get(), 9); // too late
  ASSERT_EQ(lorchaGraphChildGraphNodeGetGraph(Node, &Inner), lorchaSuccess);
  EXPECT_EQ(nodeCount(Inner), 2u);
  EXPECT_EQ(lorchaGraphDestroy(Inner), lorchaErrorInvalidValue) << "it belongs to its node";
  lorchaGraphExec_t Executable = instantiate(Graph);
  runOnce(Executable);
  EXPECT_EQ(Out[0], 1234);
  // The nodes inside can be changed one by one, or all of them with another graph of that shape.
  KernelArgs Args(Out.get(), 5);
  lorchaKernelNodeParams Params = Args.params(symbolOf(append));
  ASSERT_EQ(lorchaGraphExecKernelNodeSetParams(Executable, nodesOf(Inner)[0], &Params), lorchaSuccess);
  Out[0] = 0;
  runOnce(Executable);
  EXPECT_EQ(Out[0], 1534);
  lorchaGraph_t Copy;
  ASSERT_EQ(lorchaGraphClone(&Copy, Inner), lorchaSuccess);
  ASSERT_EQ(lorchaGraphExecChildGraphNodeSetParams(Executable, Node, Copy), lorchaSuccess);
  Out[0] = 0;
  runOnce(Executable);
  EXPECT_EQ(Out[0], 1234);
  EXPECT_EQ(lorchaGraphExecChildGraphNodeSetParams(Executable, Node, Child), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaGraphAddChildGraphNode(&Node, Graph, nullptr, 0, Graph), lorchaErrorInvalidValue);
  ASSERT_EQ(lorchaGraphCreate(&Empty, 0), lorchaSuccess);
  EXPECT_EQ(lorchaGraphAddChildGraphNode(&Node, Graph, nullptr, 0, Empty), lorchaSuccess);
  EXPECT_EQ(lorchaGraphChildGraphNodeGetGraph(First, &Inner), lorchaErrorInvalidValue);
}

TEST_F(GraphNodesTest, EventsAreRecordedAndWaitedFor) {
  lorchaEvent_t A, B, Told = nullptr;
  ASSERT_EQ(lorchaEventCreate(&A), lorchaSuccess);
  ASSERT_EQ(lorchaEventCreate(&B), lorchaSuccess);
  lorchaGraphNode_t Begin, Wait, End;
  ASSERT_EQ(lorchaGraphAddEventRecordNode(&Begin, Graph, nullptr, 0, A), lorchaSuccess);
  ASSERT_EQ(lorchaGraphAddEventWaitNode(&Wait, Graph, &Begin, 1, B), lorchaSuccess);
  ASSERT_EQ(lorchaGraphAddEventRecordNode(&End, Graph, &Wait, 1, B), lorchaSuccess);
  ASSERT_EQ(lorchaGraphEventRecordNodeGetEvent(End, &Told), lorchaSuccess);
  EXPECT_EQ(Told, B);
  ASSERT_EQ(lorchaGraphEventWaitNodeGetEvent(Wait, &Told), lorchaSuccess);
  EXPECT_EQ(Told, B);
  lorchaGraphExec_t Executable = instantiate(Graph);
  runOnce(Executable);
  float Milliseconds = -1;
  EXPECT_EQ(lorchaEventElapsedTime(&Milliseconds, A, B), lorchaSuccess);
  EXPECT_GE(Milliseconds, 0.0f);
  lorchaEvent_t C;
  ASSERT_EQ(lorchaEventCreate(&C), lorchaSuccess);
  ASSERT_EQ(lorchaGraphExecEventRecordNodeSetEvent(Executable, End, C), lorchaSuccess);
  ASSERT_EQ(lorchaGraphExecEventWaitNodeSetEvent(Executable, Wait, A), lorchaSuccess);
  runOnce(Executable);
  EXPECT_EQ(lorchaEventElapsedTime(&Milliseconds, A, C), lorchaSuccess);
  EXPECT_EQ(lorchaGraphEventRecordNodeSetEvent(End, C), lorchaSuccess);
  EXPECT_EQ(lorchaGraphEventWaitNodeSetEvent(Wait, C), lorchaSuccess);
  EXPECT_EQ(lorchaGraphEventWaitNodeSetEvent(End, C), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaGraphEventRecordNodeSetEvent(End, nullptr), lorchaErrorInvalidResourceHandle);
  EXPECT_EQ(lorchaGraphAddEventWaitNode(&Wait, Graph, nullptr, 0, nullptr), lorchaErrorInvalidResourceHandle);
}

TEST_F(GraphNodesTest, WorkBehindARecordedEventIsWaitedFor) {
  constexpr size_t Bytes = 64 << 20;
  char *Middle;
  ASSERT_EQ(lorchaMalloc(reinterpret_cast<void **>(&Middle), Bytes), lorchaSuccess);
  std::vector<char> Back(Bytes, 0);
  lorchaEvent_t Mark;
  ASSERT_EQ(lorchaEventCreate(&Mark), lorchaSuccess);
  lorchaGraphNode_t Begin, Fill, Copy;
  ASSERT_EQ(lorchaGraphAddEventRecordNode(&Begin, Graph, nullptr, 0, Mark), lorchaSuccess);
  lorchaMemsetParams Params = {Middle, 0, 7, 1, Bytes, 1};
  ASSERT_EQ(lorchaGraphAddMemsetNode(&Fill, Graph, &Begin, 1, &Params), lorchaSuccess);
  ASSERT_EQ(
      lorchaGraphAddMemcpyNode1D(&Copy, Graph, &Fill, 1, Back.data(), Middle, Bytes, lorchaMemcpyDefault),
      lorchaSuccess);
  runOnce(Graph);
  EXPECT_EQ(Back.front(), 7);
  EXPECT_EQ(Back.back(), 7);
  EXPECT_EQ(lorchaEventDestroy(Mark), lorchaSuccess);
  EXPECT_EQ(lorchaFree(Middle), lorchaSuccess);
}

TEST_F(GraphNodesTest, OfAnyKindAreAddedByOneCall) {
  Shared<int> Out(2);
  int Calls = 0;
  KernelArgs Args(Out.get(), 3);
  lorchaGraphNodeParams Kernel = {}, Fill = {}, Host = {}, Copy = {}, Empty = {};
  Kernel.type = lorchaGraphNodeTypeKernel;
  Kernel.kernel.func = symbolOf(append);
  Kernel.kernel.gridDim = Kernel.kernel.blockDim = dim3(1);
  Kernel.kernel.kernelParams = Args.List;
  Fill.type = lorchaGraphNodeTypeMemset;
  Fill.memset = {Out.get(), 0, 4, 4, 1, 1};
  Host.type = lorchaGraphNodeTypeHost;
  Host.host = {increment, &Calls};
  Copy.type = lorchaGraphNodeTypeMemcpy;
  Copy.memcpy.copyParams.srcPtr = make_lorchaPitchedPtr(Out.get(), 4, 4, 1);
  Copy.memcpy.copyParams.dstPtr = make_lorchaPitchedPtr(Out.get() + 1, 4, 4, 1);
  Copy.memcpy.copyParams.extent = make_lorchaExtent(4, 1, 1);
  Copy.memcpy.copyParams.kind = lorchaMemcpyDefault;
  Empty.type = lorchaGraphNodeTypeEmpty;
  lorchaGraphNode_t A, B, C, D, E;
  ASSERT_EQ(lorchaGraphAddNode(&A, Graph, nullptr, 0, &Fill), lorchaSuccess);
  ASSERT_EQ(lorchaGraphAddNode(&B, Graph, &A, 1, &Kernel), lorchaSuccess);
  ASSERT_EQ(lorchaGraphAddNode_v2(&C, Graph, &B, nullptr, 1, &Copy), lorchaSuccess);
  ASSERT_EQ(lorchaGraphAddNode(&D, Graph, &C, 1, &Host), lorchaSuccess);
  ASSERT_EQ(lorchaGraphAddNode(&E, Graph, &D, 1, &Empty), lorchaSuccess);
  lorchaGraphExec_t Executable = instantiate(Graph);
  runOnce(Executable);
  EXPECT_EQ(Out.values(), (std::vector<int>{43, 43}));
  EXPECT_EQ(Calls, 1);
  Args.Value = 5;
  ASSERT_EQ(lorchaGraphExecNodeSetParams(Executable, B, &Kernel), lorchaSuccess);
  runOnce(Executable);
  EXPECT_EQ(Out[1], 45);
  Fill.memset.value = 6;
  ASSERT_EQ(lorchaGraphNodeSetParams(A, &Fill), lorchaSuccess);
  runOnce(Graph);
  EXPECT_EQ(Out[1], 63);
  EXPECT_EQ(lorchaGraphNodeSetParams(A, &Kernel), lorchaErrorInvalidValue) << "another kind";
  EXPECT_EQ(lorchaGraphExecNodeSetParams(Executable, A, &Kernel), lorchaErrorInvalidValue);
  Kernel.reserved2 = 1;
  EXPECT_EQ(lorchaGraphAddNode(&A, Graph, nullptr, 0, &Kernel), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaGraphAddNode(&A, Graph, nullptr, 0, nullptr), lorchaErrorInvalidValue);
}

TEST_F(GraphNodesTest, OfExternalSemaphoresAreRefused) {
  lorchaGraphNodeParams Params = {};
  EXPECT_TRUE(isZero(Params));
  lorchaGraphNode_t Node;
  for (lorchaGraphNodeType Type :
       {lorchaGraphNodeTypeExtSemaphoreSignal, lorchaGraphNodeTypeExtSemaphoreWait}) {
    Params.type = Type;
    EXPECT_EQ(lorchaGraphAddNode(&Node, Graph, nullptr, 0, &Params), lorchaErrorNotSupported);
  }
  EXPECT_EQ(nodeCount(Graph), 0u);
}
