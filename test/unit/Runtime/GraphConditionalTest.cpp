// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Conditional nodes: each kind, defaults, nesting, values that several executable graphs share, refusals.
#include "GraphTest.h"
#include "lorcha/graph_conditional.h"

using namespace lorcha;
using namespace lorcha::test;

namespace {
/// Sets the value to *From, or counts *From down to it.
void decide_cpu(const Block &, unsigned long long Handle, int *From, int Step) {
  *From += Step;
  cudaGraphSetConditional(Handle, static_cast<unsigned>(*From));
}
constexpr KernelInfo decide_info = {"decide", KernelForm::ThreadLoop, nullptr};
void decide(unsigned long long Handle, int *From, int Step) {
  Kernel<decide_cpu, decide, decide_info>::launch(Handle, From, Step);
}

class GraphConditionalTest : public GraphTest {
protected:
  lorchaGraphConditionalHandle makeHandle(unsigned Default = 0, unsigned Flags = 0) {
    lorchaGraphConditionalHandle Handle = 0;
    EXPECT_EQ(lorchaGraphConditionalHandleCreate(&Handle, Graph, Default, Flags), lorchaSuccess);
    return Handle;
  }
  lorchaGraphNode_t addDecision(lorchaGraph_t Into, const Nodes &Behind, lorchaGraphConditionalHandle Handle,
                                int *From, int Step = 0) {
    void *Args[] = {&Handle, &From, &Step};
    lorchaKernelNodeParams Params = {};
    Params.func = symbolOf(decide);
    Params.gridDim = Params.blockDim = dim3(1);
    Params.kernelParams = Args;
    lorchaGraphNode_t Node = nullptr;
    EXPECT_EQ(lorchaGraphAddKernelNode(&Node, Into, Behind.data(), Behind.size(), &Params), lorchaSuccess);
    return Node;
  }
  std::vector<lorchaGraph_t> addConditional(lorchaGraph_t Into, const Nodes &Behind,
                                            lorchaGraphConditionalHandle Handle,
                                            lorchaGraphConditionalNodeType Type, unsigned Size,
                                            lorchaGraphNode_t *Node) {
    lorchaGraphNodeParams Params = {};
    Params.type = lorchaGraphNodeTypeConditional;
    Params.conditional.handle = Handle;
    Params.conditional.type = Type;
    Params.conditional.size = Size;
    EXPECT_EQ(lorchaGraphAddNode(Node, Into, Behind.data(), Behind.size(), &Params), lorchaSuccess);
    return std::vector<lorchaGraph_t>(Params.conditional.phGraph_out, Params.conditional.phGraph_out + Size);
  }
  lorchaGraphNode_t Conditional = nullptr;
};
} // namespace

TEST_F(GraphConditionalTest, IfChoosesItsBody) {
  Shared<int> Out(1), Value(1);
  lorchaGraphConditionalHandle Handle = makeHandle();
  lorchaGraphNode_t Before = addDecision(Graph, {}, Handle, Value.get());
  auto Bodies = addConditional(Graph, {Before}, Handle, lorchaGraphCondTypeIf, 2, &Conditional);
  EXPECT_EQ(typeOf(Conditional), lorchaGraphNodeTypeConditional);
  addKernel(Bodies[0], {}, symbolOf(append), Out.get(), 1);
  addKernel(Bodies[1], {}, symbolOf(append), Out.get(), 2);
  addAppend({Conditional}, Out.get(), 3);
  lorchaGraphExec_t Executable = instantiate(Graph);
  Value[0] = 5;
  runOnce(Executable);
  EXPECT_EQ(Out[0], 13);
  Value[0] = 0;
  runOnce(Executable);
  EXPECT_EQ(Out[0], 1323);
}

TEST_F(GraphConditionalTest, IfWithoutElseDoesNothing) {
  Shared<int> Out(1);
  auto Bodies = addConditional(Graph, {}, makeHandle(0, lorchaGraphCondAssignDefault), lorchaGraphCondTypeIf,
                               1, &Conditional);
  addKernel(Bodies[0], {}, symbolOf(append), Out.get(), 1);
  runOnce(Graph);
  EXPECT_EQ(Out[0], 0);
}

TEST_F(GraphConditionalTest, WhileRepeatsItsBody) {
  Shared<int> Out(1), Value(1, 5);
  lorchaGraphConditionalHandle Handle = makeHandle(1, lorchaGraphCondAssignDefault);
  auto Bodies = addConditional(Graph, {}, Handle, lorchaGraphCondTypeWhile, 1, &Conditional);
  lorchaGraphNode_t First = addKernel(Bodies[0], {}, symbolOf(add), Out.get(), 1);
  addDecision(Bodies[0], {First}, Handle, Value.get(), -1);
  lorchaGraphExec_t Executable = instantiate(Graph);
  runOnce(Executable);
  EXPECT_EQ(Out[0], 5);
  Value[0] = 3; // the default is set again by each launch
  runOnce(Executable);
  EXPECT_EQ(Out[0], 8);
}

TEST_F(GraphConditionalTest, SwitchRunsTheBodyWithThatNumber) {
  Shared<int> Out(1), Value(1);
  lorchaGraphConditionalHandle Handle = makeHandle();
  lorchaGraphNode_t Before = addDecision(Graph, {}, Handle, Value.get(), 1);
  auto Bodies = addConditional(Graph, {Before}, Handle, lorchaGraphCondTypeSwitch, 3, &Conditional);
  for (int I = 0; I < 3; ++I)
    addKernel(Bodies[I], {}, symbolOf(append), Out.get(), I + 1);
  lorchaGraphExec_t Executable = instantiate(Graph);
  Value[0] = -1;
  for (int Launch = 0; Launch < 5; ++Launch) // 0, 1, 2, and two that there are no bodies for
    runOnce(Executable);
  EXPECT_EQ(Out[0], 123);
}

TEST_F(GraphConditionalTest, ConditionsNest) {
  Shared<int> Out(1), Rounds(1, 4), Odd(1, 0);
  lorchaGraphConditionalHandle Outer = makeHandle(1, lorchaGraphCondAssignDefault), Inner = makeHandle();
  auto Loop = addConditional(Graph, {}, Outer, lorchaGraphCondTypeWhile, 1, &Conditional);
  lorchaGraphNode_t Choose = addDecision(Loop[0], {}, Inner, Odd.get(), 1), If;
  auto Bodies = addConditional(Loop[0], {Choose}, Inner, lorchaGraphCondTypeIf, 1, &If);
  addKernel(Bodies[0], {}, symbolOf(append), Out.get(), 1);
  addDecision(Bodies[0], {}, Inner, Odd.get(), 0);
  addDecision(Loop[0], {If}, Outer, Rounds.get(), -1);
  runOnce(Graph);
  EXPECT_EQ(Out[0], 1111);
  EXPECT_EQ(Odd[0], 4);
}

TEST_F(GraphConditionalTest, ExecutableGraphsThatShareAValueTakeTurns) {
  Shared<int> Out(1), Left(2, 100);
  lorchaGraphConditionalHandle Handle = makeHandle(1, lorchaGraphCondAssignDefault);
  auto Bodies = addConditional(Graph, {}, Handle, lorchaGraphCondTypeWhile, 1, &Conditional);
  lorchaGraphNode_t Last = addDecision(Bodies[0], {}, Handle, Left.get(), -1);
  addKernel(Bodies[0], {Last}, symbolOf(add), Out.get(), 1);
  lorchaGraphExec_t First = instantiate(Graph);
  lorchaGraphExec_t Second = instantiate(Graph);
  lorchaGraphConditionalHandle Same = Handle;
  int *Other = Left.get() + 1, Step = -1;
  void *Args[] = {&Same, &Other, &Step};
  lorchaKernelNodeParams Params = {};
  Params.func = symbolOf(decide);
  Params.gridDim = Params.blockDim = dim3(1);
  Params.kernelParams = Args;
  ASSERT_EQ(lorchaGraphExecKernelNodeSetParams(Second, Last, &Params), lorchaSuccess);
  lorchaStream_t OtherStream;
  ASSERT_EQ(lorchaStreamCreateWithFlags(&OtherStream, lorchaStreamNonBlocking), lorchaSuccess);
  ASSERT_EQ(lorchaGraphLaunch(First, Stream), lorchaSuccess);
  ASSERT_EQ(lorchaGraphLaunch(Second, OtherStream), lorchaSuccess);
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  EXPECT_EQ(Out[0], 200);
  EXPECT_EQ(Left.values(), (std::vector<int>{0, 0}));
}

TEST_F(GraphConditionalTest, BodiesAreCapturedInto) {
  Shared<int> Out(1), Value(1, 3);
  lorchaGraphConditionalHandle Handle = makeHandle(1, lorchaGraphCondAssignDefault);
  auto Bodies = addConditional(Graph, {}, Handle, lorchaGraphCondTypeWhile, 1, &Conditional);
  ASSERT_EQ(
      lorchaStreamBeginCaptureToGraph(Stream, Bodies[0], nullptr, nullptr, 0, lorchaStreamCaptureModeGlobal),
      lorchaSuccess);
  configure(1, 1, 0, Stream), append(Out.get(), 4);
  configure(1, 1, 0, Stream), decide(Handle, Value.get(), -1);
  ASSERT_EQ(lorchaStreamEndCapture(Stream, nullptr), lorchaSuccess);
  EXPECT_EQ(nodeCount(Bodies[0]), 2u);
  runOnce(Graph);
  EXPECT_EQ(Out[0], 444);
}

TEST_F(GraphConditionalTest, AreChecked) {
  lorchaGraphConditionalHandle Handle = 0;
  EXPECT_EQ(lorchaGraphConditionalHandleCreate(&Handle, nullptr, 0, 0), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaGraphConditionalHandleCreate(&Handle, Graph, 0, 8), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaGraphConditionalHandleCreate(nullptr, Graph, 0, 0), lorchaErrorInvalidValue);
  Handle = makeHandle();
  lorchaGraphExec_t Executable;
  lorchaGraphInstantiateParams Outcome = {};
  EXPECT_EQ(lorchaGraphInstantiateWithParams(&Executable, Graph, &Outcome), lorchaErrorInvalidValue);
  EXPECT_EQ(Outcome.result_out, lorchaGraphInstantiateConditionalHandleUnused);
  lorchaGraphNodeParams Params = {};
  Params.type = lorchaGraphNodeTypeConditional;
  Params.conditional.handle = Handle + 4;
  Params.conditional.type = lorchaGraphCondTypeWhile;
  Params.conditional.size = 1;
  EXPECT_EQ(lorchaGraphAddNode(&Conditional, Graph, nullptr, 0, &Params), lorchaErrorInvalidValue);
  Params.conditional.handle = Handle;
  Params.conditional.size = 2;
  EXPECT_EQ(lorchaGraphAddNode(&Conditional, Graph, nullptr, 0, &Params), lorchaErrorInvalidValue);
  auto Bodies = addConditional(Graph, {}, Handle, lorchaGraphCondTypeIf, 1, &Conditional);
  lorchaHostNodeParams Host = {[](void *) {}, nullptr};
  lorchaGraphNode_t Node;
  ASSERT_EQ(lorchaGraphAddHostNode(&Node, Bodies[0], nullptr, 0, &Host), lorchaSuccess);
  EXPECT_EQ(lorchaGraphInstantiateWithParams(&Executable, Graph, &Outcome), lorchaErrorNotSupported);
  EXPECT_EQ(Outcome.result_out, lorchaGraphInstantiateNodeOperationNotSupported);
  EXPECT_EQ(Outcome.errNode_out, Node);
}
