// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Graphs as descriptions: nodes, edges, copies, drawings; nothing is run but to see that a copy is whole.
// BACKENDS: cpu, opencl -- the kernels are in GraphKernels.cpp
#include "GraphTest.h"
#include <cstdio>
#include <fstream>
#include <sstream>

using namespace lorcha;
using namespace lorcha::test;
using GraphsTest = GraphTest;

TEST_F(GraphsTest, AreMadeAndDestroyed) {
  lorchaGraph_t Other = nullptr;
  EXPECT_EQ(lorchaGraphCreate(&Other, 1), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaGraphCreate(nullptr, 0), lorchaErrorInvalidValue);
  ASSERT_EQ(lorchaGraphCreate(&Other, 0), lorchaSuccess);
  EXPECT_EQ(lorchaGraphDestroy(Other), lorchaSuccess);
  EXPECT_EQ(lorchaGraphDestroy(Other), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaGraphDestroy(nullptr), lorchaErrorInvalidValue);
}

TEST_F(GraphsTest, TellTheirNodesInOrder) {
  lorchaGraphNode_t A = addEmpty(), B = addEmpty({A}), C = addEmpty();
  EXPECT_EQ(nodesOf(Graph), (Nodes{A, B, C}));
  Nodes Roots(4, A);
  size_t Count = 4;
  ASSERT_EQ(lorchaGraphGetRootNodes(Graph, Roots.data(), &Count), lorchaSuccess);
  EXPECT_EQ(Count, 2u);
  EXPECT_EQ(Roots, (Nodes{A, C, nullptr, nullptr}));
  EXPECT_EQ(lorchaGraphGetNodes(Graph, nullptr, nullptr), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaGraphGetRootNodes(nullptr, nullptr, &Count), lorchaErrorInvalidValue);
  EXPECT_EQ(typeOf(A), lorchaGraphNodeTypeEmpty);
  lorchaGraphNodeType Type;
  EXPECT_EQ(lorchaGraphNodeGetType(nullptr, &Type), lorchaErrorInvalidValue);
}

TEST_F(GraphsTest, TellEdgesAndDependencies) {
  lorchaGraphNode_t A = addEmpty(), B = addEmpty({A}), C = addEmpty({A, B});
  Nodes From(3), To(3);
  size_t Count = 3;
  ASSERT_EQ(lorchaGraphGetEdges(Graph, From.data(), To.data(), &Count), lorchaSuccess);
  EXPECT_EQ(From, (Nodes{A, A, B}));
  EXPECT_EQ(To, (Nodes{B, C, C}));
  EXPECT_EQ(lorchaGraphGetEdges(Graph, From.data(), nullptr, &Count), lorchaErrorInvalidValue);
  Nodes Found(2);
  Count = 2;
  ASSERT_EQ(lorchaGraphNodeGetDependencies(C, Found.data(), &Count), lorchaSuccess);
  EXPECT_EQ(Found, (Nodes{A, B}));
  Count = 0;
  ASSERT_EQ(lorchaGraphNodeGetDependentNodes(A, nullptr, &Count), lorchaSuccess);
  EXPECT_EQ(Count, 2u);
  ASSERT_EQ(lorchaGraphNodeGetDependentNodes(A, Found.data(), &Count), lorchaSuccess);
  EXPECT_EQ(Found, (Nodes{B, C}));
  EXPECT_EQ(lorchaGraphNodeGetDependencies(nullptr, nullptr, &Count), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaGraphNodeGetDependentNodes(nullptr, nullptr, &Count), lorchaErrorInvalidValue);
}

TEST_F(GraphsTest, ChangeTheirEdges) {
  lorchaGraphNode_t A = addEmpty(), B = addEmpty(), C = addEmpty({B});
  lorchaGraphNode_t From[] = {A, B}, To[] = {B, C};
  EXPECT_EQ(lorchaGraphAddDependencies(Graph, From, To, 1), lorchaSuccess);
  EXPECT_EQ(lorchaGraphAddDependencies(Graph, From, To, 1), lorchaErrorInvalidValue) << "it is there already";
  EXPECT_EQ(lorchaGraphAddDependencies(Graph, &A, &A, 1), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaGraphRemoveDependencies(Graph, From, To, 2), lorchaSuccess);
  EXPECT_EQ(lorchaGraphRemoveDependencies(Graph, From, To, 1), lorchaErrorInvalidValue);
  size_t Count = 9;
  ASSERT_EQ(lorchaGraphGetEdges(Graph, nullptr, nullptr, &Count), lorchaSuccess);
  EXPECT_EQ(Count, 0u);
  lorchaGraph_t Other;
  ASSERT_EQ(lorchaGraphCreate(&Other, 0), lorchaSuccess);
  EXPECT_EQ(lorchaGraphAddDependencies(Other, From, To, 1), lorchaErrorInvalidValue);
}

TEST_F(GraphsTest, KeepWhatEdgesAre) {
  int Value = 0;
  lorchaGraphNode_t A = addAppend({}, &Value, 1), B = addAppend({}, &Value, 2), E = addEmpty();
  lorchaGraphEdgeData Programmatic = {};
  Programmatic.from_port = lorchaGraphKernelNodePortProgrammatic;
  Programmatic.type = lorchaGraphDependencyTypeProgrammatic;
  EXPECT_EQ(lorchaGraphAddDependencies_v2(Graph, &A, &E, &Programmatic, 1), lorchaErrorInvalidValue);
  ASSERT_EQ(lorchaGraphAddDependencies_v2(Graph, &A, &B, &Programmatic, 1), lorchaSuccess);
  lorchaGraphNode_t From, To, Found;
  size_t Count = 1;
  lorchaGraphEdgeData Kind = {};
  EXPECT_EQ(lorchaGraphGetEdges(Graph, &From, &To, &Count), lorchaErrorLossyQuery);
  ASSERT_EQ(lorchaGraphGetEdges_v2(Graph, &From, &To, &Kind, &Count), lorchaSuccess);
  EXPECT_EQ(Kind.type, lorchaGraphDependencyTypeProgrammatic);
  EXPECT_EQ(From, A);
  EXPECT_EQ(lorchaGraphNodeGetDependencies(B, &Found, &Count), lorchaErrorLossyQuery);
  Kind = {};
  ASSERT_EQ(lorchaGraphNodeGetDependencies_v2(B, &Found, &Kind, &Count), lorchaSuccess);
  EXPECT_EQ(Kind.from_port, lorchaGraphKernelNodePortProgrammatic);
  ASSERT_EQ(lorchaGraphNodeGetDependentNodes_v2(A, &Found, &Kind, &Count), lorchaSuccess);
  EXPECT_EQ(Found, B);
  EXPECT_EQ(lorchaGraphRemoveDependencies(Graph, &A, &B, 1), lorchaErrorInvalidValue) << "not a plain edge";
  EXPECT_EQ(lorchaGraphRemoveDependencies_v2(Graph, &A, &B, &Programmatic, 1), lorchaSuccess);
}

TEST_F(GraphsTest, RefuseDependenciesThatAreNone) {
  lorchaGraph_t Other;
  ASSERT_EQ(lorchaGraphCreate(&Other, 0), lorchaSuccess);
  lorchaGraphNode_t A = addEmpty(), Twice[] = {A, A}, Node = nullptr, None = nullptr;
  EXPECT_EQ(lorchaGraphAddEmptyNode(&Node, Other, &A, 1), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaGraphAddEmptyNode(&Node, Graph, Twice, 2), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaGraphAddEmptyNode(&Node, Graph, &None, 1), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaGraphAddEmptyNode(&Node, Graph, nullptr, 1), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaGraphAddEmptyNode(nullptr, Graph, nullptr, 0), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaGraphAddEmptyNode(&Node, nullptr, nullptr, 0), lorchaErrorInvalidValue);
  EXPECT_EQ(nodeCount(Graph), 1u);
}

TEST_F(GraphsTest, LoseNodesWithTheirEdges) {
  lorchaGraphNode_t A = addEmpty(), B = addEmpty({A}), C = addEmpty({B});
  EXPECT_EQ(lorchaGraphDestroyNode(B), lorchaSuccess);
  EXPECT_EQ(lorchaGraphDestroyNode(B), lorchaErrorInvalidValue);
  EXPECT_EQ(nodesOf(Graph), (Nodes{A, C}));
  size_t Count = 5;
  ASSERT_EQ(lorchaGraphNodeGetDependencies(C, nullptr, &Count), lorchaSuccess);
  EXPECT_EQ(Count, 0u);
}

TEST_F(GraphsTest, RefuseCyclesWhenInstantiated) {
  lorchaGraphNode_t A = addEmpty(), B = addEmpty({A});
  ASSERT_EQ(lorchaGraphAddDependencies(Graph, &B, &A, 1), lorchaSuccess);
  lorchaGraphExec_t Executable;
  EXPECT_EQ(lorchaGraphInstantiate(&Executable, Graph, 0), lorchaErrorInvalidValue);
  lorchaGraphInstantiateParams Params = {};
  EXPECT_EQ(lorchaGraphInstantiateWithParams(&Executable, Graph, &Params), lorchaErrorInvalidValue);
  EXPECT_EQ(Params.result_out, lorchaGraphInstantiateInvalidStructure);
}

TEST_F(GraphsTest, AreCloned) {
  Shared<int> Out(1);
  lorchaGraphNode_t A = addAppend({}, Out.get(), 1);
  addAppend({A}, Out.get(), 2);
  lorchaGraph_t Copy = nullptr;
  ASSERT_EQ(lorchaGraphClone(&Copy, Graph), lorchaSuccess);
  lorchaGraphNode_t CopyOfA = nullptr, Late = addAppend({}, Out.get(), 3);
  ASSERT_EQ(lorchaGraphNodeFindInClone(&CopyOfA, A, Copy), lorchaSuccess);
  EXPECT_EQ(CopyOfA, nodesOf(Copy)[0]);
  EXPECT_EQ(lorchaGraphNodeFindInClone(&CopyOfA, Late, Copy), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaGraphNodeFindInClone(&CopyOfA, A, Graph), lorchaErrorInvalidValue);
  // Parameters are copied: a change of the original does not reach the copy.
  KernelArgs Args(Out.get(), 7);
  lorchaKernelNodeParams Params = Args.params(symbolOf(append));
  ASSERT_EQ(lorchaGraphKernelNodeSetParams(A, &Params), lorchaSuccess);
  ASSERT_EQ(lorchaGraphDestroy(Graph), lorchaSuccess);
  runOnce(Copy);
  EXPECT_EQ(Out[0], 12);
  EXPECT_EQ(lorchaGraphClone(&Copy, nullptr), lorchaErrorInvalidValue);
}

TEST_F(GraphsTest, AreDrawn) {
  int Value = 0;
  lorchaGraphNode_t A = addAppend({}, &Value, 1);
  addEmpty({A});
  std::string Path = testing::TempDir() + "lorcha-graph.dot";
  auto Draw = [&](unsigned Flags) {
    EXPECT_EQ(lorchaGraphDebugDotPrint(Graph, Path.c_str(), Flags), lorchaSuccess);
    std::stringstream Text;
    Text << std::ifstream(Path).rdbuf();
    return Text.str();
  };
  std::string Plain = Draw(0), Verbose = Draw(lorchaGraphDebugDotFlagsVerbose);
  EXPECT_EQ(Plain, "digraph graph_1 {\n  node [shape=box];\n"
                   "  \"graph_1_node_0\" [label=\"0\\nKERNEL\\nappend\"];\n"
                   "  \"graph_1_node_1\" [label=\"1\\nEMPTY\"];\n"
                   "  \"graph_1_node_0\" -> \"graph_1_node_1\";\n}\n");
  EXPECT_NE(Verbose.find("<<<(1,1,1), (1,1,1), 0>>>"), std::string::npos);
  EXPECT_NE(Draw(lorchaGraphDebugDotFlagsHandles).find("handle 0x"), std::string::npos);
  std::remove(Path.c_str());
  EXPECT_EQ(lorchaGraphDebugDotPrint(Graph, "/no/such/folder/graph.dot", 0), lorchaErrorOperatingSystem);
  EXPECT_EQ(lorchaGraphDebugDotPrint(nullptr, Path.c_str(), 0), lorchaErrorInvalidValue);
}

TEST_F(GraphsTest, ExecutableGraphsTellWhatIsSet) {
  Shared<int> Out(1);
  lorchaGraphNode_t First = addAppend({}, Out.get(), 1);
  lorchaGraphNode_t Second = addAppend({First}, Out.get(), 2);
  lorchaGraphExec_t Executable;
  unsigned long long Flags = 99;
  unsigned IsEnabled = 99;
  ASSERT_EQ(lorchaGraphInstantiateWithFlags(&Executable, Graph, lorchaGraphInstantiateFlagAutoFreeOnLaunch),
            lorchaSuccess);
  EXPECT_EQ(lorchaGraphExecGetFlags(Executable, &Flags), lorchaSuccess);
  EXPECT_EQ(Flags, static_cast<unsigned long long>(lorchaGraphInstantiateFlagAutoFreeOnLaunch));
  EXPECT_EQ(lorchaGraphNodeGetEnabled(Executable, Second, &IsEnabled), lorchaSuccess);
  EXPECT_EQ(IsEnabled, 1u);
  EXPECT_EQ(lorchaGraphNodeSetEnabled(Executable, First, 0), lorchaSuccess);
  EXPECT_EQ(lorchaGraphNodeGetEnabled(Executable, First, &IsEnabled), lorchaSuccess);
  EXPECT_EQ(IsEnabled, 0u);
  EXPECT_EQ(lorchaGraphUpload(Executable, Stream), lorchaSuccess);
  EXPECT_EQ(lorchaStreamSynchronize(Stream), lorchaSuccess);
  EXPECT_EQ(Out[0], 0) << "an upload runs nothing";
  runOnce(Executable);
  EXPECT_EQ(Out[0], 2) << "only what is switched on";
  EXPECT_EQ(lorchaGraphExecDestroy(Executable), lorchaSuccess);
}
