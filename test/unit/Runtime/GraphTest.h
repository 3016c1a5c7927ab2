// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the tests of graphs share: kernels with parameters, handles that go with the test, short ways to make
// nodes.
#ifndef LORCHA_TEST_GRAPHTEST_H
#define LORCHA_TEST_GRAPHTEST_H

#include "RuntimeTest.h"
#include <initializer_list>

namespace lorcha::test {

inline void add_cpu(const Block &, int *Into, int Value) {
  __atomic_fetch_add(Into, Value, __ATOMIC_RELAXED);
}
inline constexpr KernelInfo add_info = {"add", KernelForm::ThreadLoop, nullptr};
/// *Into += Value, once per block.
inline void add(int *Into, int Value) { Kernel<add_cpu, add, add_info>::launch(Into, Value); }

inline void append_cpu(const Block &, int *Into, int Digit) { *Into = *Into * 10 + Digit; }
inline constexpr KernelInfo append_info = {"append", KernelForm::ThreadLoop, nullptr};
/// *Into = *Into * 10 + Digit: tells in which order kernels have run.
inline void append(int *Into, int Digit) { Kernel<append_cpu, append, append_info>::launch(Into, Digit); }

inline void nothingAtAll_cpu(const Block &) {}
inline constexpr KernelInfo nothingAtAll_info = {"nothingAtAll", KernelForm::ThreadLoop, nullptr};
inline void nothingAtAll() { Kernel<nothingAtAll_cpu, nothingAtAll, nothingAtAll_info>::launch(); }

template <class StubT> void *symbolOf(StubT *Stub) { return reinterpret_cast<void *>(Stub); }

/// Arguments of a kernel (int *, int), and the parameters of a node that point to them.
struct KernelArgs {
  int *Into;
  int Value;
  void *List[2] = {&Into, &Value};

  KernelArgs(int *Into, int Value) : Into(Into), Value(Value) {}
  KernelArgs(const KernelArgs &) = delete;
  lorchaKernelNodeParams params(void *Stub, unsigned Blocks = 1) {
    lorchaKernelNodeParams Result = {};
    Result.func = Stub;
    Result.gridDim = dim3(Blocks);
    Result.blockDim = dim3(1);
    Result.kernelParams = List;
    return Result;
  }
};

class GraphTest : public RuntimeTest {
protected:
  using Nodes = std::vector<lorchaGraphNode_t>;

  void SetUp() override {
    RuntimeTest::SetUp();
    ASSERT_EQ(lorchaGraphCreate(&Graph, 0), lorchaSuccess);
    ASSERT_EQ(lorchaStreamCreateWithFlags(&Stream, lorchaStreamNonBlocking), lorchaSuccess);
  }

  lorchaGraphNode_t addKernel(lorchaGraph_t Into, const Nodes &Behind, void *Stub, int *Target, int Value) {
    KernelArgs Args(Target, Value);
    lorchaKernelNodeParams Params = Args.params(Stub);
    lorchaGraphNode_t Node = nullptr;
    EXPECT_EQ(lorchaGraphAddKernelNode(&Node, Into, Behind.data(), Behind.size(), &Params), lorchaSuccess);
    return Node;
  }
  lorchaGraphNode_t addAppend(const Nodes &Behind, int *Target, int Digit) {
    return addKernel(Graph, Behind, symbolOf(append), Target, Digit);
  }
  lorchaGraphNode_t addEmpty(const Nodes &Behind = {}) {
    lorchaGraphNode_t Node = nullptr;
    EXPECT_EQ(lorchaGraphAddEmptyNode(&Node, Graph, Behind.data(), Behind.size()), lorchaSuccess);
    return Node;
  }
  lorchaGraphExec_t instantiate(lorchaGraph_t From) {
    lorchaGraphExec_t Result = nullptr;
    EXPECT_EQ(lorchaGraphInstantiateWithFlags(&Result, From, 0), lorchaSuccess);
    return Result;
  }
  void runOnce(lorchaGraphExec_t Executable) {
    EXPECT_EQ(lorchaGraphLaunch(Executable, Stream), lorchaSuccess);
    EXPECT_EQ(lorchaStreamSynchronize(Stream), lorchaSuccess);
  }
  void runOnce(lorchaGraph_t From) {
    lorchaGraphExec_t Executable = instantiate(From);
    runOnce(Executable);
    EXPECT_EQ(lorchaGraphExecDestroy(Executable), lorchaSuccess);
  }
  static size_t nodeCount(lorchaGraph_t In) {
    size_t Count = 0;
    EXPECT_EQ(lorchaGraphGetNodes(In, nullptr, &Count), lorchaSuccess);
    return Count;
  }
  static Nodes nodesOf(lorchaGraph_t In) {
    size_t Count = nodeCount(In);
    Nodes Result(Count);
    EXPECT_EQ(lorchaGraphGetNodes(In, Result.data(), &Count), lorchaSuccess);
    return Result;
  }
  static lorchaGraphNodeType typeOf(lorchaGraphNode_t Node) {
    lorchaGraphNodeType Type = lorchaGraphNodeTypeCount;
    EXPECT_EQ(lorchaGraphNodeGetType(Node, &Type), lorchaSuccess);
    return Type;
  }

  lorchaGraph_t Graph = nullptr;
  lorchaStream_t Stream = nullptr;
};

} // namespace lorcha::test

#endif
